#include "proto/rpc/errors.h"

#include <algorithm>
#include <utility>

#include "absl/strings/cord.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "google/protobuf/message.h"
#include "google/rpc/error_details.pb.h"

namespace onrecord::rpc {
namespace {

constexpr char kTypePrefix[] = "type.googleapis.com/";
constexpr char kDomain[] = "onrecord";
constexpr size_t kViolationsInMessage = 3;

std::string TypeUrl(const google::protobuf::Message& message) {
  return absl::StrCat(kTypePrefix, message.GetDescriptor()->full_name());
}

void Attach(absl::Status& status, const google::protobuf::Message& detail) {
  status.SetPayload(TypeUrl(detail), absl::Cord(detail.SerializeAsString()));
}

}  // namespace

absl::Status InvalidFields(const std::vector<FieldViolation>& violations) {
  google::rpc::BadRequest bad_request;
  for (const FieldViolation& violation : violations) {
    if (bad_request.field_violations_size() == kMaxViolations) break;
    auto* added = bad_request.add_field_violations();
    added->set_field(violation.field);
    added->set_description(violation.description);
  }
  const auto shown = violations.begin() + std::min(violations.size(), kViolationsInMessage);
  absl::Status status = absl::InvalidArgumentError(absl::StrJoin(
      violations.begin(), shown, "; ", [](std::string* out, const FieldViolation& violation) {
        absl::StrAppend(out, violation.field, ": ", violation.description);
      }));
  Attach(status, bad_request);
  return WithReason(std::move(status), "INVALID_FIELD");
}

absl::Status InvalidField(std::string field, std::string description) {
  return InvalidFields({{std::move(field), std::move(description)}});
}

absl::Status RequiredField(std::string field) {
  return WithReason(InvalidField(std::move(field), "must be set"), "REQUIRED_FIELD");
}

absl::Status MalformedRequest() {
  return WithReason(
      absl::InvalidArgumentError("the request cannot be parsed as a message of its type; every "
                                 "string in it must be valid UTF-8"),
      "MALFORMED_REQUEST");
}

absl::Status WithReason(absl::Status status, std::string_view reason,
                        const std::map<std::string, std::string>& metadata) {
  google::rpc::ErrorInfo info;
  info.set_reason(std::string(reason));
  info.set_domain(kDomain);
  for (const auto& [key, value] : metadata) (*info.mutable_metadata())[key] = value;
  Attach(status, info);
  return status;
}

absl::Status WithRetry(absl::Status status, absl::Duration delay) {
  google::rpc::RetryInfo info;
  const int64_t nanos = absl::ToInt64Nanoseconds(delay);
  info.mutable_retry_delay()->set_seconds(nanos / 1'000'000'000);
  info.mutable_retry_delay()->set_nanos(static_cast<int32_t>(nanos % 1'000'000'000));
  Attach(status, info);
  return status;
}

absl::Status Overloaded(std::string_view what, absl::Duration retry_after) {
  absl::Status status = absl::ResourceExhaustedError(
      absl::StrCat(std::string(what), "; try again in ", absl::FormatDuration(retry_after)));
  return WithRetry(WithReason(std::move(status), "OVERLOADED"), retry_after);
}

std::string ReasonOf(const absl::Status& status) {
  google::rpc::ErrorInfo info;
  const auto payload = status.GetPayload(TypeUrl(info));
  return payload.has_value() && info.ParseFromString(std::string(*payload)) ? info.reason() : "";
}

}  // namespace onrecord::rpc
