// What query-service can be told on its command line.

#ifndef ONRECORD_QUERY_SERVICE_OPTIONS_H_
#define ONRECORD_QUERY_SERVICE_OPTIONS_H_

#include <cstdint>
#include <string>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "proto/rpc/serving_options.h"
#include "query-service/service/stream_host.h"

namespace onrecord::query {

struct Options {
  rpc::ServingOptions serving;
  std::string listen;
  std::string data;  // path of the archive's file
  absl::Duration undelete_window;
  absl::Duration change_retention;
  bool read_only = false;
  int max_ranked = 0;
  int64_t answer_cache_bytes = 0;
  StreamLimits streams;
};

// Reads the command line; prints the help and exits on --help. INVALID_ARGUMENT with a sentence for
// values that cannot be and for words that are no flags.
absl::StatusOr<Options> ReadOptions(int argc, char** argv);

}  // namespace onrecord::query

#endif  // ONRECORD_QUERY_SERVICE_OPTIONS_H_
