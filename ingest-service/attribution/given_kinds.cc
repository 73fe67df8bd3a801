#include "ingest-service/attribution/given_kinds.h"

#include <algorithm>
#include <utility>

#include "absl/algorithm/container.h"
#include "ingest-service/tagging/argument_head.h"
#include "ingest-service/tagging/window_words.h"

namespace onrecord::ingest {
namespace {

// The words that share a character with `span`.
absl::Span<const WindowWord> WordsUnder(absl::Span<const WindowWord> words, Span span) {
  const auto begin =
      std::partition_point(words.begin(), words.end(),
                           [span](const WindowWord& word) { return word.span.end <= span.begin; });
  const auto end = std::partition_point(
      begin, words.end(), [span](const WindowWord& word) { return word.span.begin < span.end; });
  return words.subspan(begin - words.begin(), end - begin);
}

// The tokens of the first span of `cue` that has words in the window; none where none has.
TokenRun CueTokens(absl::Span<const WindowWord> words, const std::vector<Span>& cue) {
  for (const Span& span : cue) {
    const absl::Span<const WindowWord> own = WordsUnder(words, span);
    if (!own.empty()) return {own.front().tokens.begin, own.back().tokens.end};
  }
  return {};
}

// The first tokens of the words under `spans` that lie in `around` and aren't among `taken`.
std::vector<int> FirstTokens(absl::Span<const WindowWord> words, const std::vector<Span>& spans,
                             TokenRun around, const std::vector<int>& taken) {
  std::vector<int> tokens;
  for (const Span& span : spans) {
    for (const WindowWord& word : WordsUnder(words, span)) {
      const int token = word.tokens.begin;
      if (token < around.begin || token >= around.end) continue;
      if (!absl::c_binary_search(taken, token)) tokens.push_back(token);
    }
  }
  absl::c_sort(tokens);
  tokens.erase(std::unique(tokens.begin(), tokens.end()), tokens.end());
  return tokens;
}

}  // namespace

GivenKinds::GivenKinds(const KindHead& head, absl::Span<const Attribution> attributions)
    : head_(head),
      attributions_(attributions),
      margins_(attributions.size(), -1),
      readings_(attributions.size()) {}

void GivenKinds::Read(const EncodedWindow& window) {
  const std::vector<WindowWord> words = FindWindowWords(window.tokens);
  const int length = static_cast<int>(window.tokens.size());
  std::vector<size_t> better;
  std::vector<AttributionTokens> tokens;
  for (size_t i = 0; i < attributions_.size(); ++i) {
    const TokenRun cue = CueTokens(words, attributions_[i].cue);
    if (cue.begin == cue.end || MarginOf(cue, length) <= margins_[i]) continue;
    const TokenRun around = TokensAround(cue, length);
    std::vector<int> source = FirstTokens(words, attributions_[i].source, around, {});
    std::vector<int> content = FirstTokens(words, attributions_[i].content, around, source);
    better.push_back(i);
    tokens.push_back({Intersection(cue, around), std::move(source), std::move(content)});
    margins_[i] = MarginOf(cue, length);
  }
  const std::vector<KindReading> readings = head_.ReadKinds(window, tokens);
  for (size_t k = 0; k < better.size(); ++k) readings_[better[k]] = readings[k];
}

std::vector<KindReading> GivenKinds::Take() { return std::move(readings_); }

}  // namespace onrecord::ingest
