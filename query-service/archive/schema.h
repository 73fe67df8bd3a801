// The archive's tables, and the way from every earlier form of them to today's.
//
// The file says what it is in its header: application_id marks it as an archive of OnRecord,
// user_version counts the migrations that it has been through.

#ifndef ONRECORD_QUERY_SERVICE_ARCHIVE_SCHEMA_H_
#define ONRECORD_QUERY_SERVICE_ARCHIVE_SCHEMA_H_

#include <cstdint>

#include "absl/status/status.h"
#include "query-service/archive/connection.h"

namespace onrecord::query {

// "OnRc" as a number.
inline constexpr int64_t kApplicationId = 0x4f6e5263;

// The schema that this program writes.
int64_t SchemaVersion();

// Brings the file of `connection`, empty or an archive, to SchemaVersion() in one transaction.
//
// FAILED_PRECONDITION: another program's file, or of a newer schema; DATA_LOSS: no SQLite file.
// Nothing has been written then.
absl::Status Migrate(Connection& connection);

// OK where the file of `connection` is an archive of SchemaVersion() or an earlier one. Errors as
// above; also for an empty file.
absl::Status CheckReadable(Connection& connection);

// OK where it is an archive of SchemaVersion(). FAILED_PRECONDITION, too, for an earlier one.
absl::Status CheckCurrent(Connection& connection);

}  // namespace onrecord::query

#endif  // ONRECORD_QUERY_SERVICE_ARCHIVE_SCHEMA_H_
