// Which place words mean: "Geneva", "its border with Jordan".
//
// An article's PlaceContext is made once; words are then resolved in its light. Which of several
// places of one name is meant is decided by their size, by what the expression itself says contains
// them, and by the article; place_context.h tells how. All functions may be called from any thread.

#ifndef ONRECORD_INGEST_SERVICE_EVENTS_PLACES_H_
#define ONRECORD_INGEST_SERVICE_EVENTS_PLACES_H_

#include <optional>

#include "ingest-service/events/events.h"
#include "ingest-service/events/place_context.h"
#include "ingest-service/text/span.h"

namespace onrecord::ingest {

// The place that the words of `span` mean: "Santa Monica, Calif.", "the northern Syrian city of
// Aleppo", "the German capital". The most particular place that they name, or else the country of
// an adjective ("a Syrian village"); its span is the one given. nullopt where they name none. Only
// the first 32 words count. REQUIRES: span lies within the context's text.
std::optional<Place> ResolvePlace(const PlaceContext& context, Span span);

}  // namespace onrecord::ingest

#endif  // ONRECORD_INGEST_SERVICE_EVENTS_PLACES_H_
