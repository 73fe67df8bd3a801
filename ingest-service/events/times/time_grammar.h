// The grammar of English time expressions that name a point or period: dates, days, parts of years,
// clock times, distances from now or from the time told of, and references such as "recently".
//
// Durations ("for three years") and sets ("every Friday") name none and aren't read. The grammar is
// a list of rules (time_rules.h) without backtracking over more than a few words; what it reads are
// forms (time_form.h) that know nothing of the publication.

#ifndef ONRECORD_INGEST_SERVICE_EVENTS_TIMES_TIME_GRAMMAR_H_
#define ONRECORD_INGEST_SERVICE_EVENTS_TIMES_TIME_GRAMMAR_H_

#include <vector>

#include "ingest-service/events/times/time_form.h"
#include "ingest-service/events/times/time_tokens.h"

namespace onrecord::ingest {

// The time expressions of a sentence, in order; they don't overlap. Linear in its length.
std::vector<ParsedTime> ParseTimes(const TimeTokens& tokens);

}  // namespace onrecord::ingest

#endif  // ONRECORD_INGEST_SERVICE_EVENTS_TIMES_TIME_GRAMMAR_H_
