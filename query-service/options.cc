#include "query-service/options.h"

#include "absl/flags/flag.h"

ABSL_FLAG(
    std::string, listen, "127.0.0.1:50052",
    "HOST:PORT to serve on; port 0 takes a free one. Loopback unless you say otherwise: there "
    "is no authentication yet.");
ABSL_FLAG(
    std::string, data, "onrecord.db",
    "The archive's file; made if there is none. Beside it lie NAME-wal, NAME-shm and NAME.lock.");
ABSL_FLAG(absl::Duration, undelete_window, absl::Hours(30 * 24),
          "For how long a retracted article can come back (UndeleteArticle); then it is forgotten. "
          "0 forgets it at once. Articles retracted before keep the time that they were promised.");
ABSL_FLAG(
    absl::Duration, change_retention, absl::Hours(30 * 24),
    "For how long changes are kept for watches (WatchChanges) to go on after; 1h or more, inf "
    "keeps them for ever. Older ones are forgotten along with later writes.");
ABSL_FLAG(bool, read_only, false,
          "Answer questions and change nothing: writes are refused. Several services may serve the "
          "same archive so, also from a medium that cannot be written.");

ABSL_FLAG(int, answer_cache_mib, 64,
          "Memory, in MiB, for answers to lists that many ask for, 0 to 65536; 0 keeps none.");
ABSL_FLAG(
    int, max_ranked, 10000,
    "How many matches of a text a list by relevance compares, the newest, 1 to 1000000; older "
    "ones follow, newest first. Each page costs about a microsecond for each.");

ABSL_FLAG(int, max_watches, 1000, "Watches at the same time, 1 to 100000.");
ABSL_FLAG(absl::Duration, checkpoint_interval, absl::Seconds(30),
          "How often a watch on which nothing happens says so.");
ABSL_FLAG(int, max_exports, 4,
          "Exports at the same time, 1 to 100; further ones are refused with RESOURCE_EXHAUSTED. "
          "While one runs, the archive's log file NAME-wal cannot shrink.");
ABSL_FLAG(absl::Duration, max_export_time, absl::Minutes(30), "How long an export may take.");
ABSL_FLAG(absl::Duration, max_unread_time, absl::Seconds(30),
          "How long a client may leave a message of a stream unread before it is cut off.");
ABSL_FLAG(
    int, max_streams_per_client, 16,
    "Exports and watches together that one client (a host) may have open, 1 to 10000; further "
    "ones are refused with RESOURCE_EXHAUSTED.");

namespace onrecord::query {
namespace {

constexpr absl::Duration kLongestUndeleteWindow = absl::Hours(100 * 365 * 24);
constexpr int kMostCacheMib = 65'536;
// Longer than it takes to export the archive and to begin to watch where the export was.
constexpr absl::Duration kShortestChangeRetention = absl::Hours(1);
constexpr int kMostRanked = 1'000'000;
constexpr int kMostWatches = 100'000;
constexpr int kMostExports = 100;
constexpr int kMostStreamsPerClient = 10'000;

constexpr char kUsage[] =
    "Keeps what ingest-service read from articles and answers questions about it: who said what, "
    "and what happened.\nServes onrecord.v1.QueryService and onrecord.v1.ArchiveService.\n\n"
    "  query-service --data=/var/lib/onrecord/archive.db\n"
    "  grpcurl -plaintext 127.0.0.1:50052 describe onrecord.v1.QueryService";

absl::StatusOr<StreamLimits> ReadStreamLimits() {
  StreamLimits limits;
  limits.max_watches = absl::GetFlag(FLAGS_max_watches);
  limits.checkpoint_every = absl::GetFlag(FLAGS_checkpoint_interval);
  limits.max_exports = absl::GetFlag(FLAGS_max_exports);
  limits.longest_export = absl::GetFlag(FLAGS_max_export_time);
  limits.longest_unread = absl::GetFlag(FLAGS_max_unread_time);
  limits.max_per_client = absl::GetFlag(FLAGS_max_streams_per_client);
  if (limits.max_watches < 1 || limits.max_watches > kMostWatches) {
    return rpc::FlagOutOfRange("max_watches", "1 to 100000");
  }
  if (limits.checkpoint_every <= absl::ZeroDuration()) {
    return rpc::FlagOutOfRange("checkpoint_interval", "more than 0s");
  }
  if (limits.max_exports < 1 || limits.max_exports > kMostExports) {
    return rpc::FlagOutOfRange("max_exports", "1 to 100");
  }
  if (limits.longest_export <= absl::ZeroDuration()) {
    return rpc::FlagOutOfRange("max_export_time", "more than 0s");
  }
  if (limits.longest_unread <= absl::ZeroDuration()) {
    return rpc::FlagOutOfRange("max_unread_time", "more than 0s");
  }
  if (limits.max_per_client < 1 || limits.max_per_client > kMostStreamsPerClient) {
    return rpc::FlagOutOfRange("max_streams_per_client", "1 to 10000");
  }
  return limits;
}

}  // namespace

absl::StatusOr<Options> ReadOptions(int argc, char** argv) {
  const absl::StatusOr<rpc::ServingOptions> serving = rpc::ReadServingOptions(kUsage, argc, argv);
  if (!serving.ok()) return serving.status();
  Options options;
  options.serving = *serving;
  options.listen = absl::GetFlag(FLAGS_listen);
  options.data = absl::GetFlag(FLAGS_data);
  if (options.data.empty()) return rpc::FlagOutOfRange("data", "the path of a file");
  options.read_only = absl::GetFlag(FLAGS_read_only);
  options.undelete_window = absl::GetFlag(FLAGS_undelete_window);
  if (options.undelete_window < absl::ZeroDuration() ||
      options.undelete_window > kLongestUndeleteWindow) {
    return rpc::FlagOutOfRange("undelete_window", "0 to 876000h (100 years)");
  }
  const int cache_mib = absl::GetFlag(FLAGS_answer_cache_mib);
  if (cache_mib < 0 || cache_mib > kMostCacheMib) {
    return rpc::FlagOutOfRange("answer_cache_mib", "0 to 65536");
  }
  options.answer_cache_bytes = int64_t{cache_mib} << 20;
  options.change_retention = absl::GetFlag(FLAGS_change_retention);
  if (options.change_retention < kShortestChangeRetention) {
    return rpc::FlagOutOfRange("change_retention", "1h or more, or inf");
  }
  options.max_ranked = absl::GetFlag(FLAGS_max_ranked);
  if (options.max_ranked < 1 || options.max_ranked > kMostRanked) {
    return rpc::FlagOutOfRange("max_ranked", "1 to 1000000");
  }
  const absl::StatusOr<StreamLimits> streams = ReadStreamLimits();
  if (!streams.ok()) return streams.status();
  options.streams = *streams;
  return options;
}

}  // namespace onrecord::query
