// Calls to a service that dies and comes back.

#ifndef ONRECORD_TESTS_ROBUSTNESS_PATIENT_CALL_H_
#define ONRECORD_TESTS_ROBUSTNESS_PATIENT_CALL_H_

#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "grpcpp/client_context.h"
#include "grpcpp/support/status.h"

namespace onrecord::tests {

// How long whoever was cut short waits before trying again.
inline constexpr absl::Duration kPauseAfterFailure = absl::Milliseconds(10);

// Calls `method` of `stub` once, waiting for the service where it is away, so that a failure tells
// of a call cut short.
template <class Stub, class Request, class Response>
grpc::Status CallPatiently(Stub& stub,
                           grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&,
                                                        Response*),
                           const Request& request, Response* response) {
  grpc::ClientContext context;
  context.set_wait_for_ready(true);
  context.set_deadline(absl::ToChronoTime(absl::Now() + absl::Seconds(60)));
  return (stub.*method)(&context, request, response);
}

}  // namespace onrecord::tests

#endif  // ONRECORD_TESTS_ROBUSTNESS_PATIENT_CALL_H_
