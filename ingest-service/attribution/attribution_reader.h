// Reads attributions off the encoder's windows: cues first, then source and content of each, then
// what the speaker does by it and how far all that can be trusted.

#ifndef ONRECORD_INGEST_SERVICE_ATTRIBUTION_ATTRIBUTION_READER_H_
#define ONRECORD_INGEST_SERVICE_ATTRIBUTION_ATTRIBUTION_READER_H_

#include "absl/status/statusor.h"
#include "ingest-service/attribution/attribution.h"
#include "ingest-service/attribution/confidence.h"
#include "ingest-service/attribution/kind_head.h"
#include "ingest-service/encoder/encoder.h"
#include "ingest-service/encoder/model_file.h"
#include "ingest-service/tagging/argument_head.h"
#include "ingest-service/tagging/cue_head.h"
#include "ingest-service/tagging/reading_set.h"

namespace onrecord::ingest {

// The attributions of one article while its windows are being read, by their cue.
using AttributionSet = ReadingSet<Attribution>;

// Immutable: safe from any number of threads. Movable.
class AttributionReader {
 public:
  // Loads the heads; errors as ModelFile::Floats.
  static absl::StatusOr<AttributionReader> Load(const ModelFile& model);

  // Adds the attributions of `window` to `found`, as the heads tag them.
  void Read(const EncodedWindow& window, AttributionSet& found) const;

  const KindHead& kind_head() const { return kind_head_; }

 private:
  AttributionReader(CueHead cue_head, ArgumentHead argument_head, KindHead kind_head,
                    ConfidenceModel confidence);

  CueHead cue_head_;
  ArgumentHead argument_head_;
  KindHead kind_head_;
  ConfidenceModel confidence_;
};

}  // namespace onrecord::ingest

#endif  // ONRECORD_INGEST_SERVICE_ATTRIBUTION_ATTRIBUTION_READER_H_
