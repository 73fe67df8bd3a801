// One ImportRecords stream.

#ifndef ONRECORD_QUERY_SERVICE_SERVICE_IMPORT_STREAM_H_
#define ONRECORD_QUERY_SERVICE_SERVICE_IMPORT_STREAM_H_

#include <cstdint>
#include <deque>

#include "absl/base/thread_annotations.h"
#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "grpcpp/server_context.h"
#include "onrecord/v1/archive_service.pb.h"
#include "proto/rpc/answering_stream.h"
#include "proto/rpc/unary_call.h"
#include "proto/rpc/worker_pool.h"
#include "query-service/archive/archive.h"

namespace onrecord::query {

// Imports the articles of a stream on the pool, one after the other in their order. Deletes itself.
class ImportStream : public rpc::TaggedStream<v1::ImportRecordsRequest, v1::ImportRecordsResponse> {
 public:
  // `longest` is the time that one article may take; `max_text_bytes` the longest text. Archive and
  // pool must outlive the stream.
  ImportStream(grpc::CallbackServerContext* context, Archive& archive, rpc::WorkerPool& pool,
               absl::Duration longest, int64_t max_text_bytes);

 private:
  struct Waiting {
    rpc::CallClock clock;
    v1::ImportRecordsRequest request;
    Done done;
  };

  void Serve(v1::ImportRecordsRequest request, Done done) override;

  // Imports what waits until nothing does, on the pool.
  void ImportWaiting();
  absl::StatusOr<v1::ImportRecordsResponse> Import(Waiting& article);

  Archive& archive_;
  rpc::WorkerPool& pool_;
  const absl::Duration longest_;
  const int64_t max_text_bytes_;

  absl::Mutex mutex_;
  std::deque<Waiting> waiting_ ABSL_GUARDED_BY(mutex_);  // the first may be being imported
};

}  // namespace onrecord::query

#endif  // ONRECORD_QUERY_SERVICE_SERVICE_IMPORT_STREAM_H_
