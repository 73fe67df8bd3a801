// The archive's record of its own changes: one row a revision.

#ifndef ONRECORD_QUERY_SERVICE_ARCHIVE_CHANGE_LOG_H_
#define ONRECORD_QUERY_SERVICE_ARCHIVE_CHANGE_LOG_H_

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "query-service/archive/archive.h"
#include "query-service/archive/connection.h"

namespace onrecord::query {

// The revision that the change of the write transaction open on `connection` will be.
absl::StatusOr<int64_t> NextRevision(Connection& connection);

// To be called by every change after which something that was kept before looks different, or its
// row may be another's: see Snapshot::edition.
absl::Status BeginEdition(Connection& connection);

// Brings the archive to `change.archive_revision`, which is NextRevision, and keeps what it
// changed.
absl::Status RecordChange(Connection& connection, const Change& change, absl::Time now);

// The current row of statements::kChangesSince.
absl::StatusOr<Change> ReadChange(const Statement& row);

}  // namespace onrecord::query

#endif  // ONRECORD_QUERY_SERVICE_ARCHIVE_CHANGE_LOG_H_
