#include "ingest-service/attribution/given_kinds.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "ingest-service/attribution/random_kinds.h"

namespace onrecord::ingest {
namespace {

using ::testing::SizeIs;

constexpr int kHidden = Encoder::kHidden;

// A window of words of ten bytes each, the first at `begin`, between [CLS] and [SEP]; the third
// word has two pieces.
struct RandomWindow {
  RandomWindow(int words, int32_t begin, unsigned seed) {
    tokens.emplace_back();
    for (int i = 0; i < words; ++i, begin += 10) {
      Token token;
      token.span = {begin, begin + 9};
      if (i == 2) token.span.end = begin + 4;
      tokens.push_back(token);
      if (i != 2) continue;
      token.span = {begin + 4, begin + 9};
      token.letter_case = LetterCase::kContinuation;
      tokens.push_back(token);
    }
    tokens.emplace_back();
    hidden = RandomValues(static_cast<int>(tokens.size()) * kHidden, seed, 1);
  }

  EncodedWindow View() const { return {0, tokens, hidden}; }

  std::vector<Token> tokens;
  std::vector<float> hidden;
};

class GivenKindsTest : public ::testing::Test {
 protected:
  GivenKindsTest() : head_(*KindHead::Load(RandomKinds().Model())) {}

  std::vector<KindReading> Read(const std::vector<Attribution>& attributions,
                                const std::vector<RandomWindow>& windows) {
    GivenKinds kinds(head_, attributions);
    for (const RandomWindow& window : windows) kinds.Read(window.View());
    return kinds.Take();
  }

  float Direct(const RandomWindow& window, const AttributionTokens& tokens) {
    return head_.ReadKinds(window.View(), {tokens}).front().probability;
  }

  const KindHead head_;
};

TEST_F(GivenKindsTest, SpansBecomeFirstPiecesOfTheirWords) {
  const RandomWindow window(8, 0, 1);
  // Source: the first two words; cue: the third, by a part of it; content: the last but one.
  const Attribution attribution = {{{0, 12}}, {{26, 28}}, {{60, 69}}};
  const std::vector<KindReading> readings = Read({attribution}, {window});
  ASSERT_THAT(readings, SizeIs(1));
  EXPECT_NEAR(readings[0].probability, Direct(window, {{3, 5}, {1, 2}, {8}}), 1e-5);
}

TEST_F(GivenKindsTest, SourceKeepsWordsThatContentClaims) {
  const RandomWindow window(8, 0, 1);
  const Attribution attribution = {{{0, 9}}, {{20, 29}}, {{0, 19}, {50, 69}}};
  EXPECT_NEAR(Read({attribution}, {window})[0].probability,
              Direct(window, {{3, 5}, {1}, {2, 7, 8}}), 1e-5);
}

TEST_F(GivenKindsTest, WindowWithMostContextCounts) {
  const RandomWindow first(8, 0, 1);
  const RandomWindow second(8, 50, 2);  // shares three words with the first
  const std::vector<Attribution> attributions = {{{}, {{50, 59}}, {}}, {{}, {{70, 79}}, {}}};
  const std::vector<KindReading> readings = Read(attributions, {first, second});
  ASSERT_THAT(readings, SizeIs(2));
  EXPECT_NEAR(readings[0].probability, Direct(first, {{7, 8}, {}, {}}), 1e-5);
  EXPECT_NEAR(readings[1].probability, Direct(second, {{3, 5}, {}, {}}), 1e-5);
}

TEST_F(GivenKindsTest, CueOutsideAllWindowsIsNoReading) {
  const std::vector<KindReading> readings = Read({{{}, {{500, 510}}, {}}}, {{8, 0, 1}});
  ASSERT_THAT(readings, SizeIs(1));
  EXPECT_EQ(readings[0].kind, PositionKind::kStatement);
  EXPECT_EQ(readings[0].probability, 0);
}

}  // namespace
}  // namespace onrecord::ingest
