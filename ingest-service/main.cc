// ingest-service: reads news articles and has query-service keep what they say.

#include <memory>

#include "ingest-service/analysis/analyzer.h"
#include "ingest-service/options.h"
#include "ingest-service/service/archive_client.h"
#include "ingest-service/service/article_ingester.h"
#include "ingest-service/service/ingest_service.h"
#include "proto/rpc/server.h"
#include "proto/rpc/worker_pool.h"

namespace {

constexpr char kProgram[] = "ingest-service";
// Room in a request for everything but the text; a text somewhat over its limit still gets a better
// answer than gRPC's.
constexpr int kOtherRequestBytes = 4 << 20;

}  // namespace

int main(int argc, char** argv) {
  using namespace onrecord;
  rpc::BlockStopSignals();
  const absl::StatusOr<ingest::Options> options = ingest::ReadOptions(argc, argv);
  if (!options.ok()) return rpc::FailToStart(kProgram, options.status());
  const auto analyzer = ingest::Analyzer::Load(options->model);
  if (!analyzer.ok()) return rpc::FailToStart(kProgram, analyzer.status());

  ingest::ArchiveClient archive(options->archive, options->max_commits);
  rpc::WorkerPool pool(options->serving.threads, options->serving.queue);
  ingest::ArticleIngester ingester(
      **analyzer, pool, archive,
      {options->serving.max_text_bytes, options->serving.max_request_time});
  ingest::IngestService service(ingester, options->stream_window);
  rpc::ServerOptions server_options;
  server_options.listen = options->listen;
  server_options.service_names = {v1::IngestService::service_full_name()};
  server_options.max_request_bytes =
      static_cast<int>(options->serving.max_text_bytes) + kOtherRequestBytes;
  return rpc::Serve(kProgram, server_options, {&service}, options->serving.drain_time);
}
