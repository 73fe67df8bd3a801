// The first reading of events: lexicon and order of words, sentence by sentence. Triggers give type
// and confidence, the grammar around them everything else. A noun without any participant is
// dropped: it alone is too weak a witness that something happened between somebody.

#include "ingest-service/events/events.h"

#include <algorithm>
#include <cstdlib>
#include <iterator>
#include <optional>
#include <string_view>

#include "ingest-service/events/magnitudes.h"
#include "ingest-service/events/participants.h"
#include "ingest-service/events/places.h"
#include "ingest-service/events/status.h"
#include "ingest-service/events/time_expressions.h"
#include "ingest-service/events/triggers.h"

namespace onrecord::ingest {
namespace {

// How often an event of this reading proved to be one of its type in development data. It did not
// differ enough by grammar to tell events apart.
constexpr float kConfidence = 0.6f;

constexpr int kMagnitudeReach = 8;  // words between a trigger and its magnitude

class SentenceReader {
 public:
  SentenceReader(const PlaceContext& place_context, Span sentence, const EventContext& context)
      : place_context_(place_context), words_(place_context.words()), context_(context) {
    first_ = FirstWordFrom(words_, sentence.begin);
    last_ = FirstWordFrom(words_, sentence.end);
  }

  void Read(std::vector<Event>& events) {
    triggers_ = FindTriggers(words_, first_, last_);
    triggers_.erase(std::remove_if(triggers_.begin(), triggers_.end(),
                                   [this](const Trigger& t) { return InsideName(t); }),
                    triggers_.end());
    if (triggers_.empty()) return;
    const std::vector<EventTime> times =
        FindTimeExpressions(words_, first_, last_, SentenceTense(), context_);
    phrases_ = PhrasesBeside(times);
    const std::vector<Place> places = FindPlaces(place_context_, first_, last_);
    const std::vector<Magnitude> magnitudes = FindMagnitudes(words_, first_, last_);
    const std::vector<const Place*> place_of = NearestTo(places);
    const std::vector<const EventTime*> time_of = NearestTo(times);
    const std::vector<std::vector<const Magnitude*>> magnitudes_of = Near(magnitudes);
    for (size_t i = 0; i < triggers_.size(); ++i) {
      std::optional<Event> event = ReadEvent(triggers_[i]);
      if (!event) continue;
      if (place_of[i] != nullptr) event->place = *place_of[i];
      if (time_of[i] != nullptr) event->time = *time_of[i];
      for (const Magnitude* magnitude : magnitudes_of[i]) event->magnitudes.push_back(*magnitude);
      events.push_back(*std::move(event));
    }
  }

 private:
  Span SpanOf(int first, int last) const {
    return {words_[first].span.begin, words_[last - 1].span.end};
  }

  // The noun phrases of the sentence that are no times: "Tuesday" takes part in nothing.
  std::vector<NounPhrase> PhrasesBeside(const std::vector<EventTime>& times) const {
    std::vector<NounPhrase> phrases =
        FindNounPhrases(words_, first_, last_, context_.mentions, triggers_);
    const auto is_time = [&](const NounPhrase& phrase) {
      const Span span = SpanOf(phrase.first, phrase.last);
      const auto after = std::upper_bound(
          times.begin(), times.end(), span.begin,
          [](int32_t offset, const EventTime& time) { return offset < time.span.begin; });
      return after != times.begin() && std::prev(after)->span.Contains(span);
    };
    phrases.erase(std::remove_if(phrases.begin(), phrases.end(), is_time), phrases.end());
    return phrases;
  }

  // Whether the trigger is part of a name: the "Strike" of "Strike Force".
  bool InsideName(const Trigger& trigger) const {
    const Span span = SpanOf(trigger.first, trigger.last);
    const auto after =
        std::upper_bound(context_.mentions.begin(), context_.mentions.end(), span.begin,
                         [](int32_t offset, Span mention) { return offset < mention.begin; });
    return after != context_.mentions.begin() && std::prev(after)->Overlaps(span);
  }

  Tense SentenceTense() const {
    static constexpr std::string_view kFuture[] = {"will",     "shall",   "scheduled", "upcoming",
                                                   "expected", "expects", "expect",    "due",
                                                   "plans",    "intends", "hopes"};
    for (int i = first_; i < last_; ++i) {
      const std::string& lower = words_[i].lower;
      if (std::find(std::begin(kFuture), std::end(kFuture), lower) != std::end(kFuture)) {
        return Tense::kFuture;
      }
    }
    return Tense::kPast;
  }

  // The event of `trigger` without place, time and magnitudes; nullopt for a noun without any.
  std::optional<Event> ReadEvent(const Trigger& trigger) const {
    const Participants participants = FindParticipants(words_, first_, last_, phrases_, trigger);
    const bool nobody = participants.actors.empty() && participants.recipients.empty();
    if (nobody && trigger.form == TriggerForm::kNoun) return std::nullopt;
    Event event;
    event.type = trigger.type;
    event.status = ReadStatus(words_, first_, trigger);
    event.triggers = {SpanOf(trigger.first, trigger.last)};
    for (const NounPhrase& p : participants.actors) event.actors.push_back(SpanOf(p.first, p.last));
    for (const NounPhrase& p : participants.recipients) {
      event.recipients.push_back(SpanOf(p.first, p.last));
    }
    event.confidence = kConfidence;
    return event;
  }

  int32_t Distance(const Trigger& trigger, Span span) const {
    const Span at = SpanOf(trigger.first, trigger.last);
    return span.begin >= at.end ? span.begin - at.end : at.begin - span.end;
  }

  // The index of the trigger nearest to `span`. REQUIRES: there is a trigger.
  size_t NearestTrigger(Span span) const {
    const auto after = std::lower_bound(triggers_.begin(), triggers_.end(), span.begin,
                                        [this](const Trigger& trigger, int32_t offset) {
                                          return words_[trigger.first].span.begin < offset;
                                        });
    const size_t next = static_cast<size_t>(after - triggers_.begin());
    if (next == triggers_.size()) return next - 1;
    if (next == 0) return 0;
    return Distance(triggers_[next - 1], span) <= Distance(triggers_[next], span) ? next - 1 : next;
  }

  // For each trigger the nearest of those `found` that have no nearer trigger; nullptr where there
  // is none.
  template <typename Found>
  std::vector<const Found*> NearestTo(const std::vector<Found>& found) const {
    std::vector<const Found*> nearest(triggers_.size(), nullptr);
    for (const Found& candidate : found) {
      const size_t i = NearestTrigger(candidate.span);
      const bool nearer = nearest[i] == nullptr || Distance(triggers_[i], candidate.span) <
                                                       Distance(triggers_[i], nearest[i]->span);
      if (nearer) nearest[i] = &candidate;
    }
    return nearest;
  }

  // For each trigger the magnitudes within reach that have no nearer trigger.
  std::vector<std::vector<const Magnitude*>> Near(const std::vector<Magnitude>& magnitudes) const {
    std::vector<std::vector<const Magnitude*>> near(triggers_.size());
    for (const Magnitude& magnitude : magnitudes) {
      const size_t i = NearestTrigger(magnitude.span);
      const int word = FirstWordFrom(words_, magnitude.span.begin);
      if (std::abs(word - triggers_[i].first) <= kMagnitudeReach) near[i].push_back(&magnitude);
    }
    return near;
  }

  const PlaceContext& place_context_;
  const std::vector<Word>& words_;
  const EventContext& context_;
  int first_ = 0;
  int last_ = 0;
  std::vector<Trigger> triggers_;
  std::vector<NounPhrase> phrases_;
};

}  // namespace

std::optional<std::vector<Event>> FindEvents(const Document& document, const EventContext& context,
                                             absl::FunctionRef<bool()> cancelled) {
  const std::vector<Word> words = ReadWords(document.text);
  const PlaceContext place_context(document.text, words);
  std::vector<Event> events;
  for (const Span& sentence : document.sentences) {
    if (cancelled()) return std::nullopt;
    SentenceReader(place_context, sentence, context).Read(events);
  }
  return events;
}

}  // namespace onrecord::ingest
