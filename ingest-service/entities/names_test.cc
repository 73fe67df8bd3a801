#include "ingest-service/entities/names.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace onrecord::ingest {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::vector<Name> Names(std::string_view text) {
  return FindNames(ReadDocument(text), ReadWords(text));
}

std::vector<std::string> Surfaces(std::string_view text) {
  std::vector<std::string> surfaces;
  for (const Name& name : Names(text)) surfaces.emplace_back(Surface(text, name.span));
  return surfaces;
}

TEST(FindNamesTest, LeavesTitlesOffTheName) {
  const std::string_view text = "The vote went to Senate Minority Leader Harry Reid.";
  const std::vector<Name> names = Names(text);
  ASSERT_EQ(names.size(), 1u);
  EXPECT_EQ(Surface(text, names[0].span), "Harry Reid");
  EXPECT_EQ(Surface(text, names[0].title), "Senate Minority Leader");
  EXPECT_EQ(names[0].type, SpeakerType::kPerson);
}

TEST(FindNamesTest, TakesGenderFromFormOfAddress) {
  const std::vector<Name> names = Names("Nobody asked Mrs. Okafor.");
  ASSERT_EQ(names.size(), 1u);
  EXPECT_EQ(names[0].gender, Gender::kFemale);
  EXPECT_TRUE(names[0].title.empty());
}

TEST(FindNamesTest, KeepsParticlesInitialsAndNicknames) {
  EXPECT_THAT(Surfaces("They met Ursula von der Leyen and George W. Bush."),
              ElementsAre("Ursula von der Leyen", "George W. Bush"));
  EXPECT_THAT(Surfaces("They met Robert C. \"Bobby\" Scott there."),
              ElementsAre("Robert C. \"Bobby\" Scott"));
}

TEST(FindNamesTest, KeepsConnectingWordsOfOrganizations) {
  const std::string_view text =
      "It asked the Committee for a Responsible Budget and the Bank of Ruritania.";
  EXPECT_THAT(Surfaces(text),
              ElementsAre("Committee for a Responsible Budget", "Bank of Ruritania"));
  EXPECT_EQ(Names(text)[0].type, SpeakerType::kOrganization);
}

TEST(FindNamesTest, IgnoresCapitalsThatBeginSentences) {
  EXPECT_THAT(Surfaces("Officials met. Talks went on. After that, silence fell."), IsEmpty());
}

TEST(FindNamesTest, ConfirmsFirstWordByRestOfArticle) {
  EXPECT_THAT(Surfaces("Vasquez left. The crew liked Vasquez."), ElementsAre("Vasquez", "Vasquez"));
}

TEST(FindNamesTest, ReadsOnlyKnownNamesInHeadlines) {
  EXPECT_THAT(
      Surfaces(
          "Harbour Strike Ends After Lindqvist Yields\n\nThe director, Maria Lindqvist, gave in."),
      ElementsAre("Lindqvist", "Maria Lindqvist"));
}

TEST(FindNamesTest, LeavesDatesAndOfficesOut) {
  EXPECT_THAT(Surfaces("On Monday the President and the Secretary of State flew out in May."),
              IsEmpty());
}

TEST(FindNamesTest, TypesCountriesAndPeoples) {
  const std::vector<Name> names = Names("It was a day when Germany and the Republicans agreed.");
  ASSERT_EQ(names.size(), 2u);
  EXPECT_EQ(names[0].type, SpeakerType::kGovernment);
  EXPECT_EQ(names[1].type, SpeakerType::kGroup);
}

TEST(FindNamesTest, KeepsSurnameThatIsAlsoTitle) {
  EXPECT_THAT(Surfaces("They met Mr. King there."), ElementsAre("King"));
}

TEST(FindNamesTest, SpellsAcronymOutOfWordsBeforeIt) {
  EXPECT_THAT(Surfaces("It asked the Alliance to Rebuild Our Harbours (AROH) for help."),
              ElementsAre("Alliance to Rebuild Our Harbours", "AROH"));
}

TEST(FindNamesTest, TakesPartyOfCommitteeForNoTitle) {
  EXPECT_THAT(Surfaces("It asked the Republican National Committee."),
              ElementsAre("Republican National Committee"));
}

// A mention of `words` in `text`.
NameMention MentionOf(std::string_view text, std::string_view words, MentionType type) {
  const auto begin = static_cast<int32_t>(text.find(words));
  return {{begin, begin + static_cast<int32_t>(words.size())}, type, 0.9f};
}

TEST(FindNamesTest, FollowsMentionsOverCapitals) {
  const std::string_view text = "They Warned Of President Ida Holm And Zero Hedge.";
  const std::vector<NameMention> mentions = {
      MentionOf(text, "Ida Holm", MentionType::kPerson),
      MentionOf(text, "Zero Hedge", MentionType::kOrganization)};
  const std::vector<Name> names = FindNames(ReadDocument(text), ReadWords(text), mentions);
  ASSERT_EQ(names.size(), 2u);
  EXPECT_EQ(Surface(text, names[0].span), "Ida Holm");
  EXPECT_EQ(Surface(text, names[0].title), "President");
  EXPECT_EQ(names[1].type, SpeakerType::kOrganization);
}

TEST(FindNamesTest, CutsTitleOffMention) {
  const std::string_view text = "They met Senator Holm.";
  const std::vector<Name> names =
      FindNames(ReadDocument(text), ReadWords(text),
                {{MentionOf(text, "Senator Holm", MentionType::kPerson)}});
  ASSERT_EQ(names.size(), 1u);
  EXPECT_EQ(Surface(text, names[0].span), "Holm");
}

TEST(FindNamesTest, LeavesDatesAndAdjectivesOfMentionsOut) {
  const std::string_view text = "On Monday German voters met the Germans.";
  const std::vector<NameMention> mentions = {MentionOf(text, "Monday", MentionType::kDate),
                                             MentionOf(text, "German", MentionType::kNationality),
                                             MentionOf(text, "Germans", MentionType::kNationality)};
  const std::vector<Name> names = FindNames(ReadDocument(text), ReadWords(text), mentions);
  ASSERT_EQ(names.size(), 1u);
  EXPECT_EQ(names[0].type, SpeakerType::kGroup);
}

TEST(FindNamesTest, FindsRepetitionsThatMentionsLack) {
  const std::string_view text = "They met Ida Holm. Later Holm left.";
  const std::vector<Name> names = FindNames(ReadDocument(text), ReadWords(text),
                                            {{MentionOf(text, "Ida Holm", MentionType::kPerson)}});
  ASSERT_EQ(names.size(), 2u);
  EXPECT_EQ(Surface(text, names[1].span), "Holm");
}

TEST(FindNamesTest, StaysLinearOnCapitalsWithoutEnd) {
  std::string text = "x ";
  for (int i = 0; i < 100000; ++i) text += "Qux ";
  EXPECT_FALSE(Names(text).empty());
}

}  // namespace
}  // namespace onrecord::ingest
