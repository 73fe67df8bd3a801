// The names of weekdays and months, for every reader that has to know that a word tells a time. All
// functions take words in lower case (Word::lower).

#ifndef ONRECORD_INGEST_SERVICE_TEXT_CALENDAR_NAMES_H_
#define ONRECORD_INGEST_SERVICE_TEXT_CALENDAR_NAMES_H_

#include <optional>
#include <string_view>

namespace onrecord::ingest {

// 0 for "monday" to 6 for "sunday"; also "tues", but not the "sun" and "sat" that are other words.
std::optional<int> WeekdayIndex(std::string_view lower);
// 0 for "january" to 11 for "december"; also "jan." and "sept".
std::optional<int> MonthIndex(std::string_view lower);

inline bool IsWeekdayName(std::string_view lower) { return WeekdayIndex(lower).has_value(); }
inline bool IsMonthName(std::string_view lower) { return MonthIndex(lower).has_value(); }

}  // namespace onrecord::ingest

#endif  // ONRECORD_INGEST_SERVICE_TEXT_CALENDAR_NAMES_H_
