#include "ingest-service/text/quotations.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <string>

#include "ingest-service/text/document.h"

namespace onrecord::ingest {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

// The words inside the quotations; those without a closing mark end with "|".
std::vector<std::string> Inside(std::string_view text) {
  const Document document = ReadDocument(text);
  std::vector<std::string> words;
  for (const Quotation& quotation : document.quotations) {
    EXPECT_TRUE(quotation.span.Contains(quotation.inside));
    words.push_back(std::string(Surface(text, quotation.inside)) + (quotation.closed ? "" : "|"));
  }
  return words;
}

TEST(QuotationsTest, FindsEveryTypography) {
  EXPECT_THAT(Inside("He said \"one,\" then “two”."), ElementsAre("one,", "two"));
  EXPECT_THAT(Inside("Er sagte „eins“ und „dwa” da."), ElementsAre("eins", "dwa"));
  EXPECT_THAT(Inside("Il dit «un» et « deux », sie »drei«, hän »neljä» sade."),
              ElementsAre("un", " deux ", "drei", "neljä"));
  EXPECT_THAT(Inside("Hon sade ”ett” här."), ElementsAre("ett"));
  EXPECT_THAT(Inside("A ``double'' and ''other'' and ‘‘third’’."),
              ElementsAre("double", "other", "third"));
  EXPECT_THAT(Inside("彼は「はい」と『本』を。"), ElementsAre("はい", "本"));
}

TEST(QuotationsTest, SpanHoldsTheMarks) {
  const Document document = ReadDocument("A “b” c");
  ASSERT_EQ(document.quotations.size(), 1u);
  EXPECT_EQ(document.quotations[0].span, (Span{2, 9}));
  EXPECT_EQ(document.quotations[0].inside, (Span{5, 6}));
}

TEST(QuotationsTest, InnerQuotationsAreNotListed) {
  EXPECT_THAT(Inside("“He called it ‘a lie’ twice,” she said."),
              ElementsAre("He called it ‘a lie’ twice,"));
  EXPECT_THAT(Inside("'She said \"no\" to me,' he said."), ElementsAre("She said \"no\" to me,"));
}

TEST(QuotationsTest, SingleMarksAreToldFromApostrophes) {
  EXPECT_THAT(Inside("‘It’s the workers’ union that won’t,’ he said."),
              ElementsAre("It’s the workers’ union that won’t,"));
  EXPECT_THAT(Inside("The workers' union isn't here; it's the '90s. Rock 'n' roll, get 'em!"),
              IsEmpty());
  EXPECT_THAT(Inside("They said 'yes' and 'no'."), ElementsAre("yes", "no"));
  EXPECT_THAT(Inside("The ‘bosses’ and the ‘rulers’."), ElementsAre("bosses", "rulers"));
}

TEST(QuotationsTest, MeasuresOpenNothing) {
  EXPECT_THAT(Inside("He is 6'2\" tall and said \"hello\"."), ElementsAre("hello"));
}

TEST(QuotationsTest, MissingCloserEndsWithParagraph) {
  EXPECT_THAT(Inside("He said “we win. End.\nNext “one”."), ElementsAre("we win. End.|", "one"));
}

TEST(QuotationsTest, LongQuotationIsOneEntryAParagraph) {
  EXPECT_THAT(Inside("\"First part.\n\"Second part.\n\"Third,\" he said."),
              ElementsAre("First part.|", "Second part.|", "Third,"));
}

TEST(QuotationsTest, StrayCloserOpensNothing) {
  EXPECT_THAT(Inside("we win,\" he said. \"Yes.\""), ElementsAre("Yes."));
  EXPECT_THAT(Inside("we win,” he said. “Yes.”"), ElementsAre("Yes."));
}

TEST(QuotationsTest, MixedTypographiesClose) {
  EXPECT_THAT(Inside("He said “one\" once.\nThen \"two” twice."), ElementsAre("one", "two"));
}

TEST(QuotationsTest, TakesLinearTime) {
  for (const std::string mark :
       {"\"", " \"a", "'", " 'a", "“", "‘", " ‘s", "«", "»", "'' ", "s' "}) {
    std::string text;
    for (int i = 0; i < 100000; ++i) text += mark;
    const auto begin = std::chrono::steady_clock::now();
    FindQuotations(text, {{0, static_cast<int32_t>(text.size())}});
    EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(1)) << mark;
  }
}

}  // namespace
}  // namespace onrecord::ingest
