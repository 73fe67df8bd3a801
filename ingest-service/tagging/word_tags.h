// From logits to spans: the BIOES scheme over whole words.
//
// Whatever is found has a role: source or content, person or place. Of a role's span the only word
// is tagged S, else the first B, the last E and those between I; a word of no role is O. Tags are
// numbered O, then B I E S of each role in turn. A network's logits know nothing of the scheme, so
// the most probable sequence of tags that obeys it is looked for (Viterbi), in time linear in words
// and tags: what a tag may follow is either any tag that leaves no span open, or the B and I of its
// own role.

#ifndef ONRECORD_INGEST_SERVICE_TAGGING_WORD_TAGS_H_
#define ONRECORD_INGEST_SERVICE_TAGGING_WORD_TAGS_H_

#include <cstdint>
#include <vector>

#include "absl/types/span.h"
#include "ingest-service/tagging/window_words.h"

namespace onrecord::ingest {

constexpr int TagsOf(int roles) { return 1 + 4 * roles; }

// A tag a word, and how probable the network holds it to be by itself.
struct WordTags {
  std::vector<uint8_t> tag;
  std::vector<float> probability;
};

// Words [begin, end) that carry one span.
struct WordRun {
  int role = 0;
  int begin = 0;
  int end = 0;

  friend bool operator==(const WordRun& a, const WordRun& b) {
    return a.role == b.role && a.begin == b.begin && a.end == b.end;
  }
};

// The best tags of `words`; of equals, those with the smaller number. Row i of `logits`
// [tokens, TagsOf(roles)] is that of the token first_token + i. REQUIRES: there is a row for the
// first token of each word.
WordTags ChooseTags(absl::Span<const WindowWord> words, int roles, int first_token,
                    absl::Span<const float> logits);

// The runs that `tags` mark, in order. REQUIRES: tags obey the scheme.
std::vector<WordRun> FindRuns(absl::Span<const uint8_t> tags);

// What a run covers: from its first word's first token to its last word's last, in the window and
// in the text.
TokenRun TokensOf(absl::Span<const WindowWord> words, const WordRun& run);
Span SpanOf(absl::Span<const WindowWord> words, const WordRun& run);

}  // namespace onrecord::ingest

#endif  // ONRECORD_INGEST_SERVICE_TAGGING_WORD_TAGS_H_
