// Texts that are no articles, or hardly: refused with a sentence that helps, or read; the services
// live on and nothing is half-written.

#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_replace.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/testing/call.h"
#include "tests/testing/sample_articles.h"
#include "tests/testing/service_pair.h"
#include "tests/testing/status_matchers.h"

namespace onrecord::tests {
namespace {

using ::testing::Matcher;

constexpr int kMebibyte = 1 << 20;

struct BadText {
  std::string what;
  std::string text;
  std::string reason;
};

std::vector<BadText> BadTexts() {
  return {
      {"empty", "", "REQUIRED_FIELD"},
      {"blank", " \t\n\r ", "INVALID_FIELD"},
      {"blank in Unicode", "\u00A0\u2003\u3000", "INVALID_FIELD"},
      {"NUL first", std::string("\0“No,” she said.", 18), "INVALID_FIELD"},
      {"NUL within", std::string("“No,”\0 she said.", 18), "INVALID_FIELD"},
      {"one byte too long", std::string(kMebibyte + 1, 'a'), "TEXT_TOO_LONG"},
      {"much too long", std::string(3 * kMebibyte, 'a'), "TEXT_TOO_LONG"},
  };
}

// Strings that no protobuf library would send, in place of six bytes of an article's text.
std::vector<std::pair<std::string, std::string>> BrokenUtf8() {
  return {
      {"stray continuation", "\x80zzzzz"},       {"truncated sequence", "zzzz\xE2\x82"},
      {"overlong form", "zz\xC0\xAFzz"},         {"lone high surrogate", "zzz\xED\xA0\x80"},
      {"lone low surrogate", "\xED\xB0\x80zzz"}, {"surrogate pair", "\xED\xA0\xBD\xED\xB8\x80"},
      {"beyond Unicode", "zz\xF4\x90\x80\x80"},  {"byte of no encoding", "zzz\xFF\xFEz"},
  };
}

class BadTextTest : public ::testing::Test {
 protected:
  explicit BadTextTest(ServicePairFlags flags = {})
      : pair_(ServicePair::Services::kBoth, std::move(flags)) {}

  // Both services answer, and the archive has seen no change.
  void ExpectUntouched() {
    const auto articles = Call(pair_.query(), &QueryStub::ListArticles, v1::ListArticlesRequest());
    EXPECT_THAT(articles.status, IsOk());
    EXPECT_EQ(articles.response.articles_size(), 0);
    EXPECT_EQ(articles.response.archive_revision(), 0);
    const auto analyzed = Analyze("“No,” she said.");
    EXPECT_THAT(analyzed.status, IsOk());
  }

  Answer<v1::AnalyzeArticleResponse> Analyze(const std::string& text) {
    v1::AnalyzeArticleRequest request;
    request.mutable_article()->set_text(text);
    return Call(pair_.ingest(), &IngestStub::AnalyzeArticle, request);
  }

  Answer<v1::IngestArticleResponse> Ingest(const v1::Article& article) {
    v1::IngestArticleRequest request;
    *request.mutable_article() = article;
    return Call(pair_.ingest(), &IngestStub::IngestArticle, request);
  }

  Answer<v1::CommitArticleResponse> Commit(const std::string& text) {
    v1::CommitArticleRequest request;
    request.mutable_article()->set_name("articles/bad");
    request.mutable_article()->set_text(text);
    return Call(pair_.archive(), &ArchiveStub::CommitArticle, request);
  }

  // Sends a text with `broken` in it to a method whose request holds an article as its field 1.
  grpc::Status SendBroken(const std::shared_ptr<grpc::Channel>& channel, const std::string& method,
                          const std::string& broken) {
    v1::IngestArticleRequest request;
    request.mutable_article()->set_name("articles/bad");
    request.mutable_article()->set_text("“QQQQQQ,” she said.");
    const std::string bytes =
        absl::StrReplaceAll(request.SerializeAsString(), {{"QQQQQQ", broken}});
    return CallWithBytes(channel, method, bytes).status;
  }

  ServicePair pair_;
};

class SmallLimitTest : public BadTextTest {
 protected:
  SmallLimitTest() : BadTextTest({{"--max_text_bytes=1000"}, {"--max_text_bytes=1000"}}) {}
};

class ShortTimeTest : public BadTextTest {
 protected:
  ShortTimeTest() : BadTextTest({{}, {"--max_request_time=3s"}}) {}
};

TEST_F(BadTextTest, IsRefusedByBothServices) {
  for (const BadText& bad : BadTexts()) {
    SCOPED_TRACE(bad.what);
    const Matcher<const grpc::Status&> refused = FailsOnField(bad.reason, "article.text");
    EXPECT_THAT(Analyze(bad.text).status, refused);
    v1::Article article;
    article.set_text(bad.text);
    EXPECT_THAT(Ingest(article).status, refused);
    EXPECT_THAT(Commit(bad.text).status, refused);
  }
  ExpectUntouched();
}

TEST_F(BadTextTest, MissingArticleIsRefused) {
  EXPECT_THAT(Call(pair_.ingest(), &IngestStub::IngestArticle, v1::IngestArticleRequest()).status,
              FailsOnField("REQUIRED_FIELD", "article.text"));
  EXPECT_THAT(Call(pair_.archive(), &ArchiveStub::CommitArticle, v1::CommitArticleRequest()).status,
              FailsOnField("REQUIRED_FIELD", "article.name"));
  ExpectUntouched();
}

TEST_F(BadTextTest, BrokenUtf8IsMalformed) {
  const auto malformed = Fails(grpc::StatusCode::INVALID_ARGUMENT, "MALFORMED_REQUEST");
  for (const auto& [what, broken] : BrokenUtf8()) {
    SCOPED_TRACE(what);
    EXPECT_THAT(
        SendBroken(pair_.ingest_channel(), "/onrecord.v1.IngestService/AnalyzeArticle", broken),
        malformed);
    EXPECT_THAT(
        SendBroken(pair_.ingest_channel(), "/onrecord.v1.IngestService/IngestArticle", broken),
        malformed);
    EXPECT_THAT(
        SendBroken(pair_.query_channel(), "/onrecord.v1.ArchiveService/CommitArticle", broken),
        malformed);
  }
  ExpectUntouched();
}

TEST_F(BadTextTest, MessageOverTheServersLimitIsRefused) {
  const auto answer = Analyze(std::string(16 * kMebibyte, 'a'));
  EXPECT_EQ(answer.status.error_code(), grpc::StatusCode::RESOURCE_EXHAUSTED);
  ExpectUntouched();
}

TEST_F(SmallLimitTest, FlagSetsTheLimit) {
  const std::string longest(1000, 'a');
  EXPECT_THAT(Analyze(longest).status, IsOk());
  const auto too_long = Fails(grpc::StatusCode::INVALID_ARGUMENT, "TEXT_TOO_LONG");
  for (const grpc::Status& status : {Analyze(longest + "a").status, Commit(longest + "a").status}) {
    EXPECT_THAT(status, too_long);
    EXPECT_EQ(FailureOf(status).metadata["limit_bytes"], "1000");
  }
  ExpectUntouched();
}

TEST_F(BadTextTest, OddTextsAreRead) {
  const std::vector<std::pair<std::string, std::string>> texts = {
      {"one letter", "a"},
      {"only marks", "“”\"'‘’«»„‟"},
      {"unclosed quotation", "“We will not go, she said."},
      {"nested past reason", std::string(300, '(') + "“No,” she said." + std::string(300, ')')},
      {"combining marks alone", "\u0301\u0301\u0301"},
      {"private use and noncharacters", "\uE000 “No,” she said. \uFFFF"},
      {"right to left", "\u202E“No,” she said.\u202C"},
      {"line breaks of all kinds", "“No,”\r\nshe\u2028said.\u2029\x0B\x0C\u0085"},
      {"byte order mark", "\uFEFF“No,” she said."},
      {"many paragraphs", absl::StrReplaceAll(std::string(5000, '#'), {{"#", "\n\n"}}) + "End."},
  };
  for (const auto& [what, text] : texts) {
    SCOPED_TRACE(what);
    EXPECT_THAT(Analyze(text).status, IsOk());
  }
  ExpectUntouched();
}

TEST_F(ShortTimeTest, HundredThousandQuotationMarksAreSurvived) {
  for (const std::string mark : {"\"", "“", "'", "” “"}) {
    std::string text;
    for (int i = 0; i < 100'000; ++i) text += mark;
    const absl::Time begin = absl::Now();
    const grpc::Status status = Analyze(text).status;
    // Reading as many tokens may take longer than the server allows, which is an answer, too.
    if (!status.ok()) {
      EXPECT_EQ(status.error_code(), grpc::StatusCode::DEADLINE_EXCEEDED);
    }
    EXPECT_LT(absl::Now() - begin, absl::Seconds(20)) << mark;
  }
  ExpectUntouched();
}

TEST_F(BadTextTest, WordOfOneMebibyteIsKept) {
  v1::Article article;
  article.set_name("articles/word");
  article.set_text(std::string(kMebibyte, 'w'));
  EXPECT_THAT(Ingest(article).status, IsOk());
  v1::GetArticleRequest request;
  request.set_name("articles/word");
  EXPECT_EQ(Call(pair_.query(), &QueryStub::GetArticle, request).response.text(), article.text());
}

TEST_F(BadTextTest, FieldsOfTheArticleHaveRules) {
  const std::vector<std::pair<std::string, std::string>> bad = {
      {"name: 'ferry'", "article.name"},
      {"name: 'articles/'", "article.name"},
      {"name: 'articles/-ferry'", "article.name"},
      {"name: 'articles/a b'", "article.name"},
      {"name: 'articles/a/positions/p'", "article.name"},
      {"name: 'Articles/a'", "article.name"},
      {"name: 'articles/" + std::string(129, 'a') + "'", "article.name"},
      {"name: 'articles/../etc'", "article.name"},
      {"title: '" + std::string(1001, 't') + "'", "article.title"},
      {"publisher: '" + std::string(201, 'p') + "'", "article.publisher"},
      {"uri: '" + std::string(2001, 'u') + "'", "article.uri"},
      {"publish_time { seconds: 999999999999 }", "article.publish_time"},
      {"publish_time { nanos: -1 }", "article.publish_time"},
      {"publish_utc_offset_minutes: 841", "article.publish_utc_offset_minutes"},
      {"publish_utc_offset_minutes: -841", "article.publish_utc_offset_minutes"},
  };
  for (const auto& [fields, field] : bad) {
    SCOPED_TRACE(fields.substr(0, 60));
    v1::Article article = FromText<v1::Article>("text: 'It rained.' " + fields);
    EXPECT_THAT(Ingest(article).status, FailsOnField("INVALID_FIELD", field));
    if (article.name().empty()) article.set_name("articles/a");
    v1::CommitArticleRequest commit;
    *commit.mutable_article() = article;
    EXPECT_THAT(Call(pair_.archive(), &ArchiveStub::CommitArticle, commit).status,
                FailsOnField("INVALID_FIELD", field));
  }
  v1::Article authors = FromText<v1::Article>("text: 'It rained.'");
  for (int i = 0; i < 51; ++i) authors.add_authors("Lisa Ek");
  EXPECT_THAT(Ingest(authors).status, FailsOnField("INVALID_FIELD", "article.authors"));
  ExpectUntouched();
}

TEST_F(BadTextTest, FutureArticlesAreKept) {
  v1::Article article = FromText<v1::Article>(
      "name: 'articles/2999' text: 'It will rain.' publish_time { seconds: 32472144000 }");
  EXPECT_THAT(Ingest(article).status, IsOk());
}

TEST_F(BadTextTest, UnknownLanguageIsNamed) {
  v1::Article article = FromText<v1::Article>("text: 'Es regnet.' language: 'de'");
  const grpc::Status status = Ingest(article).status;
  EXPECT_THAT(status, FailsOnField("UNSUPPORTED_LANGUAGE", "article.language"));
  EXPECT_EQ(FailureOf(status).metadata["supported"], "en");
  ExpectUntouched();
}

TEST_F(BadTextTest, UnknownOffsetEncodingIsRefused) {
  v1::AnalyzeArticleRequest request = FromText<v1::AnalyzeArticleRequest>("article { text: 'a' }");
  request.set_offset_encoding(static_cast<v1::OffsetEncoding>(9));
  EXPECT_THAT(Call(pair_.ingest(), &IngestStub::AnalyzeArticle, request).status,
              FailsOnField("INVALID_FIELD", "offset_encoding"));
}

}  // namespace
}  // namespace onrecord::tests
