#include "ingest-service/tagging/tag_head.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <random>

#include "ingest-service/encoder/model_builder.h"

namespace onrecord::ingest {
namespace {

constexpr int kHidden = Encoder::kHidden;
constexpr int kInner = 160;

std::vector<float> RandomValues(int count, unsigned seed) {
  std::mt19937 random(seed);
  std::normal_distribution<float> normal(0, 0.1f);
  std::vector<float> values(count);
  for (float& value : values) value = normal(random);
  return values;
}

ModelFile Model(int tags) {
  ModelBuilder builder;
  builder.AddFloats("cue.inner.weight", {kInner, kHidden}, RandomValues(kInner * kHidden, 1))
      .AddFloats("cue.inner.bias", {kInner}, RandomValues(kInner, 2))
      .AddFloats("cue.outer.weight", {tags, kInner}, RandomValues(tags * kInner, 3))
      .AddFloats("cue.outer.bias", {tags}, RandomValues(tags, 4));
  return *ModelFile::Parse("test", builder.Build());
}

TEST(TagHeadTest, IsTwoDenseLayersOverEachToken) {
  const absl::StatusOr<TagHead> head = TagHead::Load(Model(5), "cue", 1);
  ASSERT_TRUE(head.ok()) << head.status();
  const std::vector<Token> tokens(3);
  const std::vector<float> hidden = RandomValues(3 * kHidden, 5);
  const std::vector<float> logits = head->Logits({0, tokens, hidden});
  ASSERT_EQ(logits.size(), 15u);

  const std::vector<float> inner_weight = RandomValues(kInner * kHidden, 1);
  const std::vector<float> outer_weight = RandomValues(5 * kInner, 3);
  for (int token = 0; token < 3; ++token) {
    std::vector<double> inner(kInner);
    for (int k = 0; k < kInner; ++k) {
      double sum = RandomValues(kInner, 2)[k];
      for (int j = 0; j < kHidden; ++j) {
        sum += inner_weight[k * kHidden + j] * hidden[token * kHidden + j];
      }
      inner[k] = sum / 2 * (1 + std::erf(sum / std::sqrt(2.0)));
    }
    for (int tag = 0; tag < 5; ++tag) {
      double expected = RandomValues(5, 4)[tag];
      for (int k = 0; k < kInner; ++k) expected += outer_weight[tag * kInner + k] * inner[k];
      EXPECT_NEAR(logits[token * 5 + tag], expected, 1e-5);
    }
  }
}

TEST(TagHeadTest, OtherShapeIsInvalid) {
  EXPECT_EQ(TagHead::Load(Model(9), "cue", 1).status().code(), absl::StatusCode::kInvalidArgument);
}

TEST(TagHeadTest, MissingTensorIsNotFound) {
  EXPECT_EQ(TagHead::Load(Model(5), "mention", 1).status().code(), absl::StatusCode::kNotFound);
}

}  // namespace
}  // namespace onrecord::ingest
