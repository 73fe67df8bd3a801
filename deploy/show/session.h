// One run of onrecord-show: read the files, ingest them, fetch what the archive holds, show it.

#ifndef ONRECORD_DEPLOY_SHOW_SESSION_H_
#define ONRECORD_DEPLOY_SHOW_SESSION_H_

#include <ostream>
#include <string>
#include <vector>

#include "absl/status/status.h"

namespace onrecord::show {

struct SessionOptions {
  std::vector<std::string> files;
  std::string ingest_address;
  std::string query_address;
  std::string html_path;       // empty: no page
  std::string color = "auto";  // auto, always or never
  bool print_calls = false;
};

// Shows on `out`, tells progress and failures on `progress`. Nothing is ingested unless all files
// can be read. An article that ingest-service refuses is told on `progress`, the others are shown,
// and the error at the end says how many failed. Other errors say what to do: INVALID_ARGUMENT for
// options, those of ReadArticleFile for files, UNAVAILABLE for services that are down, UNKNOWN for
// a page that cannot be written.
absl::Status RunSession(const SessionOptions& options, std::ostream& out, std::ostream& progress);

}  // namespace onrecord::show

#endif  // ONRECORD_DEPLOY_SHOW_SESSION_H_
