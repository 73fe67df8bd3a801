#include "ingest-service/analysis/merged_event.h"

#include <algorithm>
#include <iterator>
#include <optional>
#include <vector>

#include "absl/algorithm/container.h"
#include "ingest-service/analysis/place_relation.h"

namespace onrecord::ingest {
namespace {

// Whose being shared makes one event of two mentions that nothing else ties together.
enum class Needed {
  kReference,  // nobody's: what is done with words is done again tomorrow
  kBoth,       // an actor's and a recipient's: one man does much that is OTHER
  kRecipient,  // what is done to or with others is done again with more
  kAnybody
};

Needed NeededOf(EventType type) {
  switch (type) {
    case EventType::kAgree:
    case EventType::kConsult:
    case EventType::kSupport:
    case EventType::kRequest:
    case EventType::kAccuse:
    case EventType::kReject:
    case EventType::kThreaten:
      return Needed::kReference;
    case EventType::kCooperate:
    case EventType::kAid:
    case EventType::kSanction:
    case EventType::kMobilize:
    case EventType::kCoerce:
    case EventType::kAssault:
      return Needed::kRecipient;
    case EventType::kConcede:
    case EventType::kRetreat:
    case EventType::kProtest:
      return Needed::kAnybody;
    case EventType::kOther:
    case EventType::kUnspecified:
      return Needed::kBoth;
  }
  return Needed::kBoth;
}

bool Share(const absl::flat_hash_set<int>& speakers, const std::vector<Participation>& others) {
  return absl::c_any_of(
      others, [&speakers](const Participation& other) { return speakers.contains(other.speaker); });
}

// Whether both name somebody, and nobody is named by both.
bool Exclude(const absl::flat_hash_set<int>& speakers, const std::vector<Participation>& others) {
  return !speakers.empty() && !others.empty() && !Share(speakers, others);
}

bool IsResolved(const std::optional<EventTime>& time) { return time.has_value() && time->start; }

bool IsSameTime(const std::optional<EventTime>& a, const std::optional<EventTime>& b) {
  return IsResolved(a) && IsResolved(b) && a->value == b->value;
}

bool TimesExclude(const std::optional<EventTime>& a, const std::optional<EventTime>& b) {
  return IsResolved(a) && IsResolved(b) && (*a->end <= *b->start || *b->end <= *a->start);
}

// Whether `later` tells more of the time than `time` does.
bool IsCloser(const std::optional<EventTime>& later, const std::optional<EventTime>& time) {
  if (!later || !time) return later.has_value();
  if (!IsResolved(later) || !IsResolved(time)) return IsResolved(later) && !IsResolved(time);
  const bool inside = *time->start <= *later->start && *later->end <= *time->end;
  return inside && *later->end - *later->start < *time->end - *time->start;
}

bool IsCloser(const std::optional<Place>& later, const std::optional<Place>& place) {
  if (!later || !place) return later.has_value();
  const auto is_known = [](const Place& p) { return !p.country_code.empty() || p.latitude; };
  if (!is_known(*later) || !is_known(*place)) return is_known(*later) && !is_known(*place);
  return LiesIn(*later, *place);
}

// Adds those of `more` that `speakers` doesn't know, to whom they are added as well, and the words
// that name them.
void Add(const std::vector<Participation>& more, absl::flat_hash_set<int>& speakers,
         std::vector<Participation>& participants, std::vector<Span>& spans) {
  for (const Participation& one : more) {
    if (!speakers.insert(one.speaker).second) continue;
    participants.push_back(one);
    if (spans.empty() || spans.back() != one.span) spans.push_back(one.span);
  }
}

}  // namespace

MergedEvent::MergedEvent(LinkedEvent first, TriggerWords words) : event_(std::move(first)) {
  for (const Participation& actor : event_.actors) actors_.insert(actor.speaker);
  for (const Participation& recipient : event_.recipients) recipients_.insert(recipient.speaker);
  AddMagnitudes(std::exchange(event_.event.magnitudes, {}));
  AddWords(std::move(words));
}

bool MergedEvent::IsContradictedBy(const LinkedEvent& later) const {
  // Who says something twice acts twice.
  const bool performed_apart =
      event_.performed_in && later.performed_in && event_.performed_in != later.performed_in;
  const Event& own = event_.event;
  const Event& other = later.event;
  const auto counted = [this](const Magnitude& m) { return units_.contains(m.unit); };
  const auto told = [this](const Magnitude& m) { return counts_.contains({m.unit, m.value}); };
  return performed_apart || Exclude(actors_, later.actors) ||
         Exclude(recipients_, later.recipients) || TimesExclude(own.time, other.time) ||
         (absl::c_any_of(other.magnitudes, counted) && absl::c_none_of(other.magnitudes, told)) ||
         (own.place && other.place && AreApart(*own.place, *other.place));
}

bool MergedEvent::IsReferredToBy(const TriggerWords& words) const {
  return words.refers_back &&
         (words.qualifier.empty() || qualifiers_.empty() || qualifiers_.contains(words.qualifier));
}

bool MergedEvent::IsToldBy(const LinkedEvent& later, const TriggerWords& words) const {
  const bool same_number = words.number == GrammaticalNumber::kUnknown || numbers_.empty() ||
                           numbers_.contains(words.number);
  if (!same_number || IsContradictedBy(later)) return false;
  const bool refers_back = IsReferredToBy(words);
  if (later.actors.empty() && later.recipients.empty()) return refers_back;
  const bool actors = Share(actors_, later.actors);
  const bool recipients = Share(recipients_, later.recipients);
  if (refers_back || IsSameTime(event_.event.time, later.event.time)) return actors || recipients;
  switch (NeededOf(event_.event.type)) {
    case Needed::kReference:
      return false;
    case Needed::kBoth:
      return actors && recipients;
    case Needed::kRecipient:
      return recipients;
    case Needed::kAnybody:
      return actors || recipients;
  }
  return false;
}

void MergedEvent::AddWords(TriggerWords words) {
  if (words.number != GrammaticalNumber::kUnknown) numbers_.insert(words.number);
  if (!words.qualifier.empty()) qualifiers_.insert(std::move(words.qualifier));
}

void MergedEvent::AddMagnitudes(std::vector<Magnitude> magnitudes) {
  const auto is_told = [this](const Magnitude& m) { return counts_.contains({m.unit, m.value}); };
  magnitudes.erase(std::remove_if(magnitudes.begin(), magnitudes.end(), is_told), magnitudes.end());
  for (Magnitude& magnitude : magnitudes) {
    units_.insert(magnitude.unit);
    counts_.emplace(magnitude.unit, magnitude.value);
    event_.event.magnitudes.push_back(std::move(magnitude));
  }
}

void MergedEvent::Join(LinkedEvent later, TriggerWords words) {
  Event& own = event_.event;
  absl::c_copy(later.event.triggers, std::back_inserter(own.triggers));
  Add(later.actors, actors_, event_.actors, own.actors);
  Add(later.recipients, recipients_, event_.recipients, own.recipients);
  if (IsCloser(later.event.place, own.place)) own.place = std::move(later.event.place);
  if (IsCloser(later.event.time, own.time)) own.time = std::move(later.event.time);
  AddMagnitudes(std::move(later.event.magnitudes));
  own.confidence = std::max(own.confidence, later.event.confidence);
  if (!event_.performed_in) event_.performed_in = later.performed_in;
  absl::c_copy(later.positions, std::back_inserter(event_.positions));
  AddWords(std::move(words));
}

LinkedEvent MergedEvent::Take() {
  std::vector<int>& positions = event_.positions;
  absl::c_sort(positions);
  positions.erase(std::unique(positions.begin(), positions.end()), positions.end());
  if (event_.performed_in) {
    positions.erase(std::remove(positions.begin(), positions.end(), *event_.performed_in),
                    positions.end());
  }
  return std::move(event_);
}

}  // namespace onrecord::ingest
