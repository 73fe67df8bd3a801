#include "tests/testing/status_matchers.h"

#include "absl/status/status.h"
#include "gtest/gtest.h"
#include "proto/rpc/errors.h"
#include "proto/rpc/status.h"

namespace onrecord::tests {
namespace {

using ::testing::Not;

TEST(Failure, HoldsWhatErrorsSay) {
  const Failure failure =
      FailureOf(rpc::ToGrpcStatus(rpc::InvalidField("page_size", "must not be negative")));
  EXPECT_EQ(failure.code, grpc::StatusCode::INVALID_ARGUMENT);
  EXPECT_EQ(failure.reason, "INVALID_FIELD");
  EXPECT_EQ(failure.fields, std::vector<std::string>{"page_size"});
  EXPECT_EQ(failure.retry_delay, std::nullopt);
}

TEST(StatusMatchers, TellFieldsApart) {
  const grpc::Status status = rpc::ToGrpcStatus(rpc::InvalidField("page_size", "is negative"));
  EXPECT_THAT(status, FailsOnField("INVALID_FIELD", "page_size"));
  EXPECT_THAT(status, Not(FailsOnField("INVALID_FIELD", "page_token")));
  EXPECT_THAT(status, Not(FailsOnField("REQUIRED_FIELD", "page_size")));
}

TEST(StatusMatchers, FindRetryInAStreamedError) {
  const google::rpc::Status status =
      rpc::ToRpcStatus(rpc::Overloaded("the queue is full", absl::Milliseconds(500)));
  EXPECT_THAT(status, Fails(grpc::StatusCode::RESOURCE_EXHAUSTED, "OVERLOADED"));
  EXPECT_THAT(status, OffersRetry());
  EXPECT_THAT(grpc::Status(grpc::StatusCode::UNAVAILABLE, "gone"), Not(OffersRetry()));
}

TEST(StatusMatchers, AskForASentence) {
  EXPECT_THAT(grpc::Status(grpc::StatusCode::NOT_FOUND, ""),
              Not(Fails(grpc::StatusCode::NOT_FOUND, "")));
}

}  // namespace
}  // namespace onrecord::tests
