#include "ingest-service/service/ingest_stream.h"

#include <utility>

namespace onrecord::ingest {

IngestStream::IngestStream(grpc::CallbackServerContext* context, ArticleIngester& ingester,
                           int window)
    : TaggedStream(context, window), ingester_(ingester) {
  Begin();
}

void IngestStream::Serve(v1::IngestArticlesRequest request, Done done) {
  v1::IngestArticleRequest single;
  *single.mutable_article() = std::move(*request.mutable_article());
  single.set_replace(request.replace());
  single.set_etag(request.etag());
  single.set_must_not_exist(request.must_not_exist());
  ingester_.Ingest(
      context(), std::move(single),
      [done = std::move(done)](absl::StatusOr<v1::IngestArticleResponse> result) mutable {
        if (!result.ok()) return done(result.status());
        v1::IngestArticlesResponse response;
        *response.mutable_ingested() = *std::move(result);
        done(std::move(response));
      });
}

}  // namespace onrecord::ingest
