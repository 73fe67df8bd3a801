// From the contract's messages to the queries' requests: what clients ask.

#ifndef ONRECORD_QUERY_SERVICE_SERVICE_REQUEST_CONVERSIONS_H_
#define ONRECORD_QUERY_SERVICE_SERVICE_REQUEST_CONVERSIONS_H_

#include "absl/status/statusor.h"
#include "onrecord/v1/query_service.pb.h"
#include "query-service/query/count.h"
#include "query-service/query/export_records.h"
#include "query-service/query/list_articles.h"
#include "query-service/query/list_events.h"
#include "query-service/query/list_positions.h"
#include "query-service/query/list_speakers.h"
#include "query-service/query/speaker_views.h"
#include "query-service/query/watch_changes.h"

namespace onrecord::query {

// The request as the query takes it. INVALID_ARGUMENT (INVALID_FIELD) for a time that is none;
// every other rule is the query's.
absl::StatusOr<ListArticlesRequest> FromProto(const v1::ListArticlesRequest& request);
absl::StatusOr<ListSpeakersRequest> FromProto(const v1::ListSpeakersRequest& request);
absl::StatusOr<ListPositionsRequest> FromProto(const v1::ListPositionsRequest& request);
absl::StatusOr<ListEventsRequest> FromProto(const v1::ListEventsRequest& request);
absl::StatusOr<ExportRecordsRequest> FromProto(const v1::ExportRecordsRequest& request);
WatchChangesRequest FromProto(const v1::WatchChangesRequest& request);
absl::StatusOr<CountPositionsRequest> FromProto(const v1::CountPositionsRequest& request);
absl::StatusOr<CountEventsRequest> FromProto(const v1::CountEventsRequest& request);
absl::StatusOr<GetSpeakerTimelineRequest> FromProto(const v1::GetSpeakerTimelineRequest& request);
absl::StatusOr<CompareSpeakersRequest> FromProto(const v1::CompareSpeakersRequest& request);

}  // namespace onrecord::query

#endif  // ONRECORD_QUERY_SERVICE_SERVICE_REQUEST_CONVERSIONS_H_
