#include "query-service/service/archive_service.h"

#include <string>

#include "gmock/gmock.h"
#include "proto/rpc/errors.h"
#include "query-service/service/service_fixture.h"

namespace onrecord::query {
namespace {

using ::testing::HasSubstr;

using ArchiveServiceTest = ServiceFixture;

TEST_F(ArchiveServiceTest, KeepsAnArticleOnce) {
  v1::CommitArticleResponse first;
  ASSERT_TRUE(Commit(Example("a"), &first).ok());
  EXPECT_EQ(first.outcome(), v1::COMMIT_OUTCOME_CREATED);
  EXPECT_EQ(first.article().name(), "articles/a");
  EXPECT_EQ(first.article().position_count(), 1);
  EXPECT_EQ(first.article().text(), "");
  v1::CommitArticleResponse second;
  ASSERT_TRUE(Commit(Example("a"), &second).ok());
  EXPECT_EQ(second.outcome(), v1::COMMIT_OUTCOME_UNCHANGED);
  EXPECT_EQ(second.article().archive_revision(), first.article().archive_revision());
}

TEST_F(ArchiveServiceTest, RevisesOnAnotherText) {
  ASSERT_TRUE(Commit(Example("a")).ok());
  v1::CommitArticleRequest other = Example("a");
  other.mutable_article()->set_text("Nothing was said after all.");
  other.mutable_analysis()->Clear();
  v1::CommitArticleResponse response;
  ASSERT_TRUE(Commit(other, &response).ok());
  EXPECT_EQ(response.outcome(), v1::COMMIT_OUTCOME_REVISED);
  EXPECT_EQ(response.article().revision(), 2);
  EXPECT_EQ(response.article().position_count(), 0);
}

TEST_F(ArchiveServiceTest, KeepsNothingOfABadCommit) {
  v1::CommitArticleRequest bad = Example("a");
  bad.mutable_analysis()->mutable_positions(0)->mutable_speakers(0)->set_speaker("s9");
  const absl::Status status = Commit(bad);
  EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(rpc::ReasonOf(status), "INVALID_FIELD");
  EXPECT_THAT(std::string(status.message()), HasSubstr("analysis.positions[0].speakers[0]"));
  EXPECT_EQ(archive_->revision(), 0);
}

TEST_F(ArchiveServiceTest, RefusesTextsOverTheLimit) {
  v1::CommitArticleRequest bad = Example("a");
  bad.mutable_article()->set_text(std::string(kMaxTextBytes + 1, 'x'));
  bad.mutable_analysis()->Clear();
  EXPECT_EQ(rpc::ReasonOf(Commit(bad)), "TEXT_TOO_LONG");
}

TEST_F(ArchiveServiceTest, ReturnsWhatItDeletes) {
  ASSERT_TRUE(Commit(Example("a")).ok());
  v1::DeleteArticleRequest request;
  request.set_name("articles/a");
  v1::Article article;
  grpc::ClientContext context;
  ASSERT_TRUE(archives_->DeleteArticle(&context, request, &article).ok());
  EXPECT_EQ(article.publisher(), "Herald");
  grpc::ClientContext again;
  const absl::Status gone =
      rpc::FromGrpcStatus(archives_->DeleteArticle(&again, request, &article));
  EXPECT_EQ(gone.code(), absl::StatusCode::kNotFound);
  EXPECT_EQ(rpc::ReasonOf(gone), "RESOURCE_NOT_FOUND");
}

}  // namespace
}  // namespace onrecord::query
