#include "deploy/show/article_file.h"

#include <fstream>
#include <string>

#include "absl/status/status.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace onrecord::show {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

TEST(ParseArticleFile, ReadsEveryHeader) {
  const auto article = ParseArticleFile(
      "Title: A: b\nPublisher: P\nUri: https://p.example/a\nPublished: 2026-03-12T07:30:00+01:00\n"
      "Language: en\nAuthor: Jane\nauthor: Tom\nId: a-b\n\nOne.\n\nTwo.\n");
  ASSERT_TRUE(article.ok()) << article.status();
  EXPECT_EQ(article->title(), "A: b");
  EXPECT_EQ(article->publisher(), "P");
  EXPECT_EQ(article->uri(), "https://p.example/a");
  EXPECT_EQ(article->publish_time().seconds(), 1773297000);
  EXPECT_EQ(article->publish_utc_offset_minutes(), 60);
  EXPECT_EQ(article->language(), "en");
  EXPECT_THAT(article->authors(), ElementsAre("Jane", "Tom"));
  EXPECT_EQ(article->name(), "articles/a-b");
  EXPECT_EQ(article->text(), "One.\n\nTwo.");
}

TEST(ParseArticleFile, TakesFileWithoutHeadersWhole) {
  const auto article = ParseArticleFile("He said: no.\n\nTitle: not a header here.");
  ASSERT_TRUE(article.ok()) << article.status();
  EXPECT_EQ(article->text(), "He said: no.\n\nTitle: not a header here.");
  EXPECT_EQ(article->title(), "");
}

TEST(ParseArticleFile, DropsOnlyTheLastLineBreak) {
  EXPECT_EQ(ParseArticleFile("  a \n\n")->text(), "  a \n");
  EXPECT_EQ(ParseArticleFile("a\r\nb\r\n")->text(), "a\r\nb");
}

TEST(ParseArticleFile, DropsByteOrderMark) {
  EXPECT_EQ(ParseArticleFile("\xEF\xBB\xBFTitle: T\r\n\r\nx")->title(), "T");
}

TEST(ParseArticleFile, KeepsOffsetOfPublisher) {
  EXPECT_EQ(ParseArticleFile("Published: 2026-03-12T07:30:00Z\n\nx")->publish_utc_offset_minutes(),
            0);
  EXPECT_EQ(
      ParseArticleFile("Published: 2026-03-12T07:30:00-03:30\n\nx")->publish_utc_offset_minutes(),
      -210);
}

TEST(ParseArticleFile, TellsLineOfUnknownHeader) {
  const absl::Status status = ParseArticleFile("Title: T\nColour: red\n\nx").status();
  EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_THAT(status.message(), HasSubstr("line 2"));
}

TEST(ParseArticleFile, RefusesRepeatedTitle) {
  EXPECT_EQ(ParseArticleFile("Title: T\nTitle: U\n\nx").status().code(),
            absl::StatusCode::kInvalidArgument);
}

TEST(ParseArticleFile, RefusesHeadersWithoutText) {
  EXPECT_EQ(ParseArticleFile("Title: T\n").status().code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(ParseArticleFile("Title: T").status().code(), absl::StatusCode::kInvalidArgument);
}

TEST(ParseArticleFile, RefusesTimeThatIsNone) {
  for (const char* time : {"yesterday", "2026-03-12", "2026-03-12T07:30:00", "infinite-future"}) {
    const absl::Status status =
        ParseArticleFile(std::string("Published: ") + time + "\n\nx").status();
    EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument) << time;
  }
}

TEST(ReadArticleFile, NamesFileThatIsMissing) {
  const absl::Status status = ReadArticleFile("/no/such/article.txt").status();
  EXPECT_EQ(status.code(), absl::StatusCode::kNotFound);
  EXPECT_THAT(status.message(), HasSubstr("/no/such/article.txt"));
}

TEST(ReadArticleFile, RefusesDirectory) {
  EXPECT_EQ(ReadArticleFile(testing::TempDir()).status().code(),
            absl::StatusCode::kInvalidArgument);
}

TEST(ReadArticleFile, NamesFileWithBadHeader) {
  const std::string path = testing::TempDir() + "/bad_header.txt";
  std::ofstream(path) << "Title: T\nno empty line";
  EXPECT_THAT(ReadArticleFile(path).status().message(), HasSubstr("bad_header.txt: line 2"));
}

}  // namespace
}  // namespace onrecord::show
