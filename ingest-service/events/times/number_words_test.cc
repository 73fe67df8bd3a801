#include "ingest-service/events/times/number_words.h"

#include <gtest/gtest.h>

namespace onrecord::ingest {
namespace {

using Reader = std::optional<ReadNumber> (*)(const TimeTokens& tokens, int i);

// The number at the beginning of `text` and how many tokens it takes; -1 for none.
std::pair<int, int> Read(Reader reader, std::string_view text) {
  const std::vector<Word> words = ReadWords(text);
  const auto number = reader(TimeTokens(words, 0, static_cast<int>(words.size())), 0);
  return number ? std::pair(number->value, number->end) : std::pair(-1, 0);
}

TEST(CardinalAtTest, ReadsFiguresAndWords) {
  EXPECT_EQ(Read(CardinalAt, "12 years"), std::pair(12, 1));
  EXPECT_EQ(Read(CardinalAt, "twelve years"), std::pair(12, 1));
  EXPECT_EQ(Read(CardinalAt, "twenty-one years"), std::pair(21, 2));
  EXPECT_EQ(Read(CardinalAt, "a year"), std::pair(1, 1));
  EXPECT_EQ(Read(CardinalAt, "a couple of years"), std::pair(2, 3));
  EXPECT_EQ(Read(CardinalAt, "a hundred years"), std::pair(100, 2));
}

TEST(CardinalAtTest, RejectsLongAndBrokenNumbers) {
  EXPECT_EQ(Read(CardinalAt, "12345 years").first, -1);
  EXPECT_EQ(Read(CardinalAt, "1,200 years").first, -1);
  EXPECT_EQ(Read(CardinalAt, "3.5 years").first, -1);
  EXPECT_EQ(Read(CardinalAt, "").first, -1);
}

TEST(OrdinalAtTest, ReadsFiguresAndWords) {
  EXPECT_EQ(Read(OrdinalAt, "12th century"), std::pair(12, 1));
  EXPECT_EQ(Read(OrdinalAt, "21st century"), std::pair(21, 1));
  EXPECT_EQ(Read(OrdinalAt, "twenty-first century"), std::pair(21, 2));
  EXPECT_EQ(Read(OrdinalAt, "second quarter"), std::pair(2, 1));
  EXPECT_EQ(Read(OrdinalAt, "0th").first, -1);
  EXPECT_EQ(Read(OrdinalAt, "12").first, -1);
}

TEST(SpelledYearAtTest, ReadsPairsAndThousands) {
  EXPECT_EQ(Read(SpelledYearAt, "nineteen ninety-six"), std::pair(1996, 3));
  EXPECT_EQ(Read(SpelledYearAt, "two thousand"), std::pair(2000, 2));
  EXPECT_EQ(Read(SpelledYearAt, "two thousand and ten"), std::pair(2010, 4));
  EXPECT_EQ(Read(SpelledYearAt, "nineteen hundred"), std::pair(1900, 2));
  EXPECT_EQ(Read(SpelledYearAt, "nineteen men").first, -1);
  EXPECT_EQ(Read(SpelledYearAt, "six ninety").first, -1);
}

TEST(CardinalNamedTest, ReadsOneWord) {
  EXPECT_EQ(CardinalNamed("one"), 1);
  EXPECT_EQ(CardinalNamed("sixty"), 60);
  EXPECT_EQ(CardinalNamed("twenty-one"), 21);
  for (const std::string_view other : {"", "-", "twenty-", "twenty-ten", "one-two", "port"}) {
    EXPECT_EQ(CardinalNamed(other), std::nullopt) << other;
  }
}

TEST(MultiplierNamedTest, GoesFromDozenToTrillion) {
  EXPECT_EQ(MultiplierNamed("dozen"), 12);
  EXPECT_EQ(MultiplierNamed("trillion"), 1e12);
  EXPECT_EQ(MultiplierNamed("ten"), std::nullopt);
}

}  // namespace
}  // namespace onrecord::ingest
