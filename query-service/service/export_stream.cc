#include "query-service/service/export_stream.h"

#include <utility>

#include "proto/fields/wire_fields.h"
#include "query-service/service/answer_conversions.h"
#include "query-service/service/request_conversions.h"

namespace onrecord::query {
namespace {

// Articles of a stream that are in memory at the same time.
constexpr int kWindow = 16;

}  // namespace

ExportStream::ExportStream(grpc::CallbackServerContext* context,
                           const v1::ExportRecordsRequest& request, const Archive& archive,
                           StreamHost& host)
    : FedStream(context, host, host.limits().longest_export), request_(request), archive_(archive) {
  Begin("exports", host.limits().max_exports);
}

absl::StatusOr<ExportStream::Batch> ExportStream::Read() {
  const auto encoding = fields::ReadOffsetEncoding(request_.offset_encoding());
  if (!encoding.ok()) return encoding.status();
  if (export_ == nullptr) {
    const auto asked = FromProto(request_);
    if (!asked.ok()) return asked.status();
    auto begun = RecordExport::Begin(archive_, *asked, [this] { return IsAbandoned(); });
    if (!begun.ok()) return begun.status();
    export_ = *std::move(begun);
  }
  auto items = export_->Next(kWindow);
  if (!items.ok()) return items.status();
  Batch batch;
  batch.is_last = items->empty();
  for (RecordExport::Item& item : *items) {
    v1::ExportRecordsResponse& response = batch.messages.emplace_back();
    response.set_archive_revision(export_->archive_revision());
    *response.mutable_records() = ToProto(item.records, *encoding);
    response.mutable_records()->set_offset_encoding(
        request_.offset_encoding() == v1::OFFSET_ENCODING_UNSPECIFIED ? v1::OFFSET_ENCODING_UTF8
                                                                      : request_.offset_encoding());
    response.set_resume_token(std::move(item.resume_token));
  }
  return batch;
}

absl::Status ExportStream::TooSlow(const v1::ExportRecordsResponse& unread) const {
  return rpc::WithReason(
      absl::AbortedError("the export was not read for too long; go on with the resume_token of the "
                         "last message"),
      "SLOW_CLIENT", {{"resume_token", unread.resume_token()}});
}

}  // namespace onrecord::query
