#include "ingest-service/events/times/calendar_period.h"

#include <algorithm>

#include "ingest-service/text/ends_with.h"

namespace onrecord::ingest {
namespace {

constexpr absl::civil_year_t kFirstYear = 1;
constexpr absl::civil_year_t kLastYear = 9999;
constexpr std::string_view kMidnight = "T24:00";

// `number` with zeros before it, at least `size` digits.
std::string Padded(int64_t number, size_t size) {
  const std::string digits = std::to_string(number);
  return std::string(size > digits.size() ? size - digits.size() : 0, '0') + digits;
}

std::string ValueOf(absl::CivilMonth month) {
  return Padded(month.year(), 4) + "-" + Padded(month.month(), 2);
}

std::string ValueOf(absl::CivilDay day) {
  return ValueOf(absl::CivilMonth(day)) + "-" + Padded(day.day(), 2);
}

absl::CivilDay MondayOf(absl::CivilDay day) {
  return absl::PrevWeekday(day + 1, absl::Weekday::monday);
}

// `size` months from `first` on.
CalendarPeriod Months(CalendarUnit unit, absl::CivilMonth first, int size, std::string value) {
  return {unit, absl::CivilSecond(first), absl::CivilSecond(first + size), std::move(value), {}};
}

CalendarPeriod Hours(CalendarUnit unit, absl::CivilHour first, int size, std::string value) {
  return {unit, absl::CivilSecond(first), absl::CivilSecond(first + size), std::move(value), {}};
}

CalendarPeriod SeasonAt(absl::CivilMonth month) {
  // January and February are of the winter that began in the year before.
  const int since_march = (month.month() + 9) % 12;
  return SeasonOf((month - 2).year(), static_cast<Season>(since_march / 3));
}

CalendarPeriod DayPartAt(absl::CivilHour hour) {
  const absl::CivilDay day(hour);
  if (hour.hour() < 6) return DayPartOf(day - 1, DayPart::kNight);
  if (hour.hour() < 12) return DayPartOf(day, DayPart::kMorning);
  return DayPartOf(day, hour.hour() < 18 ? DayPart::kAfternoon : DayPart::kEvening);
}

// How many months one of the unit is long; 0 where that isn't whole.
int MonthsIn(CalendarUnit unit) {
  switch (unit) {
    case CalendarUnit::kMonth:
      return 1;
    case CalendarUnit::kSeason:
    case CalendarUnit::kQuarter:
      return 3;
    case CalendarUnit::kHalf:
      return 6;
    case CalendarUnit::kYear:
      return 12;
    case CalendarUnit::kDecade:
      return 120;
    case CalendarUnit::kCentury:
      return 1200;
    default:
      return 0;
  }
}

absl::CivilSecond AddMonths(absl::CivilSecond time, int64_t count) {
  const absl::CivilMonth month = absl::CivilMonth(time) + count;
  const int last_day = (absl::CivilDay(month + 1) - 1).day();
  return absl::CivilSecond(month.year(), month.month(), std::min(time.day(), last_day), time.hour(),
                           time.minute(), time.second());
}

absl::CivilSecond Add(absl::CivilSecond time, CalendarUnit unit, int64_t count) {
  constexpr int64_t kMinute = 60, kHour = 60 * kMinute, kDay = 24 * kHour;
  switch (unit) {
    case CalendarUnit::kMinute:
      return time + count * kMinute;
    case CalendarUnit::kHour:
      return time + count * kHour;
    case CalendarUnit::kDayPart:
    case CalendarUnit::kDay:
      return time + count * kDay;
    case CalendarUnit::kWeekend:
    case CalendarUnit::kWeek:
      return time + 7 * count * kDay;
    default:
      return AddMonths(time, count * MonthsIn(unit));
  }
}

}  // namespace

CalendarPeriod MinuteAt(absl::CivilMinute minute) {
  return {CalendarUnit::kMinute,
          absl::CivilSecond(minute),
          absl::CivilSecond(minute + 1),
          ValueOf(absl::CivilDay(minute)) + "T" + Padded(minute.hour(), 2) + ":" +
              Padded(minute.minute(), 2),
          {}};
}

CalendarPeriod MidnightAfter(absl::CivilDay day) {
  CalendarPeriod period = MinuteAt(absl::CivilMinute(day + 1));
  period.value = DayOf(day).value + std::string(kMidnight);
  return period;
}

absl::CivilDay NamedDay(const CalendarPeriod& period) {
  return absl::CivilDay(period.begin) - (EndsWith(period.value, kMidnight) ? 1 : 0);
}

CalendarPeriod DayPartOf(absl::CivilDay day, DayPart part) {
  struct Hours {
    int first;
    int size;
    const char* name;
  };
  static constexpr Hours kParts[] = {
      {6, 6, "TMO"}, {12, 6, "TAF"}, {18, 6, "TEV"}, {18, 12, "TNI"}};
  const Hours& hours = kParts[static_cast<int>(part)];
  return ingest::Hours(CalendarUnit::kDayPart, absl::CivilHour(day) + hours.first, hours.size,
                       ValueOf(day) + hours.name);
}

CalendarPeriod DayOf(absl::CivilDay day) {
  return {CalendarUnit::kDay, absl::CivilSecond(day), absl::CivilSecond(day + 1), ValueOf(day), {}};
}

CalendarPeriod WeekOf(absl::CivilDay day) {
  const absl::CivilDay monday = MondayOf(day);
  const absl::CivilDay thursday = monday + 3;  // the year that it is in numbers the week
  const int week = (absl::GetYearDay(thursday) - 1) / 7 + 1;
  return {CalendarUnit::kWeek,
          absl::CivilSecond(monday),
          absl::CivilSecond(monday + 7),
          Padded(thursday.year(), 4) + "-W" + Padded(week, 2),
          {}};
}

CalendarPeriod WeekendOf(absl::CivilDay day) {
  CalendarPeriod period = WeekOf(day);
  period.unit = CalendarUnit::kWeekend;
  period.begin = absl::CivilSecond(absl::CivilDay(period.begin) + 5);
  period.value += "-WE";
  return period;
}

CalendarPeriod MonthOf(absl::CivilMonth month) {
  return Months(CalendarUnit::kMonth, month, 1, ValueOf(month));
}

CalendarPeriod SeasonOf(absl::civil_year_t year, Season season) {
  static constexpr const char* kNames[] = {"SP", "SU", "FA", "WI"};
  const int index = static_cast<int>(season);
  return Months(CalendarUnit::kSeason, absl::CivilMonth(year, 3 + 3 * index), 3,
                Padded(year, 4) + "-" + kNames[index]);
}

CalendarPeriod QuarterOf(absl::civil_year_t year, int quarter) {
  return Months(CalendarUnit::kQuarter, absl::CivilMonth(year, 3 * quarter - 2), 3,
                Padded(year, 4) + "-Q" + std::to_string(quarter));
}

CalendarPeriod HalfOf(absl::civil_year_t year, int half) {
  return Months(CalendarUnit::kHalf, absl::CivilMonth(year, 6 * half - 5), 6,
                Padded(year, 4) + "-H" + std::to_string(half));
}

CalendarPeriod YearOf(absl::civil_year_t year) {
  return Months(CalendarUnit::kYear, absl::CivilMonth(year), 12, Padded(year, 4));
}

CalendarPeriod DecadeOf(absl::civil_year_t year) {
  return Months(CalendarUnit::kDecade, absl::CivilMonth(year - year % 10), 120,
                Padded(year / 10, 3));
}

CalendarPeriod CenturyOf(absl::civil_year_t year) {
  return Months(CalendarUnit::kCentury, absl::CivilMonth(year - year % 100), 1200,
                Padded(year / 100, 2));
}

CalendarPeriod PeriodAt(CalendarUnit unit, absl::CivilSecond time) {
  switch (unit) {
    case CalendarUnit::kMinute:
      return MinuteAt(absl::CivilMinute(time));
    case CalendarUnit::kHour: {
      CalendarPeriod hour = MinuteAt(absl::CivilMinute(absl::CivilHour(time)));
      hour.unit = CalendarUnit::kHour;
      hour.end = absl::CivilSecond(absl::CivilHour(time) + 1);
      hour.value.resize(hour.value.size() - 3);  // "T15"
      return hour;
    }
    case CalendarUnit::kDayPart:
      return DayPartAt(absl::CivilHour(time));
    case CalendarUnit::kDay:
      return DayOf(absl::CivilDay(time));
    case CalendarUnit::kWeekend:
      return WeekendOf(absl::CivilDay(time));
    case CalendarUnit::kWeek:
      return WeekOf(absl::CivilDay(time));
    case CalendarUnit::kMonth:
      return MonthOf(absl::CivilMonth(time));
    case CalendarUnit::kSeason:
      return SeasonAt(absl::CivilMonth(time));
    case CalendarUnit::kQuarter:
      return QuarterOf(time.year(), (time.month() + 2) / 3);
    case CalendarUnit::kHalf:
      return HalfOf(time.year(), time.month() <= 6 ? 1 : 2);
    case CalendarUnit::kYear:
      return YearOf(time.year());
    case CalendarUnit::kDecade:
      return DecadeOf(time.year());
    case CalendarUnit::kCentury:
      return CenturyOf(time.year());
  }
  return DayOf(absl::CivilDay(time));
}

std::optional<CalendarPeriod> Shift(const CalendarPeriod& period, CalendarUnit by, int64_t count) {
  if (by < period.unit) return std::nullopt;
  CalendarPeriod shifted = PeriodAt(period.unit, Add(period.begin, by, count));
  if (!HasValue(shifted)) return std::nullopt;
  shifted.utc_offset_minutes = period.utc_offset_minutes;
  return shifted;
}

bool HasValue(const CalendarPeriod& period) {
  return period.begin.year() >= kFirstYear && period.begin.year() <= kLastYear;
}

}  // namespace onrecord::ingest
