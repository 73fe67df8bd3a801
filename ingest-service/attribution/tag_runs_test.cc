#include "ingest-service/attribution/tag_runs.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

namespace onrecord::ingest {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::vector<TokenRun> Runs(std::vector<uint8_t> tags) { return FindRuns(tags, 1, 2); }

TEST(TagRunsTest, BeginStartsNewRun) {
  EXPECT_THAT(Runs({0, 1, 2, 2, 1, 0}), ElementsAre(TokenRun{1, 4}, TokenRun{4, 5}));
}

TEST(TagRunsTest, InsideWithoutBeginStartsRun) {
  EXPECT_THAT(Runs({2, 2, 0, 2}), ElementsAre(TokenRun{0, 2}, TokenRun{3, 4}));
}

TEST(TagRunsTest, OtherRoleBreaksRun) {
  EXPECT_THAT(Runs({1, 2, 4, 2}), ElementsAre(TokenRun{0, 2}, TokenRun{3, 4}));
}

TEST(TagRunsTest, NothingTaggedIsNoRun) {
  EXPECT_THAT(Runs({0, 0}), IsEmpty());
  EXPECT_THAT(Runs({}), IsEmpty());
}

TEST(TagRunsTest, ChoosesFirstOfEqualLogits) {
  const std::vector<float> logits = {1, 1, 0, -5, 0, 5};
  const Tags tags = ChooseTags(2, 3, logits);
  EXPECT_THAT(tags.tag, ElementsAre(0, 2));
  EXPECT_NEAR(tags.probability[0], 1 / (2 + std::exp(-1.0)), 1e-6);
  EXPECT_GT(tags.probability[1], 0.99f);
}

}  // namespace
}  // namespace onrecord::ingest
