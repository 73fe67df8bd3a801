#include "query-service/archive/lock.h"

#include <sys/wait.h>
#include <unistd.h>

#include "gtest/gtest.h"
#include "query-service/archive/article_samples.h"

namespace onrecord::query {
namespace {

TEST(LockTest, IsHeldOnce) {
  const TemporaryDirectory directory;
  auto lock = ArchiveLock::Acquire(directory.File("a.db"));
  ASSERT_TRUE(lock.ok()) << lock.status();
  EXPECT_EQ(ArchiveLock::Acquire(directory.File("a.db")).status().code(),
            absl::StatusCode::kUnavailable);
  EXPECT_TRUE(ArchiveLock::Acquire(directory.File("b.db")).ok());
  lock->reset();
  EXPECT_TRUE(ArchiveLock::Acquire(directory.File("a.db")).ok());
}

TEST(LockTest, KeepsOtherProcessesOut) {
  const TemporaryDirectory directory;
  const auto lock = ArchiveLock::Acquire(directory.File("a.db"));
  ASSERT_TRUE(lock.ok());
  const pid_t child = fork();
  if (child == 0) {
    _exit(absl::IsUnavailable(ArchiveLock::Acquire(directory.File("a.db")).status()) ? 0 : 1);
  }
  int status = -1;
  waitpid(child, &status, 0);
  EXPECT_EQ(status, 0);
}

TEST(LockTest, ReadersShareAndKeepWritersOut) {
  const TemporaryDirectory directory;
  const std::string path = directory.File("a.db");
  auto first = ArchiveLock::AcquireShared(path);
  ASSERT_TRUE(first.ok()) << first.status();
  auto second = ArchiveLock::AcquireShared(path);
  ASSERT_TRUE(second.ok()) << second.status();
  EXPECT_EQ(ArchiveLock::Acquire(path).status().code(), absl::StatusCode::kUnavailable);
  first->reset();
  second->reset();
  const auto writer = ArchiveLock::Acquire(path);
  ASSERT_TRUE(writer.ok());
  EXPECT_EQ(ArchiveLock::AcquireShared(path).status().code(), absl::StatusCode::kUnavailable);
}

TEST(LockTest, NeedsDirectory) {
  const TemporaryDirectory directory;
  EXPECT_EQ(ArchiveLock::Acquire(directory.File("none/a.db")).status().code(),
            absl::StatusCode::kNotFound);
}

}  // namespace
}  // namespace onrecord::query
