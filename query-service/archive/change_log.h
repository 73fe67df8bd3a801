// The archive's record of its own changes: one row a revision, without a gap, as far back as they
// are kept.

#ifndef ONRECORD_QUERY_SERVICE_ARCHIVE_CHANGE_LOG_H_
#define ONRECORD_QUERY_SERVICE_ARCHIVE_CHANGE_LOG_H_

#include <cstdint>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "query-service/archive/changes.h"
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

// `filter` with all identities of its speakers, as whom the connection's snapshot shows them.
absl::StatusOr<ChangeFilter> WithAllIdentities(Connection& connection, const ChangeFilter& filter);

// Whether `filter`, which has all identities, selects the change.
bool Selects(const ChangeFilter& filter, const Change& change);

// OK where all changes after `revision` are kept. OUT_OF_RANGE with reason REVISION_COMPACTED where
// some are forgotten.
absl::Status CheckKept(Connection& connection, int64_t revision);

// Forgets the oldest changes up to the first one that is from after `time`, `limit` at most.
absl::Status DropChangesUntil(Connection& connection, absl::Time time, int limit);

}  // namespace onrecord::query

#endif  // ONRECORD_QUERY_SERVICE_ARCHIVE_CHANGE_LOG_H_
