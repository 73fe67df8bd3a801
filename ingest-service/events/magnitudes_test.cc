#include "ingest-service/events/magnitudes.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace onrecord::ingest {
namespace {

using ::testing::IsEmpty;
using ::testing::SizeIs;

std::vector<Magnitude> Find(std::string_view text) {
  const std::vector<Word> words = ReadWords(text);
  return FindMagnitudes(words, 0, static_cast<int>(words.size()));
}

TEST(FindMagnitudesTest, CountsPeople) {
  const std::vector<Magnitude> magnitudes = Find("It hurt 1,200 people.");
  ASSERT_THAT(magnitudes, SizeIs(1));
  EXPECT_EQ(magnitudes[0].value, 1200);
  EXPECT_EQ(magnitudes[0].unit, "people");
  EXPECT_EQ(magnitudes[0].span, (Span{8, 20}));
}

TEST(FindMagnitudesTest, MultipliesMoney) {
  const std::vector<Magnitude> magnitudes = Find("a gift of $3.5 million to the port");
  ASSERT_THAT(magnitudes, SizeIs(1));
  EXPECT_EQ(magnitudes[0].value, 3.5e6);
  EXPECT_EQ(magnitudes[0].unit, "dollars");
}

TEST(FindMagnitudesTest, ReadsNumberWords) { EXPECT_EQ(Find("two armed sailors").at(0).value, 2); }

TEST(FindMagnitudesTest, ReadsShortSumsOfMoney) {
  EXPECT_EQ(Find("worth $3bn in all").at(0).value, 3e9);
  EXPECT_EQ(Find("a fine of €1.5m").at(0).value, 1.5e6);
  EXPECT_THAT(Find("the 5x of it"), IsEmpty());
}

TEST(FindMagnitudesTest, CountsWhatWasDoneToPeople) {
  const std::vector<Magnitude> magnitudes =
      Find("left 12 dead, two wounded and killed at least 30.");
  ASSERT_THAT(magnitudes, SizeIs(3));
  EXPECT_EQ(magnitudes[0].unit, "dead");
  EXPECT_EQ(magnitudes[1].unit, "wounded");
  EXPECT_EQ(magnitudes[2].value, 30);
  EXPECT_EQ(magnitudes[2].unit, "people");
  EXPECT_EQ(magnitudes[2].span, (Span{46, 48}));
}

TEST(FindMagnitudesTest, LeavesTimesOut) {
  EXPECT_THAT(Find("in 2019 and for three years on March 12"), IsEmpty());
}

TEST(FindMagnitudesTest, DropsNumbersBeyondCounting) {
  std::string text = "two";
  for (int i = 0; i < 200; ++i) text += " hundred";
  EXPECT_THAT(Find(text + " sailors and 12 ships"), SizeIs(1));
  EXPECT_THAT(Find("$3" + text.substr(3)), IsEmpty());
}

TEST(FindMagnitudesTest, GoesOnBehindNumberWithoutCount) {
  EXPECT_EQ(Find("two hundred or twelve ships").at(0).value, 12);
}

}  // namespace
}  // namespace onrecord::ingest
