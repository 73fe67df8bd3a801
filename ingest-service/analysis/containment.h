// Which attributions' content holds a given stretch of the text.
//
// Both nested attributions ("The Kremlin said Putin had warned ...") and the reports of events
// ("Police said two people had been shot") are questions of this form.

#ifndef ONRECORD_INGEST_SERVICE_ANALYSIS_CONTAINMENT_H_
#define ONRECORD_INGEST_SERVICE_ANALYSIS_CONTAINMENT_H_

#include <optional>
#include <vector>

#include "absl/functional/function_ref.h"
#include "ingest-service/analysis/span_index.h"
#include "ingest-service/attribution/attribution.h"
#include "ingest-service/text/span.h"

namespace onrecord::ingest {

// An index over the contents of an article's attributions. Immutable: safe from any number of
// threads.
class Containment {
 public:
  explicit Containment(const std::vector<Attribution>& attributions);

  // The indices of the attributions one of whose content spans contains `span`, each once, the
  // narrowest content first. Takes time in the number of contents around `span`: a handful, as
  // contents are no longer than a window.
  std::vector<int> Around(Span span) const;

 private:
  SpanIndex contents_;
};

// Attributions nested deeper than this into each other are read as if they weren't.
inline constexpr int kDeepestNesting = 8;

// For each attribution the one that it is nested in: the narrowest whose content holds the cue and
// surrounds all of the source, and that isn't itself within this one's content; -1 where there is
// none. Never a circle. nullopt once `cancelled`, which is asked before each, says true.
std::optional<std::vector<int>> FindOuter(const std::vector<Attribution>& attributions,
                                          const Containment& containment,
                                          absl::FunctionRef<bool()> cancelled);

}  // namespace onrecord::ingest

#endif  // ONRECORD_INGEST_SERVICE_ANALYSIS_CONTAINMENT_H_
