// The cue head: which words of a window are cues: they attribute something to somebody, or name an
// event.

#ifndef ONRECORD_INGEST_SERVICE_TAGGING_CUE_HEAD_H_
#define ONRECORD_INGEST_SERVICE_TAGGING_CUE_HEAD_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "ingest-service/encoder/encoder.h"
#include "ingest-service/encoder/model_file.h"
#include "ingest-service/tagging/tag_head.h"
#include "ingest-service/tagging/window_words.h"
#include "ingest-service/tagging/word_tags.h"

namespace onrecord::ingest {

inline constexpr int kCueTags = TagsOf(1);

struct CueReading {
  WordTags tags;              // of the window's words
  std::vector<WordRun> cues;  // what they mark, in order
  // Row-major [tokens, kCueTags], of every token: the argument head goes by them.
  std::vector<float> probabilities;
};

// Immutable: safe from any number of threads. Movable.
class CueHead {
 public:
  // From the tensors `name`.*; errors as ModelFile::Floats.
  static absl::StatusOr<CueHead> Load(const ModelFile& model, const std::string& name);

  // Reads `window`, whose words are `words`.
  CueReading FindCues(const EncodedWindow& window, absl::Span<const WindowWord> words) const;

 private:
  explicit CueHead(TagHead head);

  TagHead head_;
};

}  // namespace onrecord::ingest

#endif  // ONRECORD_INGEST_SERVICE_TAGGING_CUE_HEAD_H_
