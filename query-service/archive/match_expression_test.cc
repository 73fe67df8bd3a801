#include "query-service/archive/match_expression.h"

#include <string>

#include "gtest/gtest.h"
#include "query-service/archive/article_samples.h"

namespace onrecord::query {
namespace {

TEST(MatchExpressionTest, QuotesAllWords) {
  EXPECT_EQ(MatchExpression({{{"trade", false, false}}}), "\"trade\"");
  EXPECT_EQ(MatchExpression({{{"a\"b", false, false}}}), "\"a\"\"b\"");
  EXPECT_EQ(MatchExpression({{{std::string("a\0b", 3), false, false}}}), "\"a b\"");
}

TEST(MatchExpressionTest, JoinsTerms) {
  EXPECT_EQ(MatchExpression({{{"trade deal", false, false},
                              {"steel", false, true},
                              {"tarif", true, false},
                              {"ore", true, true}}}),
            "(\"trade deal\" AND \"tarif\" *) NOT (\"steel\" OR \"ore\" *)");
}

// The expression as the archive runs it.
class MatchTest : public ArchiveTest {
 protected:
  MatchTest() {
    ArticleSample sample("a");
    sample.AddPosition("p1", {}, "Über den NEAR-Handel: “tariff OR deal” * content");
    sample.AddPosition("p2", {}, "nothing of note");
    Commit(sample);
  }

  int64_t CountOf(const std::string& words, bool prefix = false) {
    PositionFilter filter;
    filter.text.terms = {{words, prefix, false}};
    const auto counts = archive_->CountPositions(filter, PositionGrouping::kAll, 1);
    EXPECT_TRUE(counts.ok()) << words << ": " << counts.status();
    return counts.ok() ? counts->total_count : -1;
  }
};

TEST_F(MatchTest, NothingInWordsIsSyntax) {
  for (const char* words : {"tariff OR zebra",
                            "NEAR(zebra handel)",
                            "content:zebra",
                            "{content}: zebra",
                            "^zebra",
                            "zebra + tariff",
                            "\" OR content:\"tariff",
                            "zebra\" OR \"tariff",
                            "tariff NOT zebra",
                            "*",
                            "zebra*",
                            "(",
                            ")",
                            "-",
                            "\"",
                            "\"\"",
                            "'; DROP TABLE positions; --",
                            "AND",
                            "NOT NEAR",
                            "\\",
                            "content - zebra:"}) {
    EXPECT_EQ(CountOf(words), 0) << words;
    EXPECT_EQ(CountOf(words, true), 0) << words;
  }
}

TEST_F(MatchTest, FindsSyntaxWordsAsWords) {
  EXPECT_EQ(CountOf("NEAR"), 1);
  EXPECT_EQ(CountOf("tariff OR deal"), 1);
  EXPECT_EQ(CountOf("or"), 1);
  EXPECT_EQ(CountOf("near-handel"), 1);
}

TEST_F(MatchTest, FoldsCaseAndDiacritics) {
  EXPECT_EQ(CountOf("uber"), 1);
  EXPECT_EQ(CountOf("ÜBER DEN"), 1);
  EXPECT_EQ(CountOf("üb", true), 1);
  EXPECT_EQ(CountOf("den uber"), 0);
}

}  // namespace
}  // namespace onrecord::query
