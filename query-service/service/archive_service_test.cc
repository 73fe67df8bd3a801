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

TEST_F(ArchiveServiceTest, GuardsWritesByEtag) {
  v1::CommitArticleResponse first;
  v1::CommitArticleRequest commit = Example("a");
  commit.set_must_not_exist(true);
  ASSERT_TRUE(Commit(commit, &first).ok());
  EXPECT_EQ(rpc::ReasonOf(Commit(commit)), "RESOURCE_ALREADY_EXISTS");
  commit.set_must_not_exist(false);
  commit.set_replace(true);
  commit.set_etag(first.article().etag());
  EXPECT_TRUE(Commit(commit).ok());
  const absl::Status late = Commit(commit);
  EXPECT_EQ(late.code(), absl::StatusCode::kAborted);
  EXPECT_EQ(rpc::ReasonOf(late), "ETAG_MISMATCH");
}

TEST_F(ArchiveServiceTest, BringsBackWhatItDeleted) {
  ASSERT_TRUE(Commit(Example("a")).ok());
  grpc::ClientContext contexts[6];
  v1::DeleteArticleRequest deletion;
  deletion.set_name("articles/a");
  deletion.set_etag("x");
  v1::Article deleted;
  EXPECT_EQ(archives_->DeleteArticle(&contexts[0], deletion, &deleted).error_code(),
            grpc::StatusCode::ABORTED);
  deletion.clear_etag();
  ASSERT_TRUE(archives_->DeleteArticle(&contexts[1], deletion, &deleted).ok());
  EXPECT_TRUE(deleted.has_delete_time());
  EXPECT_EQ(deleted.purge_time().seconds() - deleted.delete_time().seconds(), 30 * 24 * 3600);

  v1::ListDeletedArticlesResponse list;
  ASSERT_TRUE(
      Call(&v1::QueryService::Stub::ListDeletedArticles, v1::ListDeletedArticlesRequest(), &list)
          .ok());
  ASSERT_EQ(list.articles_size(), 1);
  EXPECT_EQ(list.articles(0).etag(), deleted.etag());
  EXPECT_EQ(list.articles(0).text(), "");
  v1::GetArticleRequest get;
  get.set_name("articles/a");
  v1::Article article;
  EXPECT_FALSE(Call(&v1::QueryService::Stub::GetArticle, get, &article).ok());
  get.set_show_deleted(true);
  ASSERT_TRUE(Call(&v1::QueryService::Stub::GetArticle, get, &article).ok());
  EXPECT_EQ(article.text(), deleted.text());

  v1::UndeleteArticleRequest undeletion;
  undeletion.set_name("articles/a");
  undeletion.set_etag(deleted.etag());
  ASSERT_TRUE(archives_->UndeleteArticle(&contexts[2], undeletion, &article).ok());
  EXPECT_FALSE(article.has_delete_time());
  EXPECT_EQ(article.archive_revision(), 3);

  v1::PurgeArticleRequest purge;
  purge.set_name("articles/a");
  v1::PurgeArticleResponse purged;
  EXPECT_EQ(
      rpc::ReasonOf(rpc::FromGrpcStatus(archives_->PurgeArticle(&contexts[3], purge, &purged))),
      "NOT_RETRACTED");
  ASSERT_TRUE(archives_->DeleteArticle(&contexts[4], deletion, &deleted).ok());
  EXPECT_TRUE(archives_->PurgeArticle(&contexts[5], purge, &purged).ok());
  EXPECT_FALSE(Call(&v1::QueryService::Stub::GetArticle, get, &article).ok());
}

}  // namespace
}  // namespace onrecord::query
