#include "query-service/service/watch_stream.h"

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "query-service/service/answer_conversions.h"
#include "query-service/service/request_conversions.h"

namespace onrecord::query {
namespace {

// Changes of a stream that are in memory at the same time.
constexpr int kWindow = 64;

}  // namespace

WatchStream::WatchStream(grpc::CallbackServerContext* context,
                         const v1::WatchChangesRequest& request, const Archive& archive,
                         StreamHost& host)
    : FedStream(context, host, absl::InfiniteDuration()),
      request_(request),
      archive_(archive),
      checkpoint_every_(host.limits().checkpoint_every) {
  Begin("watches", host.limits().max_watches);
}

absl::StatusOr<WatchStream::Batch> WatchStream::Read() {
  if (!watch_.has_value()) {
    auto begun = ChangeWatch::Begin(archive_, FromProto(request_));
    if (!begun.ok()) return begun.status();
    watch_ = *std::move(begun);
  }
  const auto found = watch_->Next(kWindow);
  if (!found.ok()) return found.status();
  seen_revision_ = found->up_to_revision;
  Batch batch;
  for (const WatchedChange& change : found->changes) {
    batch.messages.push_back(ToProto(change));
  }
  const int64_t now_us = absl::ToUnixMicros(absl::Now());
  if (batch.messages.empty() && found->has_caught_up) {
    batch.waits = true;
    if (now_us < next_checkpoint_us_) return batch;
    batch.messages.emplace_back().set_archive_revision(found->up_to_revision);
  }
  if (!batch.messages.empty()) {
    next_checkpoint_us_ = now_us + absl::ToInt64Microseconds(checkpoint_every_);
  }
  return batch;
}

bool WatchStream::IsDue() const {
  return archive_.revision() > seen_revision_ ||
         absl::ToUnixMicros(absl::Now()) >= next_checkpoint_us_;
}

absl::Status WatchStream::TooSlow(const v1::WatchChangesResponse& unread) const {
  const std::string revision = absl::StrCat(unread.archive_revision());
  return rpc::WithReason(
      absl::AbortedError(absl::StrCat(
          "the changes were not read for too long; go on with after_revision ", revision)),
      "SLOW_CLIENT", {{"after_revision", revision}});
}

}  // namespace onrecord::query
