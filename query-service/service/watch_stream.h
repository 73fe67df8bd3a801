// One WatchChanges stream.

#ifndef ONRECORD_QUERY_SERVICE_SERVICE_WATCH_STREAM_H_
#define ONRECORD_QUERY_SERVICE_SERVICE_WATCH_STREAM_H_

#include <atomic>
#include <cstdint>
#include <optional>

#include "absl/time/time.h"
#include "grpcpp/server_context.h"
#include "onrecord/v1/query_service.pb.h"
#include "query-service/archive/archive.h"
#include "query-service/query/watch_changes.h"
#include "query-service/service/fed_stream.h"

namespace onrecord::query {

// Sends the archive's changes as they come. Holds nothing while it waits: neither a thread nor a
// connection to the archive.
class WatchStream : public FedStream<v1::WatchChangesResponse> {
 public:
  // Archive and host must outlive it.
  WatchStream(grpc::CallbackServerContext* context, const v1::WatchChangesRequest& request,
              const Archive& archive, StreamHost& host);

 private:
  absl::StatusOr<Batch> Read() override;
  bool IsDue() const override;
  void Release() override {}
  absl::Status TooSlow(const v1::WatchChangesResponse& unread) const override;

  const v1::WatchChangesRequest request_;
  const Archive& archive_;
  const absl::Duration checkpoint_every_;
  std::optional<ChangeWatch> watch_;  // from the first read on
  std::atomic<int64_t> seen_revision_{0};
  std::atomic<int64_t> next_checkpoint_us_{0};
};

}  // namespace onrecord::query

#endif  // ONRECORD_QUERY_SERVICE_SERVICE_WATCH_STREAM_H_
