#include "ingest-service/events/event_head.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <vector>

#include "ingest-service/encoder/model_builder.h"

namespace onrecord::ingest {
namespace {

using ::testing::IsEmpty;
using ::testing::SizeIs;

constexpr int kHidden = Encoder::kHidden;
constexpr int kInner = 256;
constexpr int kOutputs = kEventTypes + kEventStatuses;

// A head whose label is that of the number of the extent's hidden states that is largest: one of
// the first seventeen for the type, of the five behind them for the status.
ModelFile Model() {
  std::vector<float> inner(kInner * 4 * kHidden);
  std::vector<float> outer(kOutputs * kInner);
  for (int label = 0; label < kOutputs; ++label) {
    inner[label * 4 * kHidden + 3 * kHidden + label] = 10;
    outer[label * kInner + label] = 1;
  }
  ModelBuilder builder;
  builder.AddFloats("event.inner.weight", {kInner, 4 * kHidden}, inner)
      .AddFloats("event.inner.bias", {kInner}, std::vector<float>(kInner))
      .AddFloats("event.outer.weight", {kOutputs, kInner}, outer)
      .AddFloats("event.outer.bias", {kOutputs}, std::vector<float>(kOutputs));
  return *ModelFile::Parse("test", builder.Build());
}

TEST(EventHeadTest, ReadsTypeAndStatusFromFirstToLastToken) {
  const absl::StatusOr<EventHead> head = EventHead::Load(Model());
  ASSERT_TRUE(head.ok()) << head.status();
  const std::vector<Token> tokens(10);
  std::vector<float> hidden(tokens.size() * kHidden);
  hidden[4 * kHidden + 14] = 1;               // between actor and trigger: COERCE
  hidden[8 * kHidden + kEventTypes + 4] = 1;  // between trigger and recipient: DENIED
  hidden[0 * kHidden + 3] = 5;                // outside
  const std::vector<EventTokens> events = {{{5, 7}, {2, 3}, {9}}, {{0, 1}, {}, {}}};
  const std::vector<EventLabels> labels = head->ReadLabels({0, tokens, hidden}, events);
  ASSERT_THAT(labels, SizeIs(2));
  EXPECT_EQ(labels[0].type, EventType::kCoerce);
  EXPECT_EQ(labels[0].status, EventStatus::kDenied);
  EXPECT_GT(labels[0].type_probability, 0.99f);
  EXPECT_LE(labels[0].status_probability, 1.0f);
  EXPECT_EQ(labels[1].type, EventType::kConcede);
  EXPECT_EQ(labels[1].status, EventStatus::kActual);  // the first of equals
}

TEST(EventHeadTest, NothingAskedIsNothingRead) {
  const absl::StatusOr<EventHead> head = EventHead::Load(Model());
  ASSERT_TRUE(head.ok()) << head.status();
  EXPECT_THAT(head->ReadLabels({}, {}), IsEmpty());
}

TEST(EventHeadTest, MissingTensorIsNotFound) {
  const auto model = ModelFile::Parse("test", ModelBuilder().Build());
  ASSERT_TRUE(model.ok()) << model.status();
  EXPECT_EQ(EventHead::Load(*model).status().code(), absl::StatusCode::kNotFound);
}

}  // namespace
}  // namespace onrecord::ingest
