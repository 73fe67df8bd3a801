// Words: the units that the lexicons of entities and events look up.
//
// Fit for names and for English grammar, not for the encoder (which has its own pieces of words):
// initialisms keep their full stops ("U.S.", "J."), abbreviated titles theirs ("Mr.", "Sen."),
// compounds their hyphens, names their apostrophes ("O'Neill"); a possessive "'s" is a token of its
// own, so that "Merkel's" is about "Merkel".

#ifndef ONRECORD_INGEST_SERVICE_TEXT_WORDS_H_
#define ONRECORD_INGEST_SERVICE_TEXT_WORDS_H_

#include <string>
#include <string_view>
#include <vector>

#include "ingest-service/text/span.h"

namespace onrecord::ingest {

enum class WordKind {
  kWord,         // begins with a letter
  kNumber,       // begins with a digit: "12", "1,200", "3.5", "9/11", "1990s"
  kPossessive,   // "'s", or the bare apostrophe after a plural
  kPunctuation,  // any other code point; doubled quotation marks ('' and ``) are one
};

struct Word {
  Span span;
  WordKind kind = WordKind::kPunctuation;
  bool capitalized = false;  // begins with an upper-case letter
  // For look-ups: lower case, with straight apostrophes.
  std::string lower;

  // Whether this is the punctuation `mark`.
  bool Is(std::string_view mark) const { return kind == WordKind::kPunctuation && lower == mark; }
  bool IsWord() const { return kind == WordKind::kWord; }
};

// Letters or digits without end are several words of at most this many bytes, so that nothing that
// is done for a number of words can become as much as the whole text.
inline constexpr int32_t kLongestWord = 256;

// The words of `text`, in order. Linear in the text's length.
std::vector<Word> ReadWords(std::string_view text);

// The words of the part `span` of `text`, with their spans in `text`. The part is read as if
// nothing stood around it: where it begins or ends amid a word, the piece inside is a word. Linear
// in the part's length. REQUIRES: as for Surface.
std::vector<Word> ReadWords(std::string_view text, Span span);

// The index of the first word that begins at or after `offset`; words.size() when there is none.
int FirstWordFrom(const std::vector<Word>& words, int32_t offset);

}  // namespace onrecord::ingest

#endif  // ONRECORD_INGEST_SERVICE_TEXT_WORDS_H_
