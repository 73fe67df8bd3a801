#include "query-service/query/list_events.h"

#include <string>
#include <utility>

#include "query-service/query/list_place.h"

namespace onrecord::query {

absl::StatusOr<ListEventsResponse> ListEvents(const Archive& archive,
                                              const ListEventsRequest& request,
                                              const IsAbandoned& is_abandoned,
                                              const IsKnown& is_known) {
  const absl::StatusOr<EventFilter> filter = CheckCriteria(request.filter);
  if (!filter.ok()) return filter.status();
  const absl::StatusOr<ListPlace> place = ReadPlace(ListKind::kEvents, archive, request, nullptr);
  if (!place.ok()) return place.status();
  absl::StatusOr<EventPage> page =
      archive.ListEvents(*filter, place->order, place->after, place->limit, is_abandoned,
                         request.with_texts, is_known);
  if (!page.ok()) return page.status();

  std::string next_page_token = place->NextToken(ListKind::kEvents, page->next);
  return ListEventsResponse{*std::move(page), std::move(next_page_token)};
}

}  // namespace onrecord::query
