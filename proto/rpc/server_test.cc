#include "proto/rpc/server.h"

#include <csignal>
#include <thread>

#include "gmock/gmock.h"
#include "grpc/health/v1/health.pb.h"
#include "grpcpp/create_channel.h"
#include "grpcpp/generic/generic_stub.h"
#include "grpcpp/security/credentials.h"
#include "gtest/gtest.h"
#include "onrecord/v1/query_service.grpc.pb.h"

namespace onrecord::rpc {
namespace {

using ::testing::HasSubstr;

TEST(Server, BindsAFreePort) {
  const auto server = Server::Start({}, {});
  ASSERT_TRUE(server.ok());
  EXPECT_GT((*server)->port(), 0);
  EXPECT_EQ((*server)->address(), "127.0.0.1:" + std::to_string((*server)->port()));
}

TEST(Server, RefusesATakenPort) {
  const auto first = Server::Start({}, {});
  ASSERT_TRUE(first.ok());
  ServerOptions options;
  options.listen = (*first)->address();
  const auto second = Server::Start(options, {});
  EXPECT_EQ(second.status().code(), absl::StatusCode::kUnavailable);
  EXPECT_THAT(std::string(second.status().message()), HasSubstr(options.listen));
}

TEST(Server, AnswersUnimplementedForUnknownMethods) {
  v1::QueryService::Service service;
  const auto server = Server::Start({}, {&service});
  ASSERT_TRUE(server.ok());
  const auto stub = v1::QueryService::NewStub(
      grpc::CreateChannel((*server)->address(), grpc::InsecureChannelCredentials()));
  grpc::ClientContext context;
  v1::Article article;
  EXPECT_EQ(stub->GetArticle(&context, {}, &article).error_code(), grpc::StatusCode::UNIMPLEMENTED);
}

TEST(Serve, DrainsOnSigterm) {
  BlockStopSignals();
  std::thread stopper([] { kill(getpid(), SIGTERM); });
  EXPECT_EQ(Serve("test", {}, {}, absl::Seconds(1)), 0);
  stopper.join();
}

TEST(FailToStart, SpeaksToAPerson) {
  testing::internal::CaptureStderr();
  EXPECT_EQ(FailToStart("query-service", absl::UnavailableError("the archive is in use")), 1);
  EXPECT_EQ(testing::internal::GetCapturedStderr(), "query-service: the archive is in use\n");
}

}  // namespace
}  // namespace onrecord::rpc
