#include "proto/rpc/worker_pool.h"

#include <atomic>

#include "absl/synchronization/notification.h"
#include "gtest/gtest.h"
#include "proto/rpc/errors.h"

namespace onrecord::rpc {
namespace {

TEST(WorkerPool, RunsEverythingBeforeItEnds) {
  std::atomic<int> ran{0};
  {
    WorkerPool pool(2, 100);
    for (int i = 0; i < 100; ++i) ASSERT_TRUE(pool.Submit([&] { ++ran; }).ok());
  }
  EXPECT_EQ(ran, 100);
}

TEST(WorkerPool, RefusesWhenQueueIsFull) {
  absl::Notification release;
  absl::Notification started;
  std::atomic<int> ran{0};
  {
    WorkerPool pool(1, 1);
    ASSERT_TRUE(pool.Submit([&] {
                      started.Notify();
                      release.WaitForNotification();
                    })
                    .ok());
    started.WaitForNotification();
    EXPECT_TRUE(pool.Submit([&] { ++ran; }).ok());
    const absl::Status refused = pool.Submit([&] { ++ran; });
    EXPECT_EQ(refused.code(), absl::StatusCode::kResourceExhausted);
    EXPECT_EQ(ReasonOf(refused), "OVERLOADED");
    release.Notify();
  }
  EXPECT_EQ(ran, 1);
}

TEST(WorkerPool, TakesTasksForIdleThreadsWithoutQueue) {
  absl::Notification done;
  WorkerPool pool(1, 0);
  ASSERT_TRUE(pool.Submit([&] { done.Notify(); }).ok());
  done.WaitForNotification();
}

}  // namespace
}  // namespace onrecord::rpc
