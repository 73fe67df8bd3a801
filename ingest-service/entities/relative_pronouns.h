// Relative pronouns: what "who", "which" and "that" continue.

#ifndef ONRECORD_INGEST_SERVICE_ENTITIES_RELATIVE_PRONOUNS_H_
#define ONRECORD_INGEST_SERVICE_ENTITIES_RELATIVE_PRONOUNS_H_

#include "ingest-service/entities/speaker_memory.h"

namespace onrecord::ingest {

struct RelativeAntecedent {
  int entity = -1;   // whose name it continues, -1 for a description
  Span description;  // the words that describe it, the pronoun's own where there are none before
};

// What the relative pronoun at `pronoun` continues, over an apposition between them: Maria
// Lindqvist in "Maria Lindqvist, a pilot at the port, who ...". Looks back a bounded way.
RelativeAntecedent FindRelativeAntecedent(const SpeakerMemory& memory, Span pronoun);

}  // namespace onrecord::ingest

#endif  // ONRECORD_INGEST_SERVICE_ENTITIES_RELATIVE_PRONOUNS_H_
