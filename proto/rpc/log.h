// Structured logs: one JSON object a line on standard error.
//
//   {"time":"2026-03-12T07:30:00.123Z","severity":"INFO","message":"serving","address":"127.0.0.1:50051"}

#ifndef ONRECORD_PROTO_RPC_LOG_H_
#define ONRECORD_PROTO_RPC_LOG_H_

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/time/time.h"

namespace onrecord::rpc {

enum class Severity { kDebug, kInfo, kWarning, kError };

// More of a log line: names and values in the order given.
using LogFields = std::vector<std::pair<std::string, std::string>>;

// The line that Log writes, without its line break. Bytes that are not UTF-8 become U+FFFD.
std::string FormatLog(absl::Time time, Severity severity, std::string_view message,
                      const LogFields& fields);

// Writes one line, whole even when several threads write. Lines below the minimum are dropped.
void Log(Severity severity, std::string_view message, const LogFields& fields = {});

// Sets the minimum; kInfo until then. Safe to call at any time.
void SetMinimumSeverity(Severity severity);

}  // namespace onrecord::rpc

#endif  // ONRECORD_PROTO_RPC_LOG_H_
