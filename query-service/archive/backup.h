// Copies of archives, and archives made of copies: what an operator does with the file as a whole.
//
// A file is made under another name and takes its own only once it is complete, checked and on the
// disk, so that whatever ends the program leaves either the file as it was or the new one.

#ifndef ONRECORD_QUERY_SERVICE_ARCHIVE_BACKUP_H_
#define ONRECORD_QUERY_SERVICE_ARCHIVE_BACKUP_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

namespace onrecord::query {

// What was copied.
struct ArchiveCopy {
  int64_t archive_revision = 0;
  int64_t bytes = 0;
};

// Errors of all: NOT_FOUND, PERMISSION_DENIED: a file that cannot be opened. FAILED_PRECONDITION: a
// database of another program, or of a newer schema. DATA_LOSS: no SQLite file, or damaged.
// RESOURCE_EXHAUSTED: disk full. INTERNAL: the disk failed in another way.

// Copies the archive in file `archive`, as it is at one moment, to the new file `copy`: a service
// may have it open and go on writing. The copy is one file, checked (FindFaults), which can be
// served from a medium that cannot be written.
//
// ALREADY_EXISTS: there is a file `copy`. UNAVAILABLE: another backup to it is running. DATA_LOSS,
// too, where the copy has faults.
absl::StatusOr<ArchiveCopy> BackUpArchive(const std::string& archive, const std::string& copy);

// Makes the archive `archive` of a copy, which stays as it is; `replace` allows there to be one,
// which is lost.
//
// ALREADY_EXISTS: there is one and not `replace`. UNAVAILABLE: a service or another program has it
// open. DATA_LOSS, too, where the copy has faults.
absl::StatusOr<ArchiveCopy> RestoreArchive(const std::string& copy, const std::string& archive,
                                           bool replace);

// What is wrong with the archive, a sentence each: what SQLite finds in the file and its indexes,
// and where the archive's records contradict each other. Empty where all is well. Archives of
// earlier schemas are not asked for the latter.
//
// UNAVAILABLE: a service has it open; check a backup instead.
absl::StatusOr<std::vector<std::string>> CheckArchive(const std::string& archive);

}  // namespace onrecord::query

#endif  // ONRECORD_QUERY_SERVICE_ARCHIVE_BACKUP_H_
