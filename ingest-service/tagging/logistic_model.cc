#include "ingest-service/tagging/logistic_model.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

namespace onrecord::ingest {
namespace {

constexpr float kUncertain = 0.5f;
constexpr float kLeastProbability = 1e-4f;

}  // namespace

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

LogisticModel::LogisticModel(std::vector<float> weight, float bias)
    : weight_(std::move(weight)), bias_(bias) {}

absl::StatusOr<LogisticModel> LogisticModel::Load(const ModelFile& model, const std::string& name,
                                                  int features) {
  absl::StatusOr<std::vector<float>> weight = model.Floats(name + ".weight", {features});
  if (!weight.ok()) return weight.status();
  const absl::StatusOr<std::vector<float>> bias = model.Floats(name + ".bias", {1});
  if (!bias.ok()) return bias.status();
  return LogisticModel(*std::move(weight), bias->front());
}

float LogisticModel::ProbabilityOf(absl::Span<const float> features) const {
  const float sum = std::inner_product(features.begin(), features.end(), weight_.begin(), bias_);
  return 1 / (1 + std::exp(-sum));
}

}  // namespace onrecord::ingest
