// From what the network found in an article to all attributions that are told.

#ifndef ONRECORD_INGEST_SERVICE_ANALYSIS_COMPLETION_H_
#define ONRECORD_INGEST_SERVICE_ANALYSIS_COMPLETION_H_

#include <vector>

#include "ingest-service/attribution/attribution.h"
#include "ingest-service/entities/entities.h"
#include "ingest-service/text/document.h"

namespace onrecord::ingest {

// Joins quotations that go on to those that they continue, leaves out what is not worth telling,
// and adds what the network does not look for: the labels of transcripts and attributions inside
// the content of others. `attributions` are the network's, in order of their cues, as is the
// answer. `entities` are the article's.
std::vector<Attribution> CompleteAttributions(const Document& document,
                                              const std::vector<Entity>& entities,
                                              std::vector<Attribution> attributions);

}  // namespace onrecord::ingest

#endif  // ONRECORD_INGEST_SERVICE_ANALYSIS_COMPLETION_H_
