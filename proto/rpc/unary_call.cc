#include "proto/rpc/unary_call.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "proto/rpc/status.h"

namespace onrecord::rpc {

absl::Time Deadline(const grpc::CallbackServerContext& context, absl::Duration longest) {
  return std::min(absl::FromChrono(context.deadline()), absl::Now() + longest);
}

absl::Status CallClock::Check() const {
  if (absl::Now() >= deadline_) {
    return absl::DeadlineExceededError("the request was not done within its deadline");
  }
  if (context_->IsCancelled()) return absl::CancelledError("the client cancelled the request");
  return absl::OkStatus();
}

grpc::ServerUnaryReactor* RunUnary(WorkerPool& pool, grpc::CallbackServerContext* context,
                                   absl::Duration longest,
                                   absl::AnyInvocable<absl::Status(const CallClock&)> work) {
  grpc::ServerUnaryReactor* reactor = context->DefaultReactor();
  const CallClock clock(context, longest);
  const absl::Status taken = pool.Submit([reactor, clock, work = std::move(work)]() mutable {
    absl::Status status = clock.Check();
    if (status.ok()) status = work(clock);
    reactor->Finish(ToGrpcStatus(status));
  });
  if (!taken.ok()) reactor->Finish(ToGrpcStatus(taken));
  return reactor;
}

}  // namespace onrecord::rpc
