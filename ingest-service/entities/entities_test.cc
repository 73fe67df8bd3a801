#include "ingest-service/entities/entities.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "ingest-service/text/hostile_texts.h"
namespace onrecord::ingest {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::vector<Entity> Find(std::string_view text) { return FindEntities(ReadDocument(text)); }

std::vector<std::string> DisplayNames(std::string_view text) {
  std::vector<std::string> names;
  for (const Entity& entity : Find(text)) names.push_back(entity.display_name);
  return names;
}

TEST(FindEntitiesTest, JoinsSurnameWithFullName) {
  const std::vector<Entity> entities = Find(
      "The mayor asked Ingrid Solheim to wait. Then Mrs. Solheim left, and Solheim's car "
      "followed.");
  ASSERT_EQ(entities.size(), 1u);
  EXPECT_EQ(entities[0].display_name, "Ingrid Solheim");
  EXPECT_EQ(entities[0].type, SpeakerType::kPerson);
  EXPECT_EQ(entities[0].gender, Gender::kFemale);
  EXPECT_THAT(entities[0].aliases, ElementsAre("Solheim"));
  EXPECT_EQ(entities[0].mentions.size(), 3u);
}

TEST(FindEntitiesTest, JoinsEarlierSurnameWithLaterFullName) {
  EXPECT_THAT(DisplayNames("Nobody asked Solheim. It was Ingrid Solheim who paid."),
              ElementsAre("Ingrid Solheim"));
}

TEST(FindEntitiesTest, KeepsNamesakesApart) {
  EXPECT_THAT(DisplayNames("We met Ingrid Solheim and Peter Solheim."),
              ElementsAre("Ingrid Solheim", "Peter Solheim"));
}

TEST(FindEntitiesTest, DecidesNamesakesByFormOfAddress) {
  const std::vector<Entity> entities =
      Find("We met Ingrid Solheim and Peter Solheim. Later we saw Mr. Solheim.");
  ASSERT_EQ(entities.size(), 2u);
  EXPECT_EQ(entities[0].mentions.size(), 1u);
  EXPECT_EQ(entities[1].mentions.size(), 2u);
}

TEST(FindEntitiesTest, DecidesNamesakesByPronoun) {
  const std::vector<Entity> entities = Find(
      "We met Ingrid Solheim and Peter Solheim. Solheim said that she was tired. Solheim sold his "
      "boat.");
  ASSERT_EQ(entities.size(), 2u);
  EXPECT_EQ(entities[0].mentions.size(), 2u);
  EXPECT_EQ(entities[1].mentions.size(), 2u);
}

TEST(FindEntitiesTest, GivesSurnameToWhomSectionNames) {
  const std::vector<Entity> entities =
      Find("We met Peter Dahl. Then Dahl left.\n\n___\n\nWe met Karl Dahl. Then Dahl left again.");
  ASSERT_EQ(entities.size(), 2u);
  EXPECT_EQ(entities[1].display_name, "Karl Dahl");
  EXPECT_EQ(entities[1].mentions.size(), 2u);
}

TEST(FindEntitiesTest, KeepsTitledNamesakeFromLaterRelative) {
  EXPECT_THAT(DisplayNames("They asked President Solheim. Later Ingrid Solheim sang."),
              ElementsAre("Solheim", "Ingrid Solheim"));
}

TEST(FindEntitiesTest, PrefersNamesakeOfOwnSection) {
  const std::vector<Entity> entities = Find(
      "Then Karl Moe met Karl Moe. Moe left.\n\n___.\n\nThe envoy Quirin Moe spoke. Moe said he "
      "was glad.");
  ASSERT_EQ(entities.size(), 2u);
  EXPECT_EQ(entities[1].display_name, "Quirin Moe");
  EXPECT_EQ(entities[1].mentions.size(), 2u);
}

TEST(FindEntitiesTest, JoinsDoubleSurnameWithFullName) {
  EXPECT_THAT(DisplayNames("They met Ingrid Qart Solheim. Mrs. Qart Solheim left."),
              ElementsAre("Ingrid Qart Solheim"));
}

TEST(FindEntitiesTest, LearnsGenderFromPronoun) {
  const std::vector<Entity> entities = Find("They asked Qixi Solheim, who said she was tired.");
  ASSERT_EQ(entities.size(), 1u);
  EXPECT_EQ(entities[0].gender, Gender::kFemale);
}

TEST(FindEntitiesTest, ForgivesSlipInSurname) {
  EXPECT_THAT(DisplayNames("They asked Ingrid Schneider. Then Scheider said no."),
              ElementsAre("Ingrid Schneider"));
}

TEST(FindEntitiesTest, JoinsShortAndLongGivenName) {
  EXPECT_THAT(DisplayNames("We met Bob Garrow, whom the court calls Robert Garrow."),
              ElementsAre("Bob Garrow"));
}

TEST(FindEntitiesTest, JoinsAcronymWithOrganization) {
  const std::vector<Entity> entities =
      Find("It is up to the Northern Fisheries Board (NFB) now. Ships wait for the NFB.");
  ASSERT_EQ(entities.size(), 1u);
  EXPECT_EQ(entities[0].display_name, "Northern Fisheries Board");
  EXPECT_THAT(entities[0].aliases, ElementsAre("NFB"));
}

TEST(FindEntitiesTest, CollectsRolesOnce) {
  const std::vector<Entity> entities = Find(
      "Then Senator Ingrid Solheim, the committee's treasurer, spoke. Later Senator Solheim left.");
  ASSERT_EQ(entities.size(), 1u);
  EXPECT_THAT(entities[0].roles, ElementsAre("Senator", "committee's treasurer"));
}

TEST(FindEntitiesTest, FindsNothingInEmptyText) { EXPECT_THAT(Find(""), IsEmpty()); }

TEST(FindEntitiesTest, StaysLinearOnNamesakesWithoutEnd) {
  std::string text;
  for (int i = 0; i < 40000; ++i) text += "we met Ann Q" + std::to_string(i % 7) + "x Moe, ";
  EXPECT_FALSE(Find(text).empty());
}

class HostileEntitiesTest : public ::testing::TestWithParam<std::string_view> {};

TEST_P(HostileEntitiesTest, AreReadToTheirEnd) {
  const std::string text = HostileText(GetParam(), "Lena Osei met Karl Brandt in Lund. ");
  EXPECT_FALSE(Find(text).empty());
}

INSTANTIATE_TEST_SUITE_P(Units, HostileEntitiesTest, ::testing::ValuesIn(kHostileUnits));

}  // namespace
}  // namespace onrecord::ingest
