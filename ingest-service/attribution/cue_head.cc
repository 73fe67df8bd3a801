#include "ingest-service/attribution/cue_head.h"

#include <numeric>

namespace onrecord::ingest {
namespace {

constexpr int64_t kInner = 160;
constexpr int kTags = 3;  // outside, begin, inside
constexpr uint8_t kBegin = 1;
constexpr uint8_t kInside = 2;

}  // namespace

absl::StatusOr<CueHead> CueHead::Load(const ModelFile& model) {
  absl::StatusOr<Linear> inner = Linear::Load(model, "cue.0", Encoder::kHidden, kInner);
  if (!inner.ok()) return inner.status();
  absl::StatusOr<Linear> outer = Linear::Load(model, "cue.2", kInner, kTags);
  if (!outer.ok()) return outer.status();
  CueHead head;
  head.inner_ = *std::move(inner);
  head.outer_ = *std::move(outer);
  return head;
}

std::vector<Cue> CueHead::FindCues(const EncodedWindow& window) const {
  const int size = static_cast<int>(window.tokens.size());
  std::vector<float> inner(size * kInner);
  std::vector<float> logits(size * kTags);
  inner_.ApplyGelu(size, window.hidden.data(), inner.data());
  outer_.Apply(size, inner.data(), logits.data());
  const Tags tags = ChooseTags(size, kTags, logits);
  std::vector<Cue> cues;
  for (TokenRun run : FindRuns(tags.tag, kBegin, kInside)) {
    // A run over the end of a paragraph holds a token that stands for no word.
    if (window.tokens[run.begin].special()) continue;
    while (window.tokens[run.end - 1].special()) --run.end;
    const float sum = std::accumulate(tags.probability.begin() + run.begin,
                                      tags.probability.begin() + run.end, 0.0f);
    cues.push_back({run, sum / static_cast<float>(run.end - run.begin)});
  }
  return cues;
}

}  // namespace onrecord::ingest
