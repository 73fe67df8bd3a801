// Places that the text says something happened in: "in Geneva", "near the Syrian border" not yet.
//
// A small gazetteer of countries, capitals and large cities; names in none of them are no places to
// it.

#ifndef ONRECORD_INGEST_SERVICE_EVENTS_PLACES_H_
#define ONRECORD_INGEST_SERVICE_EVENTS_PLACES_H_

#include <string_view>
#include <vector>

#include "ingest-service/events/events.h"
#include "ingest-service/text/words.h"

namespace onrecord::ingest {

// The places among words[first, last) that a preposition of place ("in", "at", "near", "outside",
// "across") introduces, in order. A country behind a comma ("in Paris, France") belongs to the
// place before it.
std::vector<Place> FindPlaces(std::string_view text, const std::vector<Word>& words, int first,
                              int last);

}  // namespace onrecord::ingest

#endif  // ONRECORD_INGEST_SERVICE_EVENTS_PLACES_H_
