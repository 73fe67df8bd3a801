#include "deploy/show/server_error.h"

#include <grpcpp/support/status.h>

#include <string>

#include "absl/strings/str_cat.h"
#include "google/rpc/error_details.pb.h"

namespace onrecord::show {
namespace {

std::string Explain(const google::protobuf::Any& detail) {
  std::string text;
  if (google::rpc::BadRequest bad; detail.UnpackTo(&bad)) {
    for (const auto& violation : bad.field_violations()) {
      absl::StrAppend(&text, "; ", violation.field(), ": ", violation.description());
    }
  }
  if (google::rpc::RetryInfo retry; detail.UnpackTo(&retry)) {
    const double seconds = retry.retry_delay().seconds() + retry.retry_delay().nanos() / 1e9;
    absl::StrAppend(&text, "; try again in ", seconds, " s");
  }
  return text;
}

}  // namespace

absl::Status ExplainServerError(const google::rpc::Status& status) {
  std::string message = status.message();
  for (const google::protobuf::Any& detail : status.details()) message += Explain(detail);
  return absl::Status(static_cast<absl::StatusCode>(status.code()), message);
}

absl::Status ExplainServerError(const grpc::Status& status) {
  google::rpc::Status full;
  if (!full.ParseFromString(status.error_details())) full.clear_details();
  full.set_code(status.error_code());
  full.set_message(status.error_message());
  return ExplainServerError(full);
}

}  // namespace onrecord::show
