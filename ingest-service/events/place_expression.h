// Which place one expression means.

#ifndef ONRECORD_INGEST_SERVICE_EVENTS_PLACE_EXPRESSION_H_
#define ONRECORD_INGEST_SERVICE_EVENTS_PLACE_EXPRESSION_H_

#include <optional>

#include "ingest-service/events/gazetteer.h"
#include "ingest-service/events/place_context.h"

namespace onrecord::ingest {

struct ResolvedPlace {
  GazetteerEntry entry;  // never an adjective or a short form
  // How sure it is that the words mean a place at all, in the unit of PlacePrior.
  double value = 0;
};

// The place that words [first, last) mean; nullopt where they name none. Only the first 32 words
// count. REQUIRES: 0 <= first <= last <= context.words().size().
std::optional<ResolvedPlace> ResolveExpression(const PlaceContext& context, int first, int last);

}  // namespace onrecord::ingest

#endif  // ONRECORD_INGEST_SERVICE_EVENTS_PLACE_EXPRESSION_H_
