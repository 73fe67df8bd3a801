// The event head: what an event is, and whether it happened.

#ifndef ONRECORD_INGEST_SERVICE_EVENTS_EVENT_HEAD_H_
#define ONRECORD_INGEST_SERVICE_EVENTS_EVENT_HEAD_H_

#include <vector>

#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "ingest-service/encoder/encoder.h"
#include "ingest-service/encoder/model_file.h"
#include "ingest-service/events/events.h"
#include "ingest-service/tagging/label_head.h"
#include "ingest-service/tagging/window_words.h"

namespace onrecord::ingest {

// The tokens by which an event is labelled, all of them within TokensAround its trigger.
struct EventTokens {
  TokenRun trigger;             // with every piece
  std::vector<int> actors;      // first pieces of their words; may be empty
  std::vector<int> recipients;  // the same
};

// What the event head says of one event; probabilities are in [0, 1].
struct EventLabels {
  EventType type = EventType::kUnspecified;
  float type_probability = 0;
  EventStatus status = EventStatus::kUnspecified;
  float status_probability = 0;
};

// Labels an event by trigger, actors and recipients; the extent reaches from the first token of
// these to the last one. Immutable: safe from any number of threads. Movable.
class EventHead {
 public:
  // From the tensors `event.*`; errors as ModelFile::Floats.
  static absl::StatusOr<EventHead> Load(const ModelFile& model);

  // The labels of each of `events`, in their order; of equally likely ones the first.
  std::vector<EventLabels> ReadLabels(const EncodedWindow& window,
                                      absl::Span<const EventTokens> events) const;

 private:
  explicit EventHead(LabelHead head);

  LabelHead head_;
};

}  // namespace onrecord::ingest

#endif  // ONRECORD_INGEST_SERVICE_EVENTS_EVENT_HEAD_H_
