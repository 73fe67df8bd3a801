// Expressions that say how far a time lies from the publication, or from the time told of before.

#include <string_view>

#include "ingest-service/events/times/calendar_words.h"
#include "ingest-service/events/times/number_words.h"
#include "ingest-service/events/times/time_rules.h"

namespace onrecord::ingest {
namespace {

ParsedTime OffsetOf(int begin, int end, OffsetForm offset,
                    std::optional<DayPart> part = std::nullopt) {
  return {begin, end, {offset, {}, part}};
}

// "previous" and "following", seen from the time told of.
std::optional<int> NarrativeCount(std::string_view lower) {
  if (lower == "following") return 1;
  if (lower == "previous" || lower == "preceding" || lower == "prior") return -1;
  return std::nullopt;
}

// "last night", "this morning".
std::optional<ParsedTime> ReadPartOfToday(const TimeTokens& tokens, int at) {
  const bool last = tokens.Is(at, "last");
  if (!last && !tokens.Is(at, "this")) return std::nullopt;
  const std::optional<DayPart> part = DayPartNamed(tokens.Lower(at + 1));
  if (!part || (last && *part != DayPart::kNight && *part != DayPart::kEvening)) {
    return std::nullopt;
  }
  return OffsetOf(at, at + 2, {CalendarUnit::kDay, last ? -1 : 0, TimeAnchor::kPublication, false},
                  part);
}

// "the day before yesterday", "the day after tomorrow".
std::optional<ParsedTime> ReadSecondDay(const TimeTokens& tokens, int at) {
  if (!tokens.Is(at, "the") || !tokens.Is(at + 1, "day")) return std::nullopt;
  const bool before = tokens.Is(at + 2, "before") && tokens.Is(at + 3, "yesterday");
  const bool after = tokens.Is(at + 2, "after") && tokens.Is(at + 3, "tomorrow");
  if (!before && !after) return std::nullopt;
  return OffsetOf(at, at + 4,
                  {CalendarUnit::kDay, before ? -2 : 2, TimeAnchor::kPublication, false});
}

constexpr int kMostAdjectives = 3;

// Where the adjectives of a period end: "fiscal year", "comparable period", "full year".
int BehindAdjectives(const TimeTokens& tokens, int at) {
  const int limit = at + kMostAdjectives;
  while (at < limit && tokens.IsOneOf(at, {"fiscal", "calendar", "full", "comparable",
                                           "corresponding", "same"})) {
    ++at;
  }
  return at;
}

// A unit of a day or longer, in the singular: hours and minutes are no dates.
std::optional<CalendarUnit> DateUnitAt(const TimeTokens& tokens, int at) {
  const std::optional<CalendarUnit> unit = UnitNamed(tokens.Lower(at));
  const bool compound = tokens[at].joined || tokens[at + 1].joined;
  if (!unit || *unit < CalendarUnit::kDay || compound) return std::nullopt;
  return unit;
}

// "last month", "this quarter", "next year".
std::optional<ParsedTime> ReadDirectedUnit(const TimeTokens& tokens, int at) {
  const int first = at + (tokens.Is(at, "the") ? 1 : 0);
  std::optional<Parsed<Direction>> direction = ReadDirection(tokens, first);
  if (!direction && first > at) {
    if (tokens.Is(first, "past")) direction = Parsed<Direction>{Direction::kLast, first + 1};
    if (tokens.Is(first, "coming")) direction = Parsed<Direction>{Direction::kNext, first + 1};
    if (tokens.Is(first, "current")) direction = Parsed<Direction>{Direction::kThis, first + 1};
  }
  if (!direction) return std::nullopt;
  const int noun = BehindAdjectives(tokens, direction->end);
  const std::optional<CalendarUnit> unit = DateUnitAt(tokens, noun);
  if (!unit) return std::nullopt;
  OffsetForm offset{*unit, CountOf(direction->form), TimeAnchor::kPublication, false};
  if (*unit == CalendarUnit::kDay) {
    // "the last day of the talks", "to this day"
    if (direction->form != Direction::kNext) return std::nullopt;
    offset.anchor = TimeAnchor::kNarrative;
  }
  // "The next year they met": the one after what is told of; not "over the next year".
  const bool from_now = tokens.IsOneOf(at - 1, {"over", "in", "within", "during", "for"});
  if (first > at && direction->form == Direction::kNext && !from_now) {
    offset.anchor = TimeAnchor::kNarrative;
  }
  return OffsetOf(at, noun + 1, offset);
}

// "the following month", "that year", "the same day".
std::optional<ParsedTime> ReadNarrativeUnit(const TimeTokens& tokens, int at) {
  const bool that = tokens.Is(at, "that");
  const bool the = tokens.Is(at, "the");
  if (!that && !the) return std::nullopt;
  const std::optional<int> count = NarrativeCount(tokens.Lower(at + 1));
  const bool same = tokens.Is(at + 1, "same");
  if (!that && !count && !same) return std::nullopt;
  const int noun = BehindAdjectives(tokens, at + (count || same ? 2 : 1));
  const std::optional<CalendarUnit> unit = DateUnitAt(tokens, noun);
  if (!unit) return std::nullopt;
  return OffsetOf(at, noun + 1, {*unit, count.value_or(0), TimeAnchor::kNarrative, false});
}

// "year-end", "the year's end".
std::optional<ParsedTime> ReadYearEnd(const TimeTokens& tokens, int at) {
  const int year = at + (tokens.Is(at, "the") ? 1 : 0);
  const int end = year + (tokens[year + 1].kind == WordKind::kPossessive ? 2 : 1);
  if (!tokens.Is(year, "year") || !tokens.Is(end, "end")) return std::nullopt;
  return OffsetOf(at, end + 1, {CalendarUnit::kYear, 0, TimeAnchor::kPublication, false});
}

// "the quarter", "the latest period", "the weekend": those that need no more to be known.
std::optional<ParsedTime> ReadKnownUnit(const TimeTokens& tokens, int at) {
  if (!tokens.Is(at, "the")) return std::nullopt;
  const bool latest = tokens.Is(at + 1, "latest");
  const int noun = BehindAdjectives(tokens, at + (latest ? 2 : 1));
  if (latest && tokens.Is(noun, "period")) {
    return OffsetOf(at, noun + 1, {CalendarUnit::kQuarter, 0, TimeAnchor::kReport, true});
  }
  const std::optional<CalendarUnit> unit = DateUnitAt(tokens, noun);
  if (!unit) return std::nullopt;
  if (*unit == CalendarUnit::kQuarter) {
    return OffsetOf(at, noun + 1, {*unit, 0, TimeAnchor::kReport, true});
  }
  if (latest) return OffsetOf(at, noun + 1, {*unit, -1, TimeAnchor::kPublication, false});
  if (*unit == CalendarUnit::kWeekend) {
    return OffsetOf(at, noun + 1, {*unit, 0, TimeAnchor::kPublication, false});
  }
  return std::nullopt;
}

// A number of units: "two weeks", "a few years"; without a count where it is vague.
struct Distance {
  std::optional<int> count;
  CalendarUnit unit = CalendarUnit::kDay;
  int end = 0;
};

std::optional<Distance> ReadVagueDistance(const TimeTokens& tokens, int at) {
  int i = at;
  if (tokens.Is(i, "a") && tokens.Is(i + 1, "few")) {
    i += 2;
  } else if (tokens.IsOneOf(i, {"several", "many", "some", "few"})) {
    ++i;
  }
  const std::optional<CalendarUnit> unit = UnitsNamed(tokens.Lower(i));
  if (!unit) return std::nullopt;
  return Distance{std::nullopt, *unit, i + 1};
}

std::optional<Distance> ReadCountedDistance(const TimeTokens& tokens, int at) {
  const std::optional<ReadNumber> number = CardinalAt(tokens, at);
  if (!number) return std::nullopt;
  const std::string_view noun = tokens.Lower(number->end);
  std::optional<CalendarUnit> unit = UnitsNamed(noun);
  if (!unit && number->value == 1) unit = UnitNamed(noun);
  if (!unit) return std::nullopt;
  Distance distance{number->value, *unit, number->end + 1};
  if (tokens.Is(distance.end, "or") && tokens.Is(distance.end + 1, "so")) distance.end += 2;
  return distance;
}

// The direction of a distance and the anchor, by the word at `at` behind it: "ago", "later", the
// "now" of "from now".
std::optional<OffsetForm> AnchoredBy(const TimeTokens& tokens, int at, const Distance& distance) {
  const int count = distance.count.value_or(0);
  if (tokens.Is(at, "ago")) {
    return OffsetForm{distance.unit, -count, TimeAnchor::kPublication, false};
  }
  if (tokens.Is(at, "earlier")) {
    return OffsetForm{distance.unit, -count, TimeAnchor::kNarrative, true};
  }
  if (tokens.Is(at, "later")) return OffsetForm{distance.unit, count, TimeAnchor::kNarrative, true};
  if (tokens.Is(at, "now"))
    return OffsetForm{distance.unit, count, TimeAnchor::kPublication, false};
  return std::nullopt;
}

bool IsYearBefore(const OffsetForm& offset) {
  return offset.unit == CalendarUnit::kYear && offset.count == -1;
}

// "year-earlier", "the year-ago quarter", "the year-earlier period".
std::optional<ParsedTime> ReadYearEarlier(const TimeTokens& tokens, int at) {
  int i = at + (tokens.Is(at, "the") ? 1 : 0);
  i = BehindAdjectives(tokens, i);
  const bool compound =
      tokens.Is(i, "year") && tokens[i + 1].joined && tokens.IsOneOf(i + 1, {"earlier", "ago"});
  if (!compound) return std::nullopt;
  i += 2;
  if (OrdinalAt(tokens, i) && tokens.Is(i + 1, "quarter")) {
    const int number = OrdinalAt(tokens, i)->value;
    YearPartForm part{CalendarUnit::kQuarter, number, {}, Direction::kByTense};
    part.year.from_now = -1;
    return ParsedTime{at, i + 2, {part, {}, {}}};
  }
  if (tokens.IsOneOf(i, {"quarter", "period"})) ++i;
  return OffsetOf(at, i, {CalendarUnit::kYear, -1, TimeAnchor::kReport, true});
}

}  // namespace

std::optional<ParsedTime> ReadWeekday(const TimeTokens& tokens, int at) {
  WeekdayForm form;
  int i = at;
  if (const auto direction = ReadDirection(tokens, at)) {
    form.direction = direction->form;
    i = direction->end;
  } else if (const auto count = NarrativeCount(tokens.Lower(at + 1));
             count && tokens.Is(at, "the")) {
    form.direction = *count < 0 ? Direction::kLast : Direction::kNext;
    form.of_narrative = true;
    i = at + 2;
  }
  const std::optional<absl::Weekday> weekday = WeekdayNamed(tokens.Lower(i));
  const bool set = tokens.IsOneOf(i + 1, {"mornings", "afternoons", "evenings", "nights"});
  if (!weekday || !tokens.IsCapitalized(i) || set) return std::nullopt;
  const bool dotted = tokens.Is(i + 1, ".") && tokens.IsOneOf(i, {"tues", "weds", "thurs"});
  const int end = i + (dotted ? 2 : 1);
  // "Friday, Oct. 13": the date says it all.
  if (auto date = ReadDayOfMonth(tokens, end + (tokens.Is(end, ",") ? 1 : 0))) {
    date->begin = at;
    return date;
  }
  form.weekday = *weekday;
  return ParsedTime{at, end, {form, {}, {}}};
}

std::optional<ParsedTime> ReadNamedDay(const TimeTokens& tokens, int at) {
  if (auto time = ReadPartOfToday(tokens, at)) return time;
  if (auto time = ReadSecondDay(tokens, at)) return time;
  OffsetForm day{CalendarUnit::kDay, 0, TimeAnchor::kPublication, false};
  if (tokens.Is(at, "today")) return OffsetOf(at, at + 1, day);
  if (tokens.Is(at, "tonight")) return OffsetOf(at, at + 1, day, DayPart::kNight);
  if (tokens.Is(at, "overnight")) {
    day.count = -1;
    return OffsetOf(at, at + 1, day, DayPart::kNight);
  }
  if (!tokens.IsOneOf(at, {"yesterday", "tomorrow"})) return std::nullopt;
  day.count = tokens.Is(at, "yesterday") ? -1 : 1;
  return OffsetOf(at, at + 1, day);
}

std::optional<ParsedTime> ReadNamedUnit(const TimeTokens& tokens, int at) {
  if (auto time = ReadDirectedUnit(tokens, at)) return time;
  if (auto time = ReadNarrativeUnit(tokens, at)) return time;
  if (auto time = ReadYearEnd(tokens, at)) return time;
  return ReadKnownUnit(tokens, at);
}

std::optional<ParsedTime> ReadDistance(const TimeTokens& tokens, int at) {
  if (auto time = ReadYearEarlier(tokens, at)) return time;
  std::optional<Distance> distance = ReadCountedDistance(tokens, at);
  if (!distance) distance = ReadVagueDistance(tokens, at);
  if (!distance) return std::nullopt;
  const int behind = distance->end + (tokens.Is(distance->end, "from") ? 1 : 0);
  std::optional<OffsetForm> offset = AnchoredBy(tokens, behind, *distance);
  const bool from_now = tokens.Is(behind, "now");
  if (!offset || from_now != (behind > distance->end)) return std::nullopt;
  const int end = behind + 1;
  if (!distance->count) {
    if (!tokens.Is(behind, "ago")) return std::nullopt;
    return ParsedTime{at, end, {ReferenceForm{"PAST_REF"}, {}, {}}};
  }
  if (IsYearBefore(*offset)) {
    const bool ago = tokens.Is(behind, "ago");
    offset->anchor = ago ? TimeAnchor::kReportInSentence : TimeAnchor::kReportOrNarrative;
    offset->like_anchor = true;
  }
  return OffsetOf(at, end, *offset);
}

}  // namespace onrecord::ingest
