#include "ingest-service/entities/mention_head.h"

#include <algorithm>
#include <limits>
#include <numeric>
#include <utility>

#include "ingest-service/tagging/word_tags.h"

namespace onrecord::ingest {

// Where the words begin that `words` read with more context than the last window did, or read
// alone. Behind the first of them all are: what two windows share ends the one and begins the
// other.
int32_t MentionSet::FirstBetterRead(absl::Span<const WindowWord> words, int length) const {
  auto last = last_window_.begin();
  for (const WindowWord& word : words) {
    while (last != last_window_.end() && last->begin < word.span.begin) ++last;
    const bool read_before = last != last_window_.end() && last->begin == word.span.begin;
    if (!read_before || last->margin < MarginOf(word.tokens, length)) return word.span.begin;
  }
  return std::numeric_limits<int32_t>::max();
}

void MentionSet::Add(absl::Span<const WindowWord> words, int length,
                     absl::Span<const NameMention> mentions) {
  const int32_t begin = FirstBetterRead(words, length);
  while (!mentions_.empty() && mentions_.back().span.begin >= begin) mentions_.pop_back();
  for (const NameMention& mention : mentions) {
    const int32_t free = mentions_.empty() ? begin : std::max(begin, mentions_.back().span.end);
    if (mention.span.begin >= free) mentions_.push_back(mention);
  }
  last_window_.clear();
  for (const WindowWord& word : words) {
    last_window_.push_back({word.span.begin, MarginOf(word.tokens, length)});
  }
}

std::vector<NameMention> MentionSet::Take() {
  last_window_.clear();
  return std::exchange(mentions_, {});
}

MentionHead::MentionHead(TagHead head) : head_(std::move(head)) {}

absl::StatusOr<MentionHead> MentionHead::Load(const ModelFile& model) {
  absl::StatusOr<TagHead> head = TagHead::Load(model, "mention", kMentionTypes);
  if (!head.ok()) return head.status();
  return MentionHead(*std::move(head));
}

void MentionHead::Read(const EncodedWindow& window, MentionSet& found) const {
  const std::vector<WindowWord> words = FindWindowWords(window.tokens);
  const WordTags tags = ChooseTags(words, kMentionTypes, 0, head_.Logits(window));
  std::vector<NameMention> mentions;
  for (const WordRun& run : FindRuns(tags.tag)) {
    const float sum = std::accumulate(tags.probability.begin() + run.begin,
                                      tags.probability.begin() + run.end, 0.0f);
    mentions.push_back({SpanOf(words, run), static_cast<MentionType>(run.role),
                        sum / static_cast<float>(run.end - run.begin)});
  }
  found.Add(words, static_cast<int>(window.tokens.size()), mentions);
}

}  // namespace onrecord::ingest
