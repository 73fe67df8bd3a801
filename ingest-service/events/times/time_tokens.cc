#include "ingest-service/events/times/time_tokens.h"

#include <algorithm>

namespace onrecord::ingest {
namespace {

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

// Whether the look-up form's bytes stand where the word's do. Its size alone does not tell: of some
// letters the lower case is longer, of others shorter; but none that comes to ASCII was shorter.
bool SharesOffsets(const Word& word) {
  return static_cast<int32_t>(word.lower.size()) == word.span.size() &&
         std::all_of(word.lower.begin(), word.lower.end(),
                     [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

// "2026-03-12" is one date, "two-week" and "1989-90" are two words.
bool IsCompound(const Word& word) {
  if (!SharesOffsets(word) || word.kind == WordKind::kPunctuation) return false;
  const auto hyphens = std::count(word.lower.begin(), word.lower.end(), '-');
  return hyphens > 0 && !(word.kind == WordKind::kNumber && hyphens > 1);
}

}  // namespace

const TimeToken TimeTokens::kNothing;

TimeTokens::TimeTokens(const std::vector<Word>& words, int first, int last) {
  tokens_.reserve(last - first);
  for (int i = first; i < last; ++i) {
    if (IsCompound(words[i])) {
      Split(words[i]);
    } else {
      tokens_.push_back(
          {words[i].span, words[i].kind, words[i].capitalized, false, words[i].lower});
    }
  }
}

bool TimeTokens::IsOneOf(int i, std::initializer_list<std::string_view> lowers) const {
  return std::find(lowers.begin(), lowers.end(), Lower(i)) != lowers.end();
}

void TimeTokens::Split(const Word& word) {
  const std::string_view whole = word.lower;
  for (size_t begin = 0; begin <= whole.size();) {
    const size_t end = std::min(whole.find('-', begin), whole.size());
    TimeToken token;
    token.lower = whole.substr(begin, end - begin);
    token.span.begin = word.span.begin + static_cast<int32_t>(begin);
    token.span.end = word.span.begin + static_cast<int32_t>(end);
    token.kind =
        !token.lower.empty() && IsDigit(token.lower[0]) ? WordKind::kNumber : WordKind::kWord;
    token.joined = begin > 0;
    token.capitalized = token.joined || word.capitalized;
    tokens_.push_back(token);
    begin = end + 1;
  }
}

}  // namespace onrecord::ingest
