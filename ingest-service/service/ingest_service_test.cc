#include "ingest-service/service/ingest_service.h"

#include "ingest-service/service/service_fixture.h"
#include "proto/rpc/errors.h"

namespace onrecord::ingest {
namespace {

class IngestServiceTest : public ServiceFixture {
 protected:
  absl::Status Analyze(const v1::AnalyzeArticleRequest& request,
                       v1::AnalyzeArticleResponse* response) {
    grpc::ClientContext context;
    return rpc::FromGrpcStatus(stub_->AnalyzeArticle(&context, request, response));
  }
};

TEST_F(IngestServiceTest, AnalyzesWithoutKeeping) {
  v1::AnalyzeArticleRequest request;
  *request.mutable_article() = Make(kSentence);
  request.set_offset_encoding(v1::OFFSET_ENCODING_UTF32);
  v1::AnalyzeArticleResponse response;
  ASSERT_TRUE(Analyze(request, &response).ok());
  ASSERT_EQ(response.analysis().positions_size(), 1);
  const v1::Position& position = response.analysis().positions(0);
  EXPECT_EQ(position.quotation(), v1::QUOTATION_DIRECT);
  ASSERT_EQ(position.speakers_size(), 1);
  EXPECT_EQ(position.speakers(0).display_name(), "Maria Lindqvist");
  EXPECT_EQ(position.cue(0).text(), "said");
  EXPECT_EQ(position.cue(0).end() - position.cue(0).begin(), 4);
  EXPECT_TRUE(archive_.commits().empty());
}

TEST_F(IngestServiceTest, RefusesUnknownOffsetEncodings) {
  v1::AnalyzeArticleRequest request;
  *request.mutable_article() = Make(kSentence);
  request.set_offset_encoding(static_cast<v1::OffsetEncoding>(4));
  v1::AnalyzeArticleResponse response;
  EXPECT_EQ(rpc::ReasonOf(Analyze(request, &response)), "INVALID_FIELD");
}

TEST_F(IngestServiceTest, IngestsUnderADerivedName) {
  v1::IngestArticleResponse response;
  ASSERT_TRUE(Ingest(Make(kSentence), &response).ok());
  EXPECT_EQ(response.article().name().rfind("articles/text-", 0), 0u);
}

}  // namespace
}  // namespace onrecord::ingest
