// Which period a parsed form means, seen from when it was published and what was told of before.

#ifndef ONRECORD_INGEST_SERVICE_EVENTS_TIMES_RESOLUTION_H_
#define ONRECORD_INGEST_SERVICE_EVENTS_TIMES_RESOLUTION_H_

#include <optional>

#include "absl/time/civil_time.h"
#include "ingest-service/events/times/calendar_period.h"
#include "ingest-service/events/times/tense.h"
#include "ingest-service/events/times/time_form.h"

namespace onrecord::ingest {

struct TimeAnchors {
  std::optional<absl::CivilSecond> publication;  // on the publisher's clock
  std::optional<CalendarPeriod> narrative;       // the period told of just before, a day or longer
  std::optional<CalendarPeriod> report;          // the last quarter or half year told of
  bool speaks_of_report = false;                 // the sentence does, before what is resolved
  std::optional<absl::CivilDay> sentence_day;    // the last day that the sentence named
};

// nullopt where the form needs an anchor that isn't there, names a day that no calendar has
// (February 30) or leaves the years 1 to 9999; and for references ("recently"), which mean no
// period.
std::optional<CalendarPeriod> Resolve(const TimeForm& form, const TimeAnchors& anchors,
                                      std::optional<Tense> tense);

}  // namespace onrecord::ingest

#endif  // ONRECORD_INGEST_SERVICE_EVENTS_TIMES_RESOLUTION_H_
