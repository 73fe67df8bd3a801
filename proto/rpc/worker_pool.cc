#include "proto/rpc/worker_pool.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "proto/rpc/errors.h"

namespace onrecord::rpc {
namespace {

constexpr absl::Duration kRetryAfter = absl::Seconds(1);

}  // namespace

WorkerPool::WorkerPool(int threads, int capacity) : capacity_(capacity), idle_(threads) {
  threads_.reserve(threads);
  for (int i = 0; i < threads; ++i) threads_.emplace_back([this] { Work(); });
}

WorkerPool::~WorkerPool() {
  {
    absl::MutexLock lock(&mutex_);
    stopping_ = true;
  }
  for (std::thread& thread : threads_) thread.join();
}

absl::Status WorkerPool::Submit(Task task) {
  absl::MutexLock lock(&mutex_);
  // A task for which a thread is idle does not wait, so it takes no place in the queue.
  if (static_cast<int>(queue_.size()) - idle_ >= capacity_) {
    return Overloaded(absl::StrCat("the server is busy and ", capacity_, " requests wait already"),
                      kRetryAfter);
  }
  queue_.push_back(std::move(task));
  return absl::OkStatus();
}

void WorkerPool::Work() {
  for (;;) {
    Task task;
    {
      absl::MutexLock lock(&mutex_);
      mutex_.Await(absl::Condition(this, &WorkerPool::HasWork));
      if (queue_.empty()) return;
      task = std::move(queue_.front());
      queue_.pop_front();
      --idle_;
    }
    std::move(task)();
    absl::MutexLock lock(&mutex_);
    ++idle_;
  }
}

}  // namespace onrecord::rpc
