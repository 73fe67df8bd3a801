#include "ingest-service/tagging/label_head.h"

#include <algorithm>
#include <numeric>
#include <utility>

namespace onrecord::ingest {
namespace {

constexpr int64_t kHidden = Encoder::kHidden;
constexpr int64_t kFeatures = 4 * kHidden;
constexpr int64_t kInner = 256;

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

}  // namespace

LabelHead::LabelHead(Linear inner, Linear outer, int64_t labels)
    : inner_(std::move(inner)), outer_(std::move(outer)), labels_(labels) {}

absl::StatusOr<LabelHead> LabelHead::Load(const ModelFile& model, const std::string& name,
                                          int labels) {
  absl::StatusOr<Linear> inner = Linear::Load(model, name + ".inner", kFeatures, kInner);
  if (!inner.ok()) return inner.status();
  absl::StatusOr<Linear> outer = Linear::Load(model, name + ".outer", kInner, labels);
  if (!outer.ok()) return outer.status();
  return LabelHead(*std::move(inner), *std::move(outer), labels);
}

std::vector<float> LabelHead::Logits(const EncodedWindow& window,
                                     absl::Span<const LabelParts> parts) const {
  const int64_t rows = static_cast<int64_t>(parts.size());
  std::vector<float> features(rows * kFeatures);
  float* own = features.data();
  for (const LabelParts& part : parts) {
    std::vector<int> cue(part.cue.end - part.cue.begin);
    std::iota(cue.begin(), cue.end(), part.cue.begin);
    AddMean(window, cue, own);
    AddMean(window, part.first, own + kHidden);
    AddMean(window, part.second, own + 2 * kHidden);
    TakeLargest(window, part.extent, own + 3 * kHidden);
    own += kFeatures;
  }
  std::vector<float> inner(rows * kInner);
  std::vector<float> logits(rows * labels_);
  inner_.ApplyGelu(rows, features.data(), inner.data());
  outer_.Apply(rows, inner.data(), logits.data());
  return logits;
}

}  // namespace onrecord::ingest
