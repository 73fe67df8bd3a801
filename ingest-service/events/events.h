// What an article says happened: who did what to whom, where and when.
//
// The network finds an event by its trigger, the verb or noun that names it, and says its PLOVER
// type, whether it happened at all, and which words are its actors, recipients, place and time
// (event_reader.h). Here these words get their meaning: the place its country, the time its
// interval; and numbers beside the trigger tell the event's size. Reporting itself ("said") is not
// an event. Every finding is a span of the text.

#ifndef ONRECORD_INGEST_SERVICE_EVENTS_EVENTS_H_
#define ONRECORD_INGEST_SERVICE_EVENTS_EVENTS_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/time/time.h"
#include "absl/types/span.h"
#include "ingest-service/text/document.h"
#include "ingest-service/text/span.h"

namespace onrecord::ingest {

// What happened. Values are those of onrecord.v1.EventType, which says what each means.
enum class EventType {
  kUnspecified = 0,
  kAgree = 1,
  kConsult = 2,
  kSupport = 3,
  kConcede = 4,
  kCooperate = 5,
  kAid = 6,
  kRetreat = 7,
  kRequest = 8,
  kAccuse = 9,
  kReject = 10,
  kThreaten = 11,
  kProtest = 12,
  kSanction = 13,
  kMobilize = 14,
  kCoerce = 15,
  kAssault = 16,
  kOther = 17,
};
inline constexpr int kEventTypes = 17;

// Whether it happened. Values are those of onrecord.v1.EventStatus.
enum class EventStatus {
  kUnspecified = 0,
  kActual = 1,
  kPlanned = 2,
  kCalledFor = 3,
  kHypothetical = 4,
  kDenied = 5,
};
inline constexpr int kEventStatuses = 5;

struct Place {
  Span span;
  std::string name;                 // as usually written; of an unknown place its words
  std::string country_code;         // ISO 3166-1 alpha-2, empty where unknown
  std::optional<double> latitude;   // degrees north
  std::optional<double> longitude;  // degrees east
};

struct EventTime {
  Span span;
  // TIMEX3: "2026-03-10", "2026-W11"; onrecord.v1.EventTime lists its forms. Empty where
  // unresolved.
  std::string value;
  // Inclusive; set together with `end`. Unset where unresolved, and for references ("PAST_REF").
  std::optional<absl::Time> start;
  std::optional<absl::Time> end;  // exclusive
};

struct Magnitude {
  Span span;
  double value = 0;
  std::string unit;  // what is counted, in the article's word
};

struct Event {
  EventType type = EventType::kUnspecified;
  EventStatus status = EventStatus::kUnspecified;
  std::vector<Span> triggers;  // one a mention of the event, at least one
  std::vector<Span> actors;    // noun phrases: names, descriptions, pronouns
  std::vector<Span> recipients;
  std::optional<Place> place;
  std::optional<EventTime> time;
  std::vector<Magnitude> magnitudes;
  float confidence = 0;  // of the event and its type, in [0, 1]
};

// What is known about an article beside its text.
struct EventContext {
  // Without it, relative expressions ("Tuesday", "last year") stay unresolved.
  std::optional<absl::Time> publish_time;
  // Of the publisher's clock at publish_time; decides which day "today" is.
  int utc_offset_minutes = 0;
  // The names in the text, in order: what lies within one is no time ("This Week", "Theresa May").
  absl::Span<const Span> mentions;
};

// Below it a mention is not told: of the thresholds that training/calibrate_events.py tries, this
// one is the best for triggers and types together.
inline constexpr float kLeastEventConfidence = 0.3f;

// One mention of an event, as the network tags it.
struct EventReading {
  Span trigger;
  EventType type = EventType::kUnspecified;
  EventStatus status = EventStatus::kUnspecified;
  std::vector<Span> actors;
  std::vector<Span> recipients;
  std::vector<Span> places;
  std::vector<Span> times;
  float confidence = 0;  // of the event and its type, in [0, 1]
};

// The events that `readings` tell of, in their order, one for each of at least
// kLeastEventConfidence, and one for those of one type and status that "and" joins ("shot and
// killed"), unless the type is kOther; nullopt once `cancelled`, which is asked before each
// sentence, says true. Places and times whose meaning isn't known stay as words. Takes time near
// linear in the text. REQUIRES: readings are in order of their triggers, and all spans lie within
// the text.
std::optional<std::vector<Event>> InterpretEvents(const Document& document,
                                                  absl::Span<const EventReading> readings,
                                                  const EventContext& context,
                                                  absl::FunctionRef<bool()> cancelled);

}  // namespace onrecord::ingest

#endif  // ONRECORD_INGEST_SERVICE_EVENTS_EVENTS_H_
