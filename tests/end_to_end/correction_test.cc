// What becomes of an article that is corrected, retracted and brought back, as its readers see it.

#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/testing/call.h"
#include "tests/testing/sample_articles.h"
#include "tests/testing/service_pair.h"
#include "tests/testing/status_matchers.h"

namespace onrecord::tests {
namespace {

using ::testing::IsEmpty;

class CorrectionTest : public ::testing::Test {
 protected:
  Answer<v1::IngestArticleResponse> Ingest(const v1::Article& article, const std::string& etag,
                                           bool must_not_exist = false) {
    v1::IngestArticleRequest request;
    *request.mutable_article() = article;
    request.set_etag(etag);
    request.set_must_not_exist(must_not_exist);
    return Call(pair_.ingest(), &IngestStub::IngestArticle, request);
  }

  template <class Request, class Response>
  Answer<Response> Change(grpc::Status (ArchiveStub::*method)(grpc::ClientContext*, const Request&,
                                                              Response*),
                          const std::string& name, const std::string& etag = "") {
    Request request;
    request.set_name(name);
    request.set_etag(etag);
    return Call(pair_.archive(), method, request);
  }

  Answer<v1::Article> GetArticle(const std::string& name, bool show_deleted = false) {
    v1::GetArticleRequest request;
    request.set_name(name);
    request.set_show_deleted(show_deleted);
    return Call(pair_.query(), &QueryStub::GetArticle, request);
  }

  // All that lists, counts and searches say, as one text, but for revisions.
  std::string WhatIsSaid() {
    auto positions = Call(pair_.query(), &QueryStub::ListPositions,
                          FromText<v1::ListPositionsRequest>("page_size: 1000"))
                         .response;
    auto events = Call(pair_.query(), &QueryStub::ListEvents,
                       FromText<v1::ListEventsRequest>("page_size: 1000"))
                      .response;
    auto speakers = Call(pair_.query(), &QueryStub::ListSpeakers,
                         FromText<v1::ListSpeakersRequest>("page_size: 1000"))
                        .response;
    auto counts = Call(pair_.query(), &QueryStub::CountPositions,
                       FromText<v1::CountPositionsRequest>("group_by: POSITION_GROUPING_SPEAKER"))
                      .response;
    auto found = Call(pair_.query(), &QueryStub::ListArticles,
                      FromText<v1::ListArticlesRequest>("filter { text: \"ferry\" }"))
                     .response;
    positions.clear_archive_revision();
    events.clear_archive_revision();
    speakers.clear_archive_revision();
    counts.clear_archive_revision();
    return positions.DebugString() + events.DebugString() + speakers.DebugString() +
           counts.DebugString() + std::to_string(found.articles_size());
  }

  ServicePair pair_;
};

TEST_F(CorrectionTest, RetractedArticleComesBackWithAllThatWasSaid) {
  const auto ingested = Ingest(FerryArticle(), "");
  ASSERT_THAT(ingested.status, IsOk());
  ASSERT_THAT(Ingest(ReservoirArticle(), "").status, IsOk());
  const std::string name = ingested.response.article().name();
  const std::string before = WhatIsSaid();

  const auto deleted = Change(&ArchiveStub::DeleteArticle, name);
  ASSERT_THAT(deleted.status, IsOk());
  EXPECT_EQ(deleted.response.text(), FerryArticle().text());
  EXPECT_NE(WhatIsSaid(), before);
  EXPECT_THAT(GetArticle(name).status, Fails(grpc::StatusCode::NOT_FOUND, "RESOURCE_NOT_FOUND"));
  EXPECT_EQ(GetArticle(name, /*show_deleted=*/true).response.text(), FerryArticle().text());

  // What was retracted survives the service.
  pair_.RestartQuery();
  const auto undeleted = Change(&ArchiveStub::UndeleteArticle, name, deleted.response.etag());
  ASSERT_THAT(undeleted.status, IsOk());
  EXPECT_EQ(undeleted.response.revision(), 1);
  EXPECT_EQ(WhatIsSaid(), before);
  EXPECT_THAT(Change(&ArchiveStub::UndeleteArticle, name).status,
              Fails(grpc::StatusCode::ALREADY_EXISTS, "RESOURCE_ALREADY_EXISTS"));
}

TEST_F(CorrectionTest, PurgedArticleIsGone) {
  const auto ingested = Ingest(FerryArticle(), "");
  const std::string name = ingested.response.article().name();
  EXPECT_THAT(Change(&ArchiveStub::PurgeArticle, name).status,
              Fails(grpc::StatusCode::FAILED_PRECONDITION, "NOT_RETRACTED"));
  ASSERT_THAT(Change(&ArchiveStub::DeleteArticle, name).status, IsOk());
  EXPECT_THAT(Change(&ArchiveStub::PurgeArticle, name).status, IsOk());
  EXPECT_THAT(Change(&ArchiveStub::UndeleteArticle, name).status,
              Fails(grpc::StatusCode::NOT_FOUND, "RESOURCE_NOT_FOUND"));
  const auto list =
      Call(pair_.query(), &QueryStub::ListDeletedArticles, v1::ListDeletedArticlesRequest());
  EXPECT_THAT(list.status, IsOk());
  EXPECT_THAT(list.response.articles(), IsEmpty());
}

TEST_F(CorrectionTest, OneOfTwoEditorsWins) {
  const auto first = Ingest(FerryArticle(), "", /*must_not_exist=*/true);
  ASSERT_THAT(first.status, IsOk());
  EXPECT_THAT(Ingest(FerryArticle(), "", true).status,
              Fails(grpc::StatusCode::ALREADY_EXISTS, "RESOURCE_ALREADY_EXISTS"));
  const std::string etag = first.response.article().etag();
  EXPECT_EQ(GetArticle(first.response.article().name()).response.etag(), etag);

  const auto corrected = Ingest(CorrectedFerryArticle(), etag);
  ASSERT_THAT(corrected.status, IsOk());
  EXPECT_EQ(corrected.response.outcome(), v1::COMMIT_OUTCOME_REVISED);
  EXPECT_THAT(Ingest(FerryArticle(), etag).status,
              Fails(grpc::StatusCode::ABORTED, "ETAG_MISMATCH"));
  EXPECT_THAT(Change(&ArchiveStub::DeleteArticle, first.response.article().name(), etag).status,
              Fails(grpc::StatusCode::ABORTED, "ETAG_MISMATCH"));
  EXPECT_EQ(GetArticle(first.response.article().name()).response.text(),
            CorrectedFerryArticle().text());
}

TEST(CorrectionWindow, OperatorDecidesHowLongRetractedArticlesStay) {
  ServicePair pair(ServicePair::Services::kQueryOnly, {{"--undelete_window=0"}, {}});
  const auto commit = MillCommit("articles/mill", v1::POSITION_KIND_REFUSAL, v1::EVENT_TYPE_CONSULT,
                                 "a clerk recalled");
  ASSERT_THAT(Call(pair.archive(), &ArchiveStub::CommitArticle, commit).status, IsOk());
  const auto name = FromText<v1::DeleteArticleRequest>("name: \"articles/mill\"");
  ASSERT_THAT(Call(pair.archive(), &ArchiveStub::DeleteArticle, name).status, IsOk());
  EXPECT_THAT(Call(pair.archive(), &ArchiveStub::UndeleteArticle,
                   FromText<v1::UndeleteArticleRequest>("name: \"articles/mill\""))
                  .status,
              Fails(grpc::StatusCode::NOT_FOUND, "RESOURCE_NOT_FOUND"));
}

}  // namespace
}  // namespace onrecord::tests
