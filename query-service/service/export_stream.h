// One ExportRecords stream.

#ifndef ONRECORD_QUERY_SERVICE_SERVICE_EXPORT_STREAM_H_
#define ONRECORD_QUERY_SERVICE_SERVICE_EXPORT_STREAM_H_

#include <memory>

#include "grpcpp/server_context.h"
#include "onrecord/v1/query_service.pb.h"
#include "query-service/archive/archive.h"
#include "query-service/query/export_records.h"
#include "query-service/service/fed_stream.h"

namespace onrecord::query {

// Sends what an export gives. Holds a snapshot of the archive from its first read until it ends.
class ExportStream : public FedStream<v1::ExportRecordsResponse> {
 public:
  // Archive and host must outlive it.
  ExportStream(grpc::CallbackServerContext* context, const v1::ExportRecordsRequest& request,
               const Archive& archive, StreamHost& host);

 private:
  absl::StatusOr<Batch> Read() override;
  void Release() override { export_.reset(); }
  absl::Status TooSlow(const v1::ExportRecordsResponse& unread) const override;

  const v1::ExportRecordsRequest request_;
  const Archive& archive_;
  std::unique_ptr<RecordExport> export_;  // from the first read on
};

}  // namespace onrecord::query

#endif  // ONRECORD_QUERY_SERVICE_SERVICE_EXPORT_STREAM_H_
