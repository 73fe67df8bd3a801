// Makes positions of attributions: who speaks, to whom, according to whom, and what the words do.

#ifndef ONRECORD_INGEST_SERVICE_ANALYSIS_POSITION_READER_H_
#define ONRECORD_INGEST_SERVICE_ANALYSIS_POSITION_READER_H_

#include <optional>
#include <vector>

#include "absl/functional/function_ref.h"
#include "ingest-service/analysis/analysis.h"
#include "ingest-service/analysis/containment.h"
#include "ingest-service/attribution/attribution.h"
#include "ingest-service/entities/entities.h"
#include "ingest-service/text/document.h"

namespace onrecord::ingest {

// One position for each of `attributions`, in their order; nullopt once `cancelled`, which is asked
// for each, says true. `containment` is over the same attributions. Speakers are indices into
// resolver.entities(), which may grow.
//
// An attribution inside another one's content is via that one's speakers ("According to the
// Kremlin, Putin claimed ..." is Putin's position via the Kremlin), unless they are the same.
std::optional<std::vector<Position>> ReadPositions(const Document& document,
                                                   const std::vector<Attribution>& attributions,
                                                   const Containment& containment,
                                                   SpeakerResolver& resolver,
                                                   absl::FunctionRef<bool()> cancelled);

}  // namespace onrecord::ingest

#endif  // ONRECORD_INGEST_SERVICE_ANALYSIS_POSITION_READER_H_
