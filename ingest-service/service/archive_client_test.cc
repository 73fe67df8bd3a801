#include "ingest-service/service/archive_client.h"

#include "ingest-service/service/service_fixture.h"
#include "proto/rpc/errors.h"

namespace onrecord::ingest {
namespace {

using ArchiveClientTest = ServiceFixture;

TEST_F(ArchiveClientTest, HandsTheRequestIdOn) {
  grpc::ClientContext context;
  context.AddMetadata(rpc::kRequestIdKey, "abc-7");
  v1::IngestArticleRequest request;
  *request.mutable_article() = Make(kSentence);
  v1::IngestArticleResponse response;
  ASSERT_TRUE(stub_->IngestArticle(&context, request, &response).ok());
  EXPECT_EQ(archive_.request_ids(), std::vector<std::string>{"abc-7"});
}

TEST_F(ArchiveClientTest, ExplainsAnArchiveThatIsDown) {
  archive_server_.reset();
  v1::IngestArticleResponse response;
  const absl::Status status = Ingest(Make(kSentence), &response);
  EXPECT_EQ(status.code(), absl::StatusCode::kUnavailable);
  EXPECT_EQ(rpc::ReasonOf(status), "ARCHIVE_UNAVAILABLE");
  EXPECT_TRUE(status.GetPayload("type.googleapis.com/google.rpc.RetryInfo").has_value());
}

TEST_F(ArchiveClientTest, PassesTheArchivesOwnWordsOn) {
  archive_.FailWith(rpc::InvalidField("article.title", "is too long"));
  v1::IngestArticleResponse response;
  const absl::Status status = Ingest(Make(kSentence), &response);
  EXPECT_EQ(status, rpc::InvalidField("article.title", "is too long"));
}

}  // namespace
}  // namespace onrecord::ingest
