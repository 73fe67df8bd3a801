// Whether a speaker presents what they say as uncertain or conditional.
//
// By words alone, for attributions that are found by rule; of others the kind head tells it.

#ifndef ONRECORD_INGEST_SERVICE_ATTRIBUTION_HEDGING_H_
#define ONRECORD_INGEST_SERVICE_ATTRIBUTION_HEDGING_H_

#include <string_view>
#include <vector>

#include "ingest-service/text/span.h"

namespace onrecord::ingest {

// Whether one of the first twenty words and marks of `content` hedges it ("may", "perhaps", "if");
// later ones concern a part of it. REQUIRES: the spans lie within `text`, in order.
bool IsHedged(std::string_view text, const std::vector<Span>& content);

}  // namespace onrecord::ingest

#endif  // ONRECORD_INGEST_SERVICE_ATTRIBUTION_HEDGING_H_
