// The lock that keeps two services from writing one archive.

#ifndef ONRECORD_QUERY_SERVICE_ARCHIVE_LOCK_H_
#define ONRECORD_QUERY_SERVICE_ARCHIVE_LOCK_H_

#include <memory>
#include <string>

#include "absl/status/statusor.h"

namespace onrecord::query {

// A lock on the file `path`.lock for as long as this lives: of one that writes, or of any number
// that read what nobody writes. The kernel gives it back when the process ends in whatever way, so
// that a killed service never keeps the next one out; the empty file stays behind.
class ArchiveLock {
 public:
  // `path` is the archive's, links in it followed. UNAVAILABLE: somebody else holds the lock.
  // NOT_FOUND or PERMISSION_DENIED: the lock file cannot be made there.
  static absl::StatusOr<std::unique_ptr<ArchiveLock>> Acquire(const std::string& path);

  // A lock that others may share, but no Acquire. Holds nothing where there is no lock file and
  // none can be made: nobody writes there. UNAVAILABLE: somebody may write.
  static absl::StatusOr<std::unique_ptr<ArchiveLock>> AcquireShared(const std::string& path);

  ~ArchiveLock();
  ArchiveLock(const ArchiveLock&) = delete;
  ArchiveLock& operator=(const ArchiveLock&) = delete;

 private:
  explicit ArchiveLock(int file) : file_(file) {}

  static absl::StatusOr<std::unique_ptr<ArchiveLock>> Lock(const std::string& path,
                                                           const std::string& lock_path, int file,
                                                           int operation);

  const int file_;  // -1 where nothing is held
};

}  // namespace onrecord::query

#endif  // ONRECORD_QUERY_SERVICE_ARCHIVE_LOCK_H_
