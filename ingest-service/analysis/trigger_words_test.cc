#include "ingest-service/analysis/trigger_words.h"

#include <gtest/gtest.h>

namespace onrecord::ingest {
namespace {

TriggerWords ReadAll(std::string_view trigger) {
  return ReadTriggerWords(trigger, {0, static_cast<int32_t>(trigger.size())});
}

std::string Head(std::string_view trigger) { return ReadAll(trigger).head; }

// Of the last word of `text`.
TriggerWords ReadLast(std::string_view text) {
  const auto begin = static_cast<int32_t>(text.rfind(' ') + 1);
  return ReadTriggerWords(text, {begin, static_cast<int32_t>(text.size())});
}

bool LastWordRefersBack(std::string_view text) { return ReadLast(text).refers_back; }

TEST(HeadWordTest, IsTheLastWordThatIsNoPreposition) {
  EXPECT_EQ(Head("Peace Talks"), "talks");
  EXPECT_EQ(Head("stepped down"), "stepped");
  EXPECT_EQ(Head("wouldn't accept"), "accept");
}

TEST(HeadWordTest, IsEmptyWithoutWords) {
  EXPECT_EQ(Head("9/11"), "");
  EXPECT_EQ(Head("—"), "");
  EXPECT_EQ(Head(""), "");
}

TEST(RefersBackTest, DeterminersAndOwnersDo) {
  EXPECT_TRUE(LastWordRefersBack("after the attack"));
  EXPECT_TRUE(LastWordRefersBack("That attack"));
  EXPECT_TRUE(LastWordRefersBack("of their secret meeting"));
  EXPECT_TRUE(LastWordRefersBack("Osei’s accusation"));
}

TEST(RefersBackTest, NothingElseDoes) {
  EXPECT_FALSE(LastWordRefersBack("an attack"));
  EXPECT_FALSE(LastWordRefersBack("the police of attack"));
  EXPECT_FALSE(LastWordRefersBack("the most violent armed attack"));
  EXPECT_FALSE(LastWordRefersBack("the men, attack"));
  EXPECT_FALSE(LastWordRefersBack("attack"));
}

TEST(RefersBackTest, OneMoreDoesNot) {
  EXPECT_FALSE(LastWordRefersBack("their second meeting"));
  EXPECT_FALSE(LastWordRefersBack("the latest attack"));
  EXPECT_FALSE(LastWordRefersBack("the next round"));
  EXPECT_FALSE(LastWordRefersBack("Osei's other arrest"));
  EXPECT_FALSE(LastWordRefersBack("the 2nd meeting"));
  constexpr std::string_view kText = "the latest attack";
  EXPECT_FALSE(ReadTriggerWords(kText, {4, 17}).refers_back);
}

TEST(RefersBackTest, ParticiplesDoNot) {
  EXPECT_FALSE(LastWordRefersBack("the president ordered"));
}

TEST(QualifierTest, IsTheWordBeforeTheTrigger) {
  EXPECT_EQ(ReadLast("their secret meeting").qualifier, "secret");
  EXPECT_EQ(ReadLast("a Republican debate").qualifier, "republican");
  EXPECT_EQ(ReadLast("the debate").qualifier, "");
  EXPECT_EQ(ReadLast("a debate").qualifier, "");
  EXPECT_EQ(ReadLast("in debate").qualifier, "");
  EXPECT_EQ(ReadLast("Osei's debate").qualifier, "");
}

TEST(NumberTest, ShowsInTheEnd) {
  EXPECT_EQ(ReadAll("attack").number, GrammaticalNumber::kSingular);
  EXPECT_EQ(ReadAll("protest march").number, GrammaticalNumber::kSingular);
  EXPECT_EQ(ReadAll("congress").number, GrammaticalNumber::kSingular);
  EXPECT_EQ(ReadAll("attacks").number, GrammaticalNumber::kPlural);
  EXPECT_EQ(ReadAll("attacked").number, GrammaticalNumber::kUnknown);
  EXPECT_EQ(ReadAll("9/11").number, GrammaticalNumber::kUnknown);
}

}  // namespace
}  // namespace onrecord::ingest
