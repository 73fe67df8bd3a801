#include "ingest-service/options.h"

#include <algorithm>
#include <thread>
#include <vector>

#include "absl/flags/flag.h"
#include "absl/flags/parse.h"
#include "absl/flags/usage.h"
#include "absl/strings/str_cat.h"

ABSL_FLAG(
    std::string, listen, "127.0.0.1:50051",
    "HOST:PORT to serve on; port 0 takes a free one. Loopback unless you say otherwise: there "
    "is no authentication yet.");
ABSL_FLAG(std::string, archive, "127.0.0.1:50052",
          "HOST:PORT of query-service, which keeps what is read.");
ABSL_FLAG(std::string, model, "ingest-service/model/reader.safetensors",
          "The model's file; its checksum lies beside it as NAME.sha256.");
ABSL_FLAG(int, threads, 0, "Articles read at the same time, 1 to 256; 0 means one for each core.");
ABSL_FLAG(
    int, queue, 64,
    "Articles that may wait for a thread; further ones are refused with RESOURCE_EXHAUSTED. 0 "
    "to 100000.");
ABSL_FLAG(int, stream_window, 16,
          "Articles of one IngestArticles stream that are under way at the same time, 1 to 1000.");
ABSL_FLAG(int, max_commits, 64,
          "Articles on their way to query-service at the same time, 1 to 10000.");
ABSL_FLAG(int64_t, max_text_bytes, 1 << 20, "Longest text of an article, 1 to 16777216 bytes.");
ABSL_FLAG(absl::Duration, max_request_time, absl::Seconds(60),
          "How long a request may take whose client set no sooner deadline.");
ABSL_FLAG(absl::Duration, drain_time, absl::Seconds(10),
          "How long requests in progress may go on after SIGTERM or SIGINT.");

namespace onrecord::ingest {
namespace {

absl::Status OutOfRange(const std::string& flag, const std::string& range) {
  return absl::InvalidArgumentError(absl::StrCat("--", flag, " must be ", range, "; see --help"));
}

absl::Status Check(const Options& options) {
  if (options.archive.empty()) return OutOfRange("archive", "HOST:PORT");
  if (options.model.empty()) return OutOfRange("model", "the path of a file");
  if (options.threads < 0 || options.threads > 256) return OutOfRange("threads", "0 to 256");
  if (options.queue < 0 || options.queue > 100'000) return OutOfRange("queue", "0 to 100000");
  if (options.stream_window < 1 || options.stream_window > 1000) {
    return OutOfRange("stream_window", "1 to 1000");
  }
  if (options.max_commits < 1 || options.max_commits > 10'000) {
    return OutOfRange("max_commits", "1 to 10000");
  }
  if (options.max_text_bytes < 1 || options.max_text_bytes > 16 << 20) {
    return OutOfRange("max_text_bytes", "1 to 16777216");
  }
  if (options.max_request_time <= absl::ZeroDuration()) {
    return OutOfRange("max_request_time", "more than 0s");
  }
  if (options.drain_time < absl::ZeroDuration()) return OutOfRange("drain_time", "0s or more");
  return absl::OkStatus();
}

int Cores() { return std::max(1, static_cast<int>(std::thread::hardware_concurrency())); }

}  // namespace

absl::StatusOr<Options> ReadOptions(int argc, char** argv) {
  absl::SetProgramUsageMessage(
      "Breaks the text of news articles into speakers, positions and events and has query-service "
      "keep them.\nServes onrecord.v1.IngestService.\n\n"
      "  ingest-service --archive=127.0.0.1:50052 --model=reader.safetensors\n"
      "  grpcurl -plaintext -d '{\"article\": {\"text\": \"“We will not sell,” she said.\"}}' \\\n"
      "      127.0.0.1:50051 onrecord.v1.IngestService/AnalyzeArticle");
  const std::vector<char*> rest = absl::ParseCommandLine(argc, argv);
  if (rest.size() > 1) {
    return absl::InvalidArgumentError(absl::StrCat("'", rest[1], "' is no flag; see --help"));
  }
  Options options;
  options.listen = absl::GetFlag(FLAGS_listen);
  options.archive = absl::GetFlag(FLAGS_archive);
  options.model = absl::GetFlag(FLAGS_model);
  options.threads = absl::GetFlag(FLAGS_threads);
  options.queue = absl::GetFlag(FLAGS_queue);
  options.stream_window = absl::GetFlag(FLAGS_stream_window);
  options.max_commits = absl::GetFlag(FLAGS_max_commits);
  options.max_text_bytes = absl::GetFlag(FLAGS_max_text_bytes);
  options.max_request_time = absl::GetFlag(FLAGS_max_request_time);
  options.drain_time = absl::GetFlag(FLAGS_drain_time);
  if (const absl::Status checked = Check(options); !checked.ok()) return checked;
  if (options.threads == 0) options.threads = Cores();
  return options;
}

}  // namespace onrecord::ingest
