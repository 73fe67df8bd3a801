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

TEST(LockTest, NeedsDirectory) {
  const TemporaryDirectory directory;
  EXPECT_EQ(ArchiveLock::Acquire(directory.File("none/a.db")).status().code(),
            absl::StatusCode::kNotFound);
}

}  // namespace
}  // namespace onrecord::query
