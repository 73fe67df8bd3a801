#include "ingest-service/attribution/nested_reader.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "ingest-service/text/hostile_texts.h"

namespace onrecord::ingest {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

std::string Join(std::string_view text, const std::vector<Span>& spans) {
  std::string joined;
  for (const Span& span : spans) {
    if (!joined.empty()) joined += " ... ";
    joined += Surface(text, span);
  }
  return joined;
}

bool AnybodyMaySpeak(Span) { return true; }

// What is found within `content`, which the network attributed to somebody before it:
// "source | cue | content" each.
std::vector<std::string> Inside(const std::string& content,
                                absl::FunctionRef<bool(Span)> may_speak = AnybodyMaySpeak) {
  const std::string text = "Osei said " + content;
  const Document document = ReadDocument(text);
  Attribution outer = {{{0, 4}}, {{5, 9}}, {{10, static_cast<int32_t>(text.size())}}, 1.0f};
  std::vector<std::string> found;
  for (const Attribution& attribution :
       AddNestedAttributions(document, ReadWords(text), {outer}, may_speak)) {
    if (!attribution.by_rule) continue;
    found.push_back(Join(text, attribution.source) + " | " + Join(text, attribution.cue) + " | " +
                    Join(text, attribution.content));
  }
  return found;
}

TEST(NestedReaderTest, VerbTakesClause) {
  EXPECT_THAT(Inside("that police had told the court the car was stolen."),
              ElementsAre("police | told | the car was stolen"));
  EXPECT_THAT(Inside("the minister, Ana Costa, claimed on Friday that exports grew."),
              ElementsAre("the minister | claimed | that exports grew"));
  EXPECT_THAT(Inside("Brandt asked the board whether it knew."),
              ElementsAre("Brandt | asked | whether it knew"));
}

TEST(NestedReaderTest, WordsHedgeWhatIsNested) {
  const std::string text = "Osei said Ana Costa claimed that exports might grow.";
  const Attribution outer = {{{0, 4}}, {{5, 9}}, {{10, 51}}, 1.0f};
  const std::vector<Attribution> found =
      AddNestedAttributions(ReadDocument(text), ReadWords(text), {outer}, AnybodyMaySpeak);
  ASSERT_THAT(found, SizeIs(2));
  EXPECT_TRUE(found[1].reading.hedged);
}

TEST(NestedReaderTest, VerbTakesInfinitive) {
  EXPECT_THAT(Inside("the mayor had promised to build new berths."),
              ElementsAre("the mayor | promised | to build new berths"));
  EXPECT_THAT(Inside("the bishop urged parishioners to stay at home."),
              ElementsAre("the bishop | urged | to stay at home"));
}

TEST(NestedReaderTest, VerbTakesObject) {
  EXPECT_THAT(Inside("Iran denied sending weapons."),
              ElementsAre("Iran | denied | sending weapons"));
  EXPECT_THAT(Inside("critics accused the firm of fraud."),
              ElementsAre("critics | accused | the firm of fraud"));
  EXPECT_THAT(Inside("the senator called the plan a mess."),
              ElementsAre("the senator | called | the plan a mess"));
  EXPECT_THAT(Inside("a neighbour called the police on Monday."), IsEmpty());
}

TEST(NestedReaderTest, PassiveTakesItsAgent) {
  EXPECT_THAT(Inside("her client was told by detectives that the case was closed."),
              ElementsAre("detectives | told | that the case was closed"));
  EXPECT_THAT(Inside("the plan was called a disgrace by the senator."),
              ElementsAre("the senator | called | a disgrace"));
  EXPECT_THAT(Inside("the offer had been rejected by the union."),
              ElementsAre("the union | rejected | the offer"));
}

TEST(NestedReaderTest, NounTakesItsOwner) {
  EXPECT_THAT(Inside("Hale's claim that the vote was rigged had been disproved."),
              ElementsAre("Hale | claim | that the vote was rigged"));
  EXPECT_THAT(Inside("the accusation by prosecutors that he hid money was false."),
              ElementsAre("prosecutors | accusation | that he hid money"));
  EXPECT_THAT(Inside("nobody believes his threat to resign."),
              ElementsAre("his | threat | to resign"));
  EXPECT_THAT(Inside("the claim that it was safe is old."), IsEmpty());
  EXPECT_THAT(Inside("the airline's claim form had been lost."), IsEmpty());
}

TEST(NestedReaderTest, AccordingToStandsBeforeOrBehind) {
  EXPECT_THAT(Inside("that, according to two auditors, the fund lost a third."),
              ElementsAre("two auditors | according to | the fund lost a third"));
  EXPECT_THAT(Inside("the fund lost a third, according to the auditors."),
              ElementsAre("the auditors | according to | the fund lost a third"));
}

TEST(NestedReaderTest, QuotationIsContent) {
  EXPECT_THAT(Inside("the guard had shouted: “Get out now. Run!”"),
              ElementsAre("the guard | shouted | “Get out now. Run!”"));
  EXPECT_THAT(Inside("“My doctor said, ‘Stop smoking or you will die,’”"),
              ElementsAre("My doctor | said | ‘Stop smoking or you will die,’"));
}

TEST(NestedReaderTest, CueMayStandBehindContent) {
  EXPECT_THAT(Inside("the bridge, the engineers argued, was unsafe."),
              ElementsAre("the engineers | argued | the bridge ... was unsafe"));
}

TEST(NestedReaderTest, ChainsAreFoundInOnePass) {
  EXPECT_THAT(Inside("police had reported a witness claimed the driver was drunk."),
              ElementsAre("police | reported | a witness claimed the driver was drunk",
                          "a witness | claimed | the driver was drunk"));
}

TEST(NestedReaderTest, WhatCannotSpeakSaysNothing) {
  EXPECT_THAT(Inside("the deal promised growth.", [](Span) { return false; }), IsEmpty());
}

TEST(NestedReaderTest, CueWithoutContentIsNone) {
  EXPECT_THAT(Inside("he told no one."), IsEmpty());
  EXPECT_THAT(Inside("the union would say that."), IsEmpty());
  EXPECT_THAT(Inside("they wanted Brandt to say that it failed."), IsEmpty());
}

TEST(NestedReaderTest, OwnBeliefIsNoSecondPosition) {
  EXPECT_THAT(Inside("she believed the port would recover."), IsEmpty());
  EXPECT_THAT(Inside("aides believed the port would recover."), SizeIs(1));
}

TEST(NestedReaderTest, CueOfNetworkIsLeftAlone) {
  const std::string text = "Osei said Dahl promised new berths.";
  const std::vector<Attribution> network = {{{{0, 4}}, {{5, 9}}, {{10, 34}}, 1.0f},
                                            {{{10, 14}}, {{15, 23}}, {{24, 34}}, 1.0f}};
  EXPECT_THAT(AddNestedAttributions(ReadDocument(text), ReadWords(text), network, AnybodyMaySpeak),
              SizeIs(2));
}

TEST(NestedReaderTest, OutsideContentNothingIsRead) {
  const std::string text = "Dahl promised to resign.";
  EXPECT_THAT(AddNestedAttributions(ReadDocument(text), ReadWords(text), {}, AnybodyMaySpeak),
              IsEmpty());
}

TEST(NestedReaderTest, InnerIsLessSureAndHasItsKind) {
  const std::string text = "Osei said Dahl denied that it might fail.";
  const std::vector<Attribution> found =
      AddNestedAttributions(ReadDocument(text), ReadWords(text),
                            {{{{0, 4}}, {{5, 9}}, {{10, 40}}, 0.9f}}, AnybodyMaySpeak);
  ASSERT_THAT(found, SizeIs(2));
  EXPECT_FLOAT_EQ(found[1].confidence, 0.9f * 0.8f);
  EXPECT_EQ(found[1].reading.kind, PositionKind::kDenial);
}

class HostileNestingTest : public ::testing::TestWithParam<std::string_view> {};

TEST_P(HostileNestingTest, IsReadToItsEnd) {
  const std::string text = HostileText(GetParam(), "Osei said ");
  const Document document = ReadDocument(text);
  const Attribution outer = {{{0, 4}}, {{5, 9}}, {{10, static_cast<int32_t>(text.size())}}, 1.0f};
  EXPECT_FALSE(AddNestedAttributions(document, ReadWords(text), {outer}, AnybodyMaySpeak).empty());
}

INSTANTIATE_TEST_SUITE_P(Units, HostileNestingTest, ::testing::ValuesIn(kHostileUnits));
INSTANTIATE_TEST_SUITE_P(Cues, HostileNestingTest,
                         ::testing::Values("police said ", "he said that ", "his claim that ",
                                           "the plan was called by ", "according to him, ",
                                           "“he said, ‘", "said by "));

}  // namespace
}  // namespace onrecord::ingest
