// What ingest-service can be told on its command line.

#ifndef ONRECORD_INGEST_SERVICE_OPTIONS_H_
#define ONRECORD_INGEST_SERVICE_OPTIONS_H_

#include <cstdint>
#include <string>

#include "absl/status/statusor.h"
#include "absl/time/time.h"

namespace onrecord::ingest {

struct Options {
  std::string listen;
  std::string archive;  // host:port of query-service
  std::string model;    // path of the model file
  int threads = 0;
  int queue = 0;
  int stream_window = 0;
  int max_commits = 0;
  int64_t max_text_bytes = 0;
  absl::Duration max_request_time;
  absl::Duration drain_time;
};

// Reads the command line; prints the help and exits on --help. INVALID_ARGUMENT with a sentence for
// values that cannot be and for words that are no flags.
absl::StatusOr<Options> ReadOptions(int argc, char** argv);

}  // namespace onrecord::ingest

#endif  // ONRECORD_INGEST_SERVICE_OPTIONS_H_
