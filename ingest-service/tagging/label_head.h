// A head that labels what has been found: by its cue and two more parts of it.

#ifndef ONRECORD_INGEST_SERVICE_TAGGING_LABEL_HEAD_H_
#define ONRECORD_INGEST_SERVICE_TAGGING_LABEL_HEAD_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "ingest-service/encoder/encoder.h"
#include "ingest-service/encoder/kernels.h"
#include "ingest-service/encoder/model_file.h"
#include "ingest-service/tagging/window_words.h"

namespace onrecord::ingest {

// The tokens of a window by which something is labelled; views of what the caller keeps.
struct LabelParts {
  TokenRun cue;                 // with every piece
  absl::Span<const int> first;  // first pieces of words, as are the next; may be empty
  absl::Span<const int> second;
  absl::Span<const int> extent;
};

// Two dense layers over the mean hidden states of cue, first and second part and the extent's
// largest value of each feature, zero where a part has no token. Immutable: safe from any number of
// threads. Movable.
class LabelHead {
 public:
  // For `labels` labels, from the tensors `name`.inner and `name`.outer; errors as
  // ModelFile::Floats.
  static absl::StatusOr<LabelHead> Load(const ModelFile& model, const std::string& name,
                                        int labels);

  // Row-major [parts, labels]. REQUIRES: all tokens lie within the window.
  std::vector<float> Logits(const EncodedWindow& window, absl::Span<const LabelParts> parts) const;

 private:
  LabelHead(Linear inner, Linear outer, int64_t labels);

  Linear inner_;
  Linear outer_;
  int64_t labels_;
};

}  // namespace onrecord::ingest

#endif  // ONRECORD_INGEST_SERVICE_TAGGING_LABEL_HEAD_H_
