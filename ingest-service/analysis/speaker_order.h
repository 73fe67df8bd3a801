// Puts an analysis' speakers into the order in which the article mentions them.

#ifndef ONRECORD_INGEST_SERVICE_ANALYSIS_SPEAKER_ORDER_H_
#define ONRECORD_INGEST_SERVICE_ANALYSIS_SPEAKER_ORDER_H_

#include "ingest-service/analysis/analysis.h"

namespace onrecord::ingest {

// Sorts analysis.speakers by their first mention, those without any last, and changes every
// reference to them. REQUIRES: all references are indices into analysis.speakers.
void SortSpeakers(Analysis& analysis);

}  // namespace onrecord::ingest

#endif  // ONRECORD_INGEST_SERVICE_ANALYSIS_SPEAKER_ORDER_H_
