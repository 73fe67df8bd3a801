#include "proto/rpc/call_observer.h"

#include <map>
#include <string>

#include "gmock/gmock.h"
#include "google/rpc/error_details.pb.h"
#include "grpcpp/create_channel.h"
#include "grpcpp/security/credentials.h"
#include "gtest/gtest.h"
#include "onrecord/v1/query_service.grpc.pb.h"
#include "proto/rpc/errors.h"
#include "proto/rpc/server.h"
#include "proto/rpc/status.h"

namespace onrecord::rpc {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

// Answers GetArticle with the request id as title, or fails as the name asked for says.
class EchoService : public v1::QueryService::CallbackService {
  grpc::ServerUnaryReactor* GetArticle(grpc::CallbackServerContext* context,
                                       const v1::GetArticleRequest* request,
                                       v1::Article* response) override {
    auto* reactor = context->DefaultReactor();
    response->set_title(RequestId(*context));
    reactor->Finish(request->name() == "fail"
                        ? ToGrpcStatus(absl::InternalError("secret: table positions is gone"))
                        : grpc::Status::OK);
    return reactor;
  }
};

class CallObserverTest : public testing::Test {
 protected:
  CallObserverTest()
      : server_(Server::Start({}, {&service_})),
        stub_(v1::QueryService::NewStub(
            grpc::CreateChannel((*server_)->address(), grpc::InsecureChannelCredentials()))) {}

  grpc::Status Get(const std::string& name, const std::string& id) {
    if (!id.empty()) context_.AddMetadata(kRequestIdKey, id);
    v1::GetArticleRequest request;
    request.set_name(name);
    return stub_->GetArticle(&context_, request, &article_);
  }

  std::string ReturnedId() {
    const auto& metadata = context_.GetServerInitialMetadata();
    const auto found = metadata.find(kRequestIdKey);
    return found == metadata.end() ? "" : std::string(found->second.data(), found->second.size());
  }

  EchoService service_;
  absl::StatusOr<std::unique_ptr<Server>> server_;
  std::unique_ptr<v1::QueryService::Stub> stub_;
  grpc::ClientContext context_;
  v1::Article article_;
};

TEST_F(CallObserverTest, KeepsTheClientsId) {
  ASSERT_TRUE(Get("articles/a", "abc-1").ok());
  EXPECT_EQ(article_.title(), "abc-1");
  EXPECT_EQ(ReturnedId(), "abc-1");
}

TEST_F(CallObserverTest, MakesAnIdWhereTheClientsIsUnusable) {
  ASSERT_TRUE(Get("articles/a", "not usable: {}").ok());
  EXPECT_EQ(article_.title().size(), 16u);
  EXPECT_EQ(ReturnedId(), article_.title());
}

TEST_F(CallObserverTest, HidesTheWordsOfFaultsAndLogsThem) {
  testing::internal::CaptureStderr();
  const absl::Status status = FromGrpcStatus(Get("fail", "abc-2"));
  server_->reset();
  const std::string log = testing::internal::GetCapturedStderr();
  EXPECT_EQ(status.code(), absl::StatusCode::kInternal);
  EXPECT_EQ(ReasonOf(status), "INTERNAL");
  EXPECT_THAT(std::string(status.message()), Not(HasSubstr("secret")));
  EXPECT_THAT(std::string(status.message()), HasSubstr("abc-2"));
  EXPECT_THAT(log, HasSubstr("secret: table positions is gone"));
  EXPECT_THAT(log, HasSubstr(R"("request_id":"abc-2")"));
  EXPECT_THAT(log, HasSubstr(R"("code":"INTERNAL")"));
}

TEST_F(CallObserverTest, ExplainsRequestsThatCannotBeParsed) {
  const absl::Status status = FromGrpcStatus(Get("articles/\xFF", ""));
  EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(ReasonOf(status), "MALFORMED_REQUEST");
}

}  // namespace
}  // namespace onrecord::rpc
