// The one place where absl::Status and gRPC's status meet.

#ifndef ONRECORD_PROTO_RPC_STATUS_H_
#define ONRECORD_PROTO_RPC_STATUS_H_

#include "absl/status/status.h"
#include "google/rpc/status.pb.h"
#include "grpcpp/support/status.h"

namespace onrecord::rpc {

// `status` with its payloads as details. An error without an ErrorInfo gets the reason that fits
// its code.
google::rpc::Status ToRpcStatus(const absl::Status& status);

// The same as a gRPC status: details travel as the trailer "grpc-status-details-bin".
grpc::Status ToGrpcStatus(const absl::Status& status);

// The opposite: details become payloads again.
absl::Status FromGrpcStatus(const grpc::Status& status);

}  // namespace onrecord::rpc

#endif  // ONRECORD_PROTO_RPC_STATUS_H_
