// What can be wrong with an archive that was written by this program alone: nothing, unless a disk,
// a kernel or the program has a fault.

#ifndef ONRECORD_QUERY_SERVICE_ARCHIVE_FAULTS_H_
#define ONRECORD_QUERY_SERVICE_ARCHIVE_FAULTS_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "query-service/archive/connection.h"

namespace onrecord::query {

// The faults of the archive that `connection` can write, a sentence each: what SQLite finds in its
// file, references to nothing, full-text indexes that differ from what they index, and, where the
// schema is today's, records that contradict each other, such as an article that counts other
// positions than it has. Reads everything; changes nothing. Damage that keeps the rest from being
// read ends the search.
//
// INTERNAL, UNAVAILABLE: the file could not be looked at.
absl::StatusOr<std::vector<std::string>> FindFaults(Connection& connection);

}  // namespace onrecord::query

#endif  // ONRECORD_QUERY_SERVICE_ARCHIVE_FAULTS_H_
