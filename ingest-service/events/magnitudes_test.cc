#include "ingest-service/events/magnitudes.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace onrecord::ingest {
namespace {

using ::testing::IsEmpty;
using ::testing::SizeIs;

std::vector<Magnitude> Find(std::string_view text) {
  const std::vector<Word> words = ReadWords(text);
  return FindMagnitudes(words, 0, static_cast<int>(words.size()), {});
}

// Those beside the time that stands at `time_words`.
std::vector<Magnitude> FindBeside(std::string_view text, std::string_view time_words) {
  const std::vector<Word> words = ReadWords(text);
  EventTime time;
  time.span.begin = static_cast<int32_t>(text.find(time_words));
  time.span.end = time.span.begin + static_cast<int32_t>(time_words.size());
  return FindMagnitudes(words, 0, static_cast<int>(words.size()), absl::MakeConstSpan(&time, 1));
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

TEST(FindMagnitudesTest, ReadsNumberWords) {
  EXPECT_EQ(Find("two armed sailors").at(0).value, 2);
  EXPECT_EQ(Find("killed sixty people").at(0).value, 60);
  EXPECT_EQ(Find("twenty-one miners").at(0).value, 21);
  EXPECT_EQ(Find("two dozen ships").at(0).value, 24);
}

TEST(FindMagnitudesTest, OneCountsPeopleOnly) {
  const std::vector<Magnitude> magnitudes = Find("One person was killed.");
  ASSERT_THAT(magnitudes, SizeIs(1));
  EXPECT_EQ(magnitudes[0].value, 1);
  EXPECT_EQ(magnitudes[0].unit, "person");
  EXPECT_EQ(Find("left one dead").at(0).unit, "dead");
  EXPECT_THAT(Find("no one knows one of the ships"), IsEmpty());
}

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
  EXPECT_THAT(FindBeside("the 2016 candidates", "2016"), IsEmpty());
  EXPECT_THAT(FindBeside("the Sept. 11 attacks", "Sept. 11"), IsEmpty());
  EXPECT_THAT(FindBeside("On May 5 protesters came.", "May 5"), IsEmpty());
  EXPECT_THAT(FindBeside("On May 5 nine protesters came.", "May 5"), SizeIs(1));
  EXPECT_THAT(FindBeside("12 ships came on May 5.", "May 5"), SizeIs(1));
}

TEST(FindMagnitudesTest, LeavesDurationsOut) {
  EXPECT_THAT(Find("for three decades and 12 hours talks went on two times"), IsEmpty());
}

TEST(FindMagnitudesTest, SmallWordsAreNotCounted) {
  EXPECT_THAT(Find("March 12 this year, 30 was and 40 across"), IsEmpty());
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
