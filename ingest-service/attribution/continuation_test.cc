#include "ingest-service/attribution/continuation.h"

#include <gtest/gtest.h>

#include <map>
#include <string>
#include <vector>

#include "ingest-service/attribution/quotation_form.h"
#include "ingest-service/text/hostile_texts.h"

namespace onrecord::ingest {
namespace {

struct Marked {
  std::string text;
  std::vector<Attribution> attributions;
};

// The text without its marks, and an attribution for each letter: "{a|said}" is the cue of a, and
// "[a|...]" some of its content. Cues must come in order of their letters.
Marked Read(std::string_view marked) {
  Marked read;
  std::map<char, Attribution> by_letter;
  std::vector<std::vector<Span>*> open;
  for (size_t i = 0; i < marked.size(); ++i) {
    const char c = marked[i];
    const auto at = static_cast<int32_t>(read.text.size());
    if ((c == '{' || c == '[') && i + 2 < marked.size() && marked[i + 2] == '|') {
      Attribution& attribution = by_letter[marked[i + 1]];
      open.push_back(c == '{' ? &attribution.cue : &attribution.content);
      open.back()->push_back({at, at});
      i += 2;
    } else if ((c == '}' || c == ']') && !open.empty()) {
      open.back()->back().end = at;
      open.pop_back();
    } else {
      read.text += c;
    }
  }
  for (auto& [letter, attribution] : by_letter) {
    attribution.confidence = 0.9f;
    read.attributions.push_back(std::move(attribution));
  }
  return read;
}

// The content of the attribution numbered `index`, its pieces parted by " / ".
std::string Content(std::string_view marked, int index = 0) {
  const Marked read = Read(marked);
  const Document document = ReadDocument(read.text);
  const std::vector<Attribution> joined = JoinContinuations(document, read.attributions);
  std::string content;
  for (const Span& span : joined[index].content) {
    if (!content.empty()) content += " / ";
    content += Surface(read.text, span);
  }
  return content;
}

TEST(ContinuationTest, NextQuotationOfParagraphBelongsToSpeaker) {
  EXPECT_EQ(Content("[a|“We knew,”] she {a|said}. “And we kept silent.” “Always.”"),
            "“We knew,” / “And we kept silent.” / “Always.”");
}

TEST(ContinuationTest, EveryTypographyGoesOn) {
  for (const auto& [open, close] : std::vector<std::pair<std::string, std::string>>{{"\"", "\""},
                                                                                    {"“", "”"},
                                                                                    {"``", "''"},
                                                                                    {"''", "''"},
                                                                                    {"«", "»"},
                                                                                    {"„", "“"},
                                                                                    {"‘", "’"}}) {
    const std::string first = open + "We knew," + close;
    const std::string next = open + "And we kept silent." + close;
    EXPECT_EQ(Content("[a|" + first + "] she {a|said}. " + next), first + " / " + next);
  }
}

TEST(ContinuationTest, OtherCueTakesOver) {
  EXPECT_EQ(Content("[a|“We knew,”] she {a|said}. Dahl {b|added}: [b|“Too late.”] “Far.”", 0),
            "“We knew,”");
  EXPECT_EQ(Content("[a|“We knew,”] she {a|said}. Dahl {b|added}: [b|“Too late.”] “Far.”", 1),
            "“Too late.” / “Far.”");
}

TEST(ContinuationTest, OtherSentenceInBetweenEndsIt) {
  EXPECT_EQ(Content("[a|“We knew,”] she {a|said}. Dahl shook his head. “Much too late.”"),
            "“We knew,”");
}

TEST(ContinuationTest, QuotedWordsOfASentenceAreNone) {
  EXPECT_EQ(Content("[a|“We knew,”] she {a|said}. The “grand bargain” had failed."), "“We knew,”");
  EXPECT_EQ(Content("[a|“We knew,”] she {a|said}. “Too late,” Dahl thought."), "“We knew,”");
}

TEST(ContinuationTest, SpeechGoesOnOverParagraphs) {
  EXPECT_EQ(Content("[a|“We knew,”] she {a|said}. “And we were silent.\n“All of us.\n“For years.”"),
            "“We knew,” / “And we were silent. / “All of us. / “For years.”");
  EXPECT_EQ(Content("Then “fate” came.\n“We knew.\n“All of us.\n[a|“For years,”] she {a|said}."),
            "“We knew. / “All of us. / “For years,”");
}

TEST(ContinuationTest, LabelWithinMarksTakesOver) {
  EXPECT_EQ(Content("[a|“We knew,”] she {a|said}. “And then.\n“SMITH: When?\n“ROE: In May.”"),
            "“We knew,” / “And then.");
}

TEST(ContinuationTest, ClosedSpeechEndsWithItsParagraph) {
  EXPECT_EQ(Content("[a|“We knew,”] she {a|said}.\n“Too late.”"), "“We knew,”");
}

TEST(ContinuationTest, ColonGivesTheFloorToTheNextParagraph) {
  EXPECT_EQ(Content("In a letter she {a|wrote}:\n“We knew it.”\nThen she left."), "“We knew it.”");
  EXPECT_EQ(Content("She {a|wrote} [a|much]:\nThe “whole” truth."), "much");
}

TEST(ContinuationTest, WhatIsAttributedStaysSo) {
  EXPECT_EQ(Content("[a|“We knew,”] she {a|said}. [b|“So what?”] he {b|asked}.", 1), "“So what?”");
}

TEST(ContinuationTest, UnlikelyAttributionGetsNothing) {
  Marked read = Read("[a|“We knew,”] she {a|said}. “And we were silent.”");
  read.attributions[0].confidence = 0.2f;
  const auto joined = JoinContinuations(ReadDocument(read.text), read.attributions);
  EXPECT_EQ(joined[0].content.size(), 1u);
}

TEST(ContinuationTest, JoinedQuotationIsDirect) {
  const Marked read = Read("[a|“We knew,”] she {a|said}. “And we were silent.\n“For years.”");
  const Document document = ReadDocument(read.text);
  const auto joined = JoinContinuations(document, read.attributions);
  EXPECT_EQ(FindQuotationForm(document, joined[0].content), QuotationForm::kDirect);
}

class HostileContinuationTest : public ::testing::TestWithParam<std::string_view> {};

TEST_P(HostileContinuationTest, IsReadToItsEnd) {
  const std::string text = HostileText(GetParam(), "“So,” he said. ");
  const Attribution said = {{}, {{12, 16}}, {{0, 9}}, 0.9f};
  EXPECT_EQ(JoinContinuations(ReadDocument(text), {said}).size(), 1u);
}

INSTANTIATE_TEST_SUITE_P(Units, HostileContinuationTest, ::testing::ValuesIn(kHostileUnits));
INSTANTIATE_TEST_SUITE_P(Quotations, HostileContinuationTest,
                         ::testing::Values("“Yes.” ", "“Yes.\n", "\"No,\" he said. ",
                                           ":\n“Yes.”\n"));

}  // namespace
}  // namespace onrecord::ingest
