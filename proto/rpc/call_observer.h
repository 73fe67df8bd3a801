// What happens around every rpc of both services, once and in one place: a request id, a log line,
// and the last word on faults.

#ifndef ONRECORD_PROTO_RPC_CALL_OBSERVER_H_
#define ONRECORD_PROTO_RPC_CALL_OBSERVER_H_

#include <memory>
#include <string>

#include "absl/status/status.h"
#include "grpcpp/server_context.h"
#include "grpcpp/support/server_interceptor.h"

namespace onrecord::rpc {

// The metadata key under which a request's id travels, in both directions.
inline constexpr char kRequestIdKey[] = "x-request-id";

// The id of the request that `context` serves: the client's x-request-id where it sent a usable one
// (1 to 64 characters of A-Z, a-z, 0-9, '.', '_' and '-'), else one made here. Empty outside a
// call_observer's server.
std::string RequestId(const grpc::ServerContextBase& context);

// `status` as a client may see it: the words of a fault (INTERNAL, UNKNOWN, DATA_LOSS) replaced
// with a fixed sentence that bears the request's id; anything else unchanged.
absl::Status HideFault(const absl::Status& status, const std::string& request_id);

// Makes the interceptor that gives each call its request id, returns the id to the client as
// initial metadata, logs one line when the call ends (method, code, milliseconds, peer,
// request_id), turns gRPC's own "could not parse" into INVALID_ARGUMENT (MALFORMED_REQUEST) and
// replaces the words of a fault (INTERNAL, UNKNOWN, DATA_LOSS) with a fixed sentence that bears the
// id: the words go to the log.
std::unique_ptr<grpc::experimental::ServerInterceptorFactoryInterface> MakeCallObserver();

}  // namespace onrecord::rpc

#endif  // ONRECORD_PROTO_RPC_CALL_OBSERVER_H_
