// Quarters, halves, seasons and holidays: what a year is divided into beside months.

#include <string_view>

#include "ingest-service/events/times/calendar_words.h"
#include "ingest-service/events/times/number_words.h"
#include "ingest-service/events/times/time_rules.h"

namespace onrecord::ingest {
namespace {

std::optional<CalendarUnit> ReportUnitNamed(std::string_view lower) {
  if (lower == "quarter") return CalendarUnit::kQuarter;
  if (lower == "half") return CalendarUnit::kHalf;
  return std::nullopt;
}

// Where the words in [at, ..) that may stand before the number of a quarter end: "the fiscal",
// "its".
int BehindDeterminers(const TimeTokens& tokens, int at) {
  if (tokens.IsOneOf(at, {"the", "its", "their", "a"})) ++at;
  if (tokens.Is(at, "fiscal")) ++at;
  return at;
}

// "third quarter", "last half", "Q3", "3Q".
std::optional<Parsed<YearPartForm>> ReadNumbered(const TimeTokens& tokens, int at) {
  YearPartForm part;
  const std::string_view lower = tokens.Lower(at);
  if (lower.size() == 2 && (lower[0] == 'q' || lower[1] == 'q')) {
    part.number = (lower[0] == 'q' ? lower[1] : lower[0]) - '0';
    if (part.number < 1 || part.number > 4) return std::nullopt;
    return Parsed<YearPartForm>{part, at + 1};
  }
  std::optional<ReadNumber> number = OrdinalAt(tokens, at);
  if (tokens.Is(at, "last") && tokens.Is(at + 1, "half")) number = ReadNumber{2, at + 1};
  if (!number) return std::nullopt;
  const std::optional<CalendarUnit> unit = ReportUnitNamed(tokens.Lower(number->end));
  if (!unit || number->value > (*unit == CalendarUnit::kHalf ? 2 : 4)) return std::nullopt;
  part.unit = *unit;
  part.number = number->value;
  return Parsed<YearPartForm>{part, number->end + 1};
}

// "of 1989", "1989", "of last year", "in fiscal 1990".
std::optional<Parsed<YearForm>> ReadYearOfPart(const TimeTokens& tokens, int at) {
  if (tokens.IsOneOf(at, {"of", "in"})) {
    if (const auto year = ReadYearOfDate(tokens, at + 1)) return year;
    const bool this_year = tokens.IsOneOf(at + 1, {"the", "this"}) && tokens.Is(at + 2, "year");
    if (!this_year) return std::nullopt;
    YearForm year;
    year.from_now = 0;
    return Parsed<YearForm>{year, at + 3};
  }
  return ReadYearOfDate(tokens, at);
}

// "this year's third quarter", "the 1988 third quarter": the year before the part.
std::optional<ParsedTime> ReadYearFirst(const TimeTokens& tokens, int at) {
  const auto year = ReadYearOfDate(tokens, at + (tokens.Is(at, "the") ? 1 : 0));
  if (!year) return std::nullopt;
  int i = year->end + (tokens[year->end].kind == WordKind::kPossessive ? 1 : 0);
  if (tokens.Is(i, "fiscal")) ++i;
  auto part = ReadNumbered(tokens, i);
  if (!part && tokens.IsOneOf(i, {"quarter", "period"})) {
    part = Parsed<YearPartForm>{{CalendarUnit::kQuarter, 0, {}, Direction::kByTense}, i + 1};
  }
  if (!part) return std::nullopt;
  part->form.year = year->form;
  return ParsedTime{at, part->end, {part->form, {}, {}}};
}

// A half without a year is as well one of a match, or of anything.
bool NeedsYear(const YearPartForm& part) { return part.unit == CalendarUnit::kHalf; }

// Whether a season's name is one where nothing else says so: "in the fall", "by summer".
bool IsSeasonHere(const TimeTokens& tokens, int at, bool the) {
  return tokens.IsOneOf(at - 1,
                        {"in", "during", "since", "by", "until", "before", "after", "of", "early",
                         "late", "mid", "through", "over", "for", "into", "throughout"}) &&
         (the || tokens.Lower(at) != "fall" || tokens.IsOneOf(at - 1, {"in", "by", "until"}));
}

}  // namespace

std::optional<Parsed<Direction>> ReadDirection(const TimeTokens& tokens, int at) {
  if (tokens.Is(at, "this")) {
    if (tokens.Is(at + 1, "past")) return Parsed<Direction>{Direction::kLast, at + 2};
    if (tokens.Is(at + 1, "coming")) return Parsed<Direction>{Direction::kNext, at + 2};
    return Parsed<Direction>{Direction::kThis, at + 1};
  }
  if (tokens.Is(at, "last")) return Parsed<Direction>{Direction::kLast, at + 1};
  if (tokens.Is(at, "next")) return Parsed<Direction>{Direction::kNext, at + 1};
  return std::nullopt;
}

std::optional<ParsedTime> ReadQuarterOrHalf(const TimeTokens& tokens, int at) {
  if (auto time = ReadYearFirst(tokens, at)) return time;
  auto part = ReadNumbered(tokens, BehindDeterminers(tokens, at));
  if (!part) return std::nullopt;
  if (const auto year = ReadYearOfPart(tokens, part->end)) {
    part->form.year = year->form;
    part->end = year->end;
  } else if (NeedsYear(part->form)) {
    return std::nullopt;
  }
  return ParsedTime{at, part->end, {part->form, {}, {}}};
}

std::optional<ParsedTime> ReadSeason(const TimeTokens& tokens, int at) {
  const auto direction = ReadDirection(tokens, at);
  const bool the = tokens.Is(at, "the");
  const int noun = direction ? direction->end : at + (the ? 1 : 0);
  const std::optional<Season> season = SeasonNamed(tokens.Lower(noun));
  if (!season) return std::nullopt;
  YearPartForm part;
  part.unit = CalendarUnit::kSeason;
  part.number = static_cast<int>(*season) + 1;
  part.direction = direction ? direction->form : Direction::kByTense;
  if (const auto year = ReadYearOfPart(tokens, noun + 1)) {
    part.year = year->form;
    return ParsedTime{at, year->end, {part, {}, {}}};
  }
  const bool told = direction || IsSeasonHere(tokens, at, the);
  // "the fall of the wall", "the summer games"
  const bool other = !direction && tokens.Is(noun, "fall") && tokens.Is(noun + 1, "of");
  if (!told || other) return std::nullopt;
  return ParsedTime{at, noun + 1, {part, {}, {}}};
}

std::optional<ParsedTime> ReadHoliday(const TimeTokens& tokens, int at) {
  const auto direction = ReadDirection(tokens, at);
  const int first = direction ? direction->end : at + (tokens.Is(at, "the") ? 1 : 0);
  const auto holiday = HolidayAt(tokens, first);
  if (!holiday) return std::nullopt;
  HolidayForm form;
  form.holiday = holiday->holiday;
  form.direction = direction ? direction->form : Direction::kByTense;
  int end = holiday->end;
  if (const auto year = ReadYearOfDate(tokens, end + (tokens.Is(end, ",") ? 1 : 0))) {
    form.year = year->form;
    end = year->end;
  }
  return ParsedTime{at, end, {form, {}, {}}};
}

}  // namespace onrecord::ingest
