#include "query-service/archive/content_mentions.h"

#include <algorithm>
#include <tuple>
#include <unordered_set>
#include <utility>

namespace onrecord::query {

ContentMentions::ContentMentions(std::vector<SpeakerMention> mentions)
    : mentions_(std::move(mentions)) {
  std::sort(mentions_.begin(), mentions_.end(),
            [](const SpeakerMention& a, const SpeakerMention& b) {
              return std::tie(a.span.begin, a.span.end, a.speaker_row) <
                     std::tie(b.span.begin, b.span.end, b.speaker_row);
            });
}

std::vector<int64_t> ContentMentions::SpeakersIn(const std::vector<Span>& content) const {
  std::vector<int64_t> speakers;
  std::unordered_set<int64_t> known;
  for (const Span& span : content) {
    auto mention = std::lower_bound(
        mentions_.begin(), mentions_.end(), span.begin,
        [](const SpeakerMention& other, int32_t begin) { return other.span.begin < begin; });
    for (; mention != mentions_.end() && mention->span.begin < span.end; ++mention) {
      if (mention->span.end > span.end) continue;
      if (known.insert(mention->speaker_row).second) speakers.push_back(mention->speaker_row);
    }
  }
  return speakers;
}

}  // namespace onrecord::query
