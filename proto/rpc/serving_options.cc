#include "proto/rpc/serving_options.h"

#include <algorithm>
#include <thread>
#include <vector>

#include "absl/flags/flag.h"
#include "absl/flags/parse.h"
#include "absl/flags/usage.h"
#include "absl/flags/usage_config.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"

ABSL_FLAG(int, threads, 0,
          "Requests worked on at the same time, 1 to 256; 0 means one for each core.");
ABSL_FLAG(
    int, queue, 128,
    "Requests that may wait for a thread; further ones are refused with RESOURCE_EXHAUSTED. 0 "
    "to 100000.");
ABSL_FLAG(int64_t, max_text_bytes, 1 << 20, "Longest text of an article, 1 to 16777216 bytes.");
ABSL_FLAG(absl::Duration, max_request_time, absl::Minutes(5),
          "How long a request may take whose client set no sooner deadline.");
ABSL_FLAG(absl::Duration, drain_time, absl::Seconds(10),
          "How long requests in progress may go on after SIGTERM or SIGINT.");

namespace onrecord::rpc {
namespace {

constexpr int kMaxThreads = 256;
constexpr int kMaxQueue = 100'000;
constexpr int64_t kMaxTextBytes = 16 << 20;

absl::Status Check(const ServingOptions& options) {
  if (options.threads < 0 || options.threads > kMaxThreads) {
    return FlagOutOfRange("threads", "0 to 256");
  }
  if (options.queue < 0 || options.queue > kMaxQueue) return FlagOutOfRange("queue", "0 to 100000");
  if (options.max_text_bytes < 1 || options.max_text_bytes > kMaxTextBytes) {
    return FlagOutOfRange("max_text_bytes", "1 to 16777216");
  }
  if (options.max_request_time <= absl::ZeroDuration()) {
    return FlagOutOfRange("max_request_time", "more than 0s");
  }
  if (options.drain_time < absl::ZeroDuration()) return FlagOutOfRange("drain_time", "0s or more");
  return absl::OkStatus();
}

// Makes --help begin with `usage` and list our flags, which lie in files named *options.cc, and not
// Abseil's own.
void DescribeProgram(const std::string& usage) {
  absl::FlagsUsageConfig config;
  config.contains_help_flags = [](absl::string_view file) {
    return absl::EndsWith(file, "options.cc");
  };
  config.normalize_filename = [](absl::string_view file) {
    return std::string(file.substr(file.rfind('/', file.rfind('/') - 1) + 1));
  };
  absl::SetFlagsUsageConfig(config);
  // Abseil allows it once in a program.
  static const bool described = (absl::SetProgramUsageMessage(usage), true);
  static_cast<void>(described);
}

int Cores() {
  return std::clamp(static_cast<int>(std::thread::hardware_concurrency()), 1, kMaxThreads);
}

}  // namespace

absl::StatusOr<ServingOptions> ReadServingOptions(const std::string& usage, int argc, char** argv) {
  DescribeProgram(usage);
  const std::vector<char*> rest = absl::ParseCommandLine(argc, argv);
  if (rest.size() > 1) {
    return absl::InvalidArgumentError(absl::StrCat("'", rest[1], "' is no flag; see --help"));
  }
  ServingOptions options;
  options.threads = absl::GetFlag(FLAGS_threads);
  options.queue = absl::GetFlag(FLAGS_queue);
  options.max_text_bytes = absl::GetFlag(FLAGS_max_text_bytes);
  options.max_request_time = absl::GetFlag(FLAGS_max_request_time);
  options.drain_time = absl::GetFlag(FLAGS_drain_time);
  if (const absl::Status checked = Check(options); !checked.ok()) return checked;
  if (options.threads == 0) options.threads = Cores();
  return options;
}

absl::Status FlagOutOfRange(const std::string& name, const std::string& range) {
  return absl::InvalidArgumentError(absl::StrCat("--", name, " must be ", range, "; see --help"));
}

}  // namespace onrecord::rpc
