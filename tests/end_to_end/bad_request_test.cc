// Questions that cannot be asked: names, filters, pages.

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/testing/call.h"
#include "tests/testing/sample_articles.h"
#include "tests/testing/service_pair.h"
#include "tests/testing/status_matchers.h"

namespace onrecord::tests {
namespace {

// A request in protobuf's text format, and the field that its refusal must name.
struct BadRequest {
  std::string request;
  std::string field;
};

class BadRequestTest : public ::testing::Test {
 protected:
  BadRequestTest() : pair_(ServicePair::Services::kQueryOnly) {
    for (int i = 0; i < 3; ++i) {
      const auto commit = MillCommit(absl::StrCat("articles/a", i), v1::POSITION_KIND_REFUSAL,
                                     v1::EVENT_TYPE_CONSULT, "a clerk recalled");
      EXPECT_THAT(Call(pair_.archive(), &ArchiveStub::CommitArticle, commit).status, IsOk());
    }
  }

  ~BadRequestTest() override {
    const auto articles = Call(pair_.query(), &QueryStub::ListArticles, v1::ListArticlesRequest());
    EXPECT_EQ(articles.response.articles_size(), 3) << "the service must live on";
    EXPECT_EQ(articles.response.archive_revision(), 3) << "the archive must not have changed";
  }

  template <class Request, class Response>
  void ExpectRefused(grpc::Status (QueryStub::*method)(grpc::ClientContext*, const Request&,
                                                       Response*),
                     const std::vector<BadRequest>& table) {
    for (const BadRequest& bad : table) {
      EXPECT_THAT(Call(pair_.query(), method, FromText<Request>(bad.request)).status,
                  FailsOnField("INVALID_FIELD", bad.field))
          << Request::descriptor()->name() << " { " << bad.request.substr(0, 200) << " }";
    }
  }

  ServicePair pair_;
};

// `value` as `count` values of the repeated field `field`.
std::string Repeated(const std::string& field, const std::string& value, int count) {
  std::string text;
  for (int i = 0; i < count; ++i) absl::StrAppend(&text, field, ": '", value, "' ");
  return text;
}

constexpr char kBackwards[] = "{ start_time { seconds: 100 } end_time { seconds: 99 } }";

const std::vector<BadRequest>& BadPages() {
  static const auto* const kTable = new std::vector<BadRequest>{
      {"page_size: -1", "page_size"},
      {"page_size: 1001", "page_size"},
      {"page_size: 2147483647", "page_size"},
      {"min_revision: -1", "min_revision"},
  };
  return *kTable;
}

TEST_F(BadRequestTest, PageSizesHaveARange) {
  ExpectRefused(&QueryStub::ListArticles, BadPages());
  ExpectRefused(&QueryStub::ListSpeakers, BadPages());
  ExpectRefused(&QueryStub::ListPositions, BadPages());
  ExpectRefused(&QueryStub::ListEvents, BadPages());
}

TEST_F(BadRequestTest, MalformedNamesAreRefused) {
  for (const std::string name : {"a0", "articles/", "articles/a b", "speakers", "articles/a0/",
                                 "articles/a0/positions/p-1", "articles/ö", "/articles/a0"}) {
    v1::GetArticleRequest request;
    request.set_name(name);
    EXPECT_THAT(Call(pair_.query(), &QueryStub::GetArticle, request).status,
                FailsOnField("INVALID_FIELD", "name"))
        << name;
    v1::DeleteArticleRequest retraction;
    retraction.set_name(name);
    EXPECT_THAT(Call(pair_.archive(), &ArchiveStub::DeleteArticle, retraction).status,
                FailsOnField("INVALID_FIELD", "name"))
        << name;
  }
  ExpectRefused(&QueryStub::GetSpeaker, {{"name: 'articles/a0'", "name"}, {"name: 'x'", "name"}});
  ExpectRefused(&QueryStub::GetPosition,
                {{"name: 'articles/a0'", "name"}, {"name: 'articles/a0/events/e-1'", "name"}});
  ExpectRefused(&QueryStub::GetEvent,
                {{"name: 'articles/a0/positions/p-1'", "name"}, {"name: '////'", "name"}});
}

TEST_F(BadRequestTest, UnknownNamesAreNotFound) {
  const auto not_found = Fails(grpc::StatusCode::NOT_FOUND, "RESOURCE_NOT_FOUND");
  const grpc::Status article = Call(pair_.query(), &QueryStub::GetArticle,
                                    FromText<v1::GetArticleRequest>("name: 'articles/none'"))
                                   .status;
  EXPECT_THAT(article, not_found);
  EXPECT_EQ(FailureOf(article).metadata["resource"], "articles/none");
  EXPECT_THAT(Call(pair_.query(), &QueryStub::GetSpeaker,
                   FromText<v1::GetSpeakerRequest>("name: 'speakers/none'"))
                  .status,
              not_found);
  EXPECT_THAT(Call(pair_.query(), &QueryStub::GetPosition,
                   FromText<v1::GetPositionRequest>("name: 'articles/a0/positions/none'"))
                  .status,
              not_found);
  EXPECT_THAT(Call(pair_.query(), &QueryStub::GetEvent,
                   FromText<v1::GetEventRequest>("name: 'articles/none/events/e-1'"))
                  .status,
              not_found);
}

TEST_F(BadRequestTest, ArticleFiltersHaveRules) {
  ExpectRefused(&QueryStub::ListArticles,
                {
                    {"filter { " + Repeated("publishers", "p", 101) + "}", "filter.publishers"},
                    {"filter { " + Repeated("languages", "en", 101) + "}", "filter.languages"},
                    {absl::StrCat("filter { publish_time ", kBackwards, " }"),
                     "filter.publish_time.end_time"},
                    {"filter { publish_time { start_time { nanos: 1000000000 } } }",
                     "filter.publish_time.start_time"},
                    {"filter { text: '\"unclosed' }", "filter.text"},
                    {"order: 77", "order"},
                    {"view: 77", "view"},
                });
}

TEST_F(BadRequestTest, SpeakerFiltersHaveRules) {
  ExpectRefused(&QueryStub::ListSpeakers,
                {
                    {"filter { types: 77 }", "filter.types[0]"},
                    {"filter { types: 0 }", "filter.types[0]"},
                    {"filter { text: '" + std::string(201, 'a') + "' }", "filter.text"},
                    {"filter { text: '?!' }", "filter.text"},
                });
}

TEST_F(BadRequestTest, PositionFiltersHaveRules) {
  ExpectRefused(
      &QueryStub::ListPositions,
      {
          {"filter { speakers: 'Ilse Brandt' }", "filter.speakers[0]"},
          {"filter { " + Repeated("speakers", "speakers/a", 101) + "}", "filter.speakers"},
          {"filter { kinds: 77 }", "filter.kinds[0]"},
          {"filter { kinds: [1, -1] }", "filter.kinds[1]"},
          {"filter { quotations: 4 }", "filter.quotations[0]"},
          {"filter { articles: 'speakers/a' }", "filter.articles[0]"},
          {"filter { addressees: '' }", "filter.addressees[0]"},
          {"filter { via: 'x' }", "filter.via[0]"},
          {"filter { events: 'articles/a0/positions/p-1' }", "filter.events[0]"},
          {"filter { events: ['articles/a0/events/e-1', 'e-1'] }", "filter.events[1]"},
          {"filter { " + Repeated("events", "articles/a0/events/e-1", 101) + "}", "filter.events"},
          {"filter { min_confidence: 1.5 }", "filter.min_confidence"},
          {"filter { min_confidence: -0.5 }", "filter.min_confidence"},
          {"filter { min_confidence: nan }", "filter.min_confidence"},
          {absl::StrCat("filter { publish_time ", kBackwards, " }"),
           "filter.publish_time.end_time"},
          {"filter { text: '-only -exclusions' }", "filter.text"},
          {"filter { text: 'a*' }", "filter.text"},
          {"filter { text: '" + std::string(1001, 'a') + "' }", "filter.text"},
          {"order: -1", "order"},
          {"offset_encoding: 4", "offset_encoding"},
      });
}

TEST_F(BadRequestTest, EventFiltersHaveRules) {
  ExpectRefused(
      &QueryStub::ListEvents,
      {
          {"filter { types: 18 }", "filter.types[0]"},
          {"filter { statuses: 6 }", "filter.statuses[0]"},
          {"filter { actors: 'x' }", "filter.actors[0]"},
          {"filter { recipients: 'speakers/' }", "filter.recipients[0]"},
          {"filter { positions: 'articles/a0/events/e-1' }", "filter.positions[0]"},
          {"filter { positions: 'articles/a0' }", "filter.positions[0]"},
          {"filter { " + Repeated("positions", "articles/a0/positions/p-1", 101) + "}",
           "filter.positions"},
          {"filter { country_codes: 'Sweden' }", "filter.country_codes[0]"},
          {absl::StrCat("filter { event_time ", kBackwards, " }"), "filter.event_time.end_time"},
          {"offset_encoding: -4", "offset_encoding"},
      });
}

TEST_F(BadRequestTest, CountsHaveRules) {
  ExpectRefused(&QueryStub::CountPositions, {
                                                {"group_by: 9", "group_by"},
                                                {"max_groups: -1", "max_groups"},
                                                {"max_groups: 10001", "max_groups"},
                                                {"filter { kinds: 99 }", "filter.kinds[0]"},
                                                {"filter { events: 'x' }", "filter.events[0]"},
                                            });
  ExpectRefused(&QueryStub::CountEvents, {
                                             {"group_by: 9", "group_by"},
                                             {"filter { positions: 'x' }", "filter.positions[0]"},
                                         });
}

TEST_F(BadRequestTest, AllViolationsAreNamedAtOnce) {
  const auto request = FromText<v1::ListPositionsRequest>(
      "filter { kinds: [99, 1, 98] min_confidence: 2 speakers: 'x' }");
  EXPECT_THAT(FailureOf(Call(pair_.query(), &QueryStub::ListPositions, request).status).fields,
              ::testing::UnorderedElementsAre("filter.kinds[0]", "filter.kinds[2]",
                                              "filter.min_confidence", "filter.speakers[0]"));
}

TEST_F(BadRequestTest, TokensOfOtherListsAreRefused) {
  v1::ListPositionsRequest request;
  request.set_page_size(1);
  const std::string token =
      Call(pair_.query(), &QueryStub::ListPositions, request).response.next_page_token();
  ASSERT_NE(token, "");
  v1::ListEventsRequest events;
  events.set_page_token(token);
  EXPECT_THAT(Call(pair_.query(), &QueryStub::ListEvents, events).status,
              FailsOnField("INVALID_PAGE_TOKEN", "page_token"));
  v1::ListSpeakersRequest speakers;
  speakers.set_page_token(token);
  EXPECT_THAT(Call(pair_.query(), &QueryStub::ListSpeakers, speakers).status,
              FailsOnField("INVALID_PAGE_TOKEN", "page_token"));
}

TEST_F(BadRequestTest, TokensOfOtherQueriesAreRefused) {
  v1::ListPositionsRequest request;
  request.set_page_size(1);
  request.set_page_token(
      Call(pair_.query(), &QueryStub::ListPositions, request).response.next_page_token());
  v1::ListPositionsRequest other_filter = request;
  other_filter.mutable_filter()->add_kinds(v1::POSITION_KIND_REFUSAL);
  v1::ListPositionsRequest other_order = request;
  other_order.set_order(v1::LIST_ORDER_OLDEST_FIRST);
  for (const auto& other : {other_filter, other_order}) {
    EXPECT_THAT(Call(pair_.query(), &QueryStub::ListPositions, other).status,
                FailsOnField("PAGE_TOKEN_MISMATCH", "page_token"));
  }
  request.set_page_size(2);
  EXPECT_THAT(Call(pair_.query(), &QueryStub::ListPositions, request).status, IsOk());
}

TEST_F(BadRequestTest, RelevanceNeedsText) {
  v1::ListPositionsRequest positions;
  positions.set_order(v1::LIST_ORDER_RELEVANCE);
  EXPECT_THAT(Call(pair_.query(), &QueryStub::ListPositions, positions).status,
              FailsOnField("INVALID_FIELD", "order"));
  positions.mutable_filter()->set_text("  ");
  EXPECT_THAT(Call(pair_.query(), &QueryStub::ListPositions, positions).status,
              FailsOnField("INVALID_FIELD", "order"));
  v1::ListArticlesRequest articles;
  articles.set_order(v1::LIST_ORDER_RELEVANCE);
  EXPECT_THAT(Call(pair_.query(), &QueryStub::ListArticles, articles).status,
              FailsOnField("INVALID_FIELD", "order"));
  v1::ListEventsRequest events;
  events.set_order(v1::LIST_ORDER_RELEVANCE);
  events.mutable_filter()->set_place("mill");
  EXPECT_THAT(Call(pair_.query(), &QueryStub::ListEvents, events).status,
              FailsOnField("INVALID_FIELD", "order"));
}

TEST_F(BadRequestTest, DamagedTokensAreRefused) {
  v1::ListPositionsRequest request;
  request.set_page_size(1);
  const std::string token =
      Call(pair_.query(), &QueryStub::ListPositions, request).response.next_page_token();
  std::vector<std::string> damaged = {"garbage",
                                      "%%%",
                                      "AAAA",
                                      std::string(10'000, 'A'),
                                      token + "A",
                                      token.substr(1),
                                      token.substr(0, token.size() / 2)};
  for (size_t i = 0; i < token.size(); ++i) {
    std::string flipped = token;
    flipped[i] = flipped[i] == 'A' ? 'B' : 'A';
    damaged.push_back(flipped);
  }
  for (const std::string& bad : damaged) {
    request.set_page_token(bad);
    EXPECT_THAT(Call(pair_.query(), &QueryStub::ListPositions, request).status,
                FailsOnField("INVALID_PAGE_TOKEN", "page_token"))
        << bad.substr(0, 100);
  }
}

TEST_F(BadRequestTest, GarbageIsMalformed) {
  const auto malformed = Fails(grpc::StatusCode::INVALID_ARGUMENT, "MALFORMED_REQUEST");
  for (const std::string method : {"GetArticle", "ListPositions", "CountEvents"}) {
    const std::string path = "/onrecord.v1.QueryService/" + method;
    EXPECT_THAT(CallWithBytes(pair_.query_channel(), path, "\x0A\xFF\xFF").status, malformed);
    EXPECT_THAT(CallWithBytes(pair_.query_channel(), path, "\x0A\x02\xC3(").status, malformed);
  }
}

}  // namespace
}  // namespace onrecord::tests
