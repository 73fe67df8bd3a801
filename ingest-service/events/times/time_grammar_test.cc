#include "ingest-service/events/times/time_grammar.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace onrecord::ingest {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::vector<std::string> Expressions(std::string_view text) {
  const std::vector<Word> words = ReadWords(text);
  const TimeTokens tokens(words, 0, static_cast<int>(words.size()));
  std::vector<std::string> found;
  for (const ParsedTime& time : ParseTimes(tokens)) {
    const Span span{tokens[time.begin].span.begin, tokens[time.end - 1].span.end};
    found.emplace_back(Surface(text, span));
  }
  return found;
}

TEST(ParseTimesTest, ReadsLongestExpression) {
  EXPECT_THAT(Expressions("From March 3, 2024, to the end of last year he ran."),
              ElementsAre("March 3, 2024", "the end of last year"));
  EXPECT_THAT(Expressions("Late Saturday night and early Sunday he ran."),
              ElementsAre("Late Saturday night", "early Sunday"));
  EXPECT_THAT(Expressions("5 p.m. EST, Nov. 6, it began."), ElementsAre("5 p.m. EST, Nov. 6"));
}

TEST(ParseTimesTest, ReadsNeighboursApart) {
  EXPECT_THAT(Expressions("In March and April, 1998 and 1999."),
              ElementsAre("March", "April, 1998", "1999"));
  EXPECT_THAT(Expressions("Monday, Tuesday"), ElementsAre("Monday", "Tuesday"));
}

TEST(ParseTimesTest, LeavesDescriptionsAlone) {
  EXPECT_THAT(Expressions("The now-defunct group won the second half."), IsEmpty());
  EXPECT_THAT(Expressions("It was the last day of the talks."), IsEmpty());
  EXPECT_THAT(Expressions("Soon after he left."), IsEmpty());
}

class NoExpressionTest : public ::testing::TestWithParam<std::string_view> {};

TEST_P(NoExpressionTest, FindsNothing) { EXPECT_THAT(Expressions(GetParam()), IsEmpty()); }

INSTANTIATE_TEST_SUITE_P(OtherWords, NoExpressionTest,
                         ::testing::Values("They May leave and march on.", "Theresa May said so.",
                                           "April Ryan asked.", "The sun rose and he sat down.",
                                           "He came second in the second race.", "Prices fall.",
                                           "The fall of the wall followed.", "He won 15:20.",
                                           "The quarter-century-old treaty holds.",
                                           "As soon as he can."));

INSTANTIATE_TEST_SUITE_P(Numbers, NoExpressionTest,
                         ::testing::Values("About 2,000 people came.", "Some 1990 people came.",
                                           "They sent 2000 police.", "There were 1990 people.",
                                           "More than 2000 came.", "He paid $ 1990 for it.",
                                           "Two thousand men left.", "It is 1,998 miles away.",
                                           "No. 1990 won.", "He ran the 1500 meters.",
                                           "A PM spoke."));

// Behind the comma of a date that names no year.
TEST(ParseTimesTest, LeavesCountsBehindDatesAlone) {
  EXPECT_THAT(Expressions("In March, 1500 people came."), ElementsAre("March"));
  EXPECT_THAT(Expressions("In March, 1500 armed men came."), ElementsAre("March"));
  EXPECT_THAT(Expressions("On March 12, two thousand protesters came."), ElementsAre("March 12"));
  EXPECT_THAT(Expressions("On 12 March, 2000 people came."), ElementsAre("12 March"));
  EXPECT_THAT(Expressions("The Sept. 11, 2001 attacks came."), ElementsAre("Sept. 11, 2001"));
  EXPECT_THAT(Expressions("On October 12, 1492, ships came."), ElementsAre("October 12, 1492"));
  EXPECT_THAT(Expressions("In March 2014 protests began."), ElementsAre("March 2014"));
}

INSTANTIATE_TEST_SUITE_P(DurationsAndSets, NoExpressionTest,
                         ::testing::Values("He stayed for three years.", "It took two weeks.",
                                           "He comes every year.", "They meet each Friday.",
                                           "They meet Tuesday nights.", "A two-week trip.",
                                           "It grew over the past three years.",
                                           "It goes on within ten days."));

TEST(ParseTimesTest, ReadsEmptySentence) { EXPECT_THAT(Expressions(""), IsEmpty()); }

}  // namespace
}  // namespace onrecord::ingest
