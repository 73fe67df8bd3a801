// A client that watches the archive while its service dies and comes back.

#ifndef ONRECORD_TESTS_ROBUSTNESS_WATCHER_H_
#define ONRECORD_TESTS_ROBUSTNESS_WATCHER_H_

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "grpcpp/client_context.h"
#include "onrecord/v1/query_service.grpc.pb.h"

namespace onrecord::tests {

// Watches all changes and goes on after the last one whenever the stream breaks. Every change must
// be that of the next revision: none is missing, none comes twice.
class Watcher {
 public:
  struct Tally {
    int64_t changes = 0;
    int resumed = 0;  // streams after the first that told of something
  };

  explicit Watcher(const std::string& query_address);

  // Watches until it has told of `last_revision`, which is asked again and again and is negative as
  // long as nobody knows it. Run it on a thread of its own.
  template <class LastRevision>
  void Run(LastRevision last_revision) {
    while (last_revision() < 0 || revision_ < last_revision()) WatchOnce();
  }

  // REQUIRES: Run has returned.
  const Tally& tally() const { return tally_; }

  // What no client should ever be told: a sentence each.
  const std::vector<std::string>& complaints() const { return complaints_; }

 private:
  // Watches until the stream breaks, for a second at most.
  void WatchOnce();

  const std::unique_ptr<v1::QueryService::Stub> stub_;
  int64_t revision_ = 0;  // of the last change or checkpoint
  Tally tally_;
  std::vector<std::string> complaints_;
};

}  // namespace onrecord::tests

#endif  // ONRECORD_TESTS_ROBUSTNESS_WATCHER_H_
