// Counts in groups: see onrecord.v1.QueryService.CountPositions and CountEvents.

#ifndef ONRECORD_QUERY_SERVICE_QUERY_COUNT_H_
#define ONRECORD_QUERY_SERVICE_QUERY_COUNT_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "query-service/archive/archive.h"
#include "query-service/query/criteria.h"

namespace onrecord::query {

// Fields as sent, enums as numbers.
struct CountPositionsRequest {
  PositionCriteria filter;
  int group_by = 0;
  int then_by = 0;
  int32_t max_groups = 0;
  int64_t min_revision = 0;
};
struct CountEventsRequest {
  EventCriteria filter;
  int group_by = 0;
  int then_by = 0;
  int32_t max_groups = 0;
  int64_t min_revision = 0;
};

// A group as the contract shows it: `key` is a resource name or an enum value's name where the
// grouping says so.
struct CountGroup {
  std::string key;
  std::string display_name;
  std::string then_key;
  std::string then_display_name;
  int32_t count = 0;
};
struct CountResponse {
  std::vector<CountGroup> groups;
  int32_t total_count = 0;
  bool truncated = false;
  int64_t archive_revision = 0;
};

// INVALID_ARGUMENT (INVALID_FIELD), FAILED_PRECONDITION (REVISION_NOT_REACHED), RESOURCE_EXHAUSTED
// (TOO_MANY_GROUPS), CANCELLED once `is_abandoned`, and the errors of Archive.
absl::StatusOr<CountResponse> CountPositions(const Archive& archive,
                                             const CountPositionsRequest& request,
                                             const IsAbandoned& is_abandoned = {});
absl::StatusOr<CountResponse> CountEvents(const Archive& archive, const CountEventsRequest& request,
                                          const IsAbandoned& is_abandoned = {});

}  // namespace onrecord::query

#endif  // ONRECORD_QUERY_SERVICE_QUERY_COUNT_H_
