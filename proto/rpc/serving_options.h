// The part of the command line that both services have.

#ifndef ONRECORD_PROTO_RPC_SERVING_OPTIONS_H_
#define ONRECORD_PROTO_RPC_SERVING_OPTIONS_H_

#include <cstdint>
#include <string>

#include "absl/status/statusor.h"
#include "absl/time/time.h"

namespace onrecord::rpc {

// How a service works, whatever it does. Each is the flag of the same name, --threads=0 resolved to
// the number of cores.
struct ServingOptions {
  int threads = 0;             // requests worked on at the same time; 1 to 256
  int queue = 0;               // requests that may wait for a thread
  int64_t max_text_bytes = 0;  // longest text of an article
  absl::Duration max_request_time;
  absl::Duration drain_time;
};

// Reads the command line into the program's flags (absl/flags) and answers those that both services
// have. `usage` is what --help says first; --help prints and exits. INVALID_ARGUMENT with a
// sentence for a value that cannot be and for a word that is no flag.
absl::StatusOr<ServingOptions> ReadServingOptions(const std::string& usage, int argc, char** argv);

// The error for a flag of that name: "--name must be `range`; see --help".
absl::Status FlagOutOfRange(const std::string& name, const std::string& range);

}  // namespace onrecord::rpc

#endif  // ONRECORD_PROTO_RPC_SERVING_OPTIONS_H_
