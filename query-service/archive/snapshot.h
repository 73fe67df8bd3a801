// Connections that read the archive, and what one of them sees.

#ifndef ONRECORD_QUERY_SERVICE_ARCHIVE_SNAPSHOT_H_
#define ONRECORD_QUERY_SERVICE_ARCHIVE_SNAPSHOT_H_

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"
#include "query-service/archive/connection.h"

namespace onrecord::query {

class Snapshot;

// A few connections that reads take and put back. Safe from any number of threads; must outlive the
// snapshots taken from it.
class ReaderPool {
 public:
  // Opens `count` connections to the archive's file. REQUIRES: called once, before Take.
  absl::Status Open(const std::string& path, int count);

  // Waits for an idle connection and begins a transaction on it. Statements end with CANCELLED once
  // `is_abandoned` says so; empty: never.
  absl::StatusOr<std::unique_ptr<Snapshot>> Take(const std::function<bool()>& is_abandoned);

  // The latest revision that a snapshot of it had; 0 where there was none.
  int64_t latest_revision() const { return latest_revision_.load(std::memory_order_acquire); }

 private:
  friend class Snapshot;

  void NoteRevision(int64_t revision);
  void PutBack(std::unique_ptr<Connection> connection);
  bool HasIdle() const ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) { return !idle_.empty(); }

  absl::Mutex mutex_;
  std::vector<std::unique_ptr<Connection>> idle_ ABSL_GUARDED_BY(mutex_);

  std::atomic<int64_t> latest_revision_{0};
};

// A connection on loan from the pool, with a transaction that sees one revision. For one thread;
// must outlive its statements.
class Snapshot {
 public:
  ~Snapshot();
  Snapshot(const Snapshot&) = delete;
  Snapshot& operator=(const Snapshot&) = delete;

  Connection& connection() { return *connection_; }
  int64_t revision() const { return revision_; }

  // A number that stays from one revision to the next while articles are only added: in two
  // snapshots of one edition, a row that both have is the same record, with everything that is told
  // of it.
  int64_t edition() const { return edition_; }

 private:
  friend class ReaderPool;

  Snapshot(ReaderPool& pool, std::unique_ptr<Connection> connection)
      : pool_(pool), connection_(std::move(connection)) {}

  absl::Status Begin(const std::function<bool()>& is_abandoned);
  absl::Status ReadState();

  ReaderPool& pool_;
  std::unique_ptr<Connection> connection_;
  std::unique_ptr<Transaction> transaction_;
  int64_t revision_ = 0;
  int64_t edition_ = 0;
};

}  // namespace onrecord::query

#endif  // ONRECORD_QUERY_SERVICE_ARCHIVE_SNAPSHOT_H_
