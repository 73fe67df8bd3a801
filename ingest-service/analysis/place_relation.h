// How two places that an article names lie to each other.

#ifndef ONRECORD_INGEST_SERVICE_ANALYSIS_PLACE_RELATION_H_
#define ONRECORD_INGEST_SERVICE_ANALYSIS_PLACE_RELATION_H_

#include "ingest-service/events/events.h"

namespace onrecord::ingest {

// Whether the gazetteer knows `inner` to lie in `outer`: a city in its country or region, a region
// in its country, a site in its city. No place lies in itself, and none in an area whose extent the
// gazetteer doesn't tell ("Donbas").
bool LiesIn(const Place& inner, const Place& outer);

// Whether nothing can happen in both: they are in different countries, or in one but neither is the
// other nor lies in it. Places whose country is unknown exclude none.
bool AreApart(const Place& a, const Place& b);

}  // namespace onrecord::ingest

#endif  // ONRECORD_INGEST_SERVICE_ANALYSIS_PLACE_RELATION_H_
