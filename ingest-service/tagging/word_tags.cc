#include "ingest-service/tagging/word_tags.h"

#include <algorithm>
#include <cmath>

namespace onrecord::ingest {
namespace {

// Places of the tags of role r are these and 4 r more, but for O.
enum : int { kOutside = 0, kBegin = 1, kInside = 2, kEnd = 3, kSingle = 4 };

constexpr float kNever = -1e9f;

// Log-probabilities [words, tags] of the words' first tokens.
std::vector<float> LogProbabilities(absl::Span<const WindowWord> words, int tags, int first_token,
                                    absl::Span<const float> logits) {
  std::vector<float> scores(words.size() * tags);
  float* row = scores.data();
  for (const WindowWord& word : words) {
    const float* const own = logits.data() + (word.tokens.begin - first_token) * tags;
    const float largest = *std::max_element(own, own + tags);
    float sum = 0;
    for (int tag = 0; tag < tags; ++tag) sum += std::exp(own[tag] - largest);
    const float total = largest + std::log(sum);
    for (int tag = 0; tag < tags; ++tag) row[tag] = own[tag] - total;
    row += tags;
  }
  return scores;
}

// The best of the tags that leave no span open, the first of equals.
int BestClosed(int tags, const float* best) {
  int chosen = kOutside;
  for (int first = 0; first + kSingle < tags; first += 4) {
    for (const int tag : {first + kEnd, first + kSingle}) {
      if (best[tag] > best[chosen]) chosen = tag;
    }
  }
  return chosen;
}

// Makes of the scores of the best sequences up to a word, one a last tag, those of the best up to
// the next, and notes in `sources` which tag each comes from. `scores` is of that next word.
void Advance(int tags, const float* scores, float* best, uint8_t* sources) {
  const int closed = BestClosed(tags, best);
  const float before = best[closed];
  const auto follow = [&](int tag, int source, float value) {
    best[tag] = value + scores[tag];
    sources[tag] = static_cast<uint8_t>(source);
  };
  follow(kOutside, closed, before);
  for (int first = 0; first + kSingle < tags; first += 4) {
    const int open =
        best[first + kInside] > best[first + kBegin] ? first + kInside : first + kBegin;
    const float within = best[open];
    follow(first + kBegin, closed, before);
    follow(first + kSingle, closed, before);
    follow(first + kInside, open, within);
    follow(first + kEnd, open, within);
  }
}

}  // namespace

WordTags ChooseTags(absl::Span<const WindowWord> words, int roles, int first_token,
                    absl::Span<const float> logits) {
  WordTags chosen;
  if (words.empty()) return chosen;
  const int tags = TagsOf(roles);
  const std::vector<float> scores = LogProbabilities(words, tags, first_token, logits);
  std::vector<uint8_t> sources(words.size() * tags);
  std::vector<float> best(scores.begin(), scores.begin() + tags);
  for (int first = 0; first + kSingle < tags; first += 4) {
    best[first + kInside] = best[first + kEnd] = kNever;
  }
  for (size_t word = 1; word < words.size(); ++word) {
    Advance(tags, scores.data() + word * tags, best.data(), sources.data() + word * tags);
  }
  chosen.tag.resize(words.size());
  chosen.probability.resize(words.size());
  int tag = BestClosed(tags, best.data());
  for (size_t word = words.size(); word-- > 0;) {
    chosen.tag[word] = static_cast<uint8_t>(tag);
    chosen.probability[word] = std::exp(scores[word * tags + tag]);
    tag = sources[word * tags + tag];
  }
  return chosen;
}

std::vector<WordRun> FindRuns(absl::Span<const uint8_t> tags) {
  std::vector<WordRun> runs;
  int begin = 0;
  for (int word = 0; word < static_cast<int>(tags.size()); ++word) {
    if (tags[word] == kOutside) continue;
    const int role = (tags[word] - 1) / 4;
    const int part = tags[word] - 4 * role;
    if (part == kBegin || part == kSingle) begin = word;
    if (part == kEnd || part == kSingle) runs.push_back({role, begin, word + 1});
  }
  return runs;
}

TokenRun TokensOf(absl::Span<const WindowWord> words, const WordRun& run) {
  return {words[run.begin].tokens.begin, words[run.end - 1].tokens.end};
}

Span SpanOf(absl::Span<const WindowWord> words, const WordRun& run) {
  return {words[run.begin].span.begin, words[run.end - 1].span.end};
}

}  // namespace onrecord::ingest
