#include "ingest-service/events/places.h"

#include <string>

#include "ingest-service/events/place_expression.h"
#include "ingest-service/text/words.h"

namespace onrecord::ingest {

std::optional<Place> ResolvePlace(const PlaceContext& context, Span span) {
  const int first = FirstWordFrom(context.words(), span.begin);
  const int last = FirstWordFrom(context.words(), span.end);
  const std::optional<ResolvedPlace> resolved = ResolveExpression(context, first, last);
  if (!resolved) return std::nullopt;
  Place place;
  place.span = span;
  place.name = resolved->entry.name;
  place.country_code = std::string(resolved->entry.country_code);
  place.latitude = resolved->entry.latitude;
  place.longitude = resolved->entry.longitude;
  return place;
}

}  // namespace onrecord::ingest
