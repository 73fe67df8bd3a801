// How a unary rpc's work runs: on a worker pool, with a deadline, refused when there is no room,
// finished once.

#ifndef ONRECORD_PROTO_RPC_UNARY_CALL_H_
#define ONRECORD_PROTO_RPC_UNARY_CALL_H_

#include "absl/functional/any_invocable.h"
#include "absl/status/status.h"
#include "absl/time/time.h"
#include "grpcpp/server_context.h"
#include "grpcpp/support/server_callback.h"
#include "proto/rpc/worker_pool.h"

namespace onrecord::rpc {

// When the work for `context` must be done: the client's deadline, or `longest` from now if that is
// sooner.
absl::Time Deadline(const grpc::CallbackServerContext& context, absl::Duration longest);

// What work may ask about the call that it serves. Safe to use from any thread until the call is
// finished.
class CallClock {
 public:
  CallClock(grpc::CallbackServerContext* context, absl::Duration longest)
      : context_(context), deadline_(Deadline(*context, longest)) {}

  absl::Time deadline() const { return deadline_; }

  // OK while there is somebody to answer and time to do so; else CANCELLED or DEADLINE_EXCEEDED.
  absl::Status Check() const;

 private:
  grpc::CallbackServerContext* context_;
  absl::Time deadline_;
};

// Runs `work` on `pool` and finishes the call with what it returns. `work` is not begun when its
// time is over by then. The request and response that it refers to are gRPC's and live until the
// call is finished.
grpc::ServerUnaryReactor* RunUnary(WorkerPool& pool, grpc::CallbackServerContext* context,
                                   absl::Duration longest,
                                   absl::AnyInvocable<absl::Status(const CallClock&)> work);

}  // namespace onrecord::rpc

#endif  // ONRECORD_PROTO_RPC_UNARY_CALL_H_
