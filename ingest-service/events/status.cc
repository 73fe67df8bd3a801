// The words before the trigger are read from right to left as far as the clause reaches; the first
// that decides wins, since what stands nearer governs closer: "did not promise to attack" denies
// the promise, not the attack.

#include "ingest-service/events/status.h"

#include <algorithm>
#include <optional>
#include <string_view>

#include "absl/container/flat_hash_set.h"
#include "ingest-service/events/grammar.h"
#include "ingest-service/text/closed_classes.h"

namespace onrecord::ingest {
namespace {

constexpr int kWordsBack = 8;           // how far a governing word may stand before its infinitive
constexpr int kAuxiliaryWordsBack = 4;  // how far an auxiliary may stand before its verb

using WordSet = absl::flat_hash_set<std::string_view>;

// Heads that govern "to ...": what becomes of the infinitive.
std::optional<EventStatus> GovernedStatus(std::string_view lower) {
  static const WordSet* const planned = new WordSet{
      "plan",     "plans",     "planned",  "planning",  "intends", "intend",  "intended", "vowed",
      "vows",     "promised",  "promises", "pledged",   "pledges", "agreed",  "agrees",   "set",
      "expected", "scheduled", "going",    "preparing", "ready",   "decided", "poised",   "due",
      "vow",      "promise",   "plan",     "bid",       "moves",   "moving"};
  static const WordSet* const called_for = new WordSet{
      "urged",   "urges",      "urge",    "demanded", "demands",     "asked",   "asks",  "asking",
      "called",  "calls",      "calling", "wants",    "wanted",      "want",    "needs", "need",
      "ordered", "told",       "pressed", "pushing",  "pressure",    "request", "ought", "urging",
      "advised", "encouraged", "has",     "have",     "recommended", "appealed"};
  static const WordSet* const hypothetical = new WordSet{
      "threatened", "threatens", "trying", "tried",  "try",   "seeking", "seeks",     "sought",
      "hope",       "hopes",     "hoping", "likely", "able",  "attempt", "attempted", "willing",
      "unlikely",   "could",     "would",  "chance", "power", "right"};
  static const WordSet* const denied = new WordSet{"refused", "refuses", "declined", "declines",
                                                   "failed",  "fails",   "refusing", "refuse"};
  if (planned->contains(lower)) return EventStatus::kPlanned;
  if (called_for->contains(lower)) return EventStatus::kCalledFor;
  if (hypothetical->contains(lower)) return EventStatus::kHypothetical;
  if (denied->contains(lower)) return EventStatus::kDenied;
  return std::nullopt;
}

std::optional<EventStatus> AuxiliaryStatus(std::string_view lower) {
  if (IsNegation(lower)) return EventStatus::kDenied;
  if (lower == "will" || lower == "shall" || lower == "'ll") return EventStatus::kPlanned;
  if (lower == "should" || lower == "must") return EventStatus::kCalledFor;
  if (IsModalVerb(lower)) return EventStatus::kHypothetical;
  return std::nullopt;
}

bool EndsClause(const Word& word) {
  return word.Is(",") || word.Is(";") || word.Is(":") || word.Is("—") || word.Is("–") ||
         word.Is("\"") || word.Is("“") || word.Is("”") || word.Is("''");
}

// Whether a conditional word opens the clause of the trigger.
bool IsConditional(const std::vector<Word>& words, int first, int trigger) {
  for (int i = trigger - 1; i >= std::max(first, trigger - 2 * kWordsBack); --i) {
    if (EndsClause(words[i])) return false;
    const std::string& lower = words[i].lower;
    if (lower == "if" || lower == "whether" || lower == "unless") return true;
  }
  return false;
}

EventStatus InfinitiveStatus(const std::vector<Word>& words, int first, int to) {
  for (int i = to - 1; i >= std::max(first, to - kWordsBack) && !EndsClause(words[i]); --i) {
    const std::optional<EventStatus> status = GovernedStatus(words[i].lower);
    if (status) return *status;
  }
  return EventStatus::kHypothetical;
}

EventStatus NounStatus(const std::vector<Word>& words, int first, const Trigger& trigger) {
  for (int i = trigger.first - 1; i >= std::max(first, trigger.first - kAuxiliaryWordsBack); --i) {
    if (EndsClause(words[i])) break;
    const std::string& lower = words[i].lower;
    if (lower == "for" && i > first && words[i - 1].lower.substr(0, 4) == "call") {
      return EventStatus::kCalledFor;
    }
    if (lower == "no" || lower == "without") return EventStatus::kDenied;
    if (lower == "planned" || lower == "upcoming" || lower == "next" || lower == "scheduled") {
      return EventStatus::kPlanned;
    }
    if (lower == "possible" || lower == "potential" || lower == "any") {
      return EventStatus::kHypothetical;
    }
  }
  return EventStatus::kActual;
}

}  // namespace

EventStatus ReadStatus(const std::vector<Word>& words, int first, const Trigger& trigger) {
  if (trigger.form == TriggerForm::kNoun) return NounStatus(words, first, trigger);
  for (int i = trigger.first - 1; i >= std::max(first, trigger.first - kAuxiliaryWordsBack); --i) {
    if (EndsClause(words[i])) break;
    if (words[i].lower == "to") return InfinitiveStatus(words, first, i);
    const std::optional<EventStatus> status = AuxiliaryStatus(words[i].lower);
    if (status) return *status;
    if (IsConjunction(words[i].lower) && words[i].lower != "and") break;
    const bool between = words[i].lower == "and" || IsAuxiliary(words[i].lower) ||
                         words[i].lower.size() > 4 || IsPersonalPronoun(words[i].lower);
    if (!between) break;
  }
  return IsConditional(words, first, trigger.first) ? EventStatus::kHypothetical
                                                    : EventStatus::kActual;
}

}  // namespace onrecord::ingest
