#include "ingest-service/service/article_rules.h"

#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "proto/rpc/errors.h"

namespace onrecord::ingest {
namespace {

using ::testing::HasSubstr;
using ::testing::StartsWith;

v1::Article Make(const std::string& text) {
  v1::Article article;
  article.set_text(text);
  return article;
}

TEST(ReadArticle, NeedsNothingButText) {
  const v1::Article article = Make("Hello.");
  const auto input = ReadArticle(article, 100);
  ASSERT_TRUE(input.ok());
  EXPECT_EQ(input->text, "Hello.");
  EXPECT_EQ(input->publish_time, std::nullopt);
}

TEST(ReadArticle, TakesTimeAndItsOffset) {
  v1::Article article = Make("Hello.");
  article.mutable_publish_time()->set_seconds(60);
  article.set_publish_utc_offset_minutes(-840);
  const auto input = ReadArticle(article, 100);
  ASSERT_TRUE(input.ok());
  EXPECT_EQ(input->publish_time, absl::FromUnixSeconds(60));
  EXPECT_EQ(input->utc_offset_minutes, -840);
}

TEST(ReadArticle, NamesEveryFieldThatCannotBe) {
  v1::Article article = Make("Hello.");
  article.mutable_publish_time()->set_nanos(-1);
  article.set_publish_utc_offset_minutes(841);
  article.set_name("articles/-");
  const absl::Status status = ReadArticle(article, 100).status();
  EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_THAT(std::string(status.message()), HasSubstr("article.name"));
  EXPECT_THAT(std::string(status.message()), HasSubstr("article.publish_time"));
  EXPECT_THAT(std::string(status.message()), HasSubstr("article.publish_utc_offset_minutes"));
}

TEST(ReadArticle, RefusesTextsThatCannotBeRead) {
  EXPECT_EQ(rpc::ReasonOf(ReadArticle(Make(""), 100).status()), "REQUIRED_FIELD");
  EXPECT_EQ(rpc::ReasonOf(ReadArticle(Make("12345"), 4).status()), "TEXT_TOO_LONG");
  EXPECT_EQ(rpc::ReasonOf(ReadArticle(Make(std::string("a\0", 2)), 100).status()), "INVALID_FIELD");
}

TEST(ReadArticle, ReadsEnglishOnly) {
  v1::Article article = Make("Hello.");
  for (const char* language : {"", "en", "EN", "en-GB"}) {
    article.set_language(language);
    EXPECT_TRUE(ReadArticle(article, 100).ok()) << language;
  }
  for (const char* language : {"de", "eng", "xx-en"}) {
    article.set_language(language);
    EXPECT_EQ(rpc::ReasonOf(ReadArticle(article, 100).status()), "UNSUPPORTED_LANGUAGE");
  }
}

TEST(ReadArticle, DoesNotEchoLongLanguages) {
  v1::Article article = Make("Hello.");
  article.set_language(std::string(4000, 'x'));
  const absl::Status status = ReadArticle(article, 100).status();
  EXPECT_EQ(rpc::ReasonOf(status), "INVALID_FIELD");
  EXPECT_LT(status.message().size(), 100u);
}

TEST(NameOf, DerivesFromUriElseFromText) {
  v1::Article article = Make("Hello.");
  const std::string of_text = NameOf(article);
  EXPECT_THAT(of_text, StartsWith("articles/text-"));
  EXPECT_EQ(NameOf(Make("Hello.")), of_text);
  EXPECT_NE(NameOf(Make("Hello!")), of_text);
  article.set_uri("https://example.org/1");
  const std::string of_uri = NameOf(article);
  EXPECT_THAT(of_uri, StartsWith("articles/uri-"));
  article.set_text("Corrected.");
  EXPECT_EQ(NameOf(article), of_uri);
  article.set_name("articles/mine");
  EXPECT_EQ(NameOf(article), "articles/mine");
}

}  // namespace
}  // namespace onrecord::ingest
