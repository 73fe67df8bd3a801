#include "ingest-service/options.h"

#include "absl/flags/flag.h"

ABSL_FLAG(
    std::string, listen, "127.0.0.1:50051",
    "HOST:PORT to serve on; port 0 takes a free one. Loopback unless you say otherwise: there "
    "is no authentication yet.");
ABSL_FLAG(std::string, archive, "127.0.0.1:50052",
          "HOST:PORT of query-service, which keeps what is read.");
ABSL_FLAG(std::string, model, "ingest-service/model/reader.safetensors",
          "The model's file; its checksum lies beside it as NAME.sha256.");
ABSL_FLAG(int, stream_window, 16,
          "Articles of one IngestArticles stream that are under way at the same time, 1 to 1000.");
ABSL_FLAG(int, max_commits, 64,
          "Articles on their way to query-service at the same time, 1 to 10000.");

namespace onrecord::ingest {
namespace {

constexpr char kUsage[] =
    "Breaks the text of news articles into speakers, positions and events and has query-service "
    "keep them.\nServes onrecord.v1.IngestService.\n\n"
    "  ingest-service --archive=127.0.0.1:50052 --model=reader.safetensors\n"
    "  grpcurl -plaintext -d '{\"article\": {\"text\": \"“We will not sell,” she said.\"}}' \\\n"
    "      127.0.0.1:50051 onrecord.v1.IngestService/AnalyzeArticle";

absl::Status Check(const Options& options) {
  if (options.archive.empty()) return rpc::FlagOutOfRange("archive", "HOST:PORT");
  if (options.model.empty()) return rpc::FlagOutOfRange("model", "the path of a file");
  if (options.stream_window < 1 || options.stream_window > 1000) {
    return rpc::FlagOutOfRange("stream_window", "1 to 1000");
  }
  if (options.max_commits < 1 || options.max_commits > 10'000) {
    return rpc::FlagOutOfRange("max_commits", "1 to 10000");
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<Options> ReadOptions(int argc, char** argv) {
  const absl::StatusOr<rpc::ServingOptions> serving = rpc::ReadServingOptions(kUsage, argc, argv);
  if (!serving.ok()) return serving.status();
  Options options;
  options.serving = *serving;
  options.listen = absl::GetFlag(FLAGS_listen);
  options.archive = absl::GetFlag(FLAGS_archive);
  options.model = absl::GetFlag(FLAGS_model);
  options.stream_window = absl::GetFlag(FLAGS_stream_window);
  options.max_commits = absl::GetFlag(FLAGS_max_commits);
  if (const absl::Status checked = Check(options); !checked.ok()) return checked;
  return options;
}

}  // namespace onrecord::ingest
