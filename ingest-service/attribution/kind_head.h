// The kind head: what a speaker does by an attribution, and whether they hedge it.

#ifndef ONRECORD_INGEST_SERVICE_ATTRIBUTION_KIND_HEAD_H_
#define ONRECORD_INGEST_SERVICE_ATTRIBUTION_KIND_HEAD_H_

#include <vector>

#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "ingest-service/attribution/position_kind.h"
#include "ingest-service/encoder/encoder.h"
#include "ingest-service/encoder/model_file.h"
#include "ingest-service/tagging/label_head.h"
#include "ingest-service/tagging/window_words.h"

namespace onrecord::ingest {

// The tokens by which an attribution's kind is read, all of them within TokensAround its cue.
struct AttributionTokens {
  TokenRun cue;              // with every piece
  std::vector<int> source;   // first pieces of its words; may be empty
  std::vector<int> content;  // the same
};

// Labels an attribution by cue, source and content, which is the extent as well. Immutable: safe
// from any number of threads. Movable.
class KindHead {
 public:
  // From the tensors `kind.*`; errors as ModelFile::Floats.
  static absl::StatusOr<KindHead> Load(const ModelFile& model);

  // The kind of each of `attributions`, in their order; of equally likely ones the first.
  std::vector<KindReading> ReadKinds(const EncodedWindow& window,
                                     absl::Span<const AttributionTokens> attributions) const;

 private:
  explicit KindHead(LabelHead head);

  LabelHead head_;
};

}  // namespace onrecord::ingest

#endif  // ONRECORD_INGEST_SERVICE_ATTRIBUTION_KIND_HEAD_H_
