#include "proto/rpc/unary_call.h"

#include <atomic>
#include <memory>

#include "absl/synchronization/notification.h"
#include "absl/time/clock.h"
#include "grpcpp/create_channel.h"
#include "grpcpp/security/credentials.h"
#include "gtest/gtest.h"
#include "onrecord/v1/query_service.grpc.pb.h"
#include "proto/rpc/errors.h"
#include "proto/rpc/server.h"
#include "proto/rpc/status.h"

namespace onrecord::rpc {
namespace {

// Works on GetArticle until its time is over; on GetSpeaker not at all.
class SlowService : public v1::QueryService::CallbackService {
 public:
  absl::Duration longest = absl::Seconds(30);
  absl::Notification started;
  std::atomic<absl::StatusCode> ended{absl::StatusCode::kOk};

 private:
  grpc::ServerUnaryReactor* GetArticle(grpc::CallbackServerContext* context,
                                       const v1::GetArticleRequest*, v1::Article*) override {
    return RunUnary(pool_, context, longest, [this](const CallClock& clock) {
      if (!started.HasBeenNotified()) started.Notify();
      while (clock.Check().ok()) absl::SleepFor(absl::Milliseconds(1));
      ended = clock.Check().code();
      return clock.Check();
    });
  }

  WorkerPool pool_{1, 0};
};

class UnaryCallTest : public testing::Test {
 protected:
  UnaryCallTest()
      : server_(Server::Start({}, {&service_})),
        stub_(v1::QueryService::NewStub(
            grpc::CreateChannel((*server_)->address(), grpc::InsecureChannelCredentials()))) {}

  absl::Status Get(grpc::ClientContext& context) {
    v1::Article article;
    return FromGrpcStatus(stub_->GetArticle(&context, {}, &article));
  }

  SlowService service_;
  absl::StatusOr<std::unique_ptr<Server>> server_;
  std::unique_ptr<v1::QueryService::Stub> stub_;
};

TEST_F(UnaryCallTest, EndsWorkWithoutADeadlineOfTheClient) {
  service_.longest = absl::Milliseconds(20);
  grpc::ClientContext context;
  EXPECT_EQ(Get(context).code(), absl::StatusCode::kDeadlineExceeded);
}

TEST_F(UnaryCallTest, TellsWorkThatTheClientIsGone) {
  grpc::ClientContext context;
  std::thread canceller([&] {
    service_.started.WaitForNotification();
    context.TryCancel();
  });
  EXPECT_EQ(Get(context).code(), absl::StatusCode::kCancelled);
  canceller.join();
  server_->reset();
  EXPECT_EQ(service_.ended.load(), absl::StatusCode::kCancelled);
}

TEST_F(UnaryCallTest, RefusesWithoutRoom) {
  service_.longest = absl::Milliseconds(200);
  std::thread first([&] {
    grpc::ClientContext context;
    EXPECT_EQ(Get(context).code(), absl::StatusCode::kDeadlineExceeded);
  });
  service_.started.WaitForNotification();
  grpc::ClientContext context;
  EXPECT_EQ(ReasonOf(Get(context)), "OVERLOADED");
  first.join();
}

}  // namespace
}  // namespace onrecord::rpc
