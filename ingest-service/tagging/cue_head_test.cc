#include "ingest-service/tagging/cue_head.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "ingest-service/encoder/model_builder.h"

namespace onrecord::ingest {
namespace {

using ::testing::ElementsAre;
using ::testing::FloatNear;
using ::testing::IsEmpty;

constexpr int kInner = 160;
constexpr int kHidden = Encoder::kHidden;

// A head that reads a token's tag from the place of the number of its hidden state that isn't 0.
ModelFile Model() {
  std::vector<float> inner(kInner * kHidden);
  std::vector<float> outer(kCueTags * kInner);
  for (int tag = 0; tag < kCueTags; ++tag) {
    inner[tag * kHidden + tag] = 10;
    outer[tag * kInner + tag] = 1;
  }
  ModelBuilder builder;
  builder.AddFloats("cue.inner.weight", {kInner, kHidden}, inner)
      .AddFloats("cue.inner.bias", {kInner}, std::vector<float>(kInner))
      .AddFloats("cue.outer.weight", {kCueTags, kInner}, outer)
      .AddFloats("cue.outer.bias", {kCueTags}, std::vector<float>(kCueTags));
  return *ModelFile::Parse("test", builder.Build());
}

// The reading of a window described by a letter a token: B, I, E, S and O as tagged, "+" a further
// piece of a word, tagged O, "|" a special token tagged S.
CueReading Find(const std::string& letters) {
  std::vector<Token> tokens(letters.size());
  std::vector<float> hidden(letters.size() * kHidden);
  for (int i = 0; i < static_cast<int>(letters.size()); ++i) {
    const size_t tag = letters[i] == '|'   ? 4
                       : letters[i] == '+' ? 0
                                           : std::string("OBIES").find(letters[i]);
    hidden[i * kHidden + tag] = 1;
    if (letters[i] != '|') tokens[i].span = {i, i + 1};
    if (letters[i] == '+') tokens[i].letter_case = LetterCase::kContinuation;
  }
  const absl::StatusOr<CueHead> head = CueHead::Load(Model(), "cue");
  EXPECT_TRUE(head.ok()) << head.status();
  return head->FindCues({0, tokens, hidden}, FindWindowWords(tokens));
}

TEST(CueHeadTest, CuesAreRunsOfWords) {
  const CueReading reading = Find("|OB+I+EOS|");
  EXPECT_THAT(reading.cues, ElementsAre(WordRun{0, 1, 4}, WordRun{0, 5, 6}));
  EXPECT_GT(reading.tags.probability[5], 0.9f);
  EXPECT_LE(reading.tags.probability[5], 1.0f);
}

TEST(CueHeadTest, SpecialTokensAreNoCue) { EXPECT_THAT(Find("|O|O|").cues, IsEmpty()); }

TEST(CueHeadTest, ProbabilitiesAreOfEveryToken) {
  const CueReading reading = Find("|B+E|");
  ASSERT_EQ(reading.probabilities.size(), 5u * kCueTags);
  EXPECT_THAT(reading.probabilities[4], FloatNear(1, 1e-3f));                 // [CLS] as S
  EXPECT_THAT(reading.probabilities[2 * kCueTags], FloatNear(1, 1e-3f));      // the piece as O
  EXPECT_THAT(reading.probabilities[3 * kCueTags + 3], FloatNear(1, 1e-3f));  // E
}

TEST(CueHeadTest, MissingTensorIsNotFound) {
  const auto model = ModelFile::Parse("test", ModelBuilder().Build());
  ASSERT_TRUE(model.ok()) << model.status();
  EXPECT_EQ(CueHead::Load(*model, "cue").status().code(), absl::StatusCode::kNotFound);
}

}  // namespace
}  // namespace onrecord::ingest
