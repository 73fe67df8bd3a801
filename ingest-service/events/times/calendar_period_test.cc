#include "ingest-service/events/times/calendar_period.h"

#include <gtest/gtest.h>

namespace onrecord::ingest {
namespace {

std::string Shifted(const CalendarPeriod& period, CalendarUnit by, int64_t count) {
  const std::optional<CalendarPeriod> shifted = Shift(period, by, count);
  return shifted ? shifted->value : "";
}

TEST(CalendarPeriodTest, WeekBelongsToYearOfItsThursday) {
  EXPECT_EQ(WeekOf(absl::CivilDay(2026, 3, 12)).value, "2026-W11");
  EXPECT_EQ(WeekOf(absl::CivilDay(2027, 1, 1)).value, "2026-W53");
  EXPECT_EQ(WeekOf(absl::CivilDay(2024, 12, 30)).value, "2025-W01");
  EXPECT_EQ(WeekOf(absl::CivilDay(2026, 3, 15)).begin, absl::CivilSecond(2026, 3, 9));
}

TEST(CalendarPeriodTest, PeriodsHoldTheirTime) {
  const absl::CivilSecond time(2026, 1, 31, 23, 59, 59);
  for (int unit = 0; unit <= static_cast<int>(CalendarUnit::kCentury); ++unit) {
    if (static_cast<CalendarUnit>(unit) == CalendarUnit::kWeekend) continue;
    const CalendarPeriod period = PeriodAt(static_cast<CalendarUnit>(unit), time);
    EXPECT_LE(period.begin, time) << period.value;
    EXPECT_LT(time, period.end) << period.value;
    EXPECT_EQ(static_cast<int>(period.unit), unit);
  }
}

TEST(CalendarPeriodTest, NamesFollowTimex) {
  const absl::CivilSecond time(2026, 1, 31, 15, 30, 0);
  const auto value = [time](CalendarUnit unit) { return PeriodAt(unit, time).value; };
  EXPECT_EQ(value(CalendarUnit::kMinute), "2026-01-31T15:30");
  EXPECT_EQ(value(CalendarUnit::kHour), "2026-01-31T15");
  EXPECT_EQ(value(CalendarUnit::kDayPart), "2026-01-31TAF");
  EXPECT_EQ(value(CalendarUnit::kDay), "2026-01-31");
  EXPECT_EQ(value(CalendarUnit::kWeekend), "2026-W05-WE");
  EXPECT_EQ(value(CalendarUnit::kMonth), "2026-01");
  EXPECT_EQ(value(CalendarUnit::kSeason), "2025-WI");
  EXPECT_EQ(value(CalendarUnit::kQuarter), "2026-Q1");
  EXPECT_EQ(value(CalendarUnit::kHalf), "2026-H1");
  EXPECT_EQ(value(CalendarUnit::kYear), "2026");
  EXPECT_EQ(value(CalendarUnit::kDecade), "202");
  EXPECT_EQ(value(CalendarUnit::kCentury), "20");
}

TEST(CalendarPeriodTest, NightBeforeSixIsOfTheDayBefore) {
  const CalendarPeriod night =
      PeriodAt(CalendarUnit::kDayPart, absl::CivilSecond(2026, 3, 12, 3, 0, 0));
  EXPECT_EQ(night.value, "2026-03-11TNI");
}

TEST(CalendarPeriodTest, MidnightIsOfTheDayThatItEnds) {
  const CalendarPeriod midnight = MidnightAfter(absl::CivilDay(2026, 3, 10));
  EXPECT_EQ(midnight.value, "2026-03-10T24:00");
  EXPECT_EQ(midnight.begin, absl::CivilSecond(2026, 3, 11));
  EXPECT_EQ(NamedDay(midnight), absl::CivilDay(2026, 3, 10));
  EXPECT_EQ(NamedDay(MinuteAt(absl::CivilMinute(2026, 3, 11))), absl::CivilDay(2026, 3, 11));
}

TEST(ShiftTest, KeepsUnit) {
  EXPECT_EQ(Shifted(QuarterOf(2025, 3), CalendarUnit::kYear, -1), "2024-Q3");
  EXPECT_EQ(Shifted(MonthOf(absl::CivilMonth(2025, 11)), CalendarUnit::kMonth, 2), "2026-01");
  EXPECT_EQ(Shifted(DayOf(absl::CivilDay(2026, 3, 3)), CalendarUnit::kWeek, 1), "2026-03-10");
  EXPECT_EQ(Shifted(WeekOf(absl::CivilDay(2026, 1, 1)), CalendarUnit::kWeek, -1), "2025-W52");
}

TEST(ShiftTest, KeepsWithinShorterMonth) {
  EXPECT_EQ(Shifted(DayOf(absl::CivilDay(2024, 2, 29)), CalendarUnit::kYear, 1), "2025-02-28");
  EXPECT_EQ(Shifted(DayOf(absl::CivilDay(2026, 3, 31)), CalendarUnit::kMonth, 1), "2026-04-30");
}

TEST(ShiftTest, FailsForFinerUnit) {
  EXPECT_EQ(Shift(YearOf(2026), CalendarUnit::kDay, 1), std::nullopt);
}

TEST(ShiftTest, FailsBeyondFourFigures) {
  EXPECT_EQ(Shift(YearOf(2026), CalendarUnit::kYear, -2026), std::nullopt);
  EXPECT_EQ(Shifted(YearOf(2026), CalendarUnit::kYear, -2025), "0001");
  EXPECT_EQ(Shift(YearOf(2026), CalendarUnit::kCentury, 9999), std::nullopt);
}

}  // namespace
}  // namespace onrecord::ingest
