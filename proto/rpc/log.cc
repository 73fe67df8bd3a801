#include "proto/rpc/log.h"

#include <atomic>
#include <cstdio>

#include "absl/time/clock.h"
#include "nlohmann/json.hpp"

namespace onrecord::rpc {
namespace {

std::atomic<Severity> minimum_severity{Severity::kInfo};

std::string_view Name(Severity severity) {
  switch (severity) {
    case Severity::kDebug:
      return "DEBUG";
    case Severity::kInfo:
      return "INFO";
    case Severity::kWarning:
      return "WARNING";
    case Severity::kError:
      return "ERROR";
  }
  return "ERROR";
}

}  // namespace

std::string FormatLog(absl::Time time, Severity severity, std::string_view message,
                      const LogFields& fields) {
  nlohmann::ordered_json line;
  line["time"] = absl::FormatTime("%Y-%m-%dT%H:%M:%E3SZ", time, absl::UTCTimeZone());
  line["severity"] = Name(severity);
  line["message"] = message;
  for (const auto& [key, value] : fields) line[key] = value;
  return line.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
}

void Log(Severity severity, std::string_view message, const LogFields& fields) {
  if (severity < minimum_severity.load(std::memory_order_relaxed)) return;
  const std::string line = FormatLog(absl::Now(), severity, message, fields) + "\n";
  std::fwrite(line.data(), 1, line.size(), stderr);
}

void SetMinimumSeverity(Severity severity) { minimum_severity = severity; }

}  // namespace onrecord::rpc
