// Holidays whose day the calendar tells: fixed ones, the nth weekday of a month, those around
// Easter.

#ifndef ONRECORD_INGEST_SERVICE_EVENTS_TIMES_HOLIDAYS_H_
#define ONRECORD_INGEST_SERVICE_EVENTS_TIMES_HOLIDAYS_H_

#include <optional>

#include "absl/time/civil_time.h"
#include "ingest-service/events/times/time_tokens.h"

namespace onrecord::ingest {

enum class Holiday {
  kNewYearsDay,
  kMartinLutherKingDay,
  kValentinesDay,
  kPresidentsDay,
  kStPatricksDay,
  kGoodFriday,
  kEaster,
  kMayDay,
  kMemorialDay,
  kIndependenceDay,  // of the United States
  kLaborDay,
  kColumbusDay,
  kHalloween,
  kElectionDay,  // of the United States
  kVeteransDay,
  kThanksgiving,  // of the United States
  kChristmasEve,
  kChristmas,
  kBoxingDay,
  kNewYearsEve,
};

struct NamedHoliday {
  Holiday holiday = Holiday::kChristmas;
  int end = 0;  // the token behind its name
};

// The holiday whose name begins at token i: "Thanksgiving", "Christmas Eve", "the Fourth of July".
std::optional<NamedHoliday> HolidayAt(const TimeTokens& tokens, int i);

// The day of `holiday` in `year`. REQUIRES: 1 <= year <= 9999.
absl::CivilDay DayOfHoliday(Holiday holiday, absl::civil_year_t year);

}  // namespace onrecord::ingest

#endif  // ONRECORD_INGEST_SERVICE_EVENTS_TIMES_HOLIDAYS_H_
