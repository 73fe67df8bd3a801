#include "ingest-service/attribution/kind_head.h"

#include <algorithm>
#include <utility>

#include "ingest-service/encoder/kernels.h"

namespace onrecord::ingest {
namespace {

constexpr int kOutputs = kPositionKinds + 1;  // the kinds, then hedged

// `logits` become probabilities.
KindReading Decide(float* logits) {
  KindReading reading;
  reading.hedged = logits[kPositionKinds] > 0;
  Softmax(1, kPositionKinds, logits);
  const float* const best = std::max_element(logits, logits + kPositionKinds);
  reading.kind = static_cast<PositionKind>(1 + (best - logits));
  reading.probability = *best;
  return reading;
}

}  // namespace

KindHead::KindHead(LabelHead head) : head_(std::move(head)) {}

absl::StatusOr<KindHead> KindHead::Load(const ModelFile& model) {
  absl::StatusOr<LabelHead> head = LabelHead::Load(model, "kind", kOutputs);
  if (!head.ok()) return head.status();
  return KindHead(*std::move(head));
}

std::vector<KindReading> KindHead::ReadKinds(
    const EncodedWindow& window, absl::Span<const AttributionTokens> attributions) const {
  std::vector<LabelParts> parts;
  parts.reserve(attributions.size());
  for (const AttributionTokens& attribution : attributions) {
    parts.push_back(
        {attribution.cue, attribution.source, attribution.content, attribution.content});
  }
  std::vector<float> logits = head_.Logits(window, parts);
  std::vector<KindReading> readings;
  readings.reserve(attributions.size());
  for (size_t row = 0; row < attributions.size(); ++row) {
    readings.push_back(Decide(logits.data() + row * kOutputs));
  }
  return readings;
}

}  // namespace onrecord::ingest
