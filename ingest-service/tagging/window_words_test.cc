#include "ingest-service/tagging/window_words.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace onrecord::ingest {
namespace {

using ::testing::IsEmpty;
using ::testing::SizeIs;

// The words of a window described by a letter a token, each one byte of the text: "w" begins a
// word, "+" continues one, "|" is a special token.
std::vector<WindowWord> Words(const std::string& letters) {
  std::vector<Token> tokens(letters.size());
  for (size_t i = 0; i < letters.size(); ++i) {
    if (letters[i] == '|') continue;
    tokens[i].span = {static_cast<int32_t>(i), static_cast<int32_t>(i + 1)};
    tokens[i].letter_case = letters[i] == '+' ? LetterCase::kContinuation : LetterCase::kLower;
  }
  return FindWindowWords(tokens);
}

TEST(WindowWordsTest, PiecesJoinTheirWord) {
  const std::vector<WindowWord> words = Words("|ww++w|");
  ASSERT_THAT(words, SizeIs(3));
  EXPECT_EQ(words[1].tokens, (TokenRun{2, 5}));
  EXPECT_EQ(words[1].span, (Span{2, 5}));
  EXPECT_EQ(words[2].tokens, (TokenRun{5, 6}));
}

TEST(WindowWordsTest, SpecialTokensAreNoWords) { EXPECT_THAT(Words("|||"), IsEmpty()); }

TEST(WindowWordsTest, WindowMayBeginWithinWord) {
  const std::vector<WindowWord> words = Words("|++w|");
  ASSERT_THAT(words, SizeIs(2));
  EXPECT_EQ(words[0].tokens, (TokenRun{1, 3}));
}

TEST(WindowWordsTest, OnlySpanReachesOverCutParagraph) {
  const std::vector<WindowWord> words = Words("|w|+w|");
  ASSERT_THAT(words, SizeIs(2));
  EXPECT_EQ(words[0].tokens, (TokenRun{1, 2}));
  EXPECT_EQ(words[0].span, (Span{1, 4}));
}

TEST(WindowWordsTest, MarginIsThatOfNearerEnd) {
  EXPECT_EQ(MarginOf({3, 5}, 20), 3);
  EXPECT_EQ(MarginOf({14, 18}, 20), 2);
}

}  // namespace
}  // namespace onrecord::ingest
