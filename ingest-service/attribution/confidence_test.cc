#include "ingest-service/attribution/confidence.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "ingest-service/encoder/model_builder.h"

namespace onrecord::ingest {
namespace {

using ::testing::ElementsAre;
using ::testing::FloatNear;

const std::vector<float> kCue = {0.9f, 0.7f};
const std::vector<float> kSource = {0.6f};
const std::vector<float> kContent = {1.0f, 0.0f, 0.5f};

ModelFile Model(const std::vector<float>& weight, float bias) {
  ModelBuilder builder;
  builder.AddFloats("confidence.weight", {static_cast<int64_t>(weight.size())}, weight)
      .AddFloats("confidence.bias", {1}, {bias});
  return *ModelFile::Parse("test", builder.Build());
}

TEST(ConfidenceTest, FeaturesAreLogOddsOfMeanAndSmallest) {
  const auto near = [](double value) { return FloatNear(static_cast<float>(value), 1e-3f); };
  EXPECT_THAT(ConfidenceFeatures({kCue, kSource, kContent, 2}),
              ElementsAre(near(std::log(4.0)), near(std::log(7.0 / 3)), near(std::log(1.5)),
                          near(std::log(1.5)), 0, near(std::log(1e-4)), 1, 2));
}

TEST(ConfidenceTest, MissingPartsAreUncertain) {
  const auto features = ConfidenceFeatures({kCue, {}, {}, 0});
  for (const int missing : {2, 3, 4, 5, 6, 7}) EXPECT_EQ(features[missing], 0) << missing;
}

TEST(ConfidenceTest, CertaintyAndNumberOfSpansAreCapped) {
  const std::vector<float> certain = {1.0f};
  const auto features = ConfidenceFeatures({certain, {}, kContent, 9});
  EXPECT_NEAR(features[0], std::log((1 - 1e-4) / 1e-4), 2e-2);
  EXPECT_EQ(features[7], 4);
}

TEST(ConfidenceTest, IsLogisticModelOfFeatures) {
  const auto model = ConfidenceModel::Load(Model({1, 0, 0, 0, 0, 0, 2, -1}, 0.5f));
  ASSERT_TRUE(model.ok()) << model.status();
  const double sum = std::log(4.0) + 2 - 3 + 0.5;
  EXPECT_NEAR(model->ConfidenceOf({kCue, kSource, kContent, 3}), 1 / (1 + std::exp(-sum)), 1e-5);
}

TEST(ConfidenceTest, StaysWithinZeroAndOne) {
  for (const float bias : {-1e6f, 1e6f}) {
    const auto model = ConfidenceModel::Load(Model(std::vector<float>(8), bias));
    ASSERT_TRUE(model.ok()) << model.status();
    EXPECT_EQ(model->ConfidenceOf({kCue, kSource, kContent, 1}), bias > 0 ? 1 : 0);
  }
}

TEST(ConfidenceTest, MissingTensorIsNotFoundOtherShapeInvalid) {
  const auto empty = ModelFile::Parse("test", ModelBuilder().Build());
  ASSERT_TRUE(empty.ok()) << empty.status();
  EXPECT_EQ(ConfidenceModel::Load(*empty).status().code(), absl::StatusCode::kNotFound);
  EXPECT_EQ(ConfidenceModel::Load(Model({1, 2}, 0)).status().code(),
            absl::StatusCode::kInvalidArgument);
}

}  // namespace
}  // namespace onrecord::ingest
