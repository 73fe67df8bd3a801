#include "ingest-service/events/event_confidence.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <vector>

#include "ingest-service/encoder/model_builder.h"

namespace onrecord::ingest {
namespace {

using ::testing::ElementsAre;

TEST(EventConfidenceTest, FeaturesAreThoseOfTraining) {
  const std::vector<float> trigger = {0.9f, 0.5f};
  const std::vector<float> actors = {0.5f, 0.5f};
  EXPECT_THAT(EventFeatures({trigger, actors, {}, 0.5f}),
              ElementsAre(LogOdds(0.7f), 0, 0, 0, 0, 1, 0));
}

TEST(EventConfidenceTest, WeighsFeatures) {
  ModelBuilder builder;
  builder.AddFloats("event_confidence.weight", {kEventFeatures}, {0, 0, 0, 0, 0, 2, 0})
      .AddFloats("event_confidence.bias", {1}, {-2});
  const auto confidence = EventConfidence::Load(*ModelFile::Parse("test", builder.Build()));
  ASSERT_TRUE(confidence.ok()) << confidence.status();
  const std::vector<float> actors = {0.5f};
  EXPECT_FLOAT_EQ(confidence->ConfidenceOf({{}, actors, {}, 0.5f}), 0.5f);
  EXPECT_LT(confidence->ConfidenceOf({{}, {}, {}, 0.5f}), 0.2f);
}

TEST(EventConfidenceTest, MissingTensorIsNotFound) {
  const auto model = ModelFile::Parse("test", ModelBuilder().Build());
  ASSERT_TRUE(model.ok());
  EXPECT_EQ(EventConfidence::Load(*model).status().code(), absl::StatusCode::kNotFound);
}

}  // namespace
}  // namespace onrecord::ingest
