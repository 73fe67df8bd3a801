// Several mentions of one event become one event: "police arrested two men ... the arrests".

#ifndef ONRECORD_INGEST_SERVICE_ANALYSIS_EVENT_MERGER_H_
#define ONRECORD_INGEST_SERVICE_ANALYSIS_EVENT_MERGER_H_

#include <optional>
#include <vector>

#include "absl/functional/function_ref.h"
#include "ingest-service/analysis/analysis.h"
#include "ingest-service/text/document.h"

namespace onrecord::ingest {

// Merges those of `events` that tell of the same: of one type and status, whose triggers' head
// words share a stem and aren't one in the singular and one in the plural, with a participant in
// common and without actors, recipients, times, places or counts that exclude each other. Further,
// the later one refers back ("the accusation"), or the time is the same, or else it depends on the
// type: what people say and do to each other with words they say and do again; of what is done to
// or with others the recipient must be the same, of OTHER actor and recipient. A mention that names
// nobody joins where it refers back. What two positions perform is two events.
//
// The first mention gives the id; place and time are the first that are told, unless a later
// mention tells them closer: a place or a day where the others know none, a city of their country,
// a day of their month. Participants, numbers and positions are those of all, each once, the
// confidence the largest. `events` are in order of their first trigger, and stay so. nullopt once
// `cancelled`, which is asked before each, says true. Takes time near linear in the text and the
// events: a mention is compared with the last few of its stem.
std::optional<std::vector<LinkedEvent>> MergeMentions(const Document& document,
                                                      std::vector<LinkedEvent> events,
                                                      absl::FunctionRef<bool()> cancelled);

}  // namespace onrecord::ingest

#endif  // ONRECORD_INGEST_SERVICE_ANALYSIS_EVENT_MERGER_H_
