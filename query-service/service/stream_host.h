// What all long-lived streams of the server share.

#ifndef ONRECORD_QUERY_SERVICE_SERVICE_STREAM_HOST_H_
#define ONRECORD_QUERY_SERVICE_SERVICE_STREAM_HOST_H_

#include "absl/time/time.h"
#include "proto/rpc/worker_pool.h"
#include "query-service/service/open_streams.h"

namespace onrecord::query {

// What streams may cost the server.
struct StreamLimits {
  int max_per_client = 16;  // streams of one host, whatever their kind
  int max_watches = 1000;   // at the same time
  int max_exports = 4;      // at the same time; at most as many as the archive was opened for
  absl::Duration longest_export = absl::Minutes(30);
  // How long a client may leave a message unread.
  absl::Duration longest_unread = absl::Seconds(30);
  // How often a watch on which nothing happens says so.
  absl::Duration checkpoint_every = absl::Seconds(30);
};

// Knows the open streams and has the threads that they read on, apart from those of unary calls so
// that neither keeps the other waiting. Safe to use from any thread; must outlive its streams.
class StreamHost {
 public:
  explicit StreamHost(const StreamLimits& limits)
      : limits_(limits),
        open_(limits.max_per_client),
        pool_(limits.max_exports + kThreadsBesideExports, kQueue) {}

  const StreamLimits& limits() const { return limits_; }
  OpenStreams& open() { return open_; }
  rpc::WorkerPool& pool() { return pool_; }

 private:
  // An export may read for long.
  static constexpr int kThreadsBesideExports = 1;
  // More than there are streams, each of which has one read at a time.
  static constexpr int kQueue = 1'000'000;

  const StreamLimits limits_;
  OpenStreams open_;
  rpc::WorkerPool pool_;
};

}  // namespace onrecord::query

#endif  // ONRECORD_QUERY_SERVICE_SERVICE_STREAM_HOST_H_
