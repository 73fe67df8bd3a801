// The mention head: where the text names somebody or something, and what kind of thing that is.
//
// It was trained on newswire of all continents; what of the names becomes an entity is decided by
// who asks for them.

#ifndef ONRECORD_INGEST_SERVICE_ENTITIES_MENTION_HEAD_H_
#define ONRECORD_INGEST_SERVICE_ENTITIES_MENTION_HEAD_H_

#include <vector>

#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "ingest-service/encoder/encoder.h"
#include "ingest-service/encoder/model_file.h"
#include "ingest-service/entities/name_mention.h"
#include "ingest-service/tagging/tag_head.h"
#include "ingest-service/tagging/window_words.h"

namespace onrecord::ingest {

// The mentions of one article while its windows are being read. A paragraph may end one window and
// begin the next; each of its words is then read in the window where it has more context. Not
// thread-safe.
class MentionSet {
 public:
  // Adds the mentions of a window of `length` tokens, in order, none overlapping another. REQUIRES:
  // windows come in their order.
  void Add(absl::Span<const WindowWord> words, int length, absl::Span<const NameMention> mentions);

  // Hands over what was found: in order of the text, without overlap.
  std::vector<NameMention> Take();

 private:
  // Where in the text a word begins, and how much context it had.
  struct WordMargin {
    int32_t begin;
    int margin;
  };

  int32_t FirstBetterRead(absl::Span<const WindowWord> words, int length) const;

  std::vector<WordMargin> last_window_;
  std::vector<NameMention> mentions_;
};

// Immutable: safe from any number of threads. Movable.
class MentionHead {
 public:
  // From the tensors `mention.*`; errors as ModelFile::Floats.
  static absl::StatusOr<MentionHead> Load(const ModelFile& model);

  // Adds the mentions of `window` to `found`.
  void Read(const EncodedWindow& window, MentionSet& found) const;

 private:
  explicit MentionHead(TagHead head);

  TagHead head_;
};

}  // namespace onrecord::ingest

#endif  // ONRECORD_INGEST_SERVICE_ENTITIES_MENTION_HEAD_H_
