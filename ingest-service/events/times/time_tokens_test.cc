#include "ingest-service/events/times/time_tokens.h"

#include <gtest/gtest.h>

namespace onrecord::ingest {
namespace {

TEST(TimeTokensTest, SplitsAtHyphens) {
  const std::vector<Word> words = ReadWords("Third-quarter net");
  const TimeTokens tokens(words, 0, 2);
  ASSERT_EQ(tokens.size(), 3);
  EXPECT_EQ(tokens.Lower(0), "third");
  EXPECT_FALSE(tokens[0].joined);
  EXPECT_EQ(tokens.Lower(1), "quarter");
  EXPECT_TRUE(tokens[1].joined);
  EXPECT_EQ(tokens[1].span, (Span{6, 13}));
  EXPECT_EQ(tokens[2].span, (Span{14, 17}));
}

TEST(TimeTokensTest, KeepsDatesWhole) {
  const std::vector<Word> words = ReadWords("2026-03-12 or mid-2014");
  const TimeTokens tokens(words, 0, static_cast<int>(words.size()));
  EXPECT_EQ(tokens.Lower(0), "2026-03-12");
  EXPECT_EQ(tokens[3].kind, WordKind::kNumber);
}

// U+023A grows by a byte in lower case, the Kelvin sign shrinks by two.
TEST(TimeTokensTest, KeepsWordsWholeWhoseLettersChangeSize) {
  const std::vector<Word> words = ReadWords("\u023A\u023A-July-\u212A");
  ASSERT_EQ(words.size(), 1u);
  ASSERT_EQ(static_cast<int32_t>(words[0].lower.size()), words[0].span.size());
  const TimeTokens tokens(words, 0, 1);
  ASSERT_EQ(tokens.size(), 1);
  EXPECT_EQ(tokens[0].span, words[0].span);
}

TEST(TimeTokensTest, HoldsNothingOutside) {
  const std::vector<Word> words = ReadWords("one two three");
  const TimeTokens tokens(words, 1, 2);
  EXPECT_EQ(tokens.Lower(0), "two");
  EXPECT_EQ(tokens.Lower(-1), "");
  EXPECT_EQ(tokens.Lower(1), "");
  EXPECT_FALSE(tokens.IsCapitalized(7));
}

}  // namespace
}  // namespace onrecord::ingest
