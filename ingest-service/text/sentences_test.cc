#include "ingest-service/text/sentences.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <string>

namespace onrecord::ingest {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::vector<std::string> Sentences(std::string_view text) {
  std::vector<std::string> surfaces;
  for (const Span& span : FindSentences(text, {0, static_cast<int32_t>(text.size())})) {
    surfaces.emplace_back(Surface(text, span));
  }
  return surfaces;
}

TEST(SentencesTest, StopAndSpaceEnd) {
  EXPECT_THAT(Sentences(" The port closed. Why? Nobody knew! It rained "),
              ElementsAre("The port closed.", "Why?", "Nobody knew!", "It rained"));
  EXPECT_THAT(Sentences("  \t "), IsEmpty());
}

TEST(SentencesTest, TitlesAndInitialsDoNotEnd) {
  EXPECT_THAT(
      Sentences("Mr. Osei met Sen. J. B. Harlow and St. Paul officials. Dr. Kim left."),
      ElementsAre("Mr. Osei met Sen. J. B. Harlow and St. Paul officials.", "Dr. Kim left."));
}

TEST(SentencesTest, AcronymEndsOnlyBeforeStarter) {
  EXPECT_THAT(
      Sentences("He left the U.S. The visit to the U.S. Senate ended at 5 p.m. Friday."),
      ElementsAre("He left the U.S.", "The visit to the U.S. Senate ended at 5 p.m. Friday."));
}

TEST(SentencesTest, MonthAbbreviatesBeforeFigure) {
  EXPECT_THAT(Sentences("Talks on Jan. 5 failed. They met in Jan. Everyone left No. 10."),
              ElementsAre("Talks on Jan. 5 failed.", "They met in Jan.", "Everyone left No. 10."));
}

TEST(SentencesTest, CompaniesAndStatesNeedStarter) {
  EXPECT_THAT(
      Sentences("Acme Inc. Chairman Bo Li, of Tampa, Fla., left. He runs Acme Inc. The end."),
      ElementsAre("Acme Inc. Chairman Bo Li, of Tampa, Fla., left.", "He runs Acme Inc.",
                  "The end."));
}

TEST(SentencesTest, DecimalsAndItemNumbersHold) {
  EXPECT_THAT(Sentences("Prices rose 3.5 percent to $4.20. Pay fell."),
              ElementsAre("Prices rose 3.5 percent to $4.20.", "Pay fell."));
  EXPECT_THAT(Sentences("12. Fix the roads"), ElementsAre("12. Fix the roads"));
  EXPECT_THAT(Sentences("He was born in 1961. Then he left."),
              ElementsAre("He was born in 1961.", "Then he left."));
}

TEST(SentencesTest, EllipsisEndsBeforeCapitalOnly) {
  EXPECT_THAT(Sentences("We tried ... and failed… Then we left."),
              ElementsAre("We tried ... and failed…", "Then we left."));
}

TEST(SentencesTest, ClosingMarksBelongToSentence) {
  EXPECT_THAT(Sentences("“We won.” She left. (It rained.) 'Why.' Over."),
              ElementsAre("“We won.”", "She left.", "(It rained.)", "'Why.'", "Over."));
}

TEST(SentencesTest, QuotedQuestionRunsOnIntoReporter) {
  EXPECT_THAT(Sentences("“Why?” she asked. “Who?” Maria Lindqvist asked. “Never!” Crowds cheered."),
              ElementsAre("“Why?” she asked.", "“Who?” Maria Lindqvist asked.", "“Never!”",
                          "Crowds cheered."));
}

TEST(SentencesTest, WideStopNeedsNoSpace) {
  EXPECT_THAT(Sentences("彼は来た。「行く。」と言った。"),
              ElementsAre("彼は来た。", "「行く。」", "と言った。"));
}

TEST(SentencesTest, TakesLinearTime) {
  std::string text;
  while (text.size() < (1u << 20)) text += "a.";
  const auto begin = std::chrono::steady_clock::now();
  EXPECT_EQ(FindSentences(text, {0, static_cast<int32_t>(text.size())}).size(), 1u);
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(2));
}

}  // namespace
}  // namespace onrecord::ingest
