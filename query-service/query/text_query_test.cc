#include "query-service/query/text_query.h"

#include <random>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "query-service/archive/article_samples.h"

namespace onrecord::query {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

// Terms as people would write them: -"words"*.
std::vector<std::string> Written(const absl::StatusOr<TextQuery>& query) {
  std::vector<std::string> terms;
  EXPECT_TRUE(query.ok()) << query.status();
  if (!query.ok()) return terms;
  for (const TextTerm& term : query->terms) {
    terms.push_back(
        absl::StrCat(term.excluded ? "-" : "", "[", term.words, "]", term.prefix ? "*" : ""));
  }
  return terms;
}

void ExpectError(const std::string& text, const std::string& words) {
  const absl::Status status = ParseTextQuery(text).status();
  EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument) << text;
  EXPECT_THAT(std::string(status.message()), HasSubstr(words)) << text;
}

TEST(TextQueryTest, ReadsAllKindsOfTerms) {
  EXPECT_THAT(Written(ParseTextQuery("\"trade deal\" tariff* -steel -\"iron ore\" -alum*")),
              ElementsAre("[trade deal]", "[tariff]*", "-[steel]", "-[iron ore]", "-[alum]*"));
  EXPECT_THAT(Written(ParseTextQuery("\"trade de\"*")), ElementsAre("[trade de]*"));
  EXPECT_THAT(Written(ParseTextQuery("“trade deal” „x“")), ElementsAre("[trade deal]", "[x]"));
  EXPECT_THAT(Written(ParseTextQuery("co-operate U.S. don't")),
              ElementsAre("[co-operate]", "[U.S.]", "[don't]"));
  EXPECT_THAT(Written(ParseTextQuery("a\"b c\"d")), ElementsAre("[a]", "[b c]", "[d]"));
  EXPECT_THAT(Written(ParseTextQuery(std::string("a\0b", 3))), ElementsAre("[a]", "[b]"));
  EXPECT_THAT(Written(ParseTextQuery("\u00a0习近平\u3000é*")), ElementsAre("[习近平]", "[é]*"));
}

TEST(TextQueryTest, BlankTextHasNoTerms) {
  EXPECT_THAT(Written(ParseTextQuery("")), IsEmpty());
  EXPECT_THAT(Written(ParseTextQuery(" \t\n\u2003")), IsEmpty());
}

TEST(TextQueryTest, PassesOverPunctuation) {
  EXPECT_THAT(Written(ParseTextQuery("trade & deal – -- - \"...\"")),
              ElementsAre("[trade]", "[deal]"));
}

TEST(TextQueryTest, RejectsWhatCannotBeMeant) {
  ExpectError("\"trade deal", "quotation mark");
  ExpectError("tra*de", "not at the end");
  ExpectError("*", "fewer than two");
  ExpectError("a*", "fewer than two");
  ExpectError("U.S*", "fewer than two");
  ExpectError("\"a * b\"", "within quotation marks");
  ExpectError("-steel", "no word to find");
  ExpectError("-steel -\"iron ore\" ...", "no word to find");
  ExpectError("& ...", "no word to find");
}

TEST(TextQueryTest, BoundsLengthAndTerms) {
  std::string terms;
  for (int i = 0; i < 32; ++i) terms += "ab ";
  EXPECT_TRUE(ParseTextQuery(terms).ok());
  ExpectError(terms + "ab", "32 terms");
  std::string long_word;
  for (int i = 0; i < 1000; ++i) long_word += "ü";
  EXPECT_TRUE(ParseTextQuery(long_word).ok());
  ExpectError(long_word + "a", "1000 characters");
}

TEST(NameQueryTest, LastWordMayBeBeginning) {
  EXPECT_THAT(Written(ParseNameQuery("müller  Jö")), ElementsAre("[müller]", "[Jö]*"));
  EXPECT_THAT(Written(ParseNameQuery("O'Neil-")), ElementsAre("[O]", "[Neil]*"));
  EXPECT_THAT(Written(ParseNameQuery("Mu\u0308ller")), ElementsAre("[Mu\u0308ller]*"));
  EXPECT_THAT(Written(ParseNameQuery("  ")), IsEmpty());
}

TEST(NameQueryTest, BoundsLengthAndWords) {
  EXPECT_TRUE(ParseNameQuery(std::string(200, 'a')).ok());
  EXPECT_EQ(ParseNameQuery(std::string(201, 'a')).status().code(),
            absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(ParseNameQuery("\"*\"").status().code(), absl::StatusCode::kInvalidArgument);
  std::string words;
  for (int i = 0; i < 33; ++i) words += "a ";
  EXPECT_EQ(ParseNameQuery(words).status().code(), absl::StatusCode::kInvalidArgument);
}

// Whatever is typed either is refused here or runs in the archive.
class TextQueryRunTest : public ArchiveTest {};

TEST_F(TextQueryRunTest, ArchiveTakesWhateverParses) {
  ArticleSample sample("a");
  sample.AddPosition("p1", {sample.AddSpeaker("Anna Alt")}, "trade or near deal");
  Commit(sample);
  const char* const pieces[] = {"trade", "OR", "NEAR", "AND", "NOT",     "\"", "*",
                                "-",     "(",  ")",    ":",   "^",       "+",  "{",
                                "}",     " ",  "'",    ";",   "content", "é",  "\xff",
                                "\\",    "“",  "的",   ",",   "ₓ",       "़",   "\u200d"};
  std::mt19937 random(11);
  int run = 0;
  for (int round = 0; round < 3000; ++round) {
    std::string text;
    for (unsigned i = random() % 12; i > 0; --i) text += pieces[random() % std::size(pieces)];
    if (const auto query = ParseTextQuery(text); query.ok()) {
      ++run;
      PositionFilter filter;
      filter.text = *query;
      const auto page = archive_->ListPositions(filter, ListOrder::kNewestFirst, {}, 5);
      ASSERT_TRUE(page.ok()) << text << ": " << page.status();
    }
    if (const auto query = ParseNameQuery(text); query.ok()) {
      SpeakerFilter filter;
      filter.text = *query;
      const auto page = archive_->ListSpeakers(filter, {}, 5);
      ASSERT_TRUE(page.ok()) << text << ": " << page.status();
    }
  }
  EXPECT_GT(run, 500);
}

}  // namespace
}  // namespace onrecord::query
