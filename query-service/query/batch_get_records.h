// Several records by their resource names: see the BatchGet rpcs of onrecord.v1.QueryService.
//
// All or none, in the order of the names, as one revision shows them. Errors of all:
// INVALID_ARGUMENT (REQUIRED_FIELD, INVALID_FIELD) for no names, too many or malformed ones,
// NOT_FOUND (RESOURCE_NOT_FOUND) where some do not exist, RESOURCE_EXHAUSTED (ANSWER_TOO_LARGE),
// FAILED_PRECONDITION (REVISION_NOT_REACHED), CANCELLED once `is_abandoned`, and those of Archive.

#ifndef ONRECORD_QUERY_SERVICE_QUERY_BATCH_GET_RECORDS_H_
#define ONRECORD_QUERY_SERVICE_QUERY_BATCH_GET_RECORDS_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "query-service/archive/archive.h"

namespace onrecord::query {

inline constexpr size_t kMaxBatchArticles = 100;
inline constexpr size_t kMaxBatchRecords = 1000;  // speakers, positions or events

// Fields as sent.
struct BatchGetRequest {
  std::vector<std::string> names;
  int64_t min_revision = 0;
};

// `view` is the number of an ArticleView; without texts where that is ARTICLE_VIEW_BASIC.
absl::StatusOr<ArticlePage> BatchGetArticles(const Archive& archive, const BatchGetRequest& request,
                                             int view, const IsAbandoned& is_abandoned = {});
absl::StatusOr<SpeakerPage> BatchGetSpeakers(const Archive& archive, const BatchGetRequest& request,
                                             const IsAbandoned& is_abandoned = {});

// `with_texts` with those of their articles.
absl::StatusOr<PositionPage> BatchGetPositions(const Archive& archive,
                                               const BatchGetRequest& request, bool with_texts,
                                               const IsAbandoned& is_abandoned = {});
absl::StatusOr<EventPage> BatchGetEvents(const Archive& archive, const BatchGetRequest& request,
                                         bool with_texts, const IsAbandoned& is_abandoned = {});

}  // namespace onrecord::query

#endif  // ONRECORD_QUERY_SERVICE_QUERY_BATCH_GET_RECORDS_H_
