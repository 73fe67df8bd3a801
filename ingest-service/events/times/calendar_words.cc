#include "ingest-service/events/times/calendar_words.h"

#include "absl/container/flat_hash_map.h"
#include "ingest-service/text/calendar_names.h"

namespace onrecord::ingest {
namespace {

template <typename Named>
using Lexicon = absl::flat_hash_map<std::string_view, Named>;

template <typename Named>
std::optional<Named> Find(const Lexicon<Named>& lexicon, std::string_view lower) {
  const auto found = lexicon.find(lower);
  if (found == lexicon.end()) return std::nullopt;
  return found->second;
}

}  // namespace

std::optional<int> MonthNamed(std::string_view lower) {
  const std::optional<int> index = MonthIndex(lower);
  if (!index) return std::nullopt;
  return *index + 1;
}

bool IsAmbiguousMonth(std::string_view lower) {
  return lower == "march" || lower == "april" || lower == "may" || lower == "june" ||
         lower == "august" || lower == "jan" || lower == "mar" || lower == "dec";
}

std::optional<absl::Weekday> WeekdayNamed(std::string_view lower) {
  const std::optional<int> index = WeekdayIndex(lower);
  if (!index) return std::nullopt;
  return static_cast<absl::Weekday>(*index);
}

std::optional<Season> SeasonNamed(std::string_view lower) {
  static const auto* const lexicon = new Lexicon<Season>{
      {"spring", Season::kSpring},     {"springtime", Season::kSpring}, {"summer", Season::kSummer},
      {"summertime", Season::kSummer}, {"fall", Season::kFall},         {"autumn", Season::kFall},
      {"winter", Season::kWinter}};
  return Find(*lexicon, lower);
}

std::optional<DayPart> DayPartNamed(std::string_view lower) {
  static const auto* const lexicon = new Lexicon<DayPart>{{"morning", DayPart::kMorning},
                                                          {"afternoon", DayPart::kAfternoon},
                                                          {"evening", DayPart::kEvening},
                                                          {"night", DayPart::kNight}};
  return Find(*lexicon, lower);
}

std::optional<CalendarUnit> UnitNamed(std::string_view lower) {
  static const auto* const lexicon = new Lexicon<CalendarUnit>{
      {"minute", CalendarUnit::kMinute},   {"hour", CalendarUnit::kHour},
      {"day", CalendarUnit::kDay},         {"week", CalendarUnit::kWeek},
      {"weekend", CalendarUnit::kWeekend}, {"month", CalendarUnit::kMonth},
      {"quarter", CalendarUnit::kQuarter}, {"year", CalendarUnit::kYear},
      {"decade", CalendarUnit::kDecade},   {"century", CalendarUnit::kCentury}};
  return Find(*lexicon, lower);
}

std::optional<CalendarUnit> UnitsNamed(std::string_view lower) {
  if (lower == "centuries") return CalendarUnit::kCentury;
  if (lower.size() < 2 || lower.back() != 's') return std::nullopt;
  lower.remove_suffix(1);
  return UnitNamed(lower);
}

std::optional<int> TimeZoneNamed(std::string_view lower) {
  static const auto* const lexicon = new Lexicon<int>{
      {"gmt", 0},       {"utc", 0},       {"bst", 60},      {"cet", 60},      {"cest", 120},
      {"est", -5 * 60}, {"edt", -4 * 60}, {"cst", -6 * 60}, {"cdt", -5 * 60}, {"mst", -7 * 60},
      {"mdt", -6 * 60}, {"pst", -8 * 60}, {"pdt", -7 * 60}};
  return Find(*lexicon, lower);
}

}  // namespace onrecord::ingest
