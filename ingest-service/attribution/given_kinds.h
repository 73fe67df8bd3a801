// The kinds of attributions that are given rather than found, so that the kind head can be measured
// by itself.

#ifndef ONRECORD_INGEST_SERVICE_ATTRIBUTION_GIVEN_KINDS_H_
#define ONRECORD_INGEST_SERVICE_ATTRIBUTION_GIVEN_KINDS_H_

#include <vector>

#include "absl/types/span.h"
#include "ingest-service/attribution/attribution.h"
#include "ingest-service/attribution/kind_head.h"
#include "ingest-service/encoder/encoder.h"

namespace onrecord::ingest {

// Reads the kinds of some attributions of one article while its windows are being read; an
// attribution counts in the window with most context around its cue. Takes time by the number of
// attributions for each window. Not thread-safe; `head` and `attributions` must outlive it.
class GivenKinds {
 public:
  GivenKinds(const KindHead& head, absl::Span<const Attribution> attributions);

  void Read(const EncodedWindow& window);

  // In the order of the attributions; those whose cue no window holds are statements of probability
  // 0.
  std::vector<KindReading> Take();

 private:
  const KindHead& head_;
  absl::Span<const Attribution> attributions_;
  std::vector<int> margins_;  // of the readings so far, below 0 where there is none
  std::vector<KindReading> readings_;
};

}  // namespace onrecord::ingest

#endif  // ONRECORD_INGEST_SERVICE_ATTRIBUTION_GIVEN_KINDS_H_
