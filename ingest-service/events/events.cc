#include "ingest-service/events/events.h"

#include <algorithm>
#include <cstdlib>
#include <iterator>
#include <string_view>
#include <utility>

#include "absl/algorithm/container.h"
#include "ingest-service/events/magnitudes.h"
#include "ingest-service/events/places.h"
#include "ingest-service/events/time_expressions.h"
#include "ingest-service/text/words.h"

namespace onrecord::ingest {
namespace {

constexpr int kMagnitudeReach = 8;  // words between a trigger and its magnitude

// Of `found`, which have a span each, the one that shares most with one of `spans`; nullptr where
// none shares anything.
template <typename Found>
const Found* BestMatch(const std::vector<Found>& found, const std::vector<Span>& spans) {
  const Found* best = nullptr;
  int32_t most = 0;
  for (const Found& candidate : found) {
    for (const Span& span : spans) {
      const int32_t shared =
          std::min(candidate.span.end, span.end) - std::max(candidate.span.begin, span.begin);
      if (shared > most) {
        most = shared;
        best = &candidate;
      }
    }
  }
  return best;
}

// What one sentence says of when, where and how much.
class Circumstances {
 public:
  Circumstances(const Document& document, const std::vector<Word>& words, Span sentence,
                const EventContext& context)
      : words_(words),
        first_(FirstWordFrom(words, sentence.begin)),
        last_(FirstWordFrom(words, sentence.end)),
        times_(FindTimeExpressions(words, first_, last_, SentenceTense(), context)),
        places_(FindPlaces(document.text, words, first_, last_)),
        magnitudes_(FindMagnitudes(words, first_, last_)) {}

  // Adds what belongs to the event of `reading`; `triggers` are those of the sentence, in order.
  void AddTo(const EventReading& reading, absl::Span<const EventReading> triggers,
             Event& event) const {
    if (const Place* place = BestMatch(places_, reading.places)) event.place = *place;
    if (const EventTime* time = BestMatch(times_, reading.times)) {
      event.time = *time;
    } else if (!reading.times.empty()) {
      event.time = EventTime{reading.times.front(), "", std::nullopt, std::nullopt};
    }
    for (const Magnitude& magnitude : magnitudes_) {
      if (&Nearest(triggers, magnitude.span) == &reading && InReach(reading, magnitude)) {
        event.magnitudes.push_back(magnitude);
      }
    }
  }

 private:
  Tense SentenceTense() const {
    static constexpr std::string_view kFuture[] = {"will",     "shall",   "scheduled", "upcoming",
                                                   "expected", "expects", "expect",    "due",
                                                   "plans",    "intends", "hopes"};
    for (int i = first_; i < last_; ++i) {
      if (absl::c_linear_search(kFuture, words_[i].lower)) return Tense::kFuture;
    }
    return Tense::kPast;
  }

  static int32_t Distance(const EventReading& reading, Span span) {
    return span.begin >= reading.trigger.end ? span.begin - reading.trigger.end
                                             : reading.trigger.begin - span.end;
  }

  // The reading whose trigger is nearest to `span`. REQUIRES: there is one.
  static const EventReading& Nearest(absl::Span<const EventReading> triggers, Span span) {
    const auto next = std::partition_point(
        triggers.begin(), triggers.end(),
        [span](const EventReading& reading) { return reading.trigger.begin < span.begin; });
    if (next == triggers.end()) return triggers.back();
    if (next == triggers.begin()) return *next;
    const EventReading& before = *std::prev(next);
    return Distance(before, span) <= Distance(*next, span) ? before : *next;
  }

  bool InReach(const EventReading& reading, const Magnitude& magnitude) const {
    const int trigger = FirstWordFrom(words_, reading.trigger.begin);
    return std::abs(FirstWordFrom(words_, magnitude.span.begin) - trigger) <= kMagnitudeReach;
  }

  const std::vector<Word>& words_;
  int first_;
  int last_;
  std::vector<EventTime> times_;
  std::vector<Place> places_;
  std::vector<Magnitude> magnitudes_;
};

Event WithoutCircumstances(const EventReading& reading) {
  Event event;
  event.type = reading.type;
  event.status = reading.status;
  event.triggers = {reading.trigger};
  event.actors = reading.actors;
  event.recipients = reading.recipients;
  event.confidence = reading.confidence;
  return event;
}

}  // namespace

std::optional<std::vector<Event>> InterpretEvents(const Document& document,
                                                  absl::Span<const EventReading> readings,
                                                  const EventContext& context,
                                                  absl::FunctionRef<bool()> cancelled) {
  const std::vector<Word> words = ReadWords(document.text);
  std::vector<Event> events;
  events.reserve(readings.size());
  while (!readings.empty()) {
    const Span sentence = document.sentences[SentenceAt(document, readings.front().trigger.begin)];
    const auto end = std::find_if(
        readings.begin() + 1, readings.end(),
        [sentence](const EventReading& reading) { return reading.trigger.begin >= sentence.end; });
    const absl::Span<const EventReading> own = readings.first(end - readings.begin());
    const Circumstances circumstances(document, words, sentence, context);
    for (const EventReading& reading : own) {
      if (cancelled()) return std::nullopt;
      if (reading.confidence < kLeastEventConfidence) continue;
      events.push_back(WithoutCircumstances(reading));
      circumstances.AddTo(reading, own, events.back());
    }
    readings.remove_prefix(own.size());
  }
  return events;
}

}  // namespace onrecord::ingest
