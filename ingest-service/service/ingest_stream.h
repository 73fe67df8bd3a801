// One IngestArticles stream.

#ifndef ONRECORD_INGEST_SERVICE_SERVICE_INGEST_STREAM_H_
#define ONRECORD_INGEST_SERVICE_SERVICE_INGEST_STREAM_H_

#include "grpcpp/server_context.h"
#include "ingest-service/service/article_ingester.h"
#include "onrecord/v1/ingest_service.pb.h"
#include "proto/rpc/answering_stream.h"

namespace onrecord::ingest {

// Reads and commits the articles of a stream, at most `window` at a time. Deletes itself.
class IngestStream
    : public rpc::TaggedStream<v1::IngestArticlesRequest, v1::IngestArticlesResponse> {
 public:
  // REQUIRES: window >= 1. `ingester` must outlive the stream.
  IngestStream(grpc::CallbackServerContext* context, ArticleIngester& ingester, int window);

 private:
  void Serve(v1::IngestArticlesRequest request, Done done) override;

  ArticleIngester& ingester_;
};

}  // namespace onrecord::ingest

#endif  // ONRECORD_INGEST_SERVICE_SERVICE_INGEST_STREAM_H_
