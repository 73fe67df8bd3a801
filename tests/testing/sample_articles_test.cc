#include "tests/testing/sample_articles.h"

#include "gtest/gtest.h"
#include "proto/fields/offset_encoding.h"

namespace onrecord::tests {
namespace {

TEST(SampleArticles, AreUtf8OfOneToFourBytes) {
  const std::string text = FerryArticle().text();
  EXPECT_EQ(fields::FindInvalidUtf8(text), std::nullopt);
  for (const char* character : {"ä", "“", "😡"}) {
    EXPECT_NE(text.find(character), std::string::npos) << character;
  }
}

TEST(SampleArticles, CorrectionKeepsTheNameOnly) {
  EXPECT_EQ(CorrectedFerryArticle().name(), FerryArticle().name());
  EXPECT_NE(CorrectedFerryArticle().text(), FerryArticle().text());
}

TEST(SpanOf, CutsTheWords) {
  const v1::Span span = SpanOf("She said so.", "said");
  EXPECT_EQ(span.begin(), 4);
  EXPECT_EQ(span.end(), 8);
}

}  // namespace
}  // namespace onrecord::tests
