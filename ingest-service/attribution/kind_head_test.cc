#include "ingest-service/attribution/kind_head.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

#include "ingest-service/attribution/random_kinds.h"

namespace onrecord::ingest {
namespace {

using ::testing::IsEmpty;
using ::testing::SizeIs;

constexpr int kHidden = Encoder::kHidden;
constexpr int kLength = 12;

// Mean or largest of feature `k` over some tokens, one number after the other.
double MeanOf(const std::vector<float>& hidden, const std::vector<int>& tokens, int k) {
  double sum = 0;
  for (const int token : tokens) sum += hidden[token * kHidden + k];
  return tokens.empty() ? 0 : sum / static_cast<double>(tokens.size());
}
double LargestOf(const std::vector<float>& hidden, const std::vector<int>& tokens, int k) {
  double largest = -std::numeric_limits<double>::infinity();
  for (const int token : tokens) largest = std::max<double>(largest, hidden[token * kHidden + k]);
  return tokens.empty() ? 0 : largest;
}

std::vector<double> PlainLogits(const RandomKinds& network, const std::vector<float>& hidden,
                                const AttributionTokens& attribution) {
  std::vector<int> cue;
  for (int token = attribution.cue.begin; token < attribution.cue.end; ++token)
    cue.push_back(token);
  std::vector<double> features;
  for (const std::vector<int>& part : {cue, attribution.source, attribution.content}) {
    for (int k = 0; k < kHidden; ++k) features.push_back(MeanOf(hidden, part, k));
  }
  for (int k = 0; k < kHidden; ++k) features.push_back(LargestOf(hidden, attribution.content, k));

  std::vector<double> logits(network.outer_bias.begin(), network.outer_bias.end());
  for (int i = 0; i < RandomKinds::kInner; ++i) {
    double sum = network.inner_bias[i];
    for (int k = 0; k < RandomKinds::kFeatures; ++k) {
      sum += network.inner_weight[i * RandomKinds::kFeatures + k] * features[k];
    }
    const double inner = sum / 2 * (1 + std::erf(sum / std::sqrt(2.0)));
    for (int output = 0; output < RandomKinds::kOutputs; ++output) {
      logits[output] += network.outer_weight[output * RandomKinds::kInner + i] * inner;
    }
  }
  return logits;
}

TEST(KindHeadTest, EqualsPlainReadingOfNetwork) {
  const RandomKinds network;
  const absl::StatusOr<KindHead> head = KindHead::Load(network.Model());
  ASSERT_TRUE(head.ok()) << head.status();
  const std::vector<Token> tokens(kLength);
  const std::vector<float> hidden = RandomValues(kLength * kHidden, 5, 1);
  const std::vector<AttributionTokens> attributions = {
      {{3, 5}, {1, 2}, {6, 7, 9}}, {{0, 1}, {}, {11}}, {{4, 8}, {2}, {}}, {{4, 8}, {}, {}}};
  const std::vector<KindReading> readings = head->ReadKinds({0, tokens, hidden}, attributions);
  ASSERT_THAT(readings, SizeIs(attributions.size()));
  for (size_t i = 0; i < attributions.size(); ++i) {
    const std::vector<double> logits = PlainLogits(network, hidden, attributions[i]);
    const auto kinds_end = logits.begin() + kPositionKinds;
    const auto best = std::max_element(logits.begin(), kinds_end);
    double sum = 0;
    for (auto logit = logits.begin(); logit < kinds_end; ++logit) sum += std::exp(*logit - *best);
    EXPECT_EQ(static_cast<int>(readings[i].kind), 1 + (best - logits.begin())) << i;
    EXPECT_NEAR(readings[i].probability, 1 / sum, 1e-4) << i;
    EXPECT_EQ(readings[i].hedged, logits.back() > 0) << i;
  }
}

TEST(KindHeadTest, NothingAskedIsNothingRead) {
  const absl::StatusOr<KindHead> head = KindHead::Load(RandomKinds().Model());
  ASSERT_TRUE(head.ok()) << head.status();
  EXPECT_THAT(head->ReadKinds({}, {}), IsEmpty());
}

TEST(KindHeadTest, MissingTensorIsNotFound) {
  const auto model = ModelFile::Parse("test", ModelBuilder().Build());
  ASSERT_TRUE(model.ok()) << model.status();
  EXPECT_EQ(KindHead::Load(*model).status().code(), absl::StatusCode::kNotFound);
}

}  // namespace
}  // namespace onrecord::ingest
