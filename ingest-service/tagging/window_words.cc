#include "ingest-service/tagging/window_words.h"

#include <algorithm>

namespace onrecord::ingest {

TokenRun Intersection(TokenRun a, TokenRun b) {
  return {std::max(a.begin, b.begin), std::min(a.end, b.end)};
}

std::vector<WindowWord> FindWindowWords(absl::Span<const Token> tokens) {
  std::vector<WindowWord> words;
  words.reserve(tokens.size());
  for (int i = 0; i < static_cast<int>(tokens.size()); ++i) {
    const Token& token = tokens[i];
    if (token.special()) continue;
    if (token.letter_case != LetterCase::kContinuation || words.empty()) {
      words.push_back({{i, i + 1}, token.span});
      continue;
    }
    WindowWord& word = words.back();
    word.span.end = token.span.end;
    if (word.tokens.end == i) word.tokens.end = i + 1;
  }
  return words;
}

int MarginOf(TokenRun run, int length) { return std::min(run.begin, length - run.end); }

}  // namespace onrecord::ingest
