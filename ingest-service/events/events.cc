// The first reading of events: lexicon and order of words, sentence by sentence. Triggers give type
// and confidence, the grammar around them everything else. An event without any participant is
// dropped: the lexicon alone is too weak a witness that something happened between somebody.

#include "ingest-service/events/events.h"

#include <algorithm>
#include <cstdlib>

#include "ingest-service/events/magnitudes.h"
#include "ingest-service/events/participants.h"
#include "ingest-service/events/places.h"
#include "ingest-service/events/status.h"
#include "ingest-service/events/time_expressions.h"
#include "ingest-service/events/triggers.h"

namespace onrecord::ingest {
namespace {

// How often events of these shapes proved right in development data, rounded.
constexpr float kConfidenceBothSides = 0.6f;
constexpr float kConfidenceOneSide = 0.5f;
constexpr float kConfidenceNoun = 0.4f;

constexpr int kMagnitudeReach = 8;  // words between a trigger and its magnitude

class SentenceReader {
 public:
  SentenceReader(const Document& document, const std::vector<Word>& words, Span sentence,
                 const EventContext& context)
      : document_(document), words_(words), context_(context) {
    first_ = FirstWordFrom(words, sentence.begin);
    last_ = FirstWordFrom(words, sentence.end);
  }

  void Read(std::vector<Event>& events) {
    triggers_ = FindTriggers(words_, first_, last_);
    triggers_.erase(std::remove_if(triggers_.begin(), triggers_.end(),
                                   [this](const Trigger& t) { return InsideName(t); }),
                    triggers_.end());
    if (triggers_.empty()) return;
    phrases_ = FindNounPhrases(words_, first_, last_, context_.mentions, triggers_);
    places_ = FindPlaces(document_.text, words_, first_, last_);
    times_ = FindTimeExpressions(words_, first_, last_, SentenceTense(), context_);
    magnitudes_ = FindMagnitudes(words_, first_, last_);
    for (const Trigger& trigger : triggers_) ReadEvent(trigger, events);
  }

 private:
  Span SpanOf(int first, int last) const {
    return {words_[first].span.begin, words_[last - 1].span.end};
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
    for (int i = first_; i < last_; ++i) {
      const std::string& lower = words_[i].lower;
      if (lower == "will" || lower == "shall" || lower == "scheduled" || lower == "upcoming") {
        return Tense::kFuture;
      }
    }
    return Tense::kPast;
  }

  void ReadEvent(const Trigger& trigger, std::vector<Event>& events) const {
    const Participants participants = FindParticipants(words_, first_, last_, phrases_, trigger);
    if (participants.actors.empty() && participants.recipients.empty()) return;
    Event event;
    event.type = trigger.type;
    event.status = ReadStatus(words_, first_, trigger);
    event.triggers = {SpanOf(trigger.first, trigger.last)};
    for (const NounPhrase& p : participants.actors) event.actors.push_back(SpanOf(p.first, p.last));
    for (const NounPhrase& p : participants.recipients) {
      event.recipients.push_back(SpanOf(p.first, p.last));
    }
    if (const Place* place = Nearest(places_, trigger)) event.place = *place;
    if (const EventTime* time = Nearest(times_, trigger)) event.time = *time;
    AddMagnitudes(trigger, event);
    event.confidence = Confidence(trigger, participants);
    events.push_back(std::move(event));
  }

  static float Confidence(const Trigger& trigger, const Participants& participants) {
    if (trigger.form == TriggerForm::kNoun) return kConfidenceNoun;
    const bool both = !participants.actors.empty() && !participants.recipients.empty();
    return both ? kConfidenceBothSides : kConfidenceOneSide;
  }

  // The entry of `found` nearest to the trigger with no other trigger nearer to it; nullptr where
  // there is none.
  template <typename Found>
  const Found* Nearest(const std::vector<Found>& found, const Trigger& trigger) const {
    const Found* nearest = nullptr;
    int32_t best = 0;
    for (const Found& candidate : found) {
      const int32_t distance = Distance(trigger, candidate.span);
      const bool others = std::any_of(triggers_.begin(), triggers_.end(), [&](const Trigger& t) {
        return t.first != trigger.first && Distance(t, candidate.span) < distance;
      });
      if (others || (nearest != nullptr && distance >= best)) continue;
      best = distance;
      nearest = &candidate;
    }
    return nearest;
  }

  int32_t Distance(const Trigger& trigger, Span span) const {
    const Span at = SpanOf(trigger.first, trigger.last);
    return span.begin >= at.end ? span.begin - at.end : at.begin - span.end;
  }

  void AddMagnitudes(const Trigger& trigger, Event& event) const {
    for (const Magnitude& magnitude : magnitudes_) {
      const int word = FirstWordFrom(words_, magnitude.span.begin);
      const bool near = std::abs(word - trigger.first) <= kMagnitudeReach;
      if (near && Nearest(std::vector<Magnitude>{magnitude}, trigger) != nullptr) {
        event.magnitudes.push_back(magnitude);
      }
    }
  }

  const Document& document_;
  const std::vector<Word>& words_;
  const EventContext& context_;
  int first_ = 0;
  int last_ = 0;
  std::vector<Trigger> triggers_;
  std::vector<NounPhrase> phrases_;
  std::vector<Place> places_;
  std::vector<EventTime> times_;
  std::vector<Magnitude> magnitudes_;
};

}  // namespace

std::vector<Event> FindEvents(const Document& document, const EventContext& context) {
  const std::vector<Word> words = ReadWords(document.text);
  std::vector<Event> events;
  for (const Span& sentence : document.sentences) {
    SentenceReader(document, words, sentence, context).Read(events);
  }
  return events;
}

}  // namespace onrecord::ingest
