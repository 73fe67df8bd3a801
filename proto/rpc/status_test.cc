#include "proto/rpc/status.h"

#include <map>
#include <string>

#include "google/rpc/error_details.pb.h"
#include "gtest/gtest.h"
#include "proto/rpc/errors.h"

namespace onrecord::rpc {
namespace {

TEST(ToGrpcStatus, CarriesDetailsThere) {
  const grpc::Status status = ToGrpcStatus(InvalidField("page_size", "must be 0 to 1000"));
  EXPECT_EQ(status.error_code(), grpc::StatusCode::INVALID_ARGUMENT);
  google::rpc::Status rich;
  ASSERT_TRUE(rich.ParseFromString(status.error_details()));
  google::rpc::BadRequest bad_request;
  google::rpc::ErrorInfo info;
  for (const auto& detail : rich.details()) {
    detail.UnpackTo(&bad_request);
    detail.UnpackTo(&info);
  }
  ASSERT_EQ(bad_request.field_violations_size(), 1);
  EXPECT_EQ(bad_request.field_violations(0).field(), "page_size");
  EXPECT_EQ(info.reason(), "INVALID_FIELD");
  EXPECT_EQ(info.domain(), "onrecord");
}

TEST(ToGrpcStatus, KeepsOkPlain) {
  EXPECT_TRUE(ToGrpcStatus(absl::OkStatus()).ok());
  EXPECT_TRUE(FromGrpcStatus(grpc::Status::OK).ok());
}

TEST(FromGrpcStatus, BringsDetailsBack) {
  const absl::Status there = WithRetry(
      WithReason(absl::UnavailableError("down"), "ARCHIVE_UNAVAILABLE"), absl::Milliseconds(1500));
  EXPECT_EQ(FromGrpcStatus(ToGrpcStatus(there)), there);
}

TEST(FromGrpcStatus, SurvivesForeignDetails) {
  const absl::Status status =
      FromGrpcStatus(grpc::Status(grpc::StatusCode::ABORTED, "lost", "\xFFnot a message"));
  EXPECT_EQ(status, absl::AbortedError("lost"));
}

TEST(ToRpcStatus, ExplainsEveryError) {
  const std::map<absl::StatusCode, std::string> reasons = {
      {absl::StatusCode::kCancelled, "CANCELLED"},
      {absl::StatusCode::kDeadlineExceeded, "DEADLINE_EXCEEDED"},
      {absl::StatusCode::kResourceExhausted, "OVERLOADED"},
      {absl::StatusCode::kInternal, "INTERNAL"},
      {absl::StatusCode::kUnknown, "INTERNAL"},
      {absl::StatusCode::kDataLoss, "INTERNAL"}};
  for (const auto& [code, reason] : reasons) {
    google::rpc::ErrorInfo info;
    const google::rpc::Status status = ToRpcStatus(absl::Status(code, "x"));
    ASSERT_EQ(status.details_size(), 1);
    ASSERT_TRUE(status.details(0).UnpackTo(&info));
    EXPECT_EQ(info.reason(), reason);
  }
}

}  // namespace
}  // namespace onrecord::rpc
