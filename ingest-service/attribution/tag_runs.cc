#include "ingest-service/attribution/tag_runs.h"

#include <algorithm>
#include <cmath>

namespace onrecord::ingest {

Tags ChooseTags(int rows, int columns, absl::Span<const float> logits) {
  Tags tags;
  tags.tag.reserve(rows);
  tags.probability.reserve(rows);
  for (int row = 0; row < rows; ++row) {
    const absl::Span<const float> scores = logits.subspan(row * columns, columns);
    const auto best = std::max_element(scores.begin(), scores.end());
    float sum = 0;
    for (const float score : scores) sum += std::exp(score - *best);
    tags.tag.push_back(static_cast<uint8_t>(best - scores.begin()));
    tags.probability.push_back(1 / sum);
  }
  return tags;
}

std::vector<TokenRun> FindRuns(absl::Span<const uint8_t> tags, uint8_t begin_tag,
                               uint8_t inside_tag) {
  std::vector<TokenRun> runs;
  bool open = false;
  for (int i = 0; i < static_cast<int>(tags.size()); ++i) {
    if (tags[i] == inside_tag && open) {
      runs.back().end = i + 1;
      continue;
    }
    open = tags[i] == begin_tag || tags[i] == inside_tag;
    if (open) runs.push_back({i, i + 1});
  }
  return runs;
}

}  // namespace onrecord::ingest
