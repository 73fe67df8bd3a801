#include "ingest-service/service/article_ingester.h"

#include <memory>

#include "absl/synchronization/notification.h"
#include "ingest-service/service/service_fixture.h"
#include "proto/rpc/errors.h"

namespace onrecord::ingest {
namespace {

using ArticleIngesterTest = ServiceFixture;

TEST_F(ArticleIngesterTest, CommitsWhatItRead) {
  v1::IngestArticleResponse response;
  ASSERT_TRUE(Ingest(Make(kSentence), &response).ok());
  EXPECT_EQ(response.outcome(), v1::COMMIT_OUTCOME_CREATED);
  const auto commits = archive_.commits();
  ASSERT_EQ(commits.size(), 1u);
  EXPECT_EQ(commits[0].article().name(), response.article().name());
  EXPECT_EQ(commits[0].article().text(), kSentence);
  EXPECT_EQ(commits[0].article().model_version(), TestAnalyzer().model_version());
  ASSERT_EQ(commits[0].analysis().positions_size(), 1);
  EXPECT_EQ(commits[0].analysis().positions(0).speakers_size(), 1);
}

TEST_F(ArticleIngesterTest, HandsTheWishToReplaceOn) {
  grpc::ClientContext context;
  v1::IngestArticleRequest request;
  *request.mutable_article() = Make(kSentence);
  request.set_replace(true);
  v1::IngestArticleResponse response;
  ASSERT_TRUE(stub_->IngestArticle(&context, request, &response).ok());
  ASSERT_EQ(archive_.commits().size(), 1u);
  EXPECT_TRUE(archive_.commits()[0].replace());
}

TEST_F(ArticleIngesterTest, HandsConditionsOn) {
  v1::IngestArticleRequest request;
  *request.mutable_article() = Make(kSentence);
  request.set_etag("of-old");
  request.set_must_not_exist(true);
  grpc::ClientContext context;
  v1::IngestArticleResponse response;
  ASSERT_TRUE(stub_->IngestArticle(&context, request, &response).ok());
  ASSERT_EQ(archive_.commits().size(), 1u);
  EXPECT_EQ(archive_.commits()[0].etag(), "of-old");
  EXPECT_TRUE(archive_.commits()[0].must_not_exist());
}

TEST_F(ArticleIngesterTest, ReadsNothingOfABadArticle) {
  v1::IngestArticleResponse response;
  EXPECT_EQ(rpc::ReasonOf(Ingest(Make(" "), &response)), "INVALID_FIELD");
  EXPECT_TRUE(archive_.commits().empty());
}

TEST_F(ArticleIngesterTest, RefusesWhenEveryPlaceIsTaken) {
  // Shared with tasks that may still wait for it when the test is over.
  const auto release = std::make_shared<absl::Notification>();
  for (int i = 0; i < 2 + 16; ++i) {
    ASSERT_TRUE(pool_.Submit([release] { release->WaitForNotification(); }).ok());
  }
  v1::IngestArticleResponse response;
  const absl::Status status = Ingest(Make(kSentence), &response);
  release->Notify();
  EXPECT_EQ(status.code(), absl::StatusCode::kResourceExhausted);
  EXPECT_EQ(rpc::ReasonOf(status), "OVERLOADED");
}

TEST_F(ArticleIngesterTest, StopsReadingForACancelledClient) {
  // Shared with tasks that may still wait for it when the test is over.
  const auto release = std::make_shared<absl::Notification>();
  for (int i = 0; i < 2; ++i) {
    ASSERT_TRUE(pool_.Submit([release] { release->WaitForNotification(); }).ok());
  }
  grpc::ClientContext context;
  context.set_deadline(std::chrono::system_clock::now() + std::chrono::milliseconds(50));
  v1::IngestArticleRequest request;
  *request.mutable_article() = Make(kSentence);
  v1::IngestArticleResponse response;
  EXPECT_EQ(stub_->IngestArticle(&context, request, &response).error_code(),
            grpc::StatusCode::DEADLINE_EXCEEDED);
  release->Notify();
  server_.reset();  // waits for the call to be over
  EXPECT_TRUE(archive_.commits().empty());
}

}  // namespace
}  // namespace onrecord::ingest
