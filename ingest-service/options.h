// What ingest-service can be told on its command line.

#ifndef ONRECORD_INGEST_SERVICE_OPTIONS_H_
#define ONRECORD_INGEST_SERVICE_OPTIONS_H_

#include <string>

#include "absl/status/statusor.h"
#include "proto/rpc/serving_options.h"

namespace onrecord::ingest {

struct Options {
  rpc::ServingOptions serving;
  std::string listen;
  std::string archive;  // host:port of query-service
  std::string model;    // path of the model file
  int stream_window = 0;
  int max_commits = 0;
};

// Reads the command line; prints the help and exits on --help. INVALID_ARGUMENT with a sentence for
// values that cannot be and for words that are no flags.
absl::StatusOr<Options> ReadOptions(int argc, char** argv);

}  // namespace onrecord::ingest

#endif  // ONRECORD_INGEST_SERVICE_OPTIONS_H_
