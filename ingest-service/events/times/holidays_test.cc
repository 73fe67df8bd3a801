#include "ingest-service/events/times/holidays.h"

#include <gtest/gtest.h>

namespace onrecord::ingest {
namespace {

std::optional<NamedHoliday> Read(std::string_view text) {
  const std::vector<Word> words = ReadWords(text);
  return HolidayAt(TimeTokens(words, 0, static_cast<int>(words.size())), 0);
}

TEST(HolidayAtTest, PrefersLongestName) {
  EXPECT_EQ(Read("Christmas Eve came")->holiday, Holiday::kChristmasEve);
  EXPECT_EQ(Read("Christmas came")->end, 1);
  EXPECT_EQ(Read("New Year's Eve came")->holiday, Holiday::kNewYearsEve);
  EXPECT_EQ(Read("Martin Luther King Jr. Day")->end, 5);
}

TEST(HolidayAtTest, IsCapitalized) {
  EXPECT_EQ(Read("labor day and night"), std::nullopt);
  EXPECT_EQ(Read("May came"), std::nullopt);
}

TEST(DayOfHolidayTest, CountsWeekdays) {
  EXPECT_EQ(DayOfHoliday(Holiday::kThanksgiving, 2024), absl::CivilDay(2024, 11, 28));
  EXPECT_EQ(DayOfHoliday(Holiday::kElectionDay, 2016), absl::CivilDay(2016, 11, 8));
  EXPECT_EQ(DayOfHoliday(Holiday::kElectionDay, 2022), absl::CivilDay(2022, 11, 8));
  EXPECT_EQ(DayOfHoliday(Holiday::kMemorialDay, 2021), absl::CivilDay(2021, 5, 31));
  EXPECT_EQ(DayOfHoliday(Holiday::kLaborDay, 2025), absl::CivilDay(2025, 9, 1));
}

TEST(DayOfHolidayTest, FollowsEaster) {
  EXPECT_EQ(DayOfHoliday(Holiday::kEaster, 1961), absl::CivilDay(1961, 4, 2));
  EXPECT_EQ(DayOfHoliday(Holiday::kEaster, 2000), absl::CivilDay(2000, 4, 23));
  EXPECT_EQ(DayOfHoliday(Holiday::kEaster, 2008), absl::CivilDay(2008, 3, 23));
  EXPECT_EQ(DayOfHoliday(Holiday::kEaster, 2038), absl::CivilDay(2038, 4, 25));
  EXPECT_EQ(DayOfHoliday(Holiday::kGoodFriday, 2024), absl::CivilDay(2024, 3, 29));
}

}  // namespace
}  // namespace onrecord::ingest
