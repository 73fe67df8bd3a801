#include "deploy/show/ingest.h"

#include <grpcpp/grpcpp.h>

#include <memory>
#include <string>

#include "absl/strings/str_cat.h"
#include "gtest/gtest.h"

namespace onrecord::show {
namespace {

// Answers each article with its title as the name, last one first; refuses those without a title.
// Stops without an answer at one titled "stop".
class ReversingService final : public v1::IngestService::Service {
  grpc::Status IngestArticles(
      grpc::ServerContext*,
      grpc::ServerReaderWriter<v1::IngestArticlesResponse, v1::IngestArticlesRequest>* stream)
      override {
    std::vector<v1::IngestArticlesRequest> requests;
    for (v1::IngestArticlesRequest request; stream->Read(&request);) {
      if (request.article().title() == "stop") return {grpc::UNAVAILABLE, "stopped"};
      requests.push_back(request);
    }
    for (auto request = requests.rbegin(); request != requests.rend(); ++request) {
      v1::IngestArticlesResponse response;
      response.set_tag(request->tag());
      if (request->article().title().empty()) {
        response.mutable_error()->set_code(grpc::INVALID_ARGUMENT);
      } else {
        response.mutable_ingested()->mutable_article()->set_name(request->article().title());
      }
      stream->Write(response);
    }
    return grpc::Status::OK;
  }
};

class IngestAllTest : public ::testing::Test {
 protected:
  IngestAllTest() {
    grpc::ServerBuilder builder;
    int port = 0;
    builder.AddListeningPort("127.0.0.1:0", grpc::InsecureServerCredentials(), &port);
    builder.RegisterService(&service_);
    server_ = builder.BuildAndStart();
    stub_ = v1::IngestService::NewStub(
        grpc::CreateChannel(absl::StrCat("127.0.0.1:", port), grpc::InsecureChannelCredentials()));
  }

  std::vector<IngestResult> Ingest(const std::vector<std::string>& titles) {
    std::vector<v1::Article> articles;
    for (const std::string& title : titles) articles.emplace_back().set_title(title);
    return IngestAll(*stub_, articles,
                     [this](int index, const IngestResult&) { progress_.push_back(index); });
  }

  ReversingService service_;
  std::unique_ptr<grpc::Server> server_;
  std::unique_ptr<v1::IngestService::Stub> stub_;
  std::vector<int> progress_;
};

TEST_F(IngestAllTest, PutsAnswersIntoOrderOfArticles) {
  const std::vector<IngestResult> results = Ingest({"a", "b", "c"});
  ASSERT_EQ(results.size(), 3u);
  EXPECT_EQ(results[0]->article().name(), "a");
  EXPECT_EQ(results[2]->article().name(), "c");
  EXPECT_EQ(progress_, (std::vector<int>{2, 1, 0}));
}

TEST_F(IngestAllTest, KeepsOneArticlesFailureToItself) {
  const std::vector<IngestResult> results = Ingest({"a", "", "c"});
  EXPECT_TRUE(results[0].ok());
  EXPECT_EQ(results[1].status().code(), absl::StatusCode::kInvalidArgument);
  EXPECT_TRUE(results[2].ok());
}

TEST_F(IngestAllTest, GivesStreamsErrorToUnansweredArticles) {
  const std::vector<IngestResult> results = Ingest({"a", "stop"});
  EXPECT_EQ(results[0].status().code(), absl::StatusCode::kUnavailable);
  EXPECT_EQ(results[1].status().code(), absl::StatusCode::kUnavailable);
  EXPECT_TRUE(progress_.empty());
}

TEST_F(IngestAllTest, ReportsServiceThatIsDown) {
  server_->Shutdown();
  const std::vector<IngestResult> results = Ingest({"a"});
  EXPECT_EQ(results[0].status().code(), absl::StatusCode::kUnavailable);
}

TEST_F(IngestAllTest, TakesNoArticles) { EXPECT_TRUE(Ingest({}).empty()); }

}  // namespace
}  // namespace onrecord::show
