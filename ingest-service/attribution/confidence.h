// How far an attribution can be trusted.
//
// The heads say of each tag how probable it is, and are too sure of themselves: an attribution is
// right less often than the product of its tags' probabilities says. A logistic model over a few
// figures of these probabilities, fitted on articles that the heads were not trained on, makes of
// them the probability that the attribution as a whole is right.

#ifndef ONRECORD_INGEST_SERVICE_ATTRIBUTION_CONFIDENCE_H_
#define ONRECORD_INGEST_SERVICE_ATTRIBUTION_CONFIDENCE_H_

#include <array>

#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "ingest-service/encoder/model_file.h"

namespace onrecord::ingest {

// The probabilities of an attribution's tags, by their role.
struct TagEvidence {
  absl::Span<const float> cue;
  absl::Span<const float> source;   // empty where there is none
  absl::Span<const float> content;  // the same
  int content_spans = 0;
};

inline constexpr int kConfidenceFeatures = 8;

// With l(p) = log(p / (1 - p)), p kept within [1e-4, 1 - 1e-4]: for cue, source and content in turn
// l of the mean and of the smallest probability, both of 0.5 where the part is missing; then 1 if
// there is a source, else 0; then the number of content spans, at most 4.
std::array<float, kConfidenceFeatures> ConfidenceFeatures(const TagEvidence& evidence);

// Immutable: safe from any number of threads.
class ConfidenceModel {
 public:
  // From the tensors `confidence.*`; errors as ModelFile::Floats.
  static absl::StatusOr<ConfidenceModel> Load(const ModelFile& model);

  // In [0, 1].
  float ConfidenceOf(const TagEvidence& evidence) const;

 private:
  ConfidenceModel() = default;

  std::array<float, kConfidenceFeatures> weight_ = {};
  float bias_ = 0;
};

}  // namespace onrecord::ingest

#endif  // ONRECORD_INGEST_SERVICE_ATTRIBUTION_CONFIDENCE_H_
