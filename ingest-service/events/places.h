// Places that the text says something happened in: "in Geneva", "at its border with Jordan".
//
// An article's PlaceContext is made once; a place is then looked for in its light. Which of several
// places of one name is meant is decided by their size, by what the expression itself says contains
// them, and by the article; place_context.h tells how. A name that is not in the gazetteer is no
// place. All functions may be called from any thread.

#ifndef ONRECORD_INGEST_SERVICE_EVENTS_PLACES_H_
#define ONRECORD_INGEST_SERVICE_EVENTS_PLACES_H_

#include <optional>
#include <vector>

#include "ingest-service/events/events.h"
#include "ingest-service/events/place_context.h"
#include "ingest-service/text/span.h"

namespace onrecord::ingest {

// The place that the words of `span` mean: "Santa Monica, Calif.", "the northern Syrian city of
// Aleppo", "the German capital". The most particular place that they name, or else the country of
// an adjective ("a Syrian village"); its span is the one given. nullopt where they name none. Only
// the first 32 words count. REQUIRES: span lies within the context's text.
std::optional<Place> ResolvePlace(const PlaceContext& context, Span span);

// The places among words [first, last) of the context that a preposition of place ("in", "at",
// "near", "outside", "across") introduces, in order, without overlaps. The span begins with the
// first name or adjective and takes in what contains it ("Paris, France"). Linear in the number of
// words. REQUIRES: 0 <= first <= last <= words().size().
std::vector<Place> FindPlaces(const PlaceContext& context, int first, int last);

// The place in front of an agency's text: "CAIRO (AP) —", "KYIV, Ukraine -". It is looked for at
// the beginning of the first three lines.
std::optional<Place> FindDatelinePlace(const PlaceContext& context);

}  // namespace onrecord::ingest

#endif  // ONRECORD_INGEST_SERVICE_EVENTS_PLACES_H_
