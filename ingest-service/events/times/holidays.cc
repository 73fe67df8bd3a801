#include "ingest-service/events/times/holidays.h"

#include <string_view>

namespace onrecord::ingest {
namespace {

constexpr int kMostWords = 6;

// Token by token; possessive marks are tokens. Of those with one beginning the longest is first.
struct HolidayName {
  std::string_view words[kMostWords];
  Holiday holiday;
};

constexpr HolidayName kNames[] = {
    {{"new", "year", "'s", "day"}, Holiday::kNewYearsDay},
    {{"new", "year", "'s", "eve"}, Holiday::kNewYearsEve},
    {{"martin", "luther", "king", "jr.", "day"}, Holiday::kMartinLutherKingDay},
    {{"martin", "luther", "king", "day"}, Holiday::kMartinLutherKingDay},
    {{"valentine", "'s", "day"}, Holiday::kValentinesDay},
    {{"presidents", "'", "day"}, Holiday::kPresidentsDay},
    {{"presidents", "day"}, Holiday::kPresidentsDay},
    {{"st.", "patrick", "'s", "day"}, Holiday::kStPatricksDay},
    {{"good", "friday"}, Holiday::kGoodFriday},
    {{"easter", "sunday"}, Holiday::kEaster},
    {{"easter"}, Holiday::kEaster},
    {{"may", "day"}, Holiday::kMayDay},
    {{"memorial", "day"}, Holiday::kMemorialDay},
    {{"independence", "day"}, Holiday::kIndependenceDay},
    {{"fourth", "of", "july"}, Holiday::kIndependenceDay},
    {{"labor", "day"}, Holiday::kLaborDay},
    {{"columbus", "day"}, Holiday::kColumbusDay},
    {{"halloween"}, Holiday::kHalloween},
    {{"election", "day"}, Holiday::kElectionDay},
    {{"veterans", "day"}, Holiday::kVeteransDay},
    {{"thanksgiving", "day"}, Holiday::kThanksgiving},
    {{"thanksgiving"}, Holiday::kThanksgiving},
    {{"christmas", "eve"}, Holiday::kChristmasEve},
    {{"christmas", "day"}, Holiday::kChristmas},
    {{"christmas"}, Holiday::kChristmas},
    {{"boxing", "day"}, Holiday::kBoxingDay},
};

// The token behind `name` at i; nullopt where it doesn't stand there.
std::optional<int> EndOf(const HolidayName& name, const TimeTokens& tokens, int i) {
  for (const std::string_view word : name.words) {
    if (word.empty()) break;
    if (!tokens.Is(i, word)) return std::nullopt;
    ++i;
  }
  return i;
}

// The nth such weekday of the month, from 1.
absl::CivilDay NthWeekday(absl::CivilMonth month, absl::Weekday weekday, int n) {
  return absl::NextWeekday(absl::CivilDay(month) - 1, weekday) + 7 * (n - 1);
}

// By the anonymous Gregorian algorithm (Meeus, Astronomical Algorithms, chapter 8).
absl::CivilDay Easter(absl::civil_year_t year) {
  const int64_t a = year % 19, b = year / 100, c = year % 100;
  const int64_t moon = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
  const int64_t weekday = (32 + 2 * (b % 4) + 2 * (c / 4) - moon - c % 4) % 7;
  const int64_t correction = (a + 11 * moon + 22 * weekday) / 451;
  const int64_t days = moon + weekday - 7 * correction + 114;
  return absl::CivilDay(year, days / 31, days % 31 + 1);
}

}  // namespace

std::optional<NamedHoliday> HolidayAt(const TimeTokens& tokens, int i) {
  if (!tokens.IsCapitalized(i)) return std::nullopt;
  for (const HolidayName& name : kNames) {
    if (const std::optional<int> end = EndOf(name, tokens, i)) {
      return NamedHoliday{name.holiday, *end};
    }
  }
  return std::nullopt;
}

absl::CivilDay DayOfHoliday(Holiday holiday, absl::civil_year_t year) {
  const auto month = [year](int number) { return absl::CivilMonth(year, number); };
  switch (holiday) {
    case Holiday::kNewYearsDay:
      return absl::CivilDay(year, 1, 1);
    case Holiday::kMartinLutherKingDay:
      return NthWeekday(month(1), absl::Weekday::monday, 3);
    case Holiday::kValentinesDay:
      return absl::CivilDay(year, 2, 14);
    case Holiday::kPresidentsDay:
      return NthWeekday(month(2), absl::Weekday::monday, 3);
    case Holiday::kStPatricksDay:
      return absl::CivilDay(year, 3, 17);
    case Holiday::kGoodFriday:
      return Easter(year) - 2;
    case Holiday::kEaster:
      return Easter(year);
    case Holiday::kMayDay:
      return absl::CivilDay(year, 5, 1);
    case Holiday::kMemorialDay:
      return absl::PrevWeekday(absl::CivilDay(year, 6, 1), absl::Weekday::monday);
    case Holiday::kIndependenceDay:
      return absl::CivilDay(year, 7, 4);
    case Holiday::kLaborDay:
      return NthWeekday(month(9), absl::Weekday::monday, 1);
    case Holiday::kColumbusDay:
      return NthWeekday(month(10), absl::Weekday::monday, 2);
    case Holiday::kHalloween:
      return absl::CivilDay(year, 10, 31);
    case Holiday::kElectionDay:
      return NthWeekday(month(11), absl::Weekday::monday, 1) + 1;
    case Holiday::kVeteransDay:
      return absl::CivilDay(year, 11, 11);
    case Holiday::kThanksgiving:
      return NthWeekday(month(11), absl::Weekday::thursday, 4);
    case Holiday::kChristmasEve:
      return absl::CivilDay(year, 12, 24);
    case Holiday::kChristmas:
      return absl::CivilDay(year, 12, 25);
    case Holiday::kBoxingDay:
      return absl::CivilDay(year, 12, 26);
    case Holiday::kNewYearsEve:
      return absl::CivilDay(year, 12, 31);
  }
  return absl::CivilDay(year);
}

}  // namespace onrecord::ingest
