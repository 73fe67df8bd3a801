#include "ingest-service/service/ingest_service.h"

#include <utility>

#include "ingest-service/service/analysis_conversions.h"
#include "ingest-service/service/ingest_stream.h"
#include "proto/fields/wire_fields.h"
#include "proto/rpc/status.h"

namespace onrecord::ingest {

grpc::ServerUnaryReactor* IngestService::AnalyzeArticle(grpc::CallbackServerContext* context,
                                                        const v1::AnalyzeArticleRequest* request,
                                                        v1::AnalyzeArticleResponse* response) {
  return rpc::RunUnary(
      ingester_.pool(), context, ingester_.limits().longest, [=](const rpc::CallClock& clock) {
        const auto encoding = fields::ReadOffsetEncoding(request->offset_encoding());
        if (!encoding.ok()) return encoding.status();
        const absl::StatusOr<Analysis> analysis = ingester_.Read(request->article(), clock);
        if (!analysis.ok()) return analysis.status();
        *response->mutable_analysis() =
            ToProto(*analysis, request->article().text(), *encoding, SpanWords::kInclude);
        return absl::OkStatus();
      });
}

grpc::ServerUnaryReactor* IngestService::IngestArticle(grpc::CallbackServerContext* context,
                                                       const v1::IngestArticleRequest* request,
                                                       v1::IngestArticleResponse* response) {
  grpc::ServerUnaryReactor* reactor = context->DefaultReactor();
  ingester_.Ingest(context, *request,
                   [reactor, response](absl::StatusOr<v1::IngestArticleResponse> result) {
                     if (result.ok()) *response = *std::move(result);
                     reactor->Finish(rpc::ToGrpcStatus(result.status()));
                   });
  return reactor;
}

grpc::ServerBidiReactor<grpc::ByteBuffer, grpc::ByteBuffer>* IngestService::IngestArticles(
    grpc::CallbackServerContext* context) {
  return new IngestStream(context, ingester_, stream_window_);
}

}  // namespace onrecord::ingest
