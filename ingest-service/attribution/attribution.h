// Attributions: who is said to say what, as places in the text.
//
// An attribution is the textual fact below a position: a cue ("said", "according to", "in the view
// of") that ties content to a source. Source and content may be missing, or broken up by other
// words: “We knew,” she said, “and we kept silent.”

#ifndef ONRECORD_INGEST_SERVICE_ATTRIBUTION_ATTRIBUTION_H_
#define ONRECORD_INGEST_SERVICE_ATTRIBUTION_ATTRIBUTION_H_

#include <vector>

#include "ingest-service/attribution/position_kind.h"
#include "ingest-service/text/span.h"

namespace onrecord::ingest {

// All spans in order of the text, none empty, none overlapping another of the same role.
struct Attribution {
  std::vector<Span> source;   // empty where the article names none ("is said to")
  std::vector<Span> cue;      // at least one
  std::vector<Span> content;  // empty where the words are elsewhere ("she said so")
  float confidence = 0;       // how sure the reader is, in [0, 1]; see confidence.h
  KindReading reading = {};   // what the speaker does by it
  // Found by a rule over words (nested_reader.h, label_reader.h) and not by the network: gold data
  // that marks no such attributions says nothing about it.
  bool by_rule = false;
};

}  // namespace onrecord::ingest

#endif  // ONRECORD_INGEST_SERVICE_ATTRIBUTION_ATTRIBUTION_H_
