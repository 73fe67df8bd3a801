#include "ingest-service/text/words.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace onrecord::ingest {
namespace {

using ::testing::ElementsAre;

std::vector<std::string> Surfaces(std::string_view text) {
  std::vector<std::string> surfaces;
  for (const Word& word : ReadWords(text)) surfaces.emplace_back(Surface(text, word.span));
  return surfaces;
}

TEST(ReadWordsTest, SplitsPossessiveOffName) {
  EXPECT_THAT(Surfaces("Merkel's and Oder’s port."),
              ElementsAre("Merkel", "'s", "and", "Oder", "’s", "port", "."));
  EXPECT_EQ(ReadWords("Merkel's")[1].kind, WordKind::kPossessive);
  EXPECT_EQ(ReadWords("the dockers' pay")[2].kind, WordKind::kPossessive);
}

TEST(ReadWordsTest, KeepsInnerApostrophesAndHyphens) {
  EXPECT_THAT(Surfaces("O'Neill didn’t meet Jean-Luc"),
              ElementsAre("O'Neill", "didn’t", "meet", "Jean-Luc"));
  EXPECT_EQ(ReadWords("Didn’t")[0].lower, "didn't");
}

TEST(ReadWordsTest, KeepsFullStopsOfInitialsAndTitles) {
  EXPECT_THAT(Surfaces("Mr. J. Doe left the U.S. today."),
              ElementsAre("Mr.", "J.", "Doe", "left", "the", "U.S.", "today", "."));
}

TEST(ReadWordsTest, ReadsNumbersWhole) {
  EXPECT_THAT(Surfaces("1,200 tons, 3.5 of 9/11 in 1990s."),
              ElementsAre("1,200", "tons", ",", "3.5", "of", "9/11", "in", "1990s", "."));
}

TEST(ReadWordsTest, TakesDoubledMarksAsOne) {
  EXPECT_THAT(Surfaces("``Yes,'' he said"), ElementsAre("``", "Yes", ",", "''", "he", "said"));
}

TEST(ReadWordsTest, LowersLettersOfAnyScript) {
  const std::vector<Word> words = ReadWords("Élodie ÖBB");
  EXPECT_TRUE(words[0].capitalized);
  EXPECT_EQ(words[0].lower, "élodie");
  EXPECT_EQ(words[1].lower, "öbb");
}

TEST(ReadWordsTest, FindsNoWordInEmptyText) { EXPECT_TRUE(ReadWords(" \n").empty()); }

TEST(ReadWordsOfPartTest, PlacesWordsInTheWholeText) {
  const std::string text = "« Zoë’s ferry » sank, Élodie said";
  const Span part = {static_cast<int32_t>(text.find("Zoë")),
                     static_cast<int32_t>(text.find(" said"))};
  std::vector<std::string> surfaces;
  for (const Word& word : ReadWords(text, part)) {
    EXPECT_TRUE(part.Contains(word.span));
    surfaces.emplace_back(Surface(text, word.span));
  }
  EXPECT_THAT(surfaces, ElementsAre("Zoë", "’s", "ferry", "»", "sank", ",", "Élodie"));
}

TEST(ReadWordsOfPartTest, ReadsWholeTextAsWithoutSpan) {
  const std::string text = "Mr. Oder's port, 1,200 tons";
  const std::vector<Word> whole = ReadWords(text);
  const std::vector<Word> part = ReadWords(text, {0, static_cast<int32_t>(text.size())});
  ASSERT_EQ(part.size(), whole.size());
  for (size_t i = 0; i < whole.size(); ++i) {
    EXPECT_EQ(part[i].span, whole[i].span);
    EXPECT_EQ(part[i].kind, whole[i].kind);
    EXPECT_EQ(part[i].capitalized, whole[i].capitalized);
    EXPECT_EQ(part[i].lower, whole[i].lower);
  }
}

TEST(ReadWordsOfPartTest, SeesNothingAroundThePart) {
  const std::string text = "Merkel's harbour";
  const std::vector<Word> words = ReadWords(text, {6, 12});  // "'s har"
  ASSERT_EQ(words.size(), 3u);
  EXPECT_EQ(words[0].kind, WordKind::kPunctuation);  // no possessive without a name before it
  EXPECT_EQ(words[1].span, (Span{7, 8}));
  EXPECT_EQ(words[2].span, (Span{9, 12}));
  EXPECT_EQ(words[2].lower, "har");
}

TEST(ReadWordsOfPartTest, FindsNoWordInEmptyPart) {
  EXPECT_TRUE(ReadWords("ab cd", {2, 2}).empty());
  EXPECT_TRUE(ReadWords("ab cd", {2, 3}).empty());
  EXPECT_TRUE(ReadWords("ab cd", {5, 5}).empty());
  EXPECT_TRUE(ReadWords("", {0, 0}).empty());
}

TEST(FirstWordFromTest, FindsFirstBeginningThereOrLater) {
  const std::vector<Word> words = ReadWords("ab cd");
  EXPECT_EQ(FirstWordFrom(words, 0), 0);
  EXPECT_EQ(FirstWordFrom(words, 1), 1);
  EXPECT_EQ(FirstWordFrom(words, 4), 2);
}

TEST(ReadWordsTest, CutsWordsWithoutEnd) {
  const std::string text = std::string(kLongestWord - 1, 'a') + "é" + std::string(10, '1');
  const std::vector<Word> words = ReadWords(text);
  ASSERT_EQ(words.size(), 2u);
  EXPECT_EQ(words[0].span, (Span{0, kLongestWord - 1}));  // "é" is not cut in two
  EXPECT_EQ(words[1].span, (Span{kLongestWord - 1, static_cast<int32_t>(text.size())}));
}

}  // namespace
}  // namespace onrecord::ingest
