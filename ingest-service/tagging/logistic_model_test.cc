#include "ingest-service/tagging/logistic_model.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "ingest-service/encoder/model_builder.h"

namespace onrecord::ingest {
namespace {

ModelFile Model() {
  ModelBuilder builder;
  builder.AddFloats("sure.weight", {2}, {1, -2}).AddFloats("sure.bias", {1}, {0.5f});
  return *ModelFile::Parse("test", builder.Build());
}

TEST(LogisticModelTest, WeighsFeatures) {
  const absl::StatusOr<LogisticModel> logistic = LogisticModel::Load(Model(), "sure", 2);
  ASSERT_TRUE(logistic.ok()) << logistic.status();
  EXPECT_NEAR(logistic->ProbabilityOf({3, 1}), 1 / (1 + std::exp(-1.5)), 1e-6);
  EXPECT_NEAR(logistic->ProbabilityOf({0, 0}), 1 / (1 + std::exp(-0.5)), 1e-6);
}

TEST(LogisticModelTest, OtherNumberOfFeaturesIsRefused) {
  EXPECT_FALSE(LogisticModel::Load(Model(), "sure", 3).ok());
  EXPECT_EQ(LogisticModel::Load(Model(), "other", 2).status().code(), absl::StatusCode::kNotFound);
}

TEST(LogisticModelTest, LogOddsStayFinite) {
  EXPECT_FLOAT_EQ(LogOdds(0.5f), 0);
  EXPECT_NEAR(LogOdds(1), std::log(9999), 0.1);
  EXPECT_NEAR(LogOdds(0), -std::log(9999), 0.1);
}

TEST(LogisticModelTest, NoProbabilityIsUncertain) {
  EXPECT_FLOAT_EQ(MeanOf({}), 0.5f);
  EXPECT_FLOAT_EQ(SmallestOf({}), 0.5f);
  const std::vector<float> probabilities = {0.2f, 0.6f};
  EXPECT_FLOAT_EQ(MeanOf(probabilities), 0.4f);
  EXPECT_FLOAT_EQ(SmallestOf(probabilities), 0.2f);
}

}  // namespace
}  // namespace onrecord::ingest
