// The list of events: see onrecord.v1.QueryService.ListEvents.

#ifndef ONRECORD_QUERY_SERVICE_QUERY_LIST_EVENTS_H_
#define ONRECORD_QUERY_SERVICE_QUERY_LIST_EVENTS_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "query-service/archive/archive.h"
#include "query-service/query/criteria.h"

namespace onrecord::query {

// Fields as sent, enums as numbers.
struct ListEventsRequest {
  EventCriteria filter;
  int order = 0;
  int32_t page_size = 0;
  std::string page_token;
  int64_t min_revision = 0;
  bool with_texts = true;
};

struct ListEventsResponse : EventPage {
  std::string next_page_token;
};

// One page, but for the records known. INVALID_ARGUMENT (INVALID_FIELD, INVALID_PAGE_TOKEN,
// PAGE_TOKEN_MISMATCH), FAILED_PRECONDITION (REVISION_NOT_REACHED), CANCELLED once `is_abandoned`,
// and the errors of Archive.
absl::StatusOr<ListEventsResponse> ListEvents(const Archive& archive,
                                              const ListEventsRequest& request,
                                              const IsAbandoned& is_abandoned = {},
                                              const IsKnown& is_known = {});

}  // namespace onrecord::query

#endif  // ONRECORD_QUERY_SERVICE_QUERY_LIST_EVENTS_H_
