#include "query-service/query/list_articles.h"

#include <optional>
#include <string>
#include <utility>

#include "query-service/query/field_rules.h"
#include "query-service/query/page_token.h"

namespace onrecord::query {

absl::StatusOr<ListArticlesResponse> ListArticles(const Archive& archive,
                                                  const ListArticlesRequest& request) {
  const absl::StatusOr<int> limit = PageLimit(request.page_size);
  if (!limit.ok()) return limit.status();
  const absl::StatusOr<TimeOrder> order = OrderOf(request.order);
  if (!order.ok()) return order.status();
  const absl::StatusOr<bool> with_text = ViewHasText(request.view, /*by_default=*/false);
  if (!with_text.ok()) return with_text.status();
  const absl::StatusOr<ArticleFilter> filter = CheckCriteria(request.filter);
  if (!filter.ok()) return filter.status();
  const absl::Status reached = CheckRevision(archive, request.min_revision);
  if (!reached.ok()) return reached;

  const std::string asked = AskedBytes(request.filter, *order);
  std::optional<TimeKey> after;
  if (!request.page_token.empty()) {
    absl::StatusOr<TimeKey> key = DecodeTimeToken(ListKind::kArticles, asked, request.page_token);
    if (!key.ok()) return key.status();
    after = *std::move(key);
  }
  absl::StatusOr<ArticlePage> page =
      archive.ListArticles(*filter, *order, after, *limit, *with_text);
  if (!page.ok()) return page.status();

  ListArticlesResponse response;
  response.articles = std::move(page->articles);
  response.archive_revision = page->archive_revision;
  if (page->next.has_value()) {
    response.next_page_token = EncodePageToken(ListKind::kArticles, asked, *page->next);
  }
  return response;
}

}  // namespace onrecord::query
