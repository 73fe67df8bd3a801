// A head that tags the words of a window by what the encoder says of each alone.

#ifndef ONRECORD_INGEST_SERVICE_TAGGING_TAG_HEAD_H_
#define ONRECORD_INGEST_SERVICE_TAGGING_TAG_HEAD_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "ingest-service/encoder/encoder.h"
#include "ingest-service/encoder/kernels.h"
#include "ingest-service/encoder/model_file.h"

namespace onrecord::ingest {

// Two dense layers over each token's hidden state. Immutable: safe from any number of threads.
// Movable.
class TagHead {
 public:
  // For tags of `roles` roles (word_tags.h), from the tensors `name`.inner and `name`.outer; errors
  // as ModelFile::Floats.
  static absl::StatusOr<TagHead> Load(const ModelFile& model, const std::string& name, int roles);

  // Row-major [tokens, TagsOf(roles)].
  std::vector<float> Logits(const EncodedWindow& window) const;

 private:
  TagHead(Linear inner, Linear outer);

  Linear inner_;
  Linear outer_;
};

}  // namespace onrecord::ingest

#endif  // ONRECORD_INGEST_SERVICE_TAGGING_TAG_HEAD_H_
