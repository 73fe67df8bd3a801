#include "ingest-service/attribution/kind_head.h"

#include <algorithm>
#include <numeric>
#include <utility>

namespace onrecord::ingest {
namespace {

constexpr int64_t kHidden = Encoder::kHidden;
constexpr int64_t kFeatures = 4 * kHidden;
constexpr int64_t kInner = 256;
constexpr int64_t kOutputs = kPositionKinds + 1;  // the kinds, then hedged

// Adds the mean state of `tokens` to the zeros at `mean`.
void AddMean(const EncodedWindow& window, absl::Span<const int> tokens, float* mean) {
  for (const int token : tokens) {
    const float* const state = window.hidden.data() + token * kHidden;
    for (int64_t k = 0; k < kHidden; ++k) mean[k] += state[k];
  }
  const float count = static_cast<float>(std::max<size_t>(tokens.size(), 1));
  for (int64_t k = 0; k < kHidden; ++k) mean[k] /= count;
}

// The largest value of each feature of `tokens`; leaves `largest` as it is where there is none.
void TakeLargest(const EncodedWindow& window, absl::Span<const int> tokens, float* largest) {
  if (tokens.empty()) return;
  std::copy_n(window.hidden.data() + tokens.front() * kHidden, kHidden, largest);
  for (const int token : tokens.subspan(1)) {
    const float* const state = window.hidden.data() + token * kHidden;
    for (int64_t k = 0; k < kHidden; ++k) largest[k] = std::max(largest[k], state[k]);
  }
}

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

KindHead::KindHead(Linear inner, Linear outer)
    : inner_(std::move(inner)), outer_(std::move(outer)) {}

absl::StatusOr<KindHead> KindHead::Load(const ModelFile& model) {
  absl::StatusOr<Linear> inner = Linear::Load(model, "kind.inner", kFeatures, kInner);
  if (!inner.ok()) return inner.status();
  absl::StatusOr<Linear> outer = Linear::Load(model, "kind.outer", kInner, kOutputs);
  if (!outer.ok()) return outer.status();
  return KindHead(*std::move(inner), *std::move(outer));
}

std::vector<KindReading> KindHead::ReadKinds(
    const EncodedWindow& window, absl::Span<const AttributionTokens> attributions) const {
  const int64_t rows = static_cast<int64_t>(attributions.size());
  std::vector<float> features(rows * kFeatures);
  float* own = features.data();
  for (const AttributionTokens& attribution : attributions) {
    std::vector<int> cue(attribution.cue.end - attribution.cue.begin);
    std::iota(cue.begin(), cue.end(), attribution.cue.begin);
    AddMean(window, cue, own);
    AddMean(window, attribution.source, own + kHidden);
    AddMean(window, attribution.content, own + 2 * kHidden);
    TakeLargest(window, attribution.content, own + 3 * kHidden);
    own += kFeatures;
  }
  std::vector<float> inner(rows * kInner);
  std::vector<float> logits(rows * kOutputs);
  inner_.ApplyGelu(rows, features.data(), inner.data());
  outer_.Apply(rows, inner.data(), logits.data());
  std::vector<KindReading> readings;
  readings.reserve(attributions.size());
  for (int64_t row = 0; row < rows; ++row) {
    readings.push_back(Decide(logits.data() + row * kOutputs));
  }
  return readings;
}

}  // namespace onrecord::ingest
