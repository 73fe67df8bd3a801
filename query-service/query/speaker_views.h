// Views of what speakers said over time: see onrecord.v1.QueryService.GetSpeakerTimeline and
// CompareSpeakers.
//
// Errors of both: INVALID_ARGUMENT (INVALID_FIELD), NOT_FOUND (RESOURCE_NOT_FOUND),
// FAILED_PRECONDITION (REVISION_NOT_REACHED), CANCELLED once `is_abandoned`, and those of Archive.

#ifndef ONRECORD_QUERY_SERVICE_QUERY_SPEAKER_VIEWS_H_
#define ONRECORD_QUERY_SERVICE_QUERY_SPEAKER_VIEWS_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "query-service/archive/archive.h"
#include "query-service/query/criteria.h"

namespace onrecord::query {

// Fields as sent, enums as numbers.
struct GetSpeakerTimelineRequest {
  std::string name;
  PositionCriteria filter;
  int period = 0;
  int32_t max_periods = 0;
  int32_t max_examples = 0;
  int64_t min_revision = 0;
};
struct SpeakerTimelineResponse {
  Timeline timeline;  // its speaker is set
  ArticleTexts texts;
  int64_t archive_revision = 0;
};

struct CompareSpeakersRequest {
  std::string speaker;
  std::string other_speaker;
  PositionCriteria filter;
  int period = 0;
  int32_t max_periods = 0;
  int32_t max_examples = 0;
  int64_t min_revision = 0;
};
// A period in which both said something.
struct SharedPeriod {
  std::string start;
  int64_t count = 0;
  int64_t other_count = 0;
};
struct CompareSpeakersResponse {
  Timeline speaker;  // as `other_speaker`: its speaker is set, its periods are none of the answer
  Timeline other_speaker;
  std::vector<SharedPeriod> shared_periods;  // newest first
  bool truncated = false;
  ArticleTexts texts;
  int64_t archive_revision = 0;
};

absl::StatusOr<SpeakerTimelineResponse> GetSpeakerTimeline(const Archive& archive,
                                                           const GetSpeakerTimelineRequest& request,
                                                           const IsAbandoned& is_abandoned = {});
absl::StatusOr<CompareSpeakersResponse> CompareSpeakers(const Archive& archive,
                                                        const CompareSpeakersRequest& request,
                                                        const IsAbandoned& is_abandoned = {});

}  // namespace onrecord::query

#endif  // ONRECORD_QUERY_SERVICE_QUERY_SPEAKER_VIEWS_H_
