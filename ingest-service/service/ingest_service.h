// The gRPC edge of the reader.

#ifndef ONRECORD_INGEST_SERVICE_SERVICE_INGEST_SERVICE_H_
#define ONRECORD_INGEST_SERVICE_SERVICE_INGEST_SERVICE_H_

#include "ingest-service/service/article_ingester.h"
#include "onrecord/v1/ingest_service.grpc.pb.h"

namespace onrecord::ingest {

// onrecord.v1.IngestService with unary calls as messages and the stream as bytes; see IngestStream.
using IngestServiceBase = v1::IngestService::WithCallbackMethod_AnalyzeArticle<
    v1::IngestService::WithCallbackMethod_IngestArticle<
        v1::IngestService::WithRawCallbackMethod_IngestArticles<v1::IngestService::Service>>>;

// Serves onrecord.v1.IngestService. The ingester must outlive it.
class IngestService : public IngestServiceBase {
 public:
  // `stream_window`: articles of one stream that are under way at the same time; at least 1.
  IngestService(ArticleIngester& ingester, int stream_window)
      : ingester_(ingester), stream_window_(stream_window) {}

  grpc::ServerUnaryReactor* AnalyzeArticle(grpc::CallbackServerContext* context,
                                           const v1::AnalyzeArticleRequest* request,
                                           v1::AnalyzeArticleResponse* response) override;
  grpc::ServerUnaryReactor* IngestArticle(grpc::CallbackServerContext* context,
                                          const v1::IngestArticleRequest* request,
                                          v1::IngestArticleResponse* response) override;
  grpc::ServerBidiReactor<grpc::ByteBuffer, grpc::ByteBuffer>* IngestArticles(
      grpc::CallbackServerContext* context) override;

 private:
  ArticleIngester& ingester_;
  const int stream_window_;
};

}  // namespace onrecord::ingest

#endif  // ONRECORD_INGEST_SERVICE_SERVICE_INGEST_SERVICE_H_
