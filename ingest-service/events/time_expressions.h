// Time expressions: weekdays, days, weeks, months, years and dates, and the interval that each
// means.
//
// Newspapers write "Tuesday" and mean the Tuesday nearest to their publication. A resolved
// expression has a TIMEX3 value and a half-open interval on the publisher's clock; without a
// publish time only absolute dates resolve
// ("12 March 2024", "2019"), and those on UTC.

#ifndef ONRECORD_INGEST_SERVICE_EVENTS_TIME_EXPRESSIONS_H_
#define ONRECORD_INGEST_SERVICE_EVENTS_TIME_EXPRESSIONS_H_

#include <vector>

#include "ingest-service/events/events.h"
#include "ingest-service/text/words.h"

namespace onrecord::ingest {

// Whether the sentence tells of the past or the future: decides which "Tuesday" is meant, unless
// its own words do ("last Tuesday", "to leave by Tuesday").
enum class Tense { kPast, kFuture };

// The time expressions among words[first, last), in order. Of `context` the publish time and offset
// are read.
std::vector<EventTime> FindTimeExpressions(const std::vector<Word>& words, int first, int last,
                                           Tense tense, const EventContext& context);

}  // namespace onrecord::ingest

#endif  // ONRECORD_INGEST_SERVICE_EVENTS_TIME_EXPRESSIONS_H_
