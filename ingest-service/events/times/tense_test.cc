#include "ingest-service/events/times/tense.h"

#include <gtest/gtest.h>

namespace onrecord::ingest {
namespace {

// The tense at the token "Friday".
std::optional<Tense> AtFriday(std::string_view text) {
  const std::vector<Word> words = ReadWords(text);
  const TimeTokens tokens(words, 0, static_cast<int>(words.size()));
  const SentenceTenses tenses(tokens);
  int i = 0;
  while (i < tokens.size() && !tokens.Is(i, "friday")) ++i;
  return tenses.At(i);
}

TEST(SentenceTensesTest, NearestVerbBeforeDecides) {
  EXPECT_EQ(AtFriday("They met Friday."), Tense::kPast);
  EXPECT_EQ(AtFriday("They will meet Friday."), Tense::kFuture);
  EXPECT_EQ(AtFriday("He said they will meet Friday."), Tense::kFuture);
  EXPECT_EQ(AtFriday("He said Friday they will meet."), Tense::kPast);
  EXPECT_EQ(AtFriday("The talks are scheduled for Friday."), Tense::kFuture);
  EXPECT_EQ(AtFriday("It is expected to be completed Friday."), Tense::kFuture);
}

TEST(SentenceTensesTest, VerbBehindDecidesElse) {
  EXPECT_EQ(AtFriday("On Friday they met."), Tense::kPast);
  EXPECT_EQ(AtFriday("On Friday they will meet."), Tense::kFuture);
  EXPECT_EQ(AtFriday("On Friday again."), std::nullopt);
}

TEST(SentenceTensesTest, ParticiplesAndNounsTellNoTense) {
  EXPECT_EQ(AtFriday("It will be paid Friday."), Tense::kFuture);
  EXPECT_EQ(AtFriday("He will succeed her Friday."), Tense::kFuture);
  EXPECT_EQ(AtFriday("They announced the plan Friday."), Tense::kPast);
}

TEST(SentenceTensesTest, FutureInThePastLiesAhead) {
  EXPECT_EQ(AtFriday("They said it would begin Friday."), Tense::kFuture);
  EXPECT_EQ(AtFriday("They said it is to begin Friday."), Tense::kFuture);
}

TEST(SentenceTensesTest, DeadlineLiesAhead) {
  EXPECT_EQ(AtFriday("They agreed to meet before Friday."), Tense::kFuture);
  EXPECT_EQ(AtFriday("They met before Friday."), Tense::kPast);
}

TEST(SentenceTensesTest, SemicolonEndsReach) {
  EXPECT_EQ(AtFriday("They will meet; on Friday they spoke."), Tense::kPast);
}

}  // namespace
}  // namespace onrecord::ingest
