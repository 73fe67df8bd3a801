// Positions that an article says somebody does not take: "did not say whether", "never claimed
// that", "no one said", "without saying".

#ifndef ONRECORD_INGEST_SERVICE_ANALYSIS_NEGATION_H_
#define ONRECORD_INGEST_SERVICE_ANALYSIS_NEGATION_H_

#include "ingest-service/attribution/attribution.h"
#include "ingest-service/text/document.h"

namespace onrecord::ingest {

// Whether the cue of `attribution`, or its source, is negated. Not so where the cue is no act of
// saying and what is left is a stance: who "does not believe" something holds an opinion, who "did
// not respond" refuses. Looks a bounded way around. REQUIRES: its spans lie within document.text.
bool IsNegated(const Document& document, const Attribution& attribution);

}  // namespace onrecord::ingest

#endif  // ONRECORD_INGEST_SERVICE_ANALYSIS_NEGATION_H_
