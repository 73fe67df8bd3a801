// Watching the archive change: see onrecord.v1.QueryService.WatchChanges.

#ifndef ONRECORD_QUERY_SERVICE_QUERY_WATCH_CHANGES_H_
#define ONRECORD_QUERY_SERVICE_QUERY_WATCH_CHANGES_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "query-service/archive/archive.h"

namespace onrecord::query {

// Fields as sent, enums as numbers.
struct WatchChangesRequest {
  int64_t after_revision = 0;
  std::vector<int> kinds;
  std::vector<std::string> articles;
  std::vector<std::string> publishers;
  std::vector<std::string> speakers;
};

// A watch under way: goes through the archive's changes in their order, each once. For one thread
// at a time; the archive must outlive it.
class ChangeWatch {
 public:
  // What one look at the archive found.
  struct Found {
    std::vector<WatchedChange> changes;
    int64_t up_to_revision = 0;  // all matching changes up to this one are told
    bool has_caught_up = false;  // whether the archive has none after it
  };

  // INVALID_ARGUMENT (INVALID_FIELD), FAILED_PRECONDITION (REVISION_NOT_REACHED) where the archive
  // has never been at `after_revision`.
  static absl::StatusOr<ChangeWatch> Begin(const Archive& archive,
                                           const WatchChangesRequest& request);

  // The next changes that match, `limit` at most; none where a long stretch of changes does not
  // match. REQUIRES: limit > 0.
  absl::StatusOr<Found> Next(int limit);

 private:
  ChangeWatch(const Archive& archive, int64_t after_revision)
      : archive_(&archive), seen_revision_(after_revision) {}

  const Archive* archive_;
  int64_t seen_revision_;
  ChangeFilter filter_;
};

}  // namespace onrecord::query

#endif  // ONRECORD_QUERY_SERVICE_QUERY_WATCH_CHANGES_H_
