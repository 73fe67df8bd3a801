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

absl::StatusOr<std::unique_ptr<ArchiveLock>> ArchiveLock::Acquire(const std::string& path) {
  std::error_code unresolved;
  const std::filesystem::path resolved = std::filesystem::weakly_canonical(path, unresolved);
  const std::string lock_path = absl::StrCat(unresolved ? path : resolved.string(), ".lock");
  const int file = open(lock_path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644);
  if (file < 0) {
    return absl::ErrnoToStatus(errno, absl::StrCat("cannot open the lock file ", lock_path));
  }
  if (flock(file, LOCK_EX | LOCK_NB) != 0) {
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

ArchiveLock::~ArchiveLock() { close(file_); }

}  // namespace onrecord::query
