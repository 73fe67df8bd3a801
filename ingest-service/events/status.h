// Status: whether an event happened, read from the grammar around its trigger.

#ifndef ONRECORD_INGEST_SERVICE_EVENTS_STATUS_H_
#define ONRECORD_INGEST_SERVICE_EVENTS_STATUS_H_

#include <vector>

#include "ingest-service/events/events.h"
#include "ingest-service/events/triggers.h"
#include "ingest-service/text/words.h"

namespace onrecord::ingest {

// The status of the event of `trigger` in the sentence words[first, ...). A negation makes it
// DENIED, "will" and "plans to" PLANNED, "should" and "urged him to" CALLED_FOR, "may" and "if"
// HYPOTHETICAL; else it is ACTUAL.
EventStatus ReadStatus(const std::vector<Word>& words, int first, const Trigger& trigger);

}  // namespace onrecord::ingest

#endif  // ONRECORD_INGEST_SERVICE_EVENTS_STATUS_H_
