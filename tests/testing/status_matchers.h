// Matchers for what a call failed with: the code and the details that the contract promises.
//
//   EXPECT_THAT(answer.status, IsOk());
//   EXPECT_THAT(answer.status, Fails(grpc::StatusCode::NOT_FOUND, "RESOURCE_NOT_FOUND"));
//   EXPECT_THAT(answer.status, FailsOnField("INVALID_FIELD", "page_size"));
//   EXPECT_THAT(answer.status, OffersRetry());
//
// They take a grpc::Status and the google.rpc.Status of a stream's answer alike.

#ifndef ONRECORD_TESTS_TESTING_STATUS_MATCHERS_H_
#define ONRECORD_TESTS_TESTING_STATUS_MATCHERS_H_

#include <algorithm>
#include <map>
#include <optional>
#include <ostream>
#include <string>
#include <vector>

#include "absl/time/time.h"
#include "gmock/gmock.h"
#include "google/rpc/status.pb.h"
#include "grpcpp/support/status.h"

namespace onrecord::tests {

// A failure, unpacked.
struct Failure {
  grpc::StatusCode code = grpc::StatusCode::OK;
  std::string message;
  std::string reason;  // of ErrorInfo; empty where there is none or its domain is not "onrecord"
  std::map<std::string, std::string> metadata;  // of ErrorInfo
  std::vector<std::string> fields;              // of BadRequest
  std::optional<absl::Duration> retry_delay;    // of RetryInfo
};

Failure FailureOf(const grpc::Status& status);
Failure FailureOf(const google::rpc::Status& status);

void PrintTo(const Failure& failure, std::ostream* out);

MATCHER(IsOk, negation ? "fails" : "is OK") {
  const Failure failure = FailureOf(arg);
  *result_listener << ::testing::PrintToString(failure);
  return failure.code == grpc::StatusCode::OK;
}

// Fails with this code and reason, and says something to a person.
MATCHER_P2(Fails, code, reason, "") {
  const Failure failure = FailureOf(arg);
  *result_listener << ::testing::PrintToString(failure);
  return failure.code == code && failure.reason == reason && !failure.message.empty();
}

// Fails with INVALID_ARGUMENT and this reason, and names this field.
MATCHER_P2(FailsOnField, reason, field, "") {
  const Failure failure = FailureOf(arg);
  *result_listener << ::testing::PrintToString(failure);
  return failure.code == grpc::StatusCode::INVALID_ARGUMENT && failure.reason == reason &&
         !failure.message.empty() &&
         std::find(failure.fields.begin(), failure.fields.end(), field) != failure.fields.end();
}

// Says when to try again.
MATCHER(OffersRetry, "") {
  const Failure failure = FailureOf(arg);
  *result_listener << ::testing::PrintToString(failure);
  return failure.retry_delay.has_value() && *failure.retry_delay > absl::ZeroDuration();
}

}  // namespace onrecord::tests

#endif  // ONRECORD_TESTS_TESTING_STATUS_MATCHERS_H_
