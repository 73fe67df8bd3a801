// The cue head: which tokens of a window attribute something to somebody.

#ifndef ONRECORD_INGEST_SERVICE_ATTRIBUTION_CUE_HEAD_H_
#define ONRECORD_INGEST_SERVICE_ATTRIBUTION_CUE_HEAD_H_

#include <vector>

#include "absl/status/statusor.h"
#include "ingest-service/attribution/tag_runs.h"
#include "ingest-service/encoder/encoder.h"
#include "ingest-service/encoder/model_file.h"

namespace onrecord::ingest {

// A cue found: its tokens in the window, and the mean probability of their tags.
struct Cue {
  TokenRun tokens;
  float probability = 0;
};

// Two dense layers over each token's hidden state. Immutable: safe from any number of threads.
// Movable.
class CueHead {
 public:
  // From the tensors `cue.*`; errors as ModelFile::Floats.
  static absl::StatusOr<CueHead> Load(const ModelFile& model);

  // The cues of `window`, in order; each begins and ends with a token of the text.
  std::vector<Cue> FindCues(const EncodedWindow& window) const;

 private:
  CueHead() = default;

  Linear inner_;
  Linear outer_;
};

}  // namespace onrecord::ingest

#endif  // ONRECORD_INGEST_SERVICE_ATTRIBUTION_CUE_HEAD_H_
