#include "ingest-service/events/event_confidence.h"

#include <utility>

namespace onrecord::ingest {

std::array<float, kEventFeatures> EventFeatures(const EventEvidence& evidence) {
  return {LogOdds(MeanOf(evidence.trigger)),
          LogOdds(SmallestOf(evidence.trigger)),
          LogOdds(evidence.type),
          LogOdds(MeanOf(evidence.actors)),
          LogOdds(MeanOf(evidence.recipients)),
          evidence.actors.empty() ? 0.0f : 1.0f,
          evidence.recipients.empty() ? 0.0f : 1.0f};
}

EventConfidence::EventConfidence(LogisticModel model) : model_(std::move(model)) {}

absl::StatusOr<EventConfidence> EventConfidence::Load(const ModelFile& model) {
  absl::StatusOr<LogisticModel> logistic =
      LogisticModel::Load(model, "event_confidence", kEventFeatures);
  if (!logistic.ok()) return logistic.status();
  return EventConfidence(*std::move(logistic));
}

float EventConfidence::ConfidenceOf(const EventEvidence& evidence) const {
  return model_.ProbabilityOf(EventFeatures(evidence));
}

}  // namespace onrecord::ingest
