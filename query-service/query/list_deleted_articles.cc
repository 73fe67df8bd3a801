#include "query-service/query/list_deleted_articles.h"

#include <optional>
#include <utility>

#include "query-service/query/field_rules.h"
#include "query-service/query/page_token.h"

namespace onrecord::query {
namespace {

// There is nothing to ask for but the page.
constexpr char kAsked[] = "";

}  // namespace

absl::StatusOr<ListDeletedArticlesResponse> ListDeletedArticles(
    const Archive& archive, const ListDeletedArticlesRequest& request) {
  const absl::StatusOr<int> limit = PageLimit(request.page_size);
  if (!limit.ok()) return limit.status();
  const absl::Status reached = CheckRevision(archive, request.min_revision);
  if (!reached.ok()) return reached;
  std::optional<ListKey> after;
  if (!request.page_token.empty()) {
    auto key = DecodeListToken(ListKind::kDeletedArticles, kAsked, request.page_token);
    if (!key.ok()) return key.status();
    after = *std::move(key);
  }
  absl::StatusOr<ArticlePage> page = archive.ListDeletedArticles(after, *limit);
  if (!page.ok()) return page.status();

  ListDeletedArticlesResponse response;
  response.articles = std::move(page->articles);
  response.archive_revision = page->archive_revision;
  if (page->next.has_value()) {
    response.next_page_token = EncodePageToken(ListKind::kDeletedArticles, kAsked, *page->next);
  }
  return response;
}

}  // namespace onrecord::query
