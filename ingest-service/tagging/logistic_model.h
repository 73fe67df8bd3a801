// From what heads say of something to the probability that it is right.
//
// Heads are too sure of themselves. A logistic model over a few figures of their probabilities,
// fitted on articles that they were not trained on, makes of these a probability that can be
// trusted.

#ifndef ONRECORD_INGEST_SERVICE_TAGGING_LOGISTIC_MODEL_H_
#define ONRECORD_INGEST_SERVICE_TAGGING_LOGISTIC_MODEL_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "ingest-service/encoder/model_file.h"

namespace onrecord::ingest {

// log(p / (1 - p)), p kept within [1e-4, 1 - 1e-4].
float LogOdds(float probability);

// Mean and smallest of some probabilities; 0.5 where there are none.
float MeanOf(absl::Span<const float> probabilities);
float SmallestOf(absl::Span<const float> probabilities);

// Immutable: safe from any number of threads. Movable.
class LogisticModel {
 public:
  // For `features` features, from the tensors `name`.weight and `name`.bias; errors as
  // ModelFile::Floats.
  static absl::StatusOr<LogisticModel> Load(const ModelFile& model, const std::string& name,
                                            int features);

  // In [0, 1]. REQUIRES: as many features as were loaded for.
  float ProbabilityOf(absl::Span<const float> features) const;

 private:
  LogisticModel(std::vector<float> weight, float bias);

  std::vector<float> weight_;
  float bias_;
};

}  // namespace onrecord::ingest

#endif  // ONRECORD_INGEST_SERVICE_TAGGING_LOGISTIC_MODEL_H_
