// Words as comparisons of names and roles see them: without case, diacritics and punctuation.

#ifndef ONRECORD_QUERY_SERVICE_ARCHIVE_FOLDED_WORDS_H_
#define ONRECORD_QUERY_SERVICE_ARCHIVE_FOLDED_WORDS_H_

#include <string>
#include <string_view>
#include <vector>

namespace onrecord::query {

// One word of letters and digits.
struct FoldedWord {
  std::string text;         // "muller", "us"
  bool is_capital = false;  // whether it began with a capital letter
};

// The words of `text` in order: "Turkey's U.S. envoy" gives "turkey", "us" and "envoy". Single
// letters with stops between them are one word, a possessive ending is dropped, hyphens part.
std::vector<FoldedWord> FoldWords(std::string_view text);

// `text` in Latin letters without diacritics where its letters have such a form; others stay.
std::string WithoutDiacritics(std::string_view text);

}  // namespace onrecord::query

#endif  // ONRECORD_QUERY_SERVICE_ARCHIVE_FOLDED_WORDS_H_
