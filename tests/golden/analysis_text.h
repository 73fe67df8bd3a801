// An analysis as text that people can review, and compare line by line.

#ifndef ONRECORD_TESTS_GOLDEN_ANALYSIS_TEXT_H_
#define ONRECORD_TESTS_GOLDEN_ANALYSIS_TEXT_H_

#include <string>

#include "onrecord/v1/analysis.pb.h"

namespace onrecord::golden {

// Everything that the analysis says but for what may differ from one machine to the next although
// the reader is the same: confidences, whose last digits depend on the processor. Spans as their
// words with their offset, so that a span that moves shows.
std::string AnalysisText(const v1::Analysis& analysis);

// What a person wants to know of two texts that should be equal: the first line that differs, with
// its number and both forms. Empty where they are equal.
std::string FirstDifference(const std::string& expected, const std::string& actual);

}  // namespace onrecord::golden

#endif  // ONRECORD_TESTS_GOLDEN_ANALYSIS_TEXT_H_
