#include "query-service/service/query_service.h"

#include <string>

#include "gmock/gmock.h"
#include "proto/rpc/errors.h"
#include "query-service/archive/article_samples.h"
#include "query-service/service/service_fixture.h"

namespace onrecord::query {
namespace {

using Stub = v1::QueryService::Stub;

class QueryServiceTest : public ServiceFixture {
 protected:
  QueryServiceTest() {
    EXPECT_TRUE(Commit(Example("a")).ok());
    EXPECT_TRUE(Commit(Example("b")).ok());
  }
};

TEST_F(QueryServiceTest, GetsAnArticleByView) {
  v1::GetArticleRequest request;
  request.set_name("articles/a");
  v1::Article article;
  ASSERT_TRUE(Call(&Stub::GetArticle, request, &article).ok());
  EXPECT_EQ(article.text(), Example("a").article().text());
  request.set_view(v1::ARTICLE_VIEW_BASIC);
  ASSERT_TRUE(Call(&Stub::GetArticle, request, &article).ok());
  EXPECT_EQ(article.text(), "");
}

TEST_F(QueryServiceTest, PagesThroughPositions) {
  v1::ListPositionsRequest request;
  request.set_page_size(1);
  request.mutable_filter()->set_text("deal");
  v1::ListPositionsResponse page;
  ASSERT_TRUE(Call(&Stub::ListPositions, request, &page).ok());
  ASSERT_EQ(page.positions_size(), 1);
  EXPECT_EQ(page.positions(0).name(), "articles/b/positions/p-1");
  EXPECT_EQ(page.positions(0).content(0).text(), "“No deal,”");
  EXPECT_EQ(page.positions(0).speakers(0).display_name(), "Ann Lee");
  EXPECT_EQ(page.archive_revision(), 2);
  request.set_page_token(page.next_page_token());
  ASSERT_TRUE(Call(&Stub::ListPositions, request, &page).ok());
  ASSERT_EQ(page.positions_size(), 1);
  EXPECT_EQ(page.positions(0).name(), "articles/a/positions/p-1");
}

TEST_F(QueryServiceTest, CountsOffsetsAsAsked) {
  v1::GetPositionRequest request;
  request.set_name("articles/a/positions/p-1");
  request.set_offset_encoding(v1::OFFSET_ENCODING_UTF32);
  v1::Position position;
  ASSERT_TRUE(Call(&Stub::GetPosition, request, &position).ok());
  EXPECT_EQ(position.content(0).end(), 10);
  EXPECT_EQ(position.source(0).text(), "Ann Lee");
}

TEST_F(QueryServiceTest, LeadsFromEventToPositionAndBack) {
  v1::GetEventRequest request;
  request.set_name("articles/b/events/e-1");
  v1::Event event;
  ASSERT_TRUE(Call(&Stub::GetEvent, request, &event).ok());
  EXPECT_EQ(event.triggers(0).text(), "struck");
  EXPECT_EQ(event.positions(0), "articles/b/positions/p-1");
  v1::GetPositionRequest reporting;
  reporting.set_name(event.positions(0));
  v1::Position position;
  ASSERT_TRUE(Call(&Stub::GetPosition, reporting, &position).ok());
  ASSERT_EQ(position.events_size(), 1);
  EXPECT_EQ(position.events(0), event.name());
  v1::ListEventsRequest list;
  list.mutable_filter()->add_types(v1::EVENT_TYPE_PROTEST);
  v1::ListEventsResponse events;
  ASSERT_TRUE(Call(&Stub::ListEvents, list, &events).ok());
  EXPECT_EQ(events.events_size(), 2);
}

TEST_F(QueryServiceTest, KnowsOneSpeakerInBothArticles) {
  v1::ListSpeakersResponse speakers;
  ASSERT_TRUE(Call(&Stub::ListSpeakers, v1::ListSpeakersRequest(), &speakers).ok());
  ASSERT_EQ(speakers.speakers_size(), 1);
  EXPECT_EQ(speakers.speakers(0).article_count(), 2);
  v1::GetSpeakerRequest request;
  request.set_name(speakers.speakers(0).name());
  v1::Speaker speaker;
  ASSERT_TRUE(Call(&Stub::GetSpeaker, request, &speaker).ok());
  EXPECT_EQ(speaker.display_name(), "Ann Lee");
}

TEST_F(QueryServiceTest, ListsArticlesAndCounts) {
  v1::ListArticlesResponse articles;
  ASSERT_TRUE(Call(&Stub::ListArticles, v1::ListArticlesRequest(), &articles).ok());
  EXPECT_EQ(articles.articles_size(), 2);
  v1::CountPositionsRequest request;
  request.set_group_by(v1::POSITION_GROUPING_KIND);
  v1::CountPositionsResponse counts;
  ASSERT_TRUE(Call(&Stub::CountPositions, request, &counts).ok());
  ASSERT_EQ(counts.groups_size(), 1);
  EXPECT_EQ(counts.groups(0).key(), "POSITION_KIND_DENIAL");
  EXPECT_EQ(counts.groups(0).count(), 2);
  v1::CountEventsResponse events;
  ASSERT_TRUE(Call(&Stub::CountEvents, v1::CountEventsRequest(), &events).ok());
  EXPECT_EQ(events.total_count(), 2);
}

TEST_F(QueryServiceTest, EndsWhatIsNotDoneInTime) {
  ArticleSample sample("long");
  const std::string anna = sample.AddSpeaker("Anna Alt");
  for (int i = 0; i < 10000; ++i) sample.AddPosition(absl::StrCat("p", i), {anna}, "it");
  ASSERT_TRUE(sample.CommitTo(*archive_).ok());
  QueryService hasty(*archive_, pool_, absl::Milliseconds(1), streams_);
  const auto server = rpc::Server::Start({}, {&hasty});
  ASSERT_TRUE(server.ok()) << server.status();
  const auto stub = v1::QueryService::NewStub(
      grpc::CreateChannel((*server)->address(), grpc::InsecureChannelCredentials()));
  grpc::ClientContext context;
  v1::CountPositionsRequest request;
  request.set_group_by(v1::POSITION_GROUPING_SPEAKER);
  v1::CountPositionsResponse counts;
  EXPECT_EQ(stub->CountPositions(&context, request, &counts).error_code(),
            grpc::StatusCode::DEADLINE_EXCEEDED);
}

TEST_F(QueryServiceTest, BatchesAnswerInTheOrderOfNames) {
  ASSERT_TRUE(Commit(Example("a")).ok());
  ASSERT_TRUE(Commit(Example("b")).ok());
  v1::BatchGetArticlesRequest articles;
  articles.add_names("articles/b");
  articles.add_names("articles/a");
  articles.set_view(v1::ARTICLE_VIEW_BASIC);
  v1::BatchGetArticlesResponse found;
  ASSERT_TRUE(Call(&Stub::BatchGetArticles, articles, &found).ok());
  ASSERT_EQ(found.articles_size(), 2);
  EXPECT_EQ(found.articles(0).name(), "articles/b");
  EXPECT_EQ(found.articles(0).text(), "");
  EXPECT_EQ(found.archive_revision(), 2);

  v1::BatchGetPositionsRequest positions;
  positions.add_names("articles/b/positions/p-1");
  v1::BatchGetPositionsResponse said;
  ASSERT_TRUE(Call(&Stub::BatchGetPositions, positions, &said).ok());
  EXPECT_EQ(said.positions(0).cue(0).text(), "said");
  v1::BatchGetSpeakersRequest speakers;
  speakers.add_names(said.positions(0).speakers(0).speaker());
  v1::BatchGetSpeakersResponse who;
  ASSERT_TRUE(Call(&Stub::BatchGetSpeakers, speakers, &who).ok());
  EXPECT_EQ(who.speakers(0).display_name(), "Ann Lee");
  v1::BatchGetEventsRequest events;
  events.add_names("articles/a/events/e-1");
  events.set_view(v1::RECORD_VIEW_BASIC);
  v1::BatchGetEventsResponse happened;
  ASSERT_TRUE(Call(&Stub::BatchGetEvents, events, &happened).ok());
  EXPECT_EQ(happened.events(0).triggers(0).begin(), 37);
  EXPECT_EQ(happened.events(0).triggers(0).text(), "");
  events.add_names("articles/a/events/e-2");
  EXPECT_EQ(Call(&Stub::BatchGetEvents, events, &happened).code(), absl::StatusCode::kNotFound);
}

TEST_F(QueryServiceTest, BasicViewHasOffsetsButNoWords) {
  ASSERT_TRUE(Commit(Example("a")).ok());
  for (const auto encoding : {v1::OFFSET_ENCODING_UTF8, v1::OFFSET_ENCODING_UTF16}) {
    v1::ListPositionsRequest request;
    request.set_offset_encoding(encoding);
    v1::ListPositionsResponse full;
    ASSERT_TRUE(Call(&Stub::ListPositions, request, &full).ok());
    request.set_view(v1::RECORD_VIEW_BASIC);
    v1::ListPositionsResponse basic;
    ASSERT_TRUE(Call(&Stub::ListPositions, request, &basic).ok());
    EXPECT_EQ(full.positions(0).cue(0).text(), "said");
    EXPECT_EQ(basic.positions(0).cue(0).text(), "");
    EXPECT_EQ(basic.positions(0).cue(0).begin(), full.positions(0).cue(0).begin());
    EXPECT_EQ(basic.positions(0).cue(0).end(), full.positions(0).cue(0).end());
  }
  v1::GetEventRequest event;
  event.set_name("articles/a/events/e-1");
  event.set_view(static_cast<v1::RecordView>(9));
  v1::Event found;
  EXPECT_EQ(rpc::ReasonOf(Call(&Stub::GetEvent, event, &found)), "INVALID_FIELD");
}

TEST_F(QueryServiceTest, RefusesUnknownOffsetEncodings) {
  v1::ListPositionsRequest request;
  request.set_offset_encoding(static_cast<v1::OffsetEncoding>(7));
  v1::ListPositionsResponse page;
  const absl::Status status = Call(&Stub::ListPositions, request, &page);
  EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(rpc::ReasonOf(status), "INVALID_FIELD");
}

}  // namespace
}  // namespace onrecord::query
