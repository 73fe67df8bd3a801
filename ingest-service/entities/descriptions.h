// Descriptions: whom "the Republican nominee", "the bank" or "both senators" refers to.

#ifndef ONRECORD_INGEST_SERVICE_ENTITIES_DESCRIPTIONS_H_
#define ONRECORD_INGEST_SERVICE_ENTITIES_DESCRIPTIONS_H_

#include <vector>

#include "ingest-service/entities/speaker_memory.h"

namespace onrecord::ingest {

// The entities that the description `reference` refers back to, or, for one that the article opens
// with ("A New York judge ruled ..."), on to; empty where it introduces somebody of its own.
// `owner` is whom it belongs to ("his lawyer"), -1 where it has none. Takes bounded time.
std::vector<int> FindDescribed(const SpeakerMemory& memory, const Reference& reference, int owner);

// Where the sentences behind an opening's "a new poll" say whose it is ("the Lund University
// poll"); empty where they don't. Takes bounded time.
Span FindFullerDescription(const SpeakerMemory& memory, const Reference& reference);

}  // namespace onrecord::ingest

#endif  // ONRECORD_INGEST_SERVICE_ENTITIES_DESCRIPTIONS_H_
