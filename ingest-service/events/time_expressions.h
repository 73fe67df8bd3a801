// Time expressions: what an article calls a time ("Tuesday", "last year", "3 p.m. on March 12",
// "recently"), and the interval that each means.
//
// The grammar is in times/time_grammar.h; what it reads is resolved here (times/resolution.h) from
// the publication, the tense of the sentence and the times told of before. Newspapers write
// "Tuesday" and mean the Tuesday nearest to their publication. A resolved expression has a TIMEX3
// value and a half-open interval, on the publisher's clock unless it names another ("3 p.m. GMT");
// without a publish time only absolute dates resolve ("12 March 2024", "2019"), and those on UTC.
// References to present, past and future ("now", "recently") have a value and no interval.

#ifndef ONRECORD_INGEST_SERVICE_EVENTS_TIME_EXPRESSIONS_H_
#define ONRECORD_INGEST_SERVICE_EVENTS_TIME_EXPRESSIONS_H_

#include <optional>
#include <vector>

#include "ingest-service/events/events.h"
#include "ingest-service/events/times/calendar_period.h"
#include "ingest-service/text/words.h"

namespace onrecord::ingest {

// What an article has told of so far: from there "two days later" and "that year" count. Begins
// empty with each article.
struct NarrativeTime {
  std::optional<CalendarPeriod> last;    // a day or longer
  std::optional<CalendarPeriod> report;  // the quarter reported on: "a year earlier" is its like
};

// The time expressions among words[first, last), a sentence, in order; they don't overlap. Linear
// in their number. What lies within one of the context's mentions is a name and no time. Sentences
// are to be given in the order of the article, each once, with one `narrative`, which takes up the
// times found.
std::vector<EventTime> FindTimeExpressions(const std::vector<Word>& words, int first, int last,
                                           const EventContext& context, NarrativeTime& narrative);

}  // namespace onrecord::ingest

#endif  // ONRECORD_INGEST_SERVICE_EVENTS_TIME_EXPRESSIONS_H_
