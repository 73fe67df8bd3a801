// To whom a speaker says something: "told Laura Ingraham", "said to reporters", "in a letter to the
// committee".

#ifndef ONRECORD_INGEST_SERVICE_ANALYSIS_ADDRESSEE_H_
#define ONRECORD_INGEST_SERVICE_ANALYSIS_ADDRESSEE_H_

#include <optional>

#include "ingest-service/attribution/attribution.h"
#include "ingest-service/text/document.h"
#include "ingest-service/text/span.h"

namespace onrecord::ingest {

// The words that say to whom, in the sentence of the cue:
//
//   - behind a cue of telling, "told reporters on Monday that", or before its passive, "reporters
//     were told by"
//   - behind "to" after a cue of saying, "said to reporters", "wrote to the committee"
//   - behind what is sent or given, "said in a letter to the committee", "in an interview with CNN"
//   - behind "asked by" or such an occasion at the sentence's beginning, "Asked by CNN, he said"
//
// Nothing where the article does not say, or the words do not end within a bounded way. REQUIRES:
// its spans lie within document.text.
std::optional<Span> FindAddressee(const Document& document, const Attribution& attribution);

}  // namespace onrecord::ingest

#endif  // ONRECORD_INGEST_SERVICE_ANALYSIS_ADDRESSEE_H_
