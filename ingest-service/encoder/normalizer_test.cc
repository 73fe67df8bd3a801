#include "ingest-service/encoder/normalizer.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace onrecord::ingest {
namespace {

using ::testing::ElementsAre;

NormalizedText NormalizeAll(std::string_view text) {
  return Normalize(text, {0, static_cast<int32_t>(text.size())});
}

std::u32string Values(std::string_view text) {
  std::u32string values;
  for (const NormalizedCharacter& c : NormalizeAll(text)) values += c.value;
  return values;
}

std::vector<Span> Spans(std::string_view text) {
  std::vector<Span> spans;
  for (const NormalizedCharacter& c : NormalizeAll(text)) spans.push_back(c.span);
  return spans;
}

TEST(Normalizer, LowersCaseCharacterByCharacter) {
  EXPECT_EQ(Values("NATO"), U"nato");
  EXPECT_EQ(Values("ΟΔΟΣ"), U"οδοσ");  // no final sigma
  EXPECT_EQ(Values("İ"), U"i");
}

TEST(Normalizer, TakesAccentsOff) {
  EXPECT_EQ(Values("é"), U"e");
  EXPECT_THAT(Spans("é"), ElementsAre(Span{0, 2}));
  EXPECT_EQ(Values("e\u0301s"), U"es");
  EXPECT_THAT(Spans("e\u0301s"), ElementsAre(Span{0, 1}, Span{3, 4}));
}

TEST(Normalizer, GivesJamoThePlaceOfTheirSyllable) {
  EXPECT_EQ(Values("한"), U"\u1112\u1161\u11AB");
  EXPECT_THAT(Spans("한"), ElementsAre(Span{0, 3}, Span{0, 3}, Span{0, 3}));
}

TEST(Normalizer, RemovesControlsAndInvisibles) {
  EXPECT_EQ(Values(std::string_view("a\0b\x7F\u200D\uFEFF\uFFFD\uE000c", 17)), U"abc");
  EXPECT_EQ(Values("\u0378"), U"\u0378");  // unassigned
}

TEST(Normalizer, TurnsWhiteSpaceIntoSpaces) { EXPECT_EQ(Values("a\tb\u00A0c\u3000"), U"a b c "); }

TEST(Normalizer, PutsSpacesAroundChinese) {
  EXPECT_EQ(Values("a中b"), U"a 中 b");
  EXPECT_THAT(Spans("中"), ElementsAre(Span{0, 3}, Span{0, 3}, Span{0, 3}));
  EXPECT_EQ(Values("한あ"), U"\u1112\u1161\u11ABあ");  // nor Hangul, nor kana
}

TEST(Normalizer, PassesOverBytesThatAreNotUtf8) {
  EXPECT_EQ(Values("a\xFF\xC3(\xE2\x82"), U"a(");
  EXPECT_EQ(Values("\xED\xA0\x80x"), U"x");  // a surrogate
}

TEST(Normalizer, ReadsTheSegmentAlone) {
  const NormalizedText text = Normalize("ABCD", {1, 3});
  ASSERT_EQ(text.size(), 2U);
  EXPECT_EQ(text[0].value, U'b');
  EXPECT_EQ(text[0].span, (Span{1, 2}));
}

TEST(Normalizer, SortsLongRunsOfMarks) {
  std::string marks = "a";
  for (int k = 0; k < 200'000; ++k) marks += k % 2 == 0 ? "\u0301" : "\u0316";
  EXPECT_EQ(Values(marks), U"a");
}

// How many characters of each class the reference's tables have; they must not follow ICU into
// newer Unicode.
TEST(Normalizer, KeepsTheClassesOfTheReference) {
  int punctuation = 0;
  for (char32_t c = 0; c < 0x110000; ++c) punctuation += IsPunctuation(c);
  EXPECT_EQ(punctuation, 726);
}

}  // namespace
}  // namespace onrecord::ingest
