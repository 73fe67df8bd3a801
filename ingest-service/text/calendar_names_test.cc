#include "ingest-service/text/calendar_names.h"

#include <gtest/gtest.h>

namespace onrecord::ingest {
namespace {

TEST(WeekdayIndexTest, CountsFromMonday) {
  EXPECT_EQ(WeekdayIndex("monday"), 0);
  EXPECT_EQ(WeekdayIndex("tues"), 1);
  EXPECT_EQ(WeekdayIndex("sunday"), 6);
  EXPECT_EQ(WeekdayIndex("mondays"), std::nullopt);
}

TEST(WeekdayIndexTest, TakesOtherWordsForNoWeekday) {
  EXPECT_FALSE(IsWeekdayName("sun"));
  EXPECT_FALSE(IsWeekdayName("sat"));
  EXPECT_FALSE(IsWeekdayName(""));
}

TEST(MonthIndexTest, KnowsShortForms) {
  EXPECT_EQ(MonthIndex("january"), 0);
  EXPECT_EQ(MonthIndex("sept."), 8);
  EXPECT_EQ(MonthIndex("dec"), 11);
  EXPECT_FALSE(IsMonthName("second"));
}

}  // namespace
}  // namespace onrecord::ingest
