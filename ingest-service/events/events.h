// What an article says happened: who did what to whom, where and when.
//
// An event is found by its trigger, the verb or noun that names it, whose meaning decides the
// PLOVER type; its clause gives actors, recipients, place, time and magnitudes; its grammar
// ("will", "denied", "if") whether it happened at all. Reporting itself ("said") is not an event.
// Every finding is a span of the text.

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

// Whether it happened. Values are those of onrecord.v1.EventStatus.
enum class EventStatus {
  kUnspecified = 0,
  kActual = 1,
  kPlanned = 2,
  kCalledFor = 3,
  kHypothetical = 4,
  kDenied = 5,
};

struct Place {
  Span span;
  std::string name;                 // as usually written
  std::string country_code;         // ISO 3166-1 alpha-2, empty where unknown
  std::optional<double> latitude;   // degrees north
  std::optional<double> longitude;  // degrees east
};

struct EventTime {
  Span span;
  std::string value;  // TIMEX3: "2026-03-10", "2026-03", "2026-W11"; empty where unresolved
  std::optional<absl::Time> start;  // inclusive; set together with `end`, unset where unresolved
  std::optional<absl::Time> end;    // exclusive
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
  // Names and other mentions of entities in the text, in order; they help to find participants.
  absl::Span<const Span> mentions;
};

// The events of `document`, in order of their first trigger; nullopt once `cancelled`, which is
// asked before each sentence, says true. Takes time near linear in the text. REQUIRES: mentions lie
// within the text.
std::optional<std::vector<Event>> FindEvents(const Document& document, const EventContext& context,
                                             absl::FunctionRef<bool()> cancelled);

}  // namespace onrecord::ingest

#endif  // ONRECORD_INGEST_SERVICE_EVENTS_EVENTS_H_
