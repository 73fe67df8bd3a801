// Magnitudes: numbers that tell an event's size, such as "12 people" or "$3 million".

#ifndef ONRECORD_INGEST_SERVICE_EVENTS_MAGNITUDES_H_
#define ONRECORD_INGEST_SERVICE_EVENTS_MAGNITUDES_H_

#include <vector>

#include "absl/types/span.h"
#include "ingest-service/events/events.h"
#include "ingest-service/text/words.h"

namespace onrecord::ingest {

// The magnitudes among words[first, last), in order. A number counts only with what it counts
// behind it ("12 ships", "one person", "12 killed"), with what was done to those it counts before
// it ("killed at least 12", whose unit is "people"), or with "$", "€" or "£" before it; durations
// and ages do not, nor what is part of one of `times`, the time expressions among the words in
// order ("the 2016 candidates", "the Sept. 11 attacks"), nor numbers beyond 10^18 ("a hundred
// million billion trillion"). Takes time linear in the words and times.
std::vector<Magnitude> FindMagnitudes(const std::vector<Word>& words, int first, int last,
                                      absl::Span<const EventTime> times);

}  // namespace onrecord::ingest

#endif  // ONRECORD_INGEST_SERVICE_EVENTS_MAGNITUDES_H_
