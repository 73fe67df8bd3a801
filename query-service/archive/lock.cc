#include "query-service/archive/lock.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>
#include <memory>
#include <string>
#include <system_error>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"

namespace onrecord::query {

namespace {

std::string LockPath(const std::string& path) {
  std::error_code unresolved;
  const std::filesystem::path resolved = std::filesystem::weakly_canonical(path, unresolved);
  return absl::StrCat(unresolved ? path : resolved.string(), ".lock");
}

}  // namespace

absl::StatusOr<std::unique_ptr<ArchiveLock>> ArchiveLock::Acquire(const std::string& path) {
  const std::string lock_path = LockPath(path);
  const int file = open(lock_path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644);
  if (file < 0) {
    return absl::ErrnoToStatus(errno, absl::StrCat("cannot open the lock file ", lock_path));
  }
  return Lock(path, lock_path, file, LOCK_EX);
}

absl::StatusOr<std::unique_ptr<ArchiveLock>> ArchiveLock::AcquireShared(const std::string& path) {
  const std::string lock_path = LockPath(path);
  int file = open(lock_path.c_str(), O_RDONLY | O_CREAT | O_CLOEXEC, 0644);
  if (file < 0 && (errno == EROFS || errno == EACCES)) {
    file = open(lock_path.c_str(), O_RDONLY | O_CLOEXEC);
    if (file < 0 && errno == ENOENT) return std::unique_ptr<ArchiveLock>(new ArchiveLock(-1));
  }
  if (file < 0) {
    return absl::ErrnoToStatus(errno, absl::StrCat("cannot open the lock file ", lock_path));
  }
  return Lock(path, lock_path, file, LOCK_SH);
}

absl::StatusOr<std::unique_ptr<ArchiveLock>> ArchiveLock::Lock(const std::string& path,
                                                               const std::string& lock_path,
                                                               int file, int operation) {
  if (flock(file, operation | LOCK_NB) != 0) {
    const int error = errno;
    close(file);
    if (error != EWOULDBLOCK) {
      return absl::ErrnoToStatus(error, absl::StrCat("cannot lock ", lock_path));
    }
    return absl::UnavailableError(
        absl::StrCat("the archive ", path,
                     " is open in another process; stop that one or choose another archive"));
  }
  return std::unique_ptr<ArchiveLock>(new ArchiveLock(file));
}

ArchiveLock::~ArchiveLock() {
  if (file_ >= 0) close(file_);
}

}  // namespace onrecord::query
