#include "ingest-service/attribution/confidence.h"

#include <algorithm>
#include <utility>

namespace onrecord::ingest {
namespace {

constexpr int kMostContentSpans = 4;

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

ConfidenceModel::ConfidenceModel(LogisticModel model) : model_(std::move(model)) {}

absl::StatusOr<ConfidenceModel> ConfidenceModel::Load(const ModelFile& model) {
  absl::StatusOr<LogisticModel> logistic =
      LogisticModel::Load(model, "confidence", kConfidenceFeatures);
  if (!logistic.ok()) return logistic.status();
  return ConfidenceModel(*std::move(logistic));
}

float ConfidenceModel::ConfidenceOf(const TagEvidence& evidence) const {
  return model_.ProbabilityOf(ConfidenceFeatures(evidence));
}

}  // namespace onrecord::ingest
