#include "ingest-service/attribution/cue_head.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "ingest-service/encoder/model_builder.h"

namespace onrecord::ingest {
namespace {

using ::testing::IsEmpty;
using ::testing::SizeIs;

constexpr int kInner = 160;

// A head that sees "begin" in the first number of a hidden state and "inside" in the second.
ModelFile Model(int tags = 3) {
  std::vector<float> inner(kInner * Encoder::kHidden);
  inner[0 * Encoder::kHidden + 0] = 10;
  inner[1 * Encoder::kHidden + 1] = 10;
  std::vector<float> outer(tags * kInner);
  outer[1 * kInner + 0] = 1;
  outer[2 * kInner + 1] = 1;
  std::vector<float> bias(tags);
  bias[0] = 5;
  ModelBuilder builder;
  builder.AddFloats("cue.0.weight", {kInner, Encoder::kHidden}, inner)
      .AddFloats("cue.0.bias", {kInner}, std::vector<float>(kInner))
      .AddFloats("cue.2.weight", {tags, kInner}, outer)
      .AddFloats("cue.2.bias", {tags}, bias);
  return *ModelFile::Parse("test", builder.Build());
}

// The cues of a window described by a letter a token: B and I as tagged, "." outside, "S" a special
// token tagged I.
std::vector<Cue> Find(const std::string& letters) {
  std::vector<Token> tokens(letters.size());
  std::vector<float> hidden(letters.size() * Encoder::kHidden);
  for (size_t i = 0; i < letters.size(); ++i) {
    if (letters[i] != 'S') tokens[i].span = {static_cast<int32_t>(i), static_cast<int32_t>(i + 1)};
    hidden[i * Encoder::kHidden] = letters[i] == 'B' ? 1 : 0;
    hidden[i * Encoder::kHidden + 1] = letters[i] == 'I' || letters[i] == 'S' ? 1 : 0;
  }
  const absl::StatusOr<CueHead> head = CueHead::Load(Model());
  EXPECT_TRUE(head.ok()) << head.status();
  return head->FindCues({0, tokens, hidden});
}

TEST(CueHeadTest, RunsAreCues) {
  const std::vector<Cue> cues = Find("..BII.B.");
  ASSERT_THAT(cues, SizeIs(2));
  EXPECT_EQ(cues[0].tokens, (TokenRun{2, 5}));
  EXPECT_EQ(cues[1].tokens, (TokenRun{6, 7}));
  EXPECT_GT(cues[0].probability, 0.9f);
  EXPECT_LE(cues[0].probability, 1.0f);
}

TEST(CueHeadTest, CueEndsWithTokenOfText) {
  const std::vector<Cue> cues = Find(".BISS");
  ASSERT_THAT(cues, SizeIs(1));
  EXPECT_EQ(cues[0].tokens, (TokenRun{1, 3}));
}

TEST(CueHeadTest, RunThatBeginsBetweenParagraphsIsNone) { EXPECT_THAT(Find("SI.."), IsEmpty()); }

TEST(CueHeadTest, NothingTaggedIsNoCue) { EXPECT_THAT(Find("...."), IsEmpty()); }

TEST(CueHeadTest, OtherShapeIsInvalid) {
  EXPECT_EQ(CueHead::Load(Model(4)).status().code(), absl::StatusCode::kInvalidArgument);
}

}  // namespace
}  // namespace onrecord::ingest
