// How far an event can be trusted: that it is one, and of its type.

#ifndef ONRECORD_INGEST_SERVICE_EVENTS_EVENT_CONFIDENCE_H_
#define ONRECORD_INGEST_SERVICE_EVENTS_EVENT_CONFIDENCE_H_

#include <array>

#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "ingest-service/encoder/model_file.h"
#include "ingest-service/tagging/logistic_model.h"

namespace onrecord::ingest {

// What the heads say of an event, as probabilities in [0, 1].
struct EventEvidence {
  absl::Span<const float> trigger;     // of its words' tags
  absl::Span<const float> actors;      // the same; empty where there is none
  absl::Span<const float> recipients;  // the same
  float type = 0;                      // of the type
};

inline constexpr int kEventFeatures = 7;

// LogOdds of the mean and of the smallest probability of the trigger, of the type, and of the mean
// probability of actors and of recipients; then 1 if there is an actor, else 0; then the same of
// recipients.
std::array<float, kEventFeatures> EventFeatures(const EventEvidence& evidence);

// Immutable: safe from any number of threads. Movable.
class EventConfidence {
 public:
  // From the tensors `event_confidence.*`; errors as ModelFile::Floats.
  static absl::StatusOr<EventConfidence> Load(const ModelFile& model);

  // In [0, 1].
  float ConfidenceOf(const EventEvidence& evidence) const;

 private:
  explicit EventConfidence(LogisticModel model);

  LogisticModel model_;
};

}  // namespace onrecord::ingest

#endif  // ONRECORD_INGEST_SERVICE_EVENTS_EVENT_CONFIDENCE_H_
