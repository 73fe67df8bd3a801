// The list of retracted articles: see onrecord.v1.QueryService.ListDeletedArticles.

#ifndef ONRECORD_QUERY_SERVICE_QUERY_LIST_DELETED_ARTICLES_H_
#define ONRECORD_QUERY_SERVICE_QUERY_LIST_DELETED_ARTICLES_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "query-service/archive/archive.h"

namespace onrecord::query {

// Fields as sent.
struct ListDeletedArticlesRequest {
  int32_t page_size = 0;
  std::string page_token;
  int64_t min_revision = 0;
};

struct ListDeletedArticlesResponse {
  std::vector<ArticleRecord> articles;
  std::string next_page_token;
  int64_t archive_revision = 0;
};

// One page. INVALID_ARGUMENT (INVALID_FIELD, INVALID_PAGE_TOKEN), FAILED_PRECONDITION
// (REVISION_NOT_REACHED), and the errors of Archive.
absl::StatusOr<ListDeletedArticlesResponse> ListDeletedArticles(
    const Archive& archive, const ListDeletedArticlesRequest& request);

}  // namespace onrecord::query

#endif  // ONRECORD_QUERY_SERVICE_QUERY_LIST_DELETED_ARTICLES_H_
