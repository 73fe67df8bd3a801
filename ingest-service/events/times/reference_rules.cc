// References to present, past and future, as phrases of a closed list.

#include <string_view>

#include "ingest-service/events/times/calendar_words.h"
#include "ingest-service/events/times/number_words.h"
#include "ingest-service/events/times/time_rules.h"

namespace onrecord::ingest {
namespace {

constexpr std::string_view kPresent = "PRESENT_REF";
constexpr std::string_view kPast = "PAST_REF";
constexpr std::string_view kFuture = "FUTURE_REF";

constexpr int kMostWords = 4;

// Of those with one beginning the longest is first.
struct Reference {
  std::string_view words[kMostWords];
  std::string_view value;
};

constexpr Reference kReferences[] = {
    {{"now"}, kPresent},
    {{"right", "now"}, kPresent},
    {{"currently"}, kPresent},
    {{"current"}, kPresent},
    {{"nowadays"}, kPresent},
    {{"presently"}, kPresent},
    {{"at", "present"}, kPresent},
    {{"at", "the", "moment"}, kPresent},
    {{"these", "days"}, kPresent},
    {{"at", "the", "time"}, kPast},
    {{"at", "that", "time"}, kPast},
    {{"recently"}, kPast},
    {{"lately"}, kPast},
    {{"recent", "years"}, kPast},
    {{"recent", "months"}, kPast},
    {{"recent", "weeks"}, kPast},
    {{"recent", "days"}, kPast},
    {{"recent", "quarters"}, kPast},
    {{"long", "ago"}, kPast},
    {{"the", "recent", "past"}, kPast},
    {{"the", "distant", "past"}, kPast},
    {{"soon"}, kFuture},
    {{"shortly"}, kFuture},
    {{"the", "future"}, kFuture},
    {{"the", "near", "future"}, kFuture},
    {{"the", "foreseeable", "future"}, kFuture},
    {{"the", "near", "term"}, kFuture},
    {{"the", "coming", "years"}, kFuture},
    {{"the", "coming", "months"}, kFuture},
    {{"the", "coming", "weeks"}, kFuture},
    {{"the", "coming", "days"}, kFuture},
    {{"coming", "years"}, kFuture},
    {{"coming", "months"}, kFuture},
    {{"coming", "weeks"}, kFuture},
    {{"coming", "days"}, kFuture},
};

std::optional<int> EndOf(const Reference& reference, const TimeTokens& tokens, int i) {
  for (const std::string_view word : reference.words) {
    if (word.empty()) break;
    if (!tokens.Is(i, word)) return std::nullopt;
    ++i;
  }
  return i;
}

// "the past" on its own, not "the past year".
bool IsThePast(const TimeTokens& tokens, int at) {
  if (!tokens.Is(at, "the") || !tokens.Is(at + 1, "past")) return false;
  const TimeToken& next = tokens[at + 2];
  if (next.kind != WordKind::kWord) return next.kind != WordKind::kNumber;
  return tokens.Is(at - 1, "in") && !UnitNamed(next.lower) && !CardinalAt(tokens, at + 2) &&
         !tokens.IsOneOf(at + 2, {"few", "several", "couple", "half", "many"});
}

}  // namespace

std::optional<ParsedTime> ReadReference(const TimeTokens& tokens, int at) {
  if (IsThePast(tokens, at)) return ParsedTime{at, at + 2, {ReferenceForm{kPast}, {}, {}}};
  for (const Reference& reference : kReferences) {
    const std::optional<int> end = EndOf(reference, tokens, at);
    if (!end) continue;
    // "now-defunct" is a description, "as soon as" and "shortly before" count from something else.
    const bool other = tokens[*end].joined || tokens[at].joined || tokens.Is(at - 1, "as") ||
                       tokens.IsOneOf(*end, {"after", "before", "afterward"});
    if (other) return std::nullopt;
    return ParsedTime{at, *end, {ReferenceForm{reference.value}, {}, {}}};
  }
  return std::nullopt;
}

}  // namespace onrecord::ingest
