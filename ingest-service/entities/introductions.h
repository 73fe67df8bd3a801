// Introductions: an article often describes somebody first and names them some lines on.
//
//   "A harbour judge has stopped the ships. ... Justice Maria Lindqvist wrote that ..."

#ifndef ONRECORD_INGEST_SERVICE_ENTITIES_INTRODUCTIONS_H_
#define ONRECORD_INGEST_SERVICE_ENTITIES_INTRODUCTIONS_H_

#include <string>
#include <vector>

#include "absl/types/span.h"
#include "ingest-service/entities/references.h"
#include "ingest-service/entities/speaker_memory.h"

namespace onrecord::ingest {

// The person whom the sentences behind `description` name as its bearer; -1 where there is none.
// That is who is first named there, in full and as one who acts or speaks, unless somebody known
// speaks up before or roles say something else than `nouns`, those that may stand for its head.
// Takes bounded time.
int FindIntroduced(const SpeakerMemory& memory, const Reference& description,
                   absl::Span<const std::string> nouns);

}  // namespace onrecord::ingest

#endif  // ONRECORD_INGEST_SERVICE_ENTITIES_INTRODUCTIONS_H_
