// Threads for work that must not run inside gRPC's reactions: reading articles, SQL with its waits
// for the disk.

#ifndef ONRECORD_PROTO_RPC_WORKER_POOL_H_
#define ONRECORD_PROTO_RPC_WORKER_POOL_H_

#include <deque>
#include <thread>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/functional/any_invocable.h"
#include "absl/status/status.h"
#include "absl/synchronization/mutex.h"

namespace onrecord::rpc {

// A fixed number of threads over a bounded queue, first come first served. Safe to use from any
// thread.
class WorkerPool {
 public:
  using Task = absl::AnyInvocable<void() &&>;

  // REQUIRES: threads >= 1, capacity >= 0. `capacity` is the number of tasks that may wait beside
  // those that run.
  WorkerPool(int threads, int capacity);

  // Runs all that was submitted, then joins the threads.
  ~WorkerPool();

  WorkerPool(const WorkerPool&) = delete;
  WorkerPool& operator=(const WorkerPool&) = delete;

  // Queues `task`. RESOURCE_EXHAUSTED (OVERLOADED, with RetryInfo) at once, without taking it, when
  // the queue is full.
  absl::Status Submit(Task task);

 private:
  void Work();
  bool HasWork() const ABSL_SHARED_LOCKS_REQUIRED(mutex_) { return stopping_ || !queue_.empty(); }

  const int capacity_;
  absl::Mutex mutex_;
  std::deque<Task> queue_ ABSL_GUARDED_BY(mutex_);
  int idle_ ABSL_GUARDED_BY(mutex_);
  bool stopping_ ABSL_GUARDED_BY(mutex_) = false;
  std::vector<std::thread> threads_;
};

}  // namespace onrecord::rpc

#endif  // ONRECORD_PROTO_RPC_WORKER_POOL_H_
