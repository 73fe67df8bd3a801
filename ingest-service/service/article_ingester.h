// The way of one article: read on the pool, kept by the archive, answered.

#ifndef ONRECORD_INGEST_SERVICE_SERVICE_ARTICLE_INGESTER_H_
#define ONRECORD_INGEST_SERVICE_SERVICE_ARTICLE_INGESTER_H_

#include <cstdint>

#include "absl/functional/any_invocable.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "grpcpp/server_context.h"
#include "ingest-service/analysis/analyzer.h"
#include "ingest-service/service/archive_client.h"
#include "onrecord/v1/ingest_service.pb.h"
#include "proto/rpc/unary_call.h"
#include "proto/rpc/worker_pool.h"

namespace onrecord::ingest {

// What reading may cost.
struct ReadingLimits {
  int64_t max_text_bytes = 1 << 20;
  // How long a request may take whose client set no sooner deadline.
  absl::Duration longest = absl::Minutes(5);
};

// Safe to use from any thread. Analyzer, pool and archive must outlive it.
class ArticleIngester {
 public:
  using Done = absl::AnyInvocable<void(absl::StatusOr<v1::IngestArticleResponse>)>;

  ArticleIngester(const Analyzer& analyzer, rpc::WorkerPool& pool, ArchiveClient& archive,
                  ReadingLimits limits)
      : analyzer_(analyzer), pool_(pool), archive_(archive), limits_(limits) {}

  // Reads `article` on the calling thread, within the time of `clock`. See article_rules.h for bad
  // articles.
  absl::StatusOr<Analysis> Read(const v1::Article& article, const rpc::CallClock& clock) const;

  // Reads the article of `request` on the pool, has the archive keep it, and calls `done` once: on
  // a thread of the pool or of gRPC's, or before returning where there is no room
  // (RESOURCE_EXHAUSTED). `context` must live until `done` returns.
  void Ingest(grpc::CallbackServerContext* context, v1::IngestArticleRequest request, Done done);

  const ReadingLimits& limits() const { return limits_; }
  rpc::WorkerPool& pool() { return pool_; }

 private:
  void ReadAndCommit(grpc::CallbackServerContext* context, const rpc::CallClock& clock,
                     v1::IngestArticleRequest request, Done done);

  const Analyzer& analyzer_;
  rpc::WorkerPool& pool_;
  ArchiveClient& archive_;
  const ReadingLimits limits_;
};

}  // namespace onrecord::ingest

#endif  // ONRECORD_INGEST_SERVICE_SERVICE_ARTICLE_INGESTER_H_
