// From the tags of a cue's arguments to the parts that they mark.

#ifndef ONRECORD_INGEST_SERVICE_TAGGING_ARGUMENT_PARTS_H_
#define ONRECORD_INGEST_SERVICE_TAGGING_ARGUMENT_PARTS_H_

#include <vector>

#include "ingest-service/tagging/argument_head.h"
#include "ingest-service/text/span.h"

namespace onrecord::ingest {

// What the tags of one role mark: the spans, the first tokens of their words and the probabilities
// of their tags.
struct ArgumentPart {
  std::vector<Span> spans;
  std::vector<int> tokens;
  std::vector<float> probabilities;
};

// The parts of `arguments`, one for each of `roles` roles.
std::vector<ArgumentPart> ReadParts(const Arguments& arguments, int roles);

}  // namespace onrecord::ingest

#endif  // ONRECORD_INGEST_SERVICE_TAGGING_ARGUMENT_PARTS_H_
