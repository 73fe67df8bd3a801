#include "query-service/query/list_positions.h"

#include <utility>

#include "query-service/query/list_place.h"

namespace onrecord::query {

absl::StatusOr<ListPositionsResponse> ListPositions(const Archive& archive,
                                                    const ListPositionsRequest& request,
                                                    const IsAbandoned& is_abandoned) {
  const absl::StatusOr<PositionFilter> filter = CheckCriteria(request.filter);
  if (!filter.ok()) return filter.status();
  const absl::StatusOr<ListPlace> place = ReadPlace(ListKind::kPositions, archive, request);
  if (!place.ok()) return place.status();
  absl::StatusOr<PositionPage> page = archive.ListPositions(
      *filter, place->order, place->after, place->limit, is_abandoned, request.with_texts);
  if (!page.ok()) return page.status();

  ListPositionsResponse response;
  response.positions = std::move(page->positions);
  response.texts = std::move(page->texts);
  response.archive_revision = page->archive_revision;
  response.next_page_token = place->NextToken(ListKind::kPositions, page->next);
  return response;
}

}  // namespace onrecord::query
