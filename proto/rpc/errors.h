// Errors as both services raise them: an absl::Status that already carries the details which
// clients will see.
//
// Any layer may make one, also those that know nothing of gRPC: the details travel as payloads of
// the status and the edge turns them into google.rpc messages (status.h). Reasons are the values of
// ErrorReason in onrecord/v1/error_reason.proto without their prefix.

#ifndef ONRECORD_PROTO_RPC_ERRORS_H_
#define ONRECORD_PROTO_RPC_ERRORS_H_

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/time/time.h"

namespace onrecord::rpc {

// One thing wrong with one field of a request.
struct FieldViolation {
  std::string field;  // path as in the request's JSON without camel case: "filter.speakers[3]"
  std::string description;  // a sentence that says what is wrong and what would be right
};

// Violations after the first this many are not told: details travel as metadata, which clients
// limit to 8 KiB or so.
inline constexpr size_t kMaxViolations = 20;

// INVALID_ARGUMENT with BadRequest and reason INVALID_FIELD. The message reads "field:
// description", the first few joined by "; ". REQUIRES: violations is not empty.
absl::Status InvalidFields(const std::vector<FieldViolation>& violations);
absl::Status InvalidField(std::string field, std::string description);

// As InvalidField with reason REQUIRED_FIELD.
absl::Status RequiredField(std::string field);

// INVALID_ARGUMENT, MALFORMED_REQUEST: gRPC could not parse the request.
absl::Status MalformedRequest();

// `status` with ErrorInfo of that reason; replaces an ErrorInfo that it has. OK stays OK.
absl::Status WithReason(absl::Status status, std::string_view reason,
                        const std::map<std::string, std::string>& metadata = {});

// `status` with RetryInfo: trying again after `delay` may succeed. OK stays OK.
absl::Status WithRetry(absl::Status status, absl::Duration delay);

// RESOURCE_EXHAUSTED, OVERLOADED, with RetryInfo. `what` is full: "64 requests are in progress".
absl::Status Overloaded(std::string_view what, absl::Duration retry_after);

// The reason of `status`'s ErrorInfo; empty where it has none.
std::string ReasonOf(const absl::Status& status);

}  // namespace onrecord::rpc

#endif  // ONRECORD_PROTO_RPC_ERRORS_H_
