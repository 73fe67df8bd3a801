// Changes one after the other, and several in one transaction where several wait.
//
// A change is durable when the log is on the disk, which takes longer than the change. Whoever
// comes while another writes waits, and one of those who wait carries out what all of them want,
// with one sync for all. A change that comes alone is written at once. As in LevelDB's
// DBImpl::Write.

#ifndef ONRECORD_QUERY_SERVICE_ARCHIVE_GROUP_WRITER_H_
#define ONRECORD_QUERY_SERVICE_ARCHIVE_GROUP_WRITER_H_

#include <atomic>
#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <utility>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/synchronization/mutex.h"
#include "query-service/archive/connection.h"

namespace onrecord::query {

// Safe from any number of threads.
class GroupWriter {
 public:
  // A change within a transaction. Carried out anew where its group has failed: what it sets
  // outside of the archive must be set by every run alike.
  using Change = absl::FunctionRef<absl::Status(Connection&)>;

  // The most changes that share a transaction.
  static constexpr size_t kMostInGroup = 64;

  // `finish` ends every transaction that changed something. `revision` is the archive's.
  GroupWriter(std::unique_ptr<Connection> connection, int64_t revision,
              std::function<absl::Status(Connection&)> finish)
      : connection_(std::move(connection)), finish_(std::move(finish)), revision_(revision) {}

  // Carries `change` out and returns when it is durable. Where it fails, or the transaction,
  // nothing of it is kept; others in its group are not touched by that.
  absl::Status Write(Change change);

  // The revision of the last durable change.
  int64_t revision() const { return revision_.load(std::memory_order_acquire); }

 private:
  struct Waiting {
    Change change;
    absl::Status status;
    bool is_done = false;
  };
  using Group = std::vector<Waiting*>;

  // Waits until `waiting` is done, or first and nobody writes: then the group that it leads.
  Group WaitForTurn(Waiting& waiting);
  void EndTurn(const Group& group);

  // False where the transaction has failed: nothing of the group was kept.
  bool CarryOutTogether(const Group& group);
  absl::Status CarryOutAlone(Change change);
  // Carries `change` out such that only it is taken back where it fails. False where that cannot
  // be.
  bool CarryOutInSavepoint(Waiting& waiting);
  absl::Status Commit(Transaction& transaction);

  // Used by the leader of a group only.
  const std::unique_ptr<Connection> connection_;
  const std::function<absl::Status(Connection&)> finish_;

  absl::Mutex mutex_;
  // In order of arrival; a group stays until it is done.
  std::deque<Waiting*> queue_ ABSL_GUARDED_BY(mutex_);
  bool is_writing_ ABSL_GUARDED_BY(mutex_) = false;

  std::atomic<int64_t> revision_;
};

}  // namespace onrecord::query

#endif  // ONRECORD_QUERY_SERVICE_ARCHIVE_GROUP_WRITER_H_
