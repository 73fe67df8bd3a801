#include "ingest-service/attribution/confidence.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <vector>

namespace onrecord::ingest {
namespace {

constexpr float kUncertain = 0.5f;
constexpr float kLeastProbability = 1e-4f;
constexpr int kMostContentSpans = 4;

float LogOdds(float probability) {
  const float p = std::clamp(probability, kLeastProbability, 1 - kLeastProbability);
  return std::log(p / (1 - p));
}

float MeanOf(absl::Span<const float> probabilities) {
  if (probabilities.empty()) return kUncertain;
  return std::accumulate(probabilities.begin(), probabilities.end(), 0.0f) /
         static_cast<float>(probabilities.size());
}

float SmallestOf(absl::Span<const float> probabilities) {
  if (probabilities.empty()) return kUncertain;
  return *std::min_element(probabilities.begin(), probabilities.end());
}

}  // namespace

std::array<float, kConfidenceFeatures> ConfidenceFeatures(const TagEvidence& evidence) {
  return {LogOdds(MeanOf(evidence.cue)),
          LogOdds(SmallestOf(evidence.cue)),
          LogOdds(MeanOf(evidence.source)),
          LogOdds(SmallestOf(evidence.source)),
          LogOdds(MeanOf(evidence.content)),
          LogOdds(SmallestOf(evidence.content)),
          evidence.source.empty() ? 0.0f : 1.0f,
          static_cast<float>(std::min(evidence.content_spans, kMostContentSpans))};
}

absl::StatusOr<ConfidenceModel> ConfidenceModel::Load(const ModelFile& model) {
  const absl::StatusOr<std::vector<float>> weight =
      model.Floats("confidence.weight", {kConfidenceFeatures});
  if (!weight.ok()) return weight.status();
  const absl::StatusOr<std::vector<float>> bias = model.Floats("confidence.bias", {1});
  if (!bias.ok()) return bias.status();
  ConfidenceModel confidence;
  std::copy(weight->begin(), weight->end(), confidence.weight_.begin());
  confidence.bias_ = bias->front();
  return confidence;
}

float ConfidenceModel::ConfidenceOf(const TagEvidence& evidence) const {
  const std::array<float, kConfidenceFeatures> features = ConfidenceFeatures(evidence);
  const float sum = std::inner_product(features.begin(), features.end(), weight_.begin(), bias_);
  return 1 / (1 + std::exp(-sum));
}

}  // namespace onrecord::ingest
