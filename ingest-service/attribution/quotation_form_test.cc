#include "ingest-service/attribution/quotation_form.h"

#include <gtest/gtest.h>

#include <string>

namespace onrecord::ingest {
namespace {

// The form of the content that stands between square brackets in `marked`.
QuotationForm Form(std::string_view marked) {
  std::string text;
  std::vector<Span> content;
  for (const char c : marked) {
    if (c == '[') {
      content.push_back({static_cast<int32_t>(text.size()), 0});
    } else if (c == ']') {
      content.back().end = static_cast<int32_t>(text.size());
    } else {
      text += c;
    }
  }
  return FindQuotationForm(ReadDocument(text), content);
}

TEST(QuotationFormTest, AllWordsBetweenMarksIsDirect) {
  EXPECT_EQ(Form("[“We knew it,”] she said."), QuotationForm::kDirect);
  EXPECT_EQ(Form("“[We knew it],” she said."), QuotationForm::kDirect);
  EXPECT_EQ(Form("[\"We knew,\"] she said, [\"and kept silent.\"]"), QuotationForm::kDirect);
}

TEST(QuotationFormTest, NoWordBetweenMarksIsIndirect) {
  EXPECT_EQ(Form("He said [the dam would hold]."), QuotationForm::kIndirect);
  EXPECT_EQ(Form("“Never,” he said, and [left]."), QuotationForm::kIndirect);
}

TEST(QuotationFormTest, SomeWordsBetweenMarksIsMixed) {
  EXPECT_EQ(Form("He called [the plan “a mess” of ideas]."), QuotationForm::kMixed);
  EXPECT_EQ(Form("He said [that] [“nobody knew.”]"), QuotationForm::kMixed);
}

TEST(QuotationFormTest, NoContentIsIndirect) {
  EXPECT_EQ(Form("She said “so”."), QuotationForm::kIndirect);
}

TEST(QuotationFormTest, UnclosedQuotationCounts) {
  EXPECT_EQ(Form("[“We knew it.]\n[“We kept silent,”] she said."), QuotationForm::kDirect);
}

}  // namespace
}  // namespace onrecord::ingest
