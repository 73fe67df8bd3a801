// The closed classes of English words that name units, parts and days of the calendar. All
// functions take words in lower case with straight apostrophes (Word::lower).

#ifndef ONRECORD_INGEST_SERVICE_EVENTS_TIMES_CALENDAR_WORDS_H_
#define ONRECORD_INGEST_SERVICE_EVENTS_TIMES_CALENDAR_WORDS_H_

#include <optional>
#include <string_view>

#include "absl/time/civil_time.h"
#include "ingest-service/events/times/calendar_period.h"

namespace onrecord::ingest {

// 1 to 12 for "march" and "mar.".
std::optional<int> MonthNamed(std::string_view lower);
// Whether a month's name is as well another word or a person's name: "may", "march", "april".
bool IsAmbiguousMonth(std::string_view lower);
// "tuesday", "tues"; not "sun" and "sat", which are other words.
std::optional<absl::Weekday> WeekdayNamed(std::string_view lower);
std::optional<Season> SeasonNamed(std::string_view lower);
// "morning"; "night".
std::optional<DayPart> DayPartNamed(std::string_view lower);
// "week", "weekend", "decade"; one only.
std::optional<CalendarUnit> UnitNamed(std::string_view lower);
// "weeks".
std::optional<CalendarUnit> UnitsNamed(std::string_view lower);
// Minutes east of UTC: "est", "gmt".
std::optional<int> TimeZoneNamed(std::string_view lower);

}  // namespace onrecord::ingest

#endif  // ONRECORD_INGEST_SERVICE_EVENTS_TIMES_CALENDAR_WORDS_H_
