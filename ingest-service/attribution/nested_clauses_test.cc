#include "ingest-service/attribution/nested_clauses.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace onrecord::ingest {
namespace {

bool AnybodyMaySpeak(Span) { return true; }

int IndexOf(const std::string& text, const std::vector<Word>& words, std::string_view surface) {
  for (int i = 0; i < static_cast<int>(words.size()); ++i) {
    if (Surface(text, words[i].span) == surface) return i;
  }
  ADD_FAILURE() << surface << " is no word of " << text;
  return 0;
}

// What the word `cue` of `text` attributes, "source | cue | content ... content", or "none". The
// text is one clause up to the word `clause_end`, all of it without one.
std::string ReadAt(const std::string& text, std::string_view cue,
                   absl::FunctionRef<bool(Span)> may_speak = AnybodyMaySpeak,
                   std::string_view clause_end = "") {
  const std::vector<Word> words = ReadWords(text);
  const int size = static_cast<int>(words.size());
  const int end = clause_end.empty() ? size : IndexOf(text, words, clause_end);
  const Clause clause(words, {0, end});
  const std::optional<CueReading> reading =
      CueReader(clause, size, may_speak).ReadAt(IndexOf(text, words, cue));
  if (!reading.has_value()) return "none";
  std::string found(Surface(text, clause.SpanOf(reading->source)));
  found += " | " + std::string(Surface(text, clause.SpanOf(reading->cue))) + " | ";
  for (const WordRange& content : reading->content) {
    if (content.begin != reading->content.front().begin) found += " ... ";
    found += Surface(text, clause.SpanOf(content));
  }
  return found;
}

PositionKind KindAt(const std::string& text, std::string_view cue) {
  const std::vector<Word> words = ReadWords(text);
  const Clause clause(words, {0, static_cast<int>(words.size())});
  const CueReader reader(clause, static_cast<int>(words.size()), AnybodyMaySpeak);
  const std::optional<CueReading> reading = reader.ReadAt(IndexOf(text, words, cue));
  EXPECT_TRUE(reading.has_value()) << text;
  return reading.value_or(CueReading()).kind;
}

TEST(CueReaderTest, ReadsVerbOfSaying) {
  EXPECT_EQ(ReadAt("the captain said that the ferry leaked.", "said"),
            "the captain | said | that the ferry leaked");
  EXPECT_EQ(ReadAt("Zoë Åkesson had often said the ferry was naïvely built.", "said"),
            "Zoë Åkesson | said | the ferry was naïvely built");
}

TEST(CueReaderTest, OtherWordsAreNoCues) {
  EXPECT_EQ(ReadAt("the captain said that the ferry leaked.", "ferry"), "none");
  EXPECT_EQ(ReadAt("the captain said that the ferry leaked.", "."), "none");
  EXPECT_EQ(ReadAt("the captain Said that the ferry leaked.", "Said"), "none");  // a name
}

TEST(CueReaderTest, TellsTheKind) {
  EXPECT_EQ(KindAt("the captain denied that the ferry leaked", "denied"), PositionKind::kDenial);
  EXPECT_EQ(KindAt("his promise to resign", "promise"), PositionKind::kPromise);
  EXPECT_EQ(KindAt("it sank, according to Dahl", "according"), PositionKind::kStatement);
}

TEST(CueReaderTest, WhatMayBeSaidIsNotSaid) {
  EXPECT_EQ(ReadAt("the captain might say that the ferry leaked.", "say"), "none");
  EXPECT_EQ(ReadAt("they asked the captain to say that it leaked.", "say"), "none");
}

TEST(CueReaderTest, AsksWhetherTheSourceMaySpeak) {
  const std::string text = "the captain said that the ferry leaked.";
  std::vector<Span> asked;
  EXPECT_EQ(ReadAt(text, "said",
                   [&](Span span) {
                     asked.push_back(span);
                     return false;
                   }),
            "none");
  EXPECT_THAT(asked, ::testing::ElementsAre(Span{0, 11}));
}

TEST(CueReaderTest, NeedsSourceAndContent) {
  EXPECT_EQ(ReadAt("said that the ferry leaked.", "said"), "none");
  EXPECT_EQ(ReadAt("the captain said.", "said"), "none");
  EXPECT_EQ(ReadAt("the captain said so.", "said"), "none");
}

TEST(CueReaderTest, PassesCircumstancesBehindCue) {
  EXPECT_EQ(ReadAt("Dahl said on Monday in a statement that it leaked.", "said"),
            "Dahl | said | that it leaked");
}

TEST(CueReaderTest, AddresseeIsNoContent) {
  EXPECT_EQ(ReadAt("Dahl told the old harbour board that it leaked.", "told"),
            "Dahl | told | that it leaked");
  EXPECT_EQ(ReadAt("Dahl complained to the board that it leaked.", "complained"),
            "Dahl | complained | that it leaked");
  EXPECT_EQ(ReadAt("Dahl told the board.", "told"), "none");
}

TEST(CueReaderTest, VerbsOfAskingTakeInfinitives) {
  EXPECT_EQ(ReadAt("Dahl urged the old sailors to strike.", "urged"), "Dahl | urged | to strike");
  EXPECT_EQ(ReadAt("Dahl called on the sailors to strike.", "called"), "Dahl | called | to strike");
  EXPECT_EQ(ReadAt("Dahl vowed never to sail.", "vowed"), "Dahl | vowed | never to sail");
}

TEST(CueReaderTest, NegationBeforeTheInfinitiveIsContent) {
  EXPECT_EQ(ReadAt("Dahl promised not to strike in May.", "promised"),
            "Dahl | promised | not to strike in May");
  EXPECT_EQ(ReadAt("Dahl urged the old sailors not to strike.", "urged"),
            "Dahl | urged | not to strike");
  EXPECT_EQ(ReadAt("Dahl's promise never to sail was kept.", "promise").substr(0, 29),
            "Dahl | promise | never to sai");
}

TEST(CueReaderTest, TimeAtTheVeryEndHidesNoContent) {
  EXPECT_EQ(ReadAt("The bridge was unsafe, the mayor said on Monday", "said"),
            "the mayor | said | The bridge was unsafe");
}

TEST(CueReaderTest, PrepositionPutsContent) {
  EXPECT_EQ(ReadAt("Dahl called for calm.", "called"), "Dahl | called | calm");
  EXPECT_EQ(ReadAt("Dahl warned of storms, but sailed.", "warned"), "Dahl | warned | storms");
}

TEST(CueReaderTest, ObjectIsContentWhereTheVerbTakesOne) {
  EXPECT_EQ(ReadAt("Dahl denied having slept.", "denied"), "Dahl | denied | having slept");
  EXPECT_EQ(ReadAt("Dahl rejected the offer.", "rejected"), "Dahl | rejected | the offer");
  EXPECT_EQ(ReadAt("Dahl called the plan a mess.", "called"), "Dahl | called | the plan a mess");
  EXPECT_EQ(ReadAt("Dahl called the coastguard.", "called"), "none");
  EXPECT_EQ(ReadAt("Dahl said the word.", "said"), "none");
}

TEST(CueReaderTest, OwnBeliefIsNoSecondPosition) {
  EXPECT_EQ(ReadAt("she believed that it leaked.", "believed"), "none");
  EXPECT_EQ(ReadAt("sailors believed that it leaked.", "believed"),
            "sailors | believed | that it leaked");
}

TEST(CueReaderTest, QuotationMayLeaveTheClause) {
  const std::string text = "the guard shouted: “Get out. Run now!” He fled";
  EXPECT_EQ(ReadAt(text, "shouted", AnybodyMaySpeak, "Run"),
            "the guard | shouted | “Get out. Run now!”");
}

TEST(CueReaderTest, UnclosedQuotationEndsWithWhatIsAround) {
  EXPECT_EQ(ReadAt("the guard shouted, “Get out. Run now", "shouted", AnybodyMaySpeak, "Run"),
            "the guard | shouted | “Get out. Run now");
}

TEST(CueReaderTest, KnowsMarksOfOtherScripts) {
  EXPECT_EQ(ReadAt("Noël said: « Ça coule. » Then he left", "said"), "Noël | said | « Ça coule. »");
  EXPECT_EQ(ReadAt("Jürgen said: „Es sinkt.” Then he left", "said"), "Jürgen | said | „Es sinkt.”");
  EXPECT_EQ(ReadAt("Dahl said, ‘It sinks,’ and left", "said"), "Dahl | said | ‘It sinks,’");
}

TEST(CueReaderTest, ContentMayStandBefore) {
  EXPECT_EQ(ReadAt("“It sinks,” Dahl said.", "said"), "Dahl | said | “It sinks,”");
  EXPECT_EQ(ReadAt("that the ferry, Dahl argued, was old.", "argued"),
            "Dahl | argued | the ferry ... was old");
  EXPECT_EQ(ReadAt("the ferry leaked Dahl said.", "said"), "none");
}

TEST(CueReaderTest, PassiveTakesItsAgent) {
  EXPECT_EQ(ReadAt("she was told by a diver that it leaked.", "told"),
            "a diver | told | that it leaked");
  EXPECT_EQ(ReadAt("the plan was dismissed by Dahl as a joke.", "dismissed"),
            "Dahl | dismissed | as a joke");
  EXPECT_EQ(ReadAt("the offer was rejected by the crew.", "rejected"),
            "the crew | rejected | the offer");
  EXPECT_EQ(ReadAt("she was told that it leaked by a diver.", "told"), "none");
  EXPECT_EQ(ReadAt("she was told nothing.", "told"), "none");
}

TEST(CueReaderTest, AgentStandsNearby) {
  EXPECT_EQ(ReadAt("it was called a b c d e f g h i j by Dahl.", "called"),
            "Dahl | called | a b c d e f g h i j");
  EXPECT_EQ(ReadAt("it was called a b c d e f g h i j k by Dahl.", "called"), "none");
}

TEST(CueReaderTest, NounTakesItsOwner) {
  EXPECT_EQ(ReadAt("Åkesson's oft-heard assertion that it leaked.", "assertion"),
            "Åkesson | assertion | that it leaked");
  EXPECT_EQ(ReadAt("their threat to strike", "threat"), "their | threat | to strike");
  EXPECT_EQ(ReadAt("the warning by divers that it leaked", "warning"),
            "divers | warning | that it leaked");
  EXPECT_EQ(ReadAt("the warning that it leaked", "warning"), "none");
  EXPECT_EQ(ReadAt("his refusal that it leaked", "refusal"), "none");  // takes infinitives only
}

TEST(CueReaderTest, ClauseOfNounEndsBeforeVerbOfItsSentence) {
  EXPECT_EQ(ReadAt("his claim that the ferry was safe had been disproved.", "claim"),
            "his | claim | that the ferry was safe");
  EXPECT_EQ(ReadAt("nobody believes his claim that the ferry was safe.", "claim"),
            "his | claim | that the ferry was safe");
}

TEST(CueReaderTest, AccordingToTakesBothSides) {
  EXPECT_EQ(ReadAt("that it sank, according to two divers.", "according"),
            "two divers | according to | it sank");
  EXPECT_EQ(ReadAt("the ferry leaked, according to Noël, and sank.", "according"),
            "Noël | according to | the ferry leaked ... and sank");
  EXPECT_EQ(ReadAt("according to plan it sank", "plan"), "none");
}

TEST(CueReaderTest, AccordingToNeedsSourceAndContent) {
  EXPECT_EQ(ReadAt("the ferry leaked, according to.", "according"), "none");
  EXPECT_EQ(ReadAt("according to two divers.", "according"), "none");
  EXPECT_EQ(ReadAt("it sank, according as it leaked.", "according"), "none");
}

}  // namespace
}  // namespace onrecord::ingest
