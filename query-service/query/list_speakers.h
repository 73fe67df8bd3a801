// The list of speakers: see onrecord.v1.QueryService.ListSpeakers.

#ifndef ONRECORD_QUERY_SERVICE_QUERY_LIST_SPEAKERS_H_
#define ONRECORD_QUERY_SERVICE_QUERY_LIST_SPEAKERS_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "query-service/archive/archive.h"
#include "query-service/query/criteria.h"

namespace onrecord::query {

// Fields as sent, enums as numbers.
struct ListSpeakersRequest {
  SpeakerCriteria filter;
  int order = 0;
  int32_t page_size = 0;
  std::string page_token;
  int64_t min_revision = 0;
};

struct ListSpeakersResponse {
  std::vector<SpeakerRecord> speakers;
  std::string next_page_token;
  int64_t archive_revision = 0;
};

// One page. INVALID_ARGUMENT (INVALID_FIELD, INVALID_PAGE_TOKEN, PAGE_TOKEN_MISMATCH),
// FAILED_PRECONDITION (REVISION_NOT_REACHED), CANCELLED once `is_abandoned`, and the errors of
// Archive.
absl::StatusOr<ListSpeakersResponse> ListSpeakers(const Archive& archive,
                                                  const ListSpeakersRequest& request,
                                                  const IsAbandoned& is_abandoned = {});

}  // namespace onrecord::query

#endif  // ONRECORD_QUERY_SERVICE_QUERY_LIST_SPEAKERS_H_
