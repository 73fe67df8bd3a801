#include "deploy/show/session.h"

#include <grpcpp/grpcpp.h>

#include <fstream>
#include <iterator>
#include <memory>
#include <sstream>

#include "absl/strings/str_cat.h"
#include "deploy/show/sample_reading.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "onrecord/v1/ingest_service.grpc.pb.h"
#include "onrecord/v1/query_service.grpc.pb.h"

namespace onrecord::show {
namespace {

using ::testing::HasSubstr;

// Keeps everything but blank texts, always as the sample's article.
class SampleIngest final : public v1::IngestService::Service {
  grpc::Status IngestArticles(
      grpc::ServerContext*,
      grpc::ServerReaderWriter<v1::IngestArticlesResponse, v1::IngestArticlesRequest>* stream)
      override {
    for (v1::IngestArticlesRequest request; stream->Read(&request);) {
      v1::IngestArticlesResponse response;
      response.set_tag(request.tag());
      if (request.article().text().empty()) {
        response.mutable_error()->set_code(grpc::INVALID_ARGUMENT);
        response.mutable_error()->set_message("The text is blank");
      } else {
        response.mutable_ingested()->set_outcome(v1::COMMIT_OUTCOME_CREATED);
        response.mutable_ingested()->mutable_article()->set_name("articles/talks");
      }
      stream->Write(response);
    }
    return grpc::Status::OK;
  }
};

// Holds the sample.
class SampleQuery final : public v1::QueryService::Service {
  grpc::Status GetArticle(grpc::ServerContext*, const v1::GetArticleRequest*,
                          v1::Article* article) override {
    *article = SampleReading().article;
    return grpc::Status::OK;
  }
  grpc::Status ListPositions(grpc::ServerContext*, const v1::ListPositionsRequest*,
                             v1::ListPositionsResponse* response) override {
    *response->add_positions() = SampleReading().positions[0];
    return grpc::Status::OK;
  }
  grpc::Status ListEvents(grpc::ServerContext*, const v1::ListEventsRequest*,
                          v1::ListEventsResponse* response) override {
    *response->add_events() = SampleReading().events[0];
    return grpc::Status::OK;
  }
  grpc::Status GetSpeaker(grpc::ServerContext*, const v1::GetSpeakerRequest* request,
                          v1::Speaker* speaker) override {
    *speaker = SampleReading().speakers.at(request->name());
    return grpc::Status::OK;
  }
};

class RunSessionTest : public ::testing::Test {
 protected:
  RunSessionTest() {
    grpc::ServerBuilder builder;
    int port = 0;
    builder.AddListeningPort("127.0.0.1:0", grpc::InsecureServerCredentials(), &port);
    builder.RegisterService(&ingest_);
    builder.RegisterService(&query_);
    server_ = builder.BuildAndStart();
    options_.ingest_address = options_.query_address = absl::StrCat("127.0.0.1:", port);
    options_.color = "never";
  }

  void AddFile(const std::string& name, const std::string& contents) {
    options_.files.push_back(testing::TempDir() + name);
    std::ofstream(options_.files.back()) << contents;
  }

  absl::Status Run() { return RunSession(options_, out_, progress_); }

  SampleIngest ingest_;
  SampleQuery query_;
  std::unique_ptr<grpc::Server> server_;
  SessionOptions options_;
  std::ostringstream out_;
  std::ostringstream progress_;
};

TEST_F(RunSessionTest, ShowsWhatTheArchiveHolds) {
  AddFile("session_a.txt", "Some text.");
  options_.html_path = testing::TempDir() + "session.html";
  options_.print_calls = true;
  const absl::Status status = Run();
  ASSERT_TRUE(status.ok()) << status;
  EXPECT_THAT(progress_.str(), HasSubstr("session_a.txt: articles/talks created"));
  EXPECT_THAT(out_.str(), HasSubstr("<said>#1"));
  EXPECT_THAT(out_.str(), HasSubstr("grpcurl -plaintext " + std::string("127.0.0.1:")));
  std::ifstream page(options_.html_path);
  EXPECT_THAT(std::string(std::istreambuf_iterator<char>(page), {}), HasSubstr("<!DOCTYPE html>"));
}

TEST_F(RunSessionTest, ShowsTheOthersWhenOneIsRefused) {
  AddFile("session_a.txt", "Some text.");
  AddFile("session_b.txt", "");
  EXPECT_EQ(Run().code(), absl::StatusCode::kInvalidArgument);
  EXPECT_THAT(progress_.str(), HasSubstr("failed: The text is blank"));
  EXPECT_THAT(out_.str(), HasSubstr("<said>#1"));
}

TEST_F(RunSessionTest, NamesServiceThatIsDown) {
  AddFile("session_a.txt", "Some text.");
  server_->Shutdown();
  const absl::Status status = Run();
  EXPECT_EQ(status.code(), absl::StatusCode::kUnavailable);
  EXPECT_THAT(status.message(), HasSubstr("ingest-service at 127.0.0.1:"));
}

TEST_F(RunSessionTest, IngestsNothingWhenOneFileIsMissing) {
  AddFile("session_a.txt", "Some text.");
  options_.files.push_back("/no/such/file.txt");
  EXPECT_EQ(Run().code(), absl::StatusCode::kNotFound);
  EXPECT_EQ(progress_.str(), "");
}

TEST_F(RunSessionTest, RefusesUnknownColor) {
  AddFile("session_a.txt", "Some text.");
  options_.color = "pink";
  EXPECT_EQ(Run().code(), absl::StatusCode::kInvalidArgument);
}

TEST_F(RunSessionTest, AsksForFiles) {
  EXPECT_EQ(Run().code(), absl::StatusCode::kInvalidArgument);
}

TEST_F(RunSessionTest, TellsOfPageThatCannotBeWritten) {
  AddFile("session_a.txt", "Some text.");
  options_.html_path = "/no/such/folder/page.html";
  EXPECT_EQ(Run().code(), absl::StatusCode::kUnknown);
}

}  // namespace
}  // namespace onrecord::show
