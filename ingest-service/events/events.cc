#include "ingest-service/events/events.h"

#include <algorithm>
#include <cstdlib>
#include <utility>

#include "ingest-service/events/magnitudes.h"
#include "ingest-service/events/places.h"
#include "ingest-service/events/time_expressions.h"
#include "ingest-service/text/words.h"

namespace onrecord::ingest {
namespace {

constexpr int kMagnitudeReach = 8;  // words between a trigger and its magnitude

// What one sentence says of when, where and how much.
class Circumstances {
 public:
  // `times` are those of the sentences before and get this one's.
  Circumstances(const PlaceContext& places, Span sentence, const EventContext& context,
                NarrativeTime& narrative, std::vector<EventTime>& times)
      : places_(places),
        words_(places.words()),
        first_(FirstWordFrom(words_, sentence.begin)),
        last_(FirstWordFrom(words_, sentence.end)),
        earlier_times_(times.size()),
        times_(times) {
    for (EventTime& time : FindTimeExpressions(words_, first_, last_, context, narrative)) {
      times.push_back(std::move(time));
    }
  }

  // The events of `readings`, which are those of the sentence. A number belongs to the nearest
  // trigger, if that is in reach.
  void AddEvents(absl::Span<const EventReading> readings, std::vector<Event>& events) const {
    if (readings.empty()) return;
    const size_t first = events.size();
    for (const EventReading& reading : readings) events.push_back(EventOf(reading));
    const auto own_times = absl::MakeConstSpan(times_).subspan(earlier_times_);
    for (Magnitude& magnitude : FindMagnitudes(words_, first_, last_, own_times)) {
      const size_t nearest = Nearest(readings, magnitude.span);
      if (!InReach(readings[nearest], magnitude)) continue;
      events[first + nearest].magnitudes.push_back(std::move(magnitude));
    }
  }

 private:
  // All but the magnitudes.
  Event EventOf(const EventReading& reading) const {
    Event event;
    event.type = reading.type;
    event.status = reading.status;
    event.triggers = {reading.trigger};
    event.actors = reading.actors;
    event.recipients = reading.recipients;
    event.confidence = reading.confidence;
    event.time = TimeOf(reading.times);
    event.place = PlaceOf(reading.places);
    return event;
  }

  // Of the places that `spans` name the first one that is known; where none is, the words of the
  // first span.
  std::optional<Place> PlaceOf(const std::vector<Span>& spans) const {
    for (const Span& span : spans) {
      if (std::optional<Place> place = ResolvePlace(places_, span)) return place;
    }
    if (spans.empty()) return std::nullopt;
    Place unknown;
    unknown.span = spans.front();
    unknown.name = std::string(Surface(places_.text(), unknown.span));
    return unknown;
  }

  // Of the times up to here the one that shares most with one of `spans`, which may stand in an
  // earlier sentence; where none shares anything, the first of these spans as it stands.
  std::optional<EventTime> TimeOf(const std::vector<Span>& spans) const {
    if (spans.empty()) return std::nullopt;
    const EventTime* best = nullptr;
    int32_t most = 0;
    for (const Span& span : spans) {
      auto time = std::partition_point(
          times_.begin(), times_.end(),
          [span](const EventTime& before) { return before.span.end <= span.begin; });
      for (; time != times_.end() && time->span.begin < span.end; ++time) {
        const int32_t shared =
            std::min(time->span.end, span.end) - std::max(time->span.begin, span.begin);
        if (shared > most) {
          most = shared;
          best = &*time;
        }
      }
    }
    if (best != nullptr) return *best;
    return EventTime{spans.front(), "", std::nullopt, std::nullopt};
  }

  static int32_t Distance(const EventReading& reading, Span span) {
    return span.begin >= reading.trigger.end ? span.begin - reading.trigger.end
                                             : reading.trigger.begin - span.end;
  }

  // The index of the reading whose trigger is nearest to `span`. REQUIRES: there is one.
  static size_t Nearest(absl::Span<const EventReading> readings, Span span) {
    const auto next = std::partition_point(
        readings.begin(), readings.end(),
        [span](const EventReading& reading) { return reading.trigger.begin < span.begin; });
    const size_t at = next - readings.begin();
    if (at == 0) return 0;
    if (at == readings.size()) return at - 1;
    return Distance(readings[at - 1], span) <= Distance(readings[at], span) ? at - 1 : at;
  }

  bool InReach(const EventReading& reading, const Magnitude& magnitude) const {
    const int trigger = FirstWordFrom(words_, reading.trigger.begin);
    return std::abs(FirstWordFrom(words_, magnitude.span.begin) - trigger) <= kMagnitudeReach;
  }

  const PlaceContext& places_;
  const std::vector<Word>& words_;
  int first_;
  int last_;
  size_t earlier_times_;
  const std::vector<EventTime>& times_;  // of this sentence behind those of the earlier ones
};

void Append(const std::vector<Span>& more, std::vector<Span>& spans) {
  spans.insert(spans.end(), more.begin(), more.end());
}

// In order, each once.
void Order(std::vector<Span>& spans) {
  std::sort(spans.begin(), spans.end());
  spans.erase(std::unique(spans.begin(), spans.end()), spans.end());
}

// Whether `next` tells what `last` does in another verb: "shot and killed". Verbs of no type of
// their own ("signed and published") are an event each, and so are those of different status.
bool IsJoined(std::string_view text, const EventReading& last, const EventReading& next) {
  return last.type == next.type && last.type != EventType::kOther && last.status == next.status &&
         text.substr(last.trigger.end, next.trigger.begin - last.trigger.end) == " and ";
}

// Those worth telling, joined verbs as one.
std::vector<EventReading> Refine(std::string_view text, absl::Span<const EventReading> readings) {
  std::vector<EventReading> refined;
  for (const EventReading& reading : readings) {
    if (reading.confidence < kLeastEventConfidence) continue;
    if (refined.empty() || !IsJoined(text, refined.back(), reading)) {
      refined.push_back(reading);
      continue;
    }
    EventReading& last = refined.back();
    last.trigger.end = reading.trigger.end;
    Append(reading.actors, last.actors);
    Append(reading.recipients, last.recipients);
    Append(reading.places, last.places);
    Append(reading.times, last.times);
    last.confidence = std::max(last.confidence, reading.confidence);
  }
  for (EventReading& reading : refined) {
    for (auto* spans : {&reading.actors, &reading.recipients, &reading.places, &reading.times}) {
      Order(*spans);
    }
  }
  return refined;
}

}  // namespace

std::optional<std::vector<Event>> InterpretEvents(const Document& document,
                                                  absl::Span<const EventReading> readings,
                                                  const EventContext& context,
                                                  absl::FunctionRef<bool()> cancelled) {
  const std::vector<EventReading> refined = Refine(document.text, readings);
  absl::Span<const EventReading> left = refined;
  const std::vector<Word> words = ReadWords(document.text);
  const PlaceContext places(document.text, words);
  NarrativeTime narrative;
  std::vector<EventTime> times;
  std::vector<Event> events;
  events.reserve(left.size());
  for (const Span& sentence : document.sentences) {
    if (cancelled()) return std::nullopt;
    const Circumstances circumstances(places, sentence, context, narrative, times);
    const auto end = std::find_if(
        left.begin(), left.end(),
        [sentence](const EventReading& reading) { return reading.trigger.begin >= sentence.end; });
    const absl::Span<const EventReading> own = left.first(end - left.begin());
    circumstances.AddEvents(own, events);
    left.remove_prefix(own.size());
  }
  return events;
}

}  // namespace onrecord::ingest
