// Periods of the civil calendar, and their names in TIMEX3 (ISO-TimeML's notation).
//
// A period is what a time expression comes to: the half-open stretch [begin, end) on somebody's
// clock, the unit that it is one of, and its value. Days are counted in the proleptic Gregorian
// calendar; weeks are ISO 8601's, Monday to Sunday.

#ifndef ONRECORD_INGEST_SERVICE_EVENTS_TIMES_CALENDAR_PERIOD_H_
#define ONRECORD_INGEST_SERVICE_EVENTS_TIMES_CALENDAR_PERIOD_H_

#include <optional>
#include <string>

#include "absl/time/civil_time.h"

namespace onrecord::ingest {

// From fine to coarse.
enum class CalendarUnit {
  kMinute,
  kHour,
  kDayPart,
  kDay,
  kWeekend,
  kWeek,
  kMonth,
  kSeason,
  kQuarter,
  kHalf,
  kYear,
  kDecade,
  kCentury
};

enum class DayPart { kMorning, kAfternoon, kEvening, kNight };

enum class Season { kSpring, kSummer, kFall, kWinter };

struct CalendarPeriod {
  CalendarUnit unit = CalendarUnit::kDay;
  absl::CivilSecond begin;
  absl::CivilSecond end;
  std::string value;
  // Minutes east of UTC of the clock meant, where the expression names it ("3 p.m. GMT").
  std::optional<int> utc_offset_minutes;
};

// "2026-03-10T15:00"
CalendarPeriod MinuteAt(absl::CivilMinute minute);
// "2026-03-10T24:00": the first minute of the day after, which the value counts to the day it ends.
CalendarPeriod MidnightAfter(absl::CivilDay day);
// The day that `period` begins on; of a midnight the one that it ends.
absl::CivilDay NamedDay(const CalendarPeriod& period);
// "2026-03-10TMO": the morning is from 6 to 12, the afternoon to 18, the evening to 24 ("TEV"), the
// night from 18 to 6 on the next day ("TNI").
CalendarPeriod DayPartOf(absl::CivilDay day, DayPart part);
// "2026-03-10"
CalendarPeriod DayOf(absl::CivilDay day);
// "2026-W11", and "2026-W11-WE" for its Saturday and Sunday: those that `day` is in, or before.
CalendarPeriod WeekOf(absl::CivilDay day);
CalendarPeriod WeekendOf(absl::CivilDay day);
// "2026-03"
CalendarPeriod MonthOf(absl::CivilMonth month);
// "2026-SU": June to August, three months each; the winter of a year begins in its December. Those
// of the northern half of the earth.
CalendarPeriod SeasonOf(absl::civil_year_t year, Season season);
// "2026-Q1". REQUIRES: 1 <= quarter <= 4.
CalendarPeriod QuarterOf(absl::civil_year_t year, int quarter);
// "2026-H1". REQUIRES: 1 <= half <= 2.
CalendarPeriod HalfOf(absl::civil_year_t year, int half);
// "2026"
CalendarPeriod YearOf(absl::civil_year_t year);
// "199": the ten years whose numbers begin so.
CalendarPeriod DecadeOf(absl::civil_year_t year);
// "19": the hundred years whose numbers begin so, as newspapers count the 20th century.
CalendarPeriod CenturyOf(absl::civil_year_t year);

// The period of `unit` that `time` is in.
CalendarPeriod PeriodAt(CalendarUnit unit, absl::CivilSecond time);

// The period of the same unit that lies `count` of `by` after `period`, or before it where `count`
// is negative: a year after "2025-Q3" is "2026-Q3". The 29th to 31st become a shorter month's last
// day. nullopt where `by` is finer than the period's unit, or the result has no year from 1 to
// 9999.
std::optional<CalendarPeriod> Shift(const CalendarPeriod& period, CalendarUnit by, int64_t count);

// Whether years of four digits number all of it: others have no TIMEX3 value.
bool HasValue(const CalendarPeriod& period);

}  // namespace onrecord::ingest

#endif  // ONRECORD_INGEST_SERVICE_EVENTS_TIMES_CALENDAR_PERIOD_H_
