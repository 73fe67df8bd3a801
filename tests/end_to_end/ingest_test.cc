// From an article's text to answers about it, and what becomes of them when it is corrected or
// retracted.

#include <algorithm>
#include <set>
#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/testing/call.h"
#include "tests/testing/sample_articles.h"
#include "tests/testing/service_pair.h"
#include "tests/testing/status_matchers.h"

namespace onrecord::tests {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

class IngestTest : public ::testing::Test {
 protected:
  v1::IngestArticleResponse Ingest(const v1::Article& article) {
    v1::IngestArticleRequest request;
    *request.mutable_article() = article;
    auto answer = Call(pair_.ingest(), &IngestStub::IngestArticle, request);
    EXPECT_THAT(answer.status, IsOk());
    return answer.response;
  }

  v1::ListPositionsResponse Positions(const std::string& filter = "") {
    return Call(pair_.query(), &QueryStub::ListPositions,
                FromText<v1::ListPositionsRequest>("page_size: 1000 filter { " + filter + " }"))
        .response;
  }

  v1::ListEventsResponse Events(const std::string& filter = "") {
    return Call(pair_.query(), &QueryStub::ListEvents,
                FromText<v1::ListEventsRequest>("page_size: 1000 filter { " + filter + " }"))
        .response;
  }

  v1::ListSpeakersResponse Speakers() {
    return Call(pair_.query(), &QueryStub::ListSpeakers,
                FromText<v1::ListSpeakersRequest>("page_size: 1000"))
        .response;
  }

  Answer<v1::Article> GetArticle(const std::string& name) {
    v1::GetArticleRequest request;
    request.set_name(name);
    return Call(pair_.query(), &QueryStub::GetArticle, request);
  }

  ServicePair pair_;
};

// All words of spans, for looking into.
std::string Words(const google::protobuf::RepeatedPtrField<v1::Span>& spans) {
  std::string words;
  for (const v1::Span& span : spans) words += span.text() + " ";
  return words;
}

std::set<std::string> NamesOf(const v1::ListPositionsResponse& list) {
  std::set<std::string> names;
  for (const v1::Position& position : list.positions()) names.insert(position.name());
  return names;
}

void ExpectSlices(const std::string& text, const v1::Span& span) {
  ASSERT_LE(0, span.begin());
  ASSERT_LE(span.begin(), span.end());
  ASSERT_LE(span.end(), static_cast<int>(text.size()));
  EXPECT_EQ(text.substr(span.begin(), span.end() - span.begin()), span.text());
}

TEST_F(IngestTest, KeepsTheArticleAsSent) {
  const v1::Article sent = FerryArticle();
  const v1::IngestArticleResponse ingested = Ingest(sent);
  EXPECT_EQ(ingested.outcome(), v1::COMMIT_OUTCOME_CREATED);
  EXPECT_EQ(ingested.article().revision(), 1);
  EXPECT_GT(ingested.article().archive_revision(), 0);
  EXPECT_THAT(ingested.article().text(), IsEmpty());

  const v1::Article kept = GetArticle(sent.name()).response;
  EXPECT_EQ(kept.text(), sent.text());
  EXPECT_EQ(kept.title(), sent.title());
  EXPECT_EQ(kept.publisher(), sent.publisher());
  EXPECT_EQ(kept.uri(), sent.uri());
  EXPECT_EQ(kept.publish_time().seconds(), sent.publish_time().seconds());
  EXPECT_EQ(kept.publish_utc_offset_minutes(), sent.publish_utc_offset_minutes());
  EXPECT_EQ(kept.language(), "en");
  EXPECT_THAT(kept.authors(), ElementsAre("Lisa Ek"));
  EXPECT_THAT(kept.model_version(), Not(IsEmpty()));
  EXPECT_EQ(kept.revision(), 1);
  EXPECT_EQ(kept.archive_revision(), ingested.article().archive_revision());
  EXPECT_GT(kept.create_time().seconds(), 0);
}

TEST_F(IngestTest, CountsWhatTheListsHold) {
  const v1::Article article = Ingest(FerryArticle()).article();
  EXPECT_GT(article.position_count(), 3);
  EXPECT_GT(article.event_count(), 0);
  EXPECT_GT(article.speaker_count(), 1);
  EXPECT_EQ(Positions().positions_size(), article.position_count());
  EXPECT_EQ(Events().events_size(), article.event_count());
  EXPECT_EQ(Positions().archive_revision(), article.archive_revision());
}

TEST_F(IngestTest, FindsWhoSaidWhat) {
  Ingest(FerryArticle());
  const v1::ListPositionsResponse found = Positions("text: '\"lost money\"'");
  ASSERT_EQ(found.positions_size(), 1);
  const v1::Position& position = found.positions(0);
  EXPECT_THAT(Words(position.content()), HasSubstr("We have lost money on every crossing"));
  EXPECT_EQ(position.quotation(), v1::QUOTATION_DIRECT);
  ASSERT_EQ(position.speakers_size(), 1);
  EXPECT_EQ(position.speakers(0).display_name(), "Karin Holm");
  EXPECT_EQ(position.article(), "articles/ferry-stops");
  EXPECT_EQ(position.publisher(), "Sandvik Courier");
  EXPECT_EQ(position.publish_time().seconds(), FerryArticle().publish_time().seconds());
  EXPECT_GT(position.confidence(), 0);
  EXPECT_LE(position.confidence(), 1);
  EXPECT_THAT(position.model_version(), Not(IsEmpty()));
}

TEST_F(IngestTest, SpeakersLeadToTheirPositions) {
  Ingest(FerryArticle());
  Ingest(ReservoirArticle());
  const v1::ListSpeakersResponse speakers = Speakers();
  EXPECT_GT(speakers.speakers_size(), 3);
  for (const v1::Speaker& speaker : speakers.speakers()) {
    SCOPED_TRACE(speaker.name());
    v1::GetSpeakerRequest request;
    request.set_name(speaker.name());
    const auto same = Call(pair_.query(), &QueryStub::GetSpeaker, request);
    EXPECT_THAT(same.status, IsOk());
    EXPECT_EQ(same.response.SerializeAsString(), speaker.SerializeAsString());
    EXPECT_NE(speaker.type(), v1::SPEAKER_TYPE_UNSPECIFIED);
    const auto taken = Positions("speakers: '" + speaker.name() + "'");
    EXPECT_EQ(taken.positions_size(), speaker.position_count());
  }
}

TEST_F(IngestTest, EveryRecordPointsAtItsWords) {
  const std::string text = FerryArticle().text();
  Ingest(FerryArticle());
  const v1::ListPositionsResponse positions = Positions();
  for (const v1::Position& position : positions.positions()) {
    SCOPED_TRACE(position.name());
    EXPECT_GT(position.cue_size(), 0);
    for (const auto* spans : {&position.source(), &position.cue(), &position.content()}) {
      for (const v1::Span& span : *spans) ExpectSlices(text, span);
    }
    v1::GetPositionRequest request;
    request.set_name(position.name());
    const auto same = Call(pair_.query(), &QueryStub::GetPosition, request);
    EXPECT_EQ(same.response.SerializeAsString(), position.SerializeAsString());
  }
  const v1::ListEventsResponse events = Events();
  for (const v1::Event& event : events.events()) {
    SCOPED_TRACE(event.name());
    EXPECT_GT(event.triggers_size(), 0);
    for (const v1::Span& span : event.triggers()) ExpectSlices(text, span);
    for (const v1::Participant& actor : event.actors()) ExpectSlices(text, actor.span());
    v1::GetEventRequest request;
    request.set_name(event.name());
    const auto same = Call(pair_.query(), &QueryStub::GetEvent, request);
    EXPECT_EQ(same.response.SerializeAsString(), event.SerializeAsString());
  }
}

TEST_F(IngestTest, EventsAndPositionsLeadToEachOther) {
  Ingest(FerryArticle());
  const v1::ListEventsResponse events = Events();
  int with_positions = 0;
  for (const v1::Event& event : events.events()) {
    SCOPED_TRACE(event.name());
    std::set<std::string> telling(event.positions().begin(), event.positions().end());
    if (!event.performed_in().empty()) telling.insert(event.performed_in());
    if (!telling.empty()) ++with_positions;
    const v1::ListPositionsResponse found = Positions("events: '" + event.name() + "'");
    EXPECT_EQ(NamesOf(found), telling);
    for (const v1::Position& position : found.positions()) {
      EXPECT_THAT(position.events(), ::testing::Contains(event.name()));
    }
  }
  EXPECT_GT(with_positions, 0);
}

TEST_F(IngestTest, VerbalActIsThePositionThatPerformsIt) {
  Ingest(FerryArticle());
  const v1::ListPositionsResponse demands = Positions("kinds: POSITION_KIND_DEMAND");
  ASSERT_GE(demands.positions_size(), 1);
  const v1::Position& demand = demands.positions(0);
  const v1::ListEventsResponse events = Events("positions: '" + demand.name() + "'");
  const auto is_performed = [&demand](const v1::Event& event) {
    return event.type() == v1::EVENT_TYPE_REQUEST && event.performed_in() == demand.name();
  };
  EXPECT_TRUE(std::any_of(events.events().begin(), events.events().end(), is_performed))
      << demand.ShortDebugString();
}

TEST_F(IngestTest, AnalysisIsWhatIngestionKeeps) {
  v1::AnalyzeArticleRequest request;
  *request.mutable_article() = FerryArticle();
  const auto analyzed = Call(pair_.ingest(), &IngestStub::AnalyzeArticle, request);
  ASSERT_THAT(analyzed.status, IsOk());
  EXPECT_EQ(Positions().positions_size(), 0) << "analysing must not store";

  Ingest(FerryArticle());
  const v1::Analysis& analysis = analyzed.response.analysis();
  const v1::ListPositionsResponse kept = Positions();
  ASSERT_EQ(kept.positions_size(), analysis.positions_size());
  std::set<std::string> names;
  for (const v1::Position& position : analysis.positions()) {
    names.insert("articles/ferry-stops/positions/" + position.name());
  }
  EXPECT_EQ(NamesOf(kept), names);
}

TEST_F(IngestTest, DerivesANameFromUriOrText) {
  v1::Article article = FerryArticle();
  article.clear_name();
  const std::string by_uri = Ingest(article).article().name();
  EXPECT_THAT(by_uri, ::testing::StartsWith("articles/"));
  EXPECT_EQ(Ingest(article).outcome(), v1::COMMIT_OUTCOME_UNCHANGED);
  article.clear_uri();
  const std::string by_text = Ingest(article).article().name();
  EXPECT_NE(by_text, by_uri);
  EXPECT_EQ(Ingest(article).article().name(), by_text);
}

TEST_F(IngestTest, SameTextChangesNothing) {
  const v1::IngestArticleResponse first = Ingest(FerryArticle());
  const std::string positions = Positions().SerializeAsString();
  const v1::IngestArticleResponse again = Ingest(FerryArticle());
  EXPECT_EQ(again.outcome(), v1::COMMIT_OUTCOME_UNCHANGED);
  EXPECT_EQ(again.article().SerializeAsString(), first.article().SerializeAsString());
  EXPECT_EQ(Positions().SerializeAsString(), positions);
}

TEST_F(IngestTest, AnotherTextReplacesWhatTheOldOneSaid) {
  const v1::IngestArticleResponse first = Ingest(FerryArticle());
  const std::string lost_money = Positions("text: 'crossing'").positions(0).name();
  const v1::IngestArticleResponse corrected = Ingest(CorrectedFerryArticle());
  EXPECT_EQ(corrected.outcome(), v1::COMMIT_OUTCOME_REVISED);
  EXPECT_EQ(corrected.article().revision(), 2);
  EXPECT_GT(corrected.article().archive_revision(), first.article().archive_revision());

  EXPECT_THAT(Positions("text: 'crossing'").positions(), IsEmpty());
  v1::GetPositionRequest gone;
  gone.set_name(lost_money);
  EXPECT_THAT(Call(pair_.query(), &QueryStub::GetPosition, gone).status,
              Fails(grpc::StatusCode::NOT_FOUND, "RESOURCE_NOT_FOUND"));
  EXPECT_EQ(Positions("text: 'planned'").positions_size(), 1);
  EXPECT_EQ(Positions().positions_size(), corrected.article().position_count());
  EXPECT_EQ(Events().events_size(), corrected.article().event_count());
  EXPECT_EQ(GetArticle("articles/ferry-stops").response.text(), CorrectedFerryArticle().text());
}

TEST_F(IngestTest, RetractionLeavesNothing) {
  Ingest(FerryArticle());
  v1::DeleteArticleRequest request;
  request.set_name("articles/ferry-stops");
  const auto retracted = Call(pair_.archive(), &ArchiveStub::DeleteArticle, request);
  EXPECT_THAT(retracted.status, IsOk());
  EXPECT_EQ(retracted.response.name(), "articles/ferry-stops");

  EXPECT_THAT(GetArticle("articles/ferry-stops").status,
              Fails(grpc::StatusCode::NOT_FOUND, "RESOURCE_NOT_FOUND"));
  EXPECT_THAT(Positions().positions(), IsEmpty());
  EXPECT_THAT(Events().events(), IsEmpty());
  EXPECT_THAT(Call(pair_.archive(), &ArchiveStub::DeleteArticle, request).status,
              Fails(grpc::StatusCode::NOT_FOUND, "RESOURCE_NOT_FOUND"));
}

TEST_F(IngestTest, ReadsYourOwnWrites) {
  const int64_t revision = Ingest(FerryArticle()).article().archive_revision();
  v1::GetArticleRequest request;
  request.set_name("articles/ferry-stops");
  request.set_min_revision(revision);
  EXPECT_THAT(Call(pair_.query(), &QueryStub::GetArticle, request).status, IsOk());
  request.set_min_revision(revision + 1);
  EXPECT_THAT(Call(pair_.query(), &QueryStub::GetArticle, request).status,
              Fails(grpc::StatusCode::FAILED_PRECONDITION, "REVISION_NOT_REACHED"));
}

TEST_F(IngestTest, MissingPublishTimeLeavesDatesUnresolved) {
  v1::Article article = FerryArticle();
  article.clear_publish_time();
  Ingest(article);
  EXPECT_FALSE(GetArticle(article.name()).response.has_publish_time());
  const v1::ListEventsResponse events = Events();
  for (const v1::Event& event : events.events()) {
    EXPECT_FALSE(event.has_time() && event.time().has_start_time()) << event.ShortDebugString();
  }
  EXPECT_THAT(Positions("publish_time { start_time { seconds: 0 } }").positions(), IsEmpty());
}

}  // namespace
}  // namespace onrecord::tests
