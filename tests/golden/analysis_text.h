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

// How two analyses of one article differ.
struct Difference {
  double share = 0;   // of the lines of both, in [0, 1]: those without a line like it in the other
  std::string lines;  // each of these after "- " (expected) or "+ " (actual), for a person to read
};

// Compares two AnalysisTexts line by line, whatever their order. Numbers of speakers ("s12") do not
// count: one more speaker would change all that follow.
Difference Compare(const std::string& expected, const std::string& actual);

}  // namespace onrecord::golden

#endif  // ONRECORD_TESTS_GOLDEN_ANALYSIS_TEXT_H_
