#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "ingest-service/entities/entities.h"
#include "ingest-service/text/hostile_texts.h"
#include "ingest-service/text/words.h"

namespace onrecord::ingest {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

// An article and its resolver; sources are named by their words.
class SpeakerResolverTest : public ::testing::Test {
 protected:
  void Read(std::string text) {
    text_ = std::move(text);
    document_ = ReadDocument(text_);
    resolver_ = std::make_unique<SpeakerResolver>(document_, FindEntities(document_));
  }

  // The words from `source` on, which come after `after`.
  Span Find(std::string_view source, std::string_view after = "") const {
    const size_t from = after.empty() ? 0 : text_.find(after) + after.size();
    const auto begin = static_cast<int32_t>(text_.find(source, from));
    return {begin, begin + static_cast<int32_t>(source.size())};
  }

  std::vector<std::string> Speakers(Span source, std::vector<int> quoted = {}) {
    std::vector<std::string> names;
    for (const int entity : resolver_->ResolveSource({source}, quoted)) {
      names.push_back(resolver_->entities()[entity].display_name);
    }
    return names;
  }

  std::string text_;
  Document document_;
  std::unique_ptr<SpeakerResolver> resolver_;
};

TEST_F(SpeakerResolverTest, LinksPronounToSpeakerOfItsGender) {
  Read("Ingrid Solheim said the port was safe. Peter Dahl disagreed. She said it again.");
  EXPECT_THAT(Speakers(Find("Ingrid Solheim")), ElementsAre("Ingrid Solheim"));
  EXPECT_THAT(Speakers(Find("She")), ElementsAre("Ingrid Solheim"));
}

TEST_F(SpeakerResolverTest, LinksPronounToLatestSpeaker) {
  Read("Peter Dahl said no. The boat belongs to Karl Moe. He said it was late.");
  EXPECT_THAT(Speakers(Find("Peter Dahl")), ElementsAre("Peter Dahl"));
  EXPECT_THAT(Speakers(Find("He")), ElementsAre("Peter Dahl"));
}

TEST_F(SpeakerResolverTest, IgnoresNamesInsideQuotationsForPronounsOutside) {
  Read("Peter Dahl left. \"Karl Moe is a fool,\" he said.");
  EXPECT_THAT(Speakers(Find("he")), ElementsAre("Peter Dahl"));
}

TEST_F(SpeakerResolverTest, LearnsNoGenderFromWordsThatOthersQuote) {
  Read("Quirin Dahl said no. He was firm. \"She knows it,\" Dahl said.");
  EXPECT_THAT(Speakers(Find("Quirin Dahl")), ElementsAre("Quirin Dahl"));
  EXPECT_THAT(Speakers(Find("He")), ElementsAre("Quirin Dahl"));
}

TEST_F(SpeakerResolverTest, ResolvesCoordinatedNames) {
  Read("Ingrid Solheim and Peter Dahl said so. They said more.");
  EXPECT_THAT(Speakers(Find("Ingrid Solheim and Peter Dahl")),
              ElementsAre("Ingrid Solheim", "Peter Dahl"));
  EXPECT_THAT(Speakers(Find("They")), ElementsAre("Ingrid Solheim", "Peter Dahl"));
}

TEST_F(SpeakerResolverTest, LinksDescriptionToRole) {
  Read("The port's director, Ingrid Solheim, left. Then the director said goodbye.");
  EXPECT_THAT(Speakers(Find("the director")), ElementsAre("Ingrid Solheim"));
}

TEST_F(SpeakerResolverTest, CreditsStatementToWhoseItIs) {
  Read("Ingrid Solheim left. Peter Dahl's brief said no. Her statement said yes.");
  EXPECT_THAT(Speakers(Find("Peter Dahl's brief")), ElementsAre("Peter Dahl"));
  EXPECT_THAT(Speakers(Find("Her statement")), ElementsAre("Ingrid Solheim"));
}

TEST_F(SpeakerResolverTest, CutsDescriptionBeforeWhatItsPeopleDo) {
  Read("Voters of the north waiting in line said so.");
  EXPECT_THAT(Speakers(Find("Voters of the north waiting in line")),
              ElementsAre("Voters of the north"));
}

TEST_F(SpeakerResolverTest, KeepsUnnamedSourcesApart) {
  Read("A senior official said no. Later a senior official said yes. The official was firm.");
  const std::vector<int> first = resolver_->ResolveSource({Find("A senior official")});
  const std::vector<int> second = resolver_->ResolveSource({Find("a senior official")});
  EXPECT_NE(first, second);
  EXPECT_EQ(resolver_->ResolveSource({Find("The official")}), second);
  EXPECT_EQ(resolver_->entities()[first[0]].type, SpeakerType::kUnnamed);
}

TEST_F(SpeakerResolverTest, TypesDescriptions) {
  Read("Voters said so, two officials said so, a study said so.");
  const auto type = [&](std::string_view source) {
    return resolver_->entities()[resolver_->ResolveSource({Find(source)}).at(0)].type;
  };
  EXPECT_EQ(type("Voters"), SpeakerType::kGroup);
  EXPECT_EQ(type("two officials"), SpeakerType::kUnnamed);
  EXPECT_EQ(type("a study"), SpeakerType::kOther);
}

TEST_F(SpeakerResolverTest, TakesFirstPersonForSpeakerOrAuthor) {
  Read("\"I never knew,\" Peter Dahl said. But I doubt it.");
  const std::vector<int> dahl = resolver_->ResolveSource({Find("Peter Dahl")});
  EXPECT_EQ(resolver_->ResolveSource({Find("I")}, dahl), dahl);
  const std::vector<int> author = resolver_->ResolveSource({Find("I", "But ")});
  EXPECT_EQ(resolver_->entities()[author.at(0)].type, SpeakerType::kAuthor);
}

TEST_F(SpeakerResolverTest, NamesOwnedOrganizationAfterOwner) {
  Read("Ingrid Solheim smiled. Her campaign said thanks. The Solheim campaign said more.");
  EXPECT_THAT(Speakers(Find("Her campaign")), ElementsAre("Solheim campaign"));
  EXPECT_THAT(Speakers(Find("The Solheim campaign")), ElementsAre("Solheim campaign"));
}

TEST_F(SpeakerResolverTest, PrefersSpeakerOfSentenceOverItsObjects) {
  Read("Peter Dahl blasted Karl Moe as a fool. \"He is late,\" he said.");
  Speakers(Find("Peter Dahl"));
  EXPECT_THAT(Speakers(Find("he", "late,\"")), ElementsAre("Peter Dahl"));
}

TEST_F(SpeakerResolverTest, LooksAheadFromOpeningClause) {
  Read("Karl Moe left. After saying that he was late, Peter Dahl left as well.");
  EXPECT_THAT(Speakers(Find("he", "that ")), ElementsAre("Peter Dahl"));
}

TEST_F(SpeakerResolverTest, KeepsPronounsWithinTheirSection) {
  Read("Peter Dahl spoke.\n\n___\n\nKarl Moe waits. He said so.");
  Speakers(Find("Peter Dahl"));
  EXPECT_THAT(Speakers(Find("He")), ElementsAre("Karl Moe"));
}

TEST_F(SpeakerResolverTest, TakesNoPluralForOnePerson) {
  Read("Peter Dahl spoke. Two lawyers disagreed. He said so.");
  Speakers(Find("Two lawyers"));
  EXPECT_THAT(Speakers(Find("He")), ElementsAre("Peter Dahl"));
}

TEST_F(SpeakerResolverTest, ContinuesNameOverApposition) {
  Read("They met Peter Dahl, a pilot at the Port Authority, who said so.");
  EXPECT_THAT(Speakers(Find("who")), ElementsAre("Peter Dahl"));
}

TEST_F(SpeakerResolverTest, ContinuesDescriptionBeforeRelativePronoun) {
  Read("They met three members of the crew who said so.");
  EXPECT_THAT(Speakers(Find("who")), ElementsAre("three members of the crew"));
}

TEST_F(SpeakerResolverTest, ParaphrasesWhomTheTextIsAbout) {
  Read("Peter Dahl smiled. The Ohio businessman said thanks.");
  EXPECT_THAT(Speakers(Find("The Ohio businessman")), ElementsAre("Peter Dahl"));
}

TEST_F(SpeakerResolverTest, DoesNotParaphraseAgainstParty) {
  Read(
      "Libertarian candidate Karl Moe waited. Peter Dahl smiled at Moe. Moe waved. The Republican "
      "candidate said thanks.");
  EXPECT_THAT(Speakers(Find("The Republican candidate")), ElementsAre("Peter Dahl"));
}

TEST_F(SpeakerResolverTest, NamesWhomOpeningDescribes) {
  Read("A judge has closed the port, saying it was late.\n\nJudge Karl Moe ruled on Monday.");
  EXPECT_THAT(Speakers(Find("A judge")), ElementsAre("Karl Moe"));
}

TEST_F(SpeakerResolverTest, KeepsOfficialsOfOpeningUnnamed) {
  Read("A senior official said no.\n\nPort official Karl Moe smiled.");
  EXPECT_THAT(Speakers(Find("A senior official")), ElementsAre("A senior official"));
}

TEST_F(SpeakerResolverTest, LinksTwoMenToTheTwoNamed) {
  Read("Peter Dahl met Karl Moe. The two men said so.");
  EXPECT_THAT(Speakers(Find("The two men")), ElementsAre("Peter Dahl", "Karl Moe"));
}

TEST_F(SpeakerResolverTest, SignsForTheAuthor) {
  Read("I doubt it.\n\nAnna Okafor is a pilot.");
  const std::vector<int> author = resolver_->ResolveSource({Find("I")});
  EXPECT_EQ(resolver_->entities()[author.at(0)].display_name, "Anna Okafor");
  EXPECT_EQ(resolver_->entities()[author.at(0)].type, SpeakerType::kAuthor);
}

TEST_F(SpeakerResolverTest, DropsTimeBehindDescription) {
  Read("A study released last month said so.");
  EXPECT_THAT(Speakers(Find("A study released last month")), ElementsAre("A study"));
}

TEST_F(SpeakerResolverTest, KeepsExamplesOfGroup) {
  Read("Some pilots, including Peter Dahl, said so.");
  EXPECT_THAT(Speakers(Find("Some pilots, including Peter Dahl,")),
              ElementsAre("Some pilots, including Peter Dahl"));
}

TEST_F(SpeakerResolverTest, AnswersSameSourceTheSameWay) {
  Read("A pilot said so.");
  EXPECT_EQ(resolver_->ResolveSource({Find("A pilot")}),
            resolver_->ResolveSource({Find("A pilot")}));
}

TEST_F(SpeakerResolverTest, FindsNobodyInEmptySource) {
  Read("\"Nobody spoke.\"");
  EXPECT_THAT(resolver_->ResolveSource({}), IsEmpty());
  EXPECT_THAT(resolver_->ResolveSource({Span{0, 1}}), IsEmpty());
}

TEST_F(SpeakerResolverTest, HandsOverMentionsInOrder) {
  Read("Ingrid Solheim spoke. She said so. Solheim left.");
  Speakers(Find("She"));
  const std::vector<Entity> entities = resolver_->TakeEntities();
  ASSERT_THAT(entities, SizeIs(1));
  EXPECT_THAT(entities[0].mentions,
              ElementsAre(Mention{Find("Ingrid Solheim"), MentionForm::kName},
                          Mention{Find("She"), MentionForm::kPronoun},
                          Mention{Find("Solheim", "so. "), MentionForm::kName}));
}

TEST_F(SpeakerResolverTest, StaysLinearOnPronounsWithoutEnd) {
  std::string text = "Peter Dahl spoke. ";
  for (int i = 0; i < 50000; ++i) text += "He said so. ";
  Read(text);
  for (int i = 0; i < 50000; ++i) {
    const int32_t begin = 18 + i * 12;
    ASSERT_EQ(resolver_->ResolveSource({Span{begin, begin + 2}}), std::vector<int>{0});
  }
}

TEST_F(SpeakerResolverTest, BoundsChainOfOwners) {
  Read(HostileText("whose dog ", "Peter Dahl left. "));
  EXPECT_THAT(
      Speakers({static_cast<int32_t>(text_.size()) - 10, static_cast<int32_t>(text_.size()) - 1}),
      SizeIs(1));
}

TEST_F(SpeakerResolverTest, BoundsEntitiesOfOneSource) {
  std::string source;
  for (char c = 'A'; c <= 'X'; ++c) {
    source += std::string(source.empty() ? "" : " and ") + "Peter " + c + std::string("ahl");
  }
  Read(source + " said so. They said more.");
  EXPECT_THAT(Speakers(Find(source)), SizeIs(16));
  EXPECT_THAT(Speakers(Find("They")), SizeIs(16));
}

class HostileSourcesTest : public SpeakerResolverTest,
                           public ::testing::WithParamInterface<std::string_view> {};

TEST_P(HostileSourcesTest, AreResolvedToTheirEnd) {
  constexpr int kWordsOfSource = 8;
  Read(HostileText(GetParam(), "Ingrid Solheim and Peter Dahl of the Port Authority said so. "));
  const std::vector<Word> words = ReadWords(text_);
  for (size_t i = 0; i + kWordsOfSource < words.size(); i += kWordsOfSource) {
    resolver_->ResolveSource({{words[i].span.begin, words[i + kWordsOfSource - 1].span.end}});
    resolver_->ResolveParticipant(words[i + 1].span);
  }
  EXPECT_FALSE(resolver_->TakeEntities().empty());
}

INSTANTIATE_TEST_SUITE_P(Units, HostileSourcesTest, ::testing::ValuesIn(kHostileUnits));

}  // namespace
}  // namespace onrecord::ingest
