#include "tests/testing/status_matchers.h"

#include "absl/strings/str_join.h"
#include "google/rpc/error_details.pb.h"

namespace onrecord::tests {

Failure FailureOf(const google::rpc::Status& status) {
  Failure failure;
  failure.code = static_cast<grpc::StatusCode>(status.code());
  failure.message = status.message();
  for (const auto& detail : status.details()) {
    google::rpc::ErrorInfo info;
    google::rpc::BadRequest bad_request;
    google::rpc::RetryInfo retry;
    if (detail.UnpackTo(&info) && info.domain() == "onrecord") {
      failure.reason = info.reason();
      failure.metadata = {info.metadata().begin(), info.metadata().end()};
    } else if (detail.UnpackTo(&bad_request)) {
      for (const auto& violation : bad_request.field_violations()) {
        failure.fields.push_back(violation.field());
      }
    } else if (detail.UnpackTo(&retry)) {
      failure.retry_delay = absl::Seconds(retry.retry_delay().seconds()) +
                            absl::Nanoseconds(retry.retry_delay().nanos());
    }
  }
  return failure;
}

Failure FailureOf(const grpc::Status& status) {
  google::rpc::Status rich;
  rich.ParseFromString(status.error_details());
  rich.set_code(status.error_code());
  rich.set_message(status.error_message());
  return FailureOf(rich);
}

void PrintTo(const Failure& failure, std::ostream* out) {
  *out << "code " << failure.code << ", reason " << failure.reason << ", fields ["
       << absl::StrJoin(failure.fields, ", ") << "], message: " << failure.message;
  if (failure.retry_delay) *out << ", retry after " << *failure.retry_delay;
}

}  // namespace onrecord::tests
