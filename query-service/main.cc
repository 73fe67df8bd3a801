// query-service: keeps the public record and answers questions about it.

#include <memory>

#include "proto/rpc/server.h"
#include "proto/rpc/worker_pool.h"
#include "query-service/archive/archive.h"
#include "query-service/options.h"
#include "query-service/service/archive_service.h"
#include "query-service/service/query_service.h"

namespace {

constexpr char kProgram[] = "query-service";
// A commit's message holds the text and, with all that was read from it, a few times as much.
constexpr int kMessageBytesPerTextByte = 32;
// Room in a request for everything else; filters alone may be long.
constexpr int kOtherRequestBytes = 4 << 20;
// The archive makes those that wait durable together; more than these wait in the queue.
constexpr int kCommitThreads = 16;

}  // namespace

int main(int argc, char** argv) {
  using namespace onrecord;
  rpc::BlockStopSignals();
  const absl::StatusOr<query::Options> options = query::ReadOptions(argc, argv);
  if (!options.ok()) return rpc::FailToStart(kProgram, options.status());
  query::ArchiveOptions archive_options;
  archive_options.readers = options->serving.threads;
  archive_options.read_only = options->read_only;
  archive_options.max_ranked = options->max_ranked;
  archive_options.undelete_window = options->undelete_window;
  archive_options.change_retention = options->change_retention;
  archive_options.exports = options->streams.max_exports;
  const auto archive = query::Archive::Open(options->data, archive_options);
  if (!archive.ok()) return rpc::FailToStart(kProgram, archive.status());

  // Apart, so that commits that wait for each other leave queries their threads.
  rpc::WorkerPool readers(options->serving.threads, options->serving.queue);
  rpc::WorkerPool committers(kCommitThreads, options->serving.queue);
  query::StreamHost streams(options->streams);
  (*archive)->SetListener([&streams] { streams.open().Wake(); });
  query::QueryService query_service(**archive, readers, options->serving.max_request_time, streams,
                                    options->answer_cache_bytes);
  query::ArchiveService archive_service(**archive, committers, options->serving.max_request_time,
                                        options->serving.max_text_bytes);
  rpc::ServerOptions server_options;
  server_options.listen = options->listen;
  server_options.service_names = {v1::QueryService::service_full_name(),
                                  v1::ArchiveService::service_full_name()};
  server_options.max_request_bytes =
      static_cast<int>(options->serving.max_text_bytes) * kMessageBytesPerTextByte +
      kOtherRequestBytes;
  server_options.on_drain = [&streams] { streams.open().EndAll(); };
  return rpc::Serve(kProgram, server_options, {&query_service, &archive_service},
                    options->serving.drain_time);
}
