#include "query-service/query/list_positions.h"

#include <string>
#include <utility>

#include "query-service/query/list_place.h"

namespace onrecord::query {

absl::StatusOr<ListPositionsResponse> ListPositions(const Archive& archive,
                                                    const ListPositionsRequest& request,
                                                    const IsAbandoned& is_abandoned,
                                                    const IsKnown& is_known) {
  const absl::StatusOr<PositionFilter> filter = CheckCriteria(request.filter);
  if (!filter.ok()) return filter.status();
  const absl::StatusOr<ListPlace> place =
      ReadPlace(ListKind::kPositions, archive, request, &filter->text);
  if (!place.ok()) return place.status();
  absl::StatusOr<PositionPage> page =
      archive.ListPositions(*filter, place->order, place->after, place->limit, is_abandoned,
                            request.with_texts, is_known);
  if (!page.ok()) return page.status();

  std::string next_page_token = place->NextToken(ListKind::kPositions, page->next);
  return ListPositionsResponse{*std::move(page), std::move(next_page_token)};
}

}  // namespace onrecord::query
