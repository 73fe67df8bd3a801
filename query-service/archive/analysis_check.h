// What must hold of an analysis for the archive to keep it in one piece.

#ifndef ONRECORD_QUERY_SERVICE_ARCHIVE_ANALYSIS_CHECK_H_
#define ONRECORD_QUERY_SERVICE_ARCHIVE_ANALYSIS_CHECK_H_

#include <string_view>
#include <vector>

#include "proto/rpc/errors.h"
#include "query-service/archive/records.h"

namespace onrecord::query {

// What is wrong with the ids, references, spans and times of `analysis`, read from `text`: an id
// twice, a reference to nothing or twice to the same position, a span outside the text or inside a
// character, spans of one role that overlap or are out of order, spans that are too much in all, a
// time that cannot be kept. Fields are paths such as "analysis.positions[2].cue[0]". Empty where
// all is well; ends after the first 20 violations.
std::vector<rpc::FieldViolation> CheckAnalysis(std::string_view text, const ReadAnalysis& analysis);

}  // namespace onrecord::query

#endif  // ONRECORD_QUERY_SERVICE_ARCHIVE_ANALYSIS_CHECK_H_
