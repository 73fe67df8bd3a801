// How far an attribution can be trusted.
//
// An attribution is right less often than the product of its tags' probabilities says; see
// logistic_model.h for what is done about it.

#ifndef ONRECORD_INGEST_SERVICE_ATTRIBUTION_CONFIDENCE_H_
#define ONRECORD_INGEST_SERVICE_ATTRIBUTION_CONFIDENCE_H_

#include <array>

#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "ingest-service/encoder/model_file.h"
#include "ingest-service/tagging/logistic_model.h"

namespace onrecord::ingest {

// The probabilities of an attribution's tags, by their role.
struct TagEvidence {
  absl::Span<const float> cue;
  absl::Span<const float> source;   // empty where there is none
  absl::Span<const float> content;  // the same
  int content_spans = 0;
};

inline constexpr int kConfidenceFeatures = 8;

// For cue, source and content in turn LogOdds of the mean and of the smallest probability; then 1
// if there is a source, else 0; then the number of content spans, at most 4.
std::array<float, kConfidenceFeatures> ConfidenceFeatures(const TagEvidence& evidence);

// Immutable: safe from any number of threads. Movable.
class ConfidenceModel {
 public:
  // From the tensors `confidence.*`; errors as ModelFile::Floats.
  static absl::StatusOr<ConfidenceModel> Load(const ModelFile& model);

  // In [0, 1].
  float ConfidenceOf(const TagEvidence& evidence) const;

 private:
  explicit ConfidenceModel(LogisticModel model);

  LogisticModel model_;
};

}  // namespace onrecord::ingest

#endif  // ONRECORD_INGEST_SERVICE_ATTRIBUTION_CONFIDENCE_H_
