#include "query-service/options.h"

#include <vector>

#include "absl/flags/flag.h"
#include "absl/flags/parse.h"
#include "absl/flags/usage.h"
#include "absl/strings/str_cat.h"

ABSL_FLAG(
    std::string, listen, "127.0.0.1:50052",
    "HOST:PORT to serve on; port 0 takes a free one. Loopback unless you say otherwise: there "
    "is no authentication yet.");
ABSL_FLAG(
    std::string, data, "onrecord.db",
    "The archive's file; made if there is none. Beside it lie NAME-wal, NAME-shm and NAME.lock.");
ABSL_FLAG(int, threads, 4, "Requests worked on at the same time, 1 to 256.");
ABSL_FLAG(
    int, queue, 256,
    "Requests that may wait for a thread; further ones are refused with RESOURCE_EXHAUSTED. 0 "
    "to 100000.");
ABSL_FLAG(int64_t, max_text_bytes, 1 << 20, "Longest text of an article, 1 to 16777216 bytes.");
ABSL_FLAG(absl::Duration, max_request_time, absl::Seconds(60),
          "How long a request may take whose client set no sooner deadline.");
ABSL_FLAG(absl::Duration, drain_time, absl::Seconds(10),
          "How long requests in progress may go on after SIGTERM or SIGINT.");

namespace onrecord::query {
namespace {

absl::Status OutOfRange(std::string_view flag, std::string_view range) {
  return absl::InvalidArgumentError(
      absl::StrCat("--", std::string(flag), " must be ", std::string(range), "; see --help"));
}

absl::Status Check(const Options& options) {
  if (options.data.empty()) return OutOfRange("data", "the path of a file");
  if (options.threads < 1 || options.threads > 256) return OutOfRange("threads", "1 to 256");
  if (options.queue < 0 || options.queue > 100'000) return OutOfRange("queue", "0 to 100000");
  if (options.max_text_bytes < 1 || options.max_text_bytes > 16 << 20) {
    return OutOfRange("max_text_bytes", "1 to 16777216");
  }
  if (options.max_request_time <= absl::ZeroDuration()) {
    return OutOfRange("max_request_time", "more than 0s");
  }
  if (options.drain_time < absl::ZeroDuration()) return OutOfRange("drain_time", "0s or more");
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<Options> ReadOptions(int argc, char** argv) {
  absl::SetProgramUsageMessage(
      "Keeps what ingest-service read from articles and answers questions about it: who said what, "
      "and what happened.\nServes onrecord.v1.QueryService and onrecord.v1.ArchiveService.\n\n"
      "  query-service --data=/var/lib/onrecord/archive.db\n"
      "  grpcurl -plaintext 127.0.0.1:50052 describe onrecord.v1.QueryService");
  const std::vector<char*> rest = absl::ParseCommandLine(argc, argv);
  if (rest.size() > 1) {
    return absl::InvalidArgumentError(absl::StrCat("'", rest[1], "' is no flag; see --help"));
  }
  Options options;
  options.listen = absl::GetFlag(FLAGS_listen);
  options.data = absl::GetFlag(FLAGS_data);
  options.threads = absl::GetFlag(FLAGS_threads);
  options.queue = absl::GetFlag(FLAGS_queue);
  options.max_text_bytes = absl::GetFlag(FLAGS_max_text_bytes);
  options.max_request_time = absl::GetFlag(FLAGS_max_request_time);
  options.drain_time = absl::GetFlag(FLAGS_drain_time);
  const absl::Status checked = Check(options);
  if (!checked.ok()) return checked;
  return options;
}

}  // namespace onrecord::query
