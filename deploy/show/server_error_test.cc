#include "deploy/show/server_error.h"

#include <grpcpp/support/status.h>

#include "google/rpc/error_details.pb.h"
#include "gtest/gtest.h"

namespace onrecord::show {
namespace {

TEST(ExplainServerError, NamesFieldsThatBreakRules) {
  google::rpc::BadRequest bad;
  auto* violation = bad.add_field_violations();
  violation->set_field("article.text");
  violation->set_description("must not be blank");
  google::rpc::Status full;
  full.add_details()->PackFrom(bad);
  const absl::Status status = ExplainServerError(
      grpc::Status(grpc::INVALID_ARGUMENT, "Bad article", full.SerializeAsString()));
  EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(status.message(), "Bad article; article.text: must not be blank");
}

TEST(ExplainServerError, TellsWhenToTryAgain) {
  google::rpc::RetryInfo retry;
  retry.mutable_retry_delay()->set_nanos(500000000);
  google::rpc::Status full;
  full.set_code(grpc::UNAVAILABLE);
  full.set_message("No archive");
  full.add_details()->PackFrom(retry);
  const absl::Status status = ExplainServerError(full);
  EXPECT_EQ(status.code(), absl::StatusCode::kUnavailable);
  EXPECT_EQ(status.message(), "No archive; try again in 0.5 s");
}

TEST(ExplainServerError, KeepsMessageWithDamagedDetails) {
  const absl::Status status =
      ExplainServerError(grpc::Status(grpc::INTERNAL, "Fault", "\xff\xff not a message"));
  EXPECT_EQ(status.code(), absl::StatusCode::kInternal);
  EXPECT_EQ(status.message(), "Fault");
}

TEST(ExplainServerError, LeavesSuccessAlone) {
  EXPECT_TRUE(ExplainServerError(grpc::Status::OK).ok());
}

}  // namespace
}  // namespace onrecord::show
