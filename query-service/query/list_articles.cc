#include "query-service/query/list_articles.h"

#include <string>
#include <utility>

#include "query-service/query/list_place.h"

namespace onrecord::query {

absl::StatusOr<ListArticlesResponse> ListArticles(const Archive& archive,
                                                  const ListArticlesRequest& request,
                                                  const IsAbandoned& is_abandoned,
                                                  const IsKnown& is_known) {
  const absl::StatusOr<bool> with_text = ViewHasText(request.view, /*by_default=*/false);
  if (!with_text.ok()) return with_text.status();
  const absl::StatusOr<ArticleFilter> filter = CheckCriteria(request.filter);
  if (!filter.ok()) return filter.status();
  const absl::StatusOr<ListPlace> place =
      ReadPlace(ListKind::kArticles, archive, request, &filter->text);
  if (!place.ok()) return place.status();
  absl::StatusOr<ArticlePage> page = archive.ListArticles(
      *filter, place->order, place->after, place->limit, *with_text, is_abandoned, is_known);
  if (!page.ok()) return page.status();

  std::string next_page_token = place->NextToken(ListKind::kArticles, page->next);
  return ListArticlesResponse{*std::move(page), std::move(next_page_token)};
}

}  // namespace onrecord::query
