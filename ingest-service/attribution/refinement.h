// From what the heads tagged to what is worth telling.
//
// The heads judge token by token and each attribution by itself; a few things that nobody would
// write by hand come out of that: one span cut in two at a comma, a cue with nothing attributed,
// readings that are more likely wrong than right. They go here, in one place, so that the heads can
// be measured without it.

#ifndef ONRECORD_INGEST_SERVICE_ATTRIBUTION_REFINEMENT_H_
#define ONRECORD_INGEST_SERVICE_ATTRIBUTION_REFINEMENT_H_

#include <string_view>
#include <vector>

#include "ingest-service/attribution/attribution.h"

namespace onrecord::ingest {

// Below it an attribution is not told: of the thresholds that training/calibrate.py tries, this one
// is the best for cues, sources, contents and relations together.
inline constexpr float kLeastConfidence = 0.25f;

// Joins neighbouring spans of one role that no letter, digit or line feed parts, then drops
// attributions without content and those of less than kLeastConfidence. Keeps the order. REQUIRES:
// spans lie within `text`, in order.
std::vector<Attribution> RefineAttributions(std::string_view text,
                                            std::vector<Attribution> attributions);

}  // namespace onrecord::ingest

#endif  // ONRECORD_INGEST_SERVICE_ATTRIBUTION_REFINEMENT_H_
