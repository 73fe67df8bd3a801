#include "ingest-service/attribution/nested_cues.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <string_view>

namespace onrecord::ingest {
namespace {

// The lemma of the verb that `lower` is a form of, with what the form may be.
std::string Form(std::string_view lower) {
  const NestedVerb* const verb = FindNestedVerb(lower);
  if (verb == nullptr) return "none";
  std::string form(verb->lemma);
  if (verb->past) form += " past";
  if (verb->participle) form += " participle";
  return form;
}

TEST(FindNestedVerbTest, KnowsFormsOfRegularVerbs) {
  EXPECT_EQ(Form("claim"), "claim");
  EXPECT_EQ(Form("claims"), "claim");
  EXPECT_EQ(Form("claimed"), "claim past participle");
  EXPECT_EQ(Form("accuses"), "accuse");
  EXPECT_EQ(Form("accused"), "accuse past participle");
}

TEST(FindNestedVerbTest, SpellsEndingsAsEnglishDoes) {
  EXPECT_EQ(Form("denies"), "deny");
  EXPECT_EQ(Form("denied"), "deny past participle");
  EXPECT_EQ(Form("portrays"), "portray");
  EXPECT_EQ(Form("portrayed"), "portray past participle");
  EXPECT_EQ(Form("presses"), "press");
  EXPECT_EQ(Form("confesses"), "confess");
}

TEST(FindNestedVerbTest, TellsPastFromParticipleWhereTheyDiffer) {
  EXPECT_EQ(Form("said"), "say past participle");
  EXPECT_EQ(Form("wrote"), "write past");
  EXPECT_EQ(Form("written"), "write participle");
  EXPECT_EQ(Form("forecast"), "forecast past participle");
}

TEST(FindNestedVerbTest, DoesNotInflectIrregularVerbsByRule) {
  EXPECT_EQ(Form("sayed"), "none");
  EXPECT_EQ(Form("admited"), "none");
  EXPECT_EQ(Form("admitted"), "admit past participle");
}

TEST(FindNestedVerbTest, FormsHaveKindAndFramesOfTheirVerb) {
  for (const std::string_view form : {"urge", "urges", "urged"}) {
    const NestedVerb* const verb = FindNestedVerb(form);
    ASSERT_NE(verb, nullptr) << form;
    EXPECT_EQ(verb->kind, PositionKind::kDemand) << form;
    EXPECT_EQ(verb->frames, kClause | kTellingTo) << form;
  }
}

TEST(FindNestedVerbTest, KnowsFiniteFormsInLowerCaseOnly) {
  for (const std::string_view other : {"saying", "Said", "SAID", "sail", "sa", "claimé", ""}) {
    EXPECT_EQ(FindNestedVerb(other), nullptr) << other;
  }
}

TEST(FindNestedNounTest, KnowsSingularAndPlural) {
  for (const std::string_view form : {"allegation", "allegations"}) {
    const NestedNoun* const noun = FindNestedNoun(form);
    ASSERT_NE(noun, nullptr) << form;
    EXPECT_EQ(noun->kind, PositionKind::kAccusation) << form;
    EXPECT_EQ(noun->frames, kClause) << form;
  }
  EXPECT_NE(FindNestedNoun("theories"), nullptr);
  EXPECT_NE(FindNestedNoun("testimonies"), nullptr);
  EXPECT_EQ(FindNestedNoun("theorys"), nullptr);
}

TEST(FindNestedNounTest, SomeTakeInfinitivesSomeOnlyThose) {
  ASSERT_NE(FindNestedNoun("promise"), nullptr);
  EXPECT_EQ(FindNestedNoun("promise")->frames, kClause | kInfinitive);
  ASSERT_NE(FindNestedNoun("refusal"), nullptr);
  EXPECT_EQ(FindNestedNoun("refusal")->frames, kInfinitive);
}

TEST(FindNestedNounTest, KnowsNoOtherWord) {
  for (const std::string_view other : {"bridge", "Claim", "claiming", "théorie", ""}) {
    EXPECT_EQ(FindNestedNoun(other), nullptr) << other;
  }
}

TEST(PrepositionOfTest, GoesByLemma) {
  EXPECT_EQ(PrepositionOf("call"), "for");
  EXPECT_EQ(PrepositionOf("insist"), "on");
  EXPECT_EQ(PrepositionOf("called"), "");
  EXPECT_EQ(PrepositionOf("say"), "");
  EXPECT_EQ(PrepositionOf(""), "");
}

// A preposition would be of no use to a verb that is never found.
TEST(PrepositionOfTest, EachVerbWithOneIsKnown) {
  for (const std::string_view lemma :
       {"call", "insist", "warn", "complain", "object", "confess", "agree", "boast", "admit"}) {
    EXPECT_FALSE(PrepositionOf(lemma).empty()) << lemma;
    EXPECT_EQ(Form(lemma), lemma);
  }
}

}  // namespace
}  // namespace onrecord::ingest
