#include "ingest-service/events/times/time_grammar.h"

#include <optional>

#include "ingest-service/events/times/calendar_words.h"
#include "ingest-service/events/times/time_rules.h"

namespace onrecord::ingest {
namespace {

using Rule = std::optional<ParsedTime> (*)(const TimeTokens& tokens, int at);

// The first that reads something wins: longer expressions stand before their parts.
constexpr Rule kRules[] = {ReadHoliday,  ReadWeekday,  ReadDayOfMonth,    ReadEra,
                           ReadDistance, ReadNamedDay, ReadQuarterOrHalf, ReadSeason,
                           ReadMonth,    ReadYear,     ReadNamedUnit,     ReadReference};

// "every Friday", "most years": a set of times.
bool IsInSet(const TimeTokens& tokens, int at) {
  return tokens.IsOneOf(at - 1, {"every", "each", "any", "most", "per"});
}

// Where words end that say which part of a period is meant: "early", "the end of", "later in". The
// period of the whole is given.
int BehindModifier(const TimeTokens& tokens, int at) {
  int i = at + (tokens.Is(at, "the") ? 1 : 0);
  if (tokens.IsOneOf(i, {"early", "late", "mid", "earlier", "later", "sometime"})) {
    ++i;
    return i + (tokens.IsOneOf(i, {"in", "on"}) ? 1 : 0);
  }
  const bool part = i > at &&
                    tokens.IsOneOf(i, {"end", "beginning", "start", "middle", "close", "rest"}) &&
                    tokens.Is(i + 1, "of");
  return part ? i + 2 : at;
}

// Whether the form names one day, of which a part or an hour can be told.
bool NamesDay(const TimeForm& form) {
  if (const auto* offset = std::get_if<OffsetForm>(&form.day)) {
    return offset->unit == CalendarUnit::kDay && !form.part;
  }
  if (const auto* date = std::get_if<DateForm>(&form.day)) return date->day.has_value();
  return std::holds_alternative<WeekdayForm>(form.day) ||
         std::holds_alternative<HolidayForm>(form.day);
}

std::optional<ParsedTime> ReadPlain(const TimeTokens& tokens, int at) {
  for (const Rule rule : kRules) {
    if (auto time = rule(tokens, at)) return time;
  }
  return std::nullopt;
}

// "earlier in the month": the period that is going on.
std::optional<ParsedTime> ReadCurrentUnit(const TimeTokens& tokens, int at) {
  const std::optional<CalendarUnit> unit = UnitNamed(tokens.Lower(at + 1));
  if (!tokens.Is(at, "the") || !unit || *unit < CalendarUnit::kDay) return std::nullopt;
  return ParsedTime{at, at + 2, {OffsetForm{*unit, 0, TimeAnchor::kPublication, false}, {}, {}}};
}

// A period, with or without what says which part of it.
std::optional<ParsedTime> ReadModified(const TimeTokens& tokens, int at) {
  const int behind = BehindModifier(tokens, at);
  if (behind > at) {
    std::optional<ParsedTime> time = ReadPlain(tokens, behind);
    if (!time) time = ReadCurrentUnit(tokens, behind);
    if (time && !std::holds_alternative<ReferenceForm>(time->form.day)) {
      time->begin = at;
      return time;
    }
  }
  return ReadPlain(tokens, at);
}

// Behind a day its part or hour: "Tuesday night", "Friday at 3 p.m.", "yesterday, at noon".
void ReadHourOfDay(const TimeTokens& tokens, ParsedTime& time) {
  if (!NamesDay(time.form)) return;
  if (const auto part = DayPartNamed(tokens.Lower(time.end))) {
    time.form.part = part;
    ++time.end;
    return;
  }
  int i = time.end + (tokens.Is(time.end, ",") ? 1 : 0);
  if (tokens.Is(i, "at")) ++i;
  if (const auto clock = ReadClock(tokens, i)) {
    time.form.clock = clock->form;
    time.end = clock->end;
  }
}

// "5 p.m. EST, Nov. 6", "noon on Friday", "10:30 a.m.".
std::optional<ParsedTime> ReadHourFirst(const TimeTokens& tokens, int at) {
  const auto clock = ReadClock(tokens, at);
  if (!clock) return std::nullopt;
  ParsedTime time{at, clock->end, {NoDayForm(), clock->form, {}}};
  int i = clock->end;
  if (tokens.IsOneOf(i, {",", "on"})) ++i;
  if (const auto day = ReadPlain(tokens, i); day && NamesDay(day->form)) {
    time.form.day = day->form.day;
    time.end = day->end;
  }
  return time;
}

// "the morning of March 3", "mid-afternoon yesterday", "the night of the attack" not.
std::optional<ParsedTime> ReadPartFirst(const TimeTokens& tokens, int at) {
  const int noun = at + (tokens.IsOneOf(at, {"the", "mid", "early", "late"}) ? 1 : 0);
  const std::optional<DayPart> part = DayPartNamed(tokens.Lower(noun));
  if (!part) return std::nullopt;
  const bool of = tokens.Is(noun + 1, "of");
  if (const auto day = ReadPlain(tokens, noun + (of ? 2 : 1)); day && NamesDay(day->form)) {
    return ParsedTime{at, day->end, {day->form.day, {}, part}};
  }
  if (!tokens.Is(at, "mid")) return std::nullopt;
  return ParsedTime{at, noun + 1, {NoDayForm(), {}, part}};
}

std::optional<ParsedTime> ReadTime(const TimeTokens& tokens, int at) {
  if (IsInSet(tokens, at)) return std::nullopt;
  if (auto time = ReadHourFirst(tokens, at)) return time;
  if (auto time = ReadPartFirst(tokens, at)) return time;
  std::optional<ParsedTime> time = ReadModified(tokens, at);
  if (time) ReadHourOfDay(tokens, *time);
  return time;
}

}  // namespace

std::vector<ParsedTime> ParseTimes(const TimeTokens& tokens) {
  std::vector<ParsedTime> times;
  for (int i = 0; i < tokens.size();) {
    if (const std::optional<ParsedTime> time = ReadTime(tokens, i)) {
      times.push_back(*time);
      i = time->end;
    } else {
      ++i;
    }
  }
  return times;
}

}  // namespace onrecord::ingest
