#include "query-service/archive/backup.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>
#include <memory>
#include <system_error>
#include <utility>

#include "absl/strings/str_cat.h"
#include "query-service/archive/connection.h"
#include "query-service/archive/faults.h"
#include "query-service/archive/lock.h"
#include "query-service/archive/schema.h"
#include "query-service/archive/statements.h"

namespace onrecord::query {
namespace {

namespace fs = std::filesystem;

absl::Status About(const std::string& path, const absl::Status& status) {
  if (status.ok()) return status;
  return absl::Status(status.code(), absl::StrCat(path, ": ", status.message()));
}

bool Exists(const std::string& path) {
  std::error_code ignored;
  return fs::exists(fs::symlink_status(path, ignored));
}

// A file, or a directory, as it lies in the page cache goes to the disk.
absl::Status Sync(const std::string& path) {
  const int file = open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) return absl::ErrnoToStatus(errno, absl::StrCat("cannot open ", path));
  const int result = fsync(file);
  const int error = errno;
  close(file);
  return result == 0 ? absl::OkStatus()
                     : absl::ErrnoToStatus(error, absl::StrCat("cannot write ", path));
}

// The file that is to become `path`, empty and locked against other makers of it.
class PartialFile {
 public:
  static absl::StatusOr<std::unique_ptr<PartialFile>> Create(const std::string& path) {
    const std::string partial = path + ".partial";
    const int file = open(partial.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644);
    if (file < 0) return absl::ErrnoToStatus(errno, absl::StrCat("cannot write ", partial));
    auto created = std::unique_ptr<PartialFile>(new PartialFile(path, partial, file));
    if (flock(file, LOCK_EX | LOCK_NB) != 0) {
      created->ours_ = false;
      return absl::UnavailableError(absl::StrCat(partial, " is being written by another process"));
    }
    if (ftruncate(file, 0) != 0) {
      return absl::ErrnoToStatus(errno, absl::StrCat("cannot write ", partial));
    }
    return created;
  }

  ~PartialFile() {
    // Before the lock goes, so that it is never another's.
    if (ours_) unlink(partial_.c_str());
    close(file_);
  }
  PartialFile(const PartialFile&) = delete;
  PartialFile& operator=(const PartialFile&) = delete;

  const std::string& path() const { return partial_; }

  // Puts the complete file on the disk and gives it its name, in place of one that has it.
  absl::Status Finish() {
    absl::Status done = Sync(partial_);
    if (!done.ok()) return done;
    if (rename(partial_.c_str(), path_.c_str()) != 0) {
      return absl::ErrnoToStatus(errno, absl::StrCat("cannot rename ", partial_));
    }
    ours_ = false;
    return Sync(fs::absolute(path_).parent_path());
  }

 private:
  PartialFile(std::string path, std::string partial, int file)
      : path_(std::move(path)), partial_(std::move(partial)), file_(file) {}

  const std::string path_;
  const std::string partial_;
  const int file_;
  bool ours_ = true;
};

// Copies the archive in `from` over the empty file `to`, as one file without a log beside it.
absl::StatusOr<ArchiveCopy> CopyFile(const std::string& from, const std::string& to) {
  auto source = Connection::OpenReader(from);
  if (!source.ok()) return source.status();
  const auto snapshot = Transaction::Begin(**source, Transaction::Mode::kRead);
  if (!snapshot.ok()) return snapshot.status();
  const absl::Status ours = CheckReadable(**source);
  if (!ours.ok()) return About(from, ours);
  ArchiveCopy copy;
  const auto revision = (*source)->ReadInt(statements::kRevision);
  if (!revision.ok()) return About(from, revision.status());
  copy.archive_revision = *revision;

  auto target = Connection::Open(to, Connection::Access::kWrite);
  if (!target.ok()) return target.status();
  absl::Status done = (*target)->Execute(statements::kPrepareCopy);
  if (done.ok()) done = (*source)->CopyTo(**target);
  if (done.ok()) done = (*target)->Execute(statements::kWithoutLog);
  if (!done.ok()) return About(to, done);
  copy.bytes = static_cast<int64_t>(fs::file_size(to));
  return copy;
}

// The faults of a copy as an error.
absl::Status CheckCopy(const std::string& path, const std::string& made_of) {
  auto connection = Connection::Open(path, Connection::Access::kWrite);
  if (!connection.ok()) return connection.status();
  const auto faults = FindFaults(**connection);
  if (!faults.ok()) return About(made_of, faults.status());
  if (faults->empty()) return absl::OkStatus();
  return absl::DataLossError(absl::StrCat(made_of, " is damaged: ", faults->front(),
                                          faults->size() > 1 ? ", and more" : ""));
}

// Copies, checks and names.
absl::StatusOr<ArchiveCopy> MakeCopy(const std::string& from, PartialFile& partial) {
  auto copy = CopyFile(from, partial.path());
  if (!copy.ok()) return copy;
  absl::Status done = CheckCopy(partial.path(), from);
  if (done.ok()) return copy;
  return done;
}

// Moves what lies in the log of an archive that is to be replaced into its file, so that there is
// no log left that would be taken for the new one's. UNAVAILABLE where another program reads it.
absl::Status RetireLog(const std::string& archive) {
  absl::Status retired;
  {
    auto connection = Connection::Open(archive, Connection::Access::kWrite);
    if (!connection.ok()) return connection.status();
    retired = (*connection)->Execute(statements::kWithoutLog);
    if (retired.ok()) return retired;
  }
  // A file that cannot be read is to be replaced all the more.
  if (!absl::IsDataLoss(retired)) {
    return absl::UnavailableError(
        absl::StrCat(archive, " is open in another program (", retired.message(), ")"));
  }
  for (const char* suffix : {"-wal", "-shm"}) {
    std::error_code error;
    fs::remove(archive + suffix, error);
    if (error) return absl::InternalError(absl::StrCat("cannot remove ", archive, suffix));
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<ArchiveCopy> BackUpArchive(const std::string& archive, const std::string& copy) {
  if (Exists(copy)) return absl::AlreadyExistsError(absl::StrCat("there is a file ", copy));
  auto partial = PartialFile::Create(copy);
  if (!partial.ok()) return partial.status();
  auto made = MakeCopy(archive, **partial);
  if (!made.ok()) return made;
  const absl::Status finished = (*partial)->Finish();
  if (!finished.ok()) return finished;
  return made;
}

absl::StatusOr<ArchiveCopy> RestoreArchive(const std::string& copy, const std::string& path,
                                           bool replace) {
  // A link stays, and leads to the new file.
  std::error_code unresolved;
  const fs::path resolved = fs::weakly_canonical(path, unresolved);
  const std::string archive = unresolved ? path : resolved.string();
  auto lock = ArchiveLock::Acquire(archive);
  if (!lock.ok()) return lock.status();
  const bool exists = Exists(archive);
  if (exists && !replace) {
    return absl::AlreadyExistsError(absl::StrCat("there is an archive ", archive));
  }
  auto partial = PartialFile::Create(archive);
  if (!partial.ok()) return partial.status();
  auto made = MakeCopy(copy, **partial);
  if (!made.ok()) return made;
  absl::Status done;
  if (exists) done = RetireLog(archive);
  if (done.ok()) done = (*partial)->Finish();
  if (!done.ok()) return done;
  return made;
}

absl::StatusOr<std::vector<std::string>> CheckArchive(const std::string& archive) {
  if (!Exists(archive)) return absl::NotFoundError(absl::StrCat("there is no file ", archive));
  auto lock = ArchiveLock::Acquire(archive);
  if (!lock.ok()) return lock.status();
  auto connection = Connection::Open(archive, Connection::Access::kWrite);
  if (!connection.ok()) return connection.status();
  const absl::Status ours = CheckReadable(**connection);
  if (!ours.ok()) return About(archive, ours);
  return FindFaults(**connection);
}

}  // namespace onrecord::query
