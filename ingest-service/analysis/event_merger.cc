#include "ingest-service/analysis/event_merger.h"

#include <algorithm>
#include <map>
#include <string>
#include <tuple>
#include <utility>

#include "absl/algorithm/container.h"
#include "ingest-service/text/closed_classes.h"
#include "ingest-service/text/stemmer.h"
#include "ingest-service/text/words.h"

namespace onrecord::ingest {
namespace {

constexpr size_t kMostCompared = 16;  // events of one stem that a mention is compared with
constexpr int32_t kBytesBefore = 40;  // before a trigger in which its determiner is looked for
constexpr int kWordsBefore = 2;

// "talks" of "peace talks", "accept" of "wouldn't accept", "stepped" of "stepped down"; empty where
// there is no such word.
std::string HeadWord(std::string_view text, Span trigger) {
  const std::vector<Word> words = ReadWords(text, trigger);
  const auto head = std::find_if(words.rbegin(), words.rend(), [](const Word& word) {
    return word.IsWord() && !IsPreposition(word.lower);
  });
  return head == words.rend() ? "" : head->lower;
}

// Whether the words before `trigger` say that it is known already: "the attack", "their second
// meeting".
bool RefersBack(std::string_view text, Span trigger) {
  const int32_t begin = std::max(0, trigger.begin - kBytesBefore);
  const std::vector<Word> words = ReadWords(text, {begin, trigger.begin});
  int looked_at = 0;
  for (auto word = words.rbegin(); word != words.rend() && looked_at < kWordsBefore; ++word) {
    for (const std::string_view determiner :
         {"the", "that", "this", "those", "these", "his", "her", "its", "their"}) {
      if (word->lower == determiner) return true;
    }
    if (word->kind == WordKind::kPossessive) return true;
    if (!word->IsWord() || IsPreposition(word->lower)) return false;
    ++looked_at;
  }
  return false;
}

// What is done with words, and again tomorrow.
bool IsRepeatable(EventType type) {
  switch (type) {
    case EventType::kConsult:
    case EventType::kSupport:
    case EventType::kRequest:
    case EventType::kAccuse:
    case EventType::kReject:
    case EventType::kThreaten:
      return true;
    default:
      return false;
  }
}

bool Share(const std::vector<Participation>& some, const std::vector<Participation>& others) {
  return absl::c_any_of(some, [&others](const Participation& one) {
    return absl::c_any_of(
        others, [&one](const Participation& other) { return other.speaker == one.speaker; });
  });
}

// Whether both name somebody, and nobody is named by both.
bool Exclude(const std::vector<Participation>& some, const std::vector<Participation>& others) {
  return !some.empty() && !others.empty() && !Share(some, others);
}

bool IsResolved(const std::optional<EventTime>& time) { return time.has_value() && time->start; }

bool SameTime(const Event& a, const Event& b) {
  return IsResolved(a.time) && IsResolved(b.time) && a.time->value == b.time->value;
}

bool TimesExclude(const Event& a, const Event& b) {
  if (!IsResolved(a.time) || !IsResolved(b.time)) return false;
  return *a.time->end <= *b.time->start || *b.time->end <= *a.time->start;
}

bool PlacesExclude(const Event& a, const Event& b) {
  if (!a.place || !b.place) return false;
  const bool known = !a.place->country_code.empty() && !b.place->country_code.empty();
  return known && a.place->country_code != b.place->country_code;
}

// Whether two positions perform them: who says something twice acts twice.
bool PerformedApart(const LinkedEvent& a, const LinkedEvent& b) {
  return a.performed_in && b.performed_in && a.performed_in != b.performed_in;
}

// Whether `later` tells of what `event` tells of; both are of one type, status and stem.
bool IsSame(const LinkedEvent& event, const LinkedEvent& later, bool refers_back) {
  if (PerformedApart(event, later) || TimesExclude(event.event, later.event) ||
      PlacesExclude(event.event, later.event) || Exclude(event.actors, later.actors) ||
      Exclude(event.recipients, later.recipients)) {
    return false;
  }
  if (later.actors.empty() && later.recipients.empty()) return refers_back;
  const bool shared =
      Share(event.actors, later.actors) || Share(event.recipients, later.recipients);
  return shared &&
         (refers_back || !IsRepeatable(event.event.type) || SameTime(event.event, later.event));
}

// Adds those of `more` whose speaker isn't among `participants`, with their spans.
void Join(const std::vector<Participation>& more, std::vector<Participation>& participants,
          std::vector<Span>& spans) {
  const size_t known = participants.size();
  for (const Participation& one : more) {
    const auto end = participants.begin() + static_cast<ptrdiff_t>(known);
    if (std::any_of(participants.begin(), end,
                    [&one](const Participation& p) { return p.speaker == one.speaker; })) {
      continue;
    }
    participants.push_back(one);
    if (!absl::c_linear_search(spans, one.span)) spans.push_back(one.span);
  }
}

void Join(LinkedEvent later, LinkedEvent& event) {
  event.event.triggers.push_back(later.event.triggers.front());
  Join(later.actors, event.actors, event.event.actors);
  Join(later.recipients, event.recipients, event.event.recipients);
  if (!event.event.place) event.event.place = std::move(later.event.place);
  if (!IsResolved(event.event.time) && later.event.time) event.event.time = later.event.time;
  for (Magnitude& magnitude : later.event.magnitudes) {
    event.event.magnitudes.push_back(std::move(magnitude));
  }
  event.event.confidence = std::max(event.event.confidence, later.event.confidence);
  if (!event.performed_in) event.performed_in = later.performed_in;
  event.positions.insert(event.positions.end(), later.positions.begin(), later.positions.end());
  absl::c_sort(event.positions);
  event.positions.erase(std::unique(event.positions.begin(), event.positions.end()),
                        event.positions.end());
  event.positions.erase(
      std::remove(event.positions.begin(), event.positions.end(), event.performed_in),
      event.positions.end());
}

}  // namespace

std::vector<LinkedEvent> MergeMentions(const Document& document, std::vector<LinkedEvent> events) {
  using Key = std::tuple<EventType, EventStatus, std::string>;
  Stemmer stemmer;
  std::map<Key, std::vector<size_t>> known;  // indices in `merged`
  std::vector<LinkedEvent> merged;
  for (LinkedEvent& event : events) {
    const Span trigger = event.event.triggers.front();
    const std::string head = HeadWord(document.text, trigger);
    if (head.empty()) {
      merged.push_back(std::move(event));
      continue;
    }
    std::vector<size_t>& others = known[{event.event.type, event.event.status, stemmer.Stem(head)}];
    const size_t compared = std::min(others.size(), kMostCompared);
    const bool refers_back = RefersBack(document.text, trigger);
    const auto same =
        std::find_if(others.rbegin(), others.rbegin() + static_cast<ptrdiff_t>(compared),
                     [&](size_t other) { return IsSame(merged[other], event, refers_back); });
    if (same != others.rbegin() + static_cast<ptrdiff_t>(compared)) {
      Join(std::move(event), merged[*same]);
      continue;
    }
    others.push_back(merged.size());
    merged.push_back(std::move(event));
  }
  return merged;
}

}  // namespace onrecord::ingest
