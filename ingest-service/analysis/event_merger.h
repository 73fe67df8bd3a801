// Several mentions of one event become one event: "police arrested two men ... the arrests".

#ifndef ONRECORD_INGEST_SERVICE_ANALYSIS_EVENT_MERGER_H_
#define ONRECORD_INGEST_SERVICE_ANALYSIS_EVENT_MERGER_H_

#include <vector>

#include "ingest-service/analysis/analysis.h"
#include "ingest-service/text/document.h"

namespace onrecord::ingest {

// Merges those of `events` that tell of the same: of one type and status, whose triggers' head
// words share a stem, without two actors, recipients, times or countries that exclude each other.
// What people say and do to each other with words they say and do again: of such types mentions
// are one event only where the later one refers back ("the accusation") or the time is the same. A
// mention that names nobody joins where it refers back. What two positions perform is two events.
//
// The first mention gives the id, and its place and time where it has them; participants, numbers
// and positions are those of all, the confidence the largest. `events` are in order of their first
// trigger, and stay so. Time linear in the text and the events.
std::vector<LinkedEvent> MergeMentions(const Document& document, std::vector<LinkedEvent> events);

}  // namespace onrecord::ingest

#endif  // ONRECORD_INGEST_SERVICE_ANALYSIS_EVENT_MERGER_H_
