// A kind head of random weights, for tests of what reads kinds.

#ifndef ONRECORD_INGEST_SERVICE_ATTRIBUTION_RANDOM_KINDS_H_
#define ONRECORD_INGEST_SERVICE_ATTRIBUTION_RANDOM_KINDS_H_

#include <random>
#include <vector>

#include "ingest-service/encoder/encoder.h"
#include "ingest-service/encoder/model_builder.h"
#include "ingest-service/encoder/model_file.h"

namespace onrecord::ingest {

inline std::vector<float> RandomValues(int count, unsigned seed, float deviation) {
  std::mt19937 random(seed);
  std::normal_distribution<float> normal(0, deviation);
  std::vector<float> values(count);
  for (float& value : values) value = normal(random);
  return values;
}

struct RandomKinds {
  static constexpr int kFeatures = 4 * Encoder::kHidden;
  static constexpr int kInner = 256;
  static constexpr int kOutputs = 17;

  ModelFile Model() const {
    ModelBuilder builder;
    builder.AddFloats("kind.inner.weight", {kInner, kFeatures}, inner_weight)
        .AddFloats("kind.inner.bias", {kInner}, inner_bias)
        .AddFloats("kind.outer.weight", {kOutputs, kInner}, outer_weight)
        .AddFloats("kind.outer.bias", {kOutputs}, outer_bias);
    return *ModelFile::Parse("test", builder.Build());
  }

  std::vector<float> inner_weight = RandomValues(kInner * kFeatures, 1, 0.1f);
  std::vector<float> inner_bias = RandomValues(kInner, 2, 0.1f);
  std::vector<float> outer_weight = RandomValues(kOutputs * kInner, 3, 0.2f);
  std::vector<float> outer_bias = RandomValues(kOutputs, 4, 0.2f);
};

}  // namespace onrecord::ingest

#endif  // ONRECORD_INGEST_SERVICE_ATTRIBUTION_RANDOM_KINDS_H_
