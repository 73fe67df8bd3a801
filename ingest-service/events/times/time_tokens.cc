#include "ingest-service/events/times/time_tokens.h"

#include <algorithm>

namespace onrecord::ingest {
namespace {

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

// "2026-03-12" is one date, "two-week" and "1989-90" are two words.
bool IsCompound(const Word& word) {
  const bool ascii_case = static_cast<int32_t>(word.lower.size()) == word.span.size();
  if (!ascii_case || word.kind == WordKind::kPunctuation) return false;
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
