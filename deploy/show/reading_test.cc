#include "deploy/show/reading.h"

#include <grpcpp/grpcpp.h>

#include <memory>
#include <string>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace onrecord::show {
namespace {

using ::testing::ElementsAre;

// Holds one article with three positions and two events, all in pages of one and with the later
// words first.
class OneByOneService final : public v1::QueryService::Service {
  grpc::Status GetArticle(grpc::ServerContext*, const v1::GetArticleRequest* request,
                          v1::Article* article) override {
    if (request->name() != "articles/a") return {grpc::NOT_FOUND, "no such article"};
    article->set_name(request->name());
    return grpc::Status::OK;
  }

  grpc::Status ListPositions(grpc::ServerContext*, const v1::ListPositionsRequest* request,
                             v1::ListPositionsResponse* response) override {
    if (request->filter().articles_size() != 1) return {grpc::INVALID_ARGUMENT, "which article?"};
    int page = 0;
    if (!absl::SimpleAtoi(request->page_token(), &page)) page = 0;
    v1::Position* position = response->add_positions();
    position->add_cue()->set_begin(100 - page);
    position->add_speakers()->set_speaker("speakers/s");
    position->add_via()->set_speaker("speakers/v");
    if (page < 2) response->set_next_page_token(std::to_string(page + 1));
    return grpc::Status::OK;
  }

  grpc::Status ListEvents(grpc::ServerContext*, const v1::ListEventsRequest* request,
                          v1::ListEventsResponse* response) override {
    const bool first = request->page_token().empty();
    v1::Event* event = response->add_events();
    event->add_triggers()->set_begin(first ? 9 : 4);
    event->add_actors()->mutable_speaker()->set_speaker("speakers/s");
    if (first) response->set_next_page_token("more");
    return grpc::Status::OK;
  }

  grpc::Status GetSpeaker(grpc::ServerContext*, const v1::GetSpeakerRequest* request,
                          v1::Speaker* speaker) override {
    speaker->set_name(request->name());
    speaker->add_roles("role of " + request->name());
    return grpc::Status::OK;
  }
};

class FetchReadingTest : public ::testing::Test {
 protected:
  FetchReadingTest() {
    grpc::ServerBuilder builder;
    int port = 0;
    builder.AddListeningPort("127.0.0.1:0", grpc::InsecureServerCredentials(), &port);
    builder.RegisterService(&service_);
    server_ = builder.BuildAndStart();
    stub_ = v1::QueryService::NewStub(
        grpc::CreateChannel(absl::StrCat("127.0.0.1:", port), grpc::InsecureChannelCredentials()));
  }

  OneByOneService service_;
  std::unique_ptr<grpc::Server> server_;
  std::unique_ptr<v1::QueryService::Stub> stub_;
};

TEST_F(FetchReadingTest, CollectsAllPagesInOrderOfText) {
  const auto reading = FetchReading(*stub_, "articles/a");
  ASSERT_TRUE(reading.ok()) << reading.status();
  std::vector<int> begins;
  for (const v1::Position& position : reading->positions) begins.push_back(position.cue(0).begin());
  EXPECT_THAT(begins, ElementsAre(98, 99, 100));
  ASSERT_EQ(reading->events.size(), 2u);
  EXPECT_EQ(reading->events[0].triggers(0).begin(), 4);
}

TEST_F(FetchReadingTest, FetchesEverybodyOnce) {
  const auto reading = FetchReading(*stub_, "articles/a");
  ASSERT_TRUE(reading.ok()) << reading.status();
  ASSERT_EQ(reading->speakers.size(), 2u);
  EXPECT_EQ(reading->speakers.at("speakers/v").roles(0), "role of speakers/v");
}

TEST_F(FetchReadingTest, PassesServersErrorOn) {
  EXPECT_EQ(FetchReading(*stub_, "articles/b").status().code(), absl::StatusCode::kNotFound);
}

TEST_F(FetchReadingTest, ReportsServiceThatIsDown) {
  server_->Shutdown();
  EXPECT_EQ(FetchReading(*stub_, "articles/a").status().code(), absl::StatusCode::kUnavailable);
}

}  // namespace
}  // namespace onrecord::show
