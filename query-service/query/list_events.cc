#include "query-service/query/list_events.h"

#include <utility>

#include "query-service/query/list_place.h"

namespace onrecord::query {

absl::StatusOr<ListEventsResponse> ListEvents(const Archive& archive,
                                              const ListEventsRequest& request,
                                              const IsAbandoned& is_abandoned) {
  const absl::StatusOr<EventFilter> filter = CheckCriteria(request.filter);
  if (!filter.ok()) return filter.status();
  const absl::StatusOr<ListPlace> place = ReadPlace(ListKind::kEvents, archive, request);
  if (!place.ok()) return place.status();
  absl::StatusOr<EventPage> page = archive.ListEvents(
      *filter, place->order, place->after, place->limit, is_abandoned, request.with_texts);
  if (!page.ok()) return page.status();

  ListEventsResponse response;
  response.events = std::move(page->events);
  response.texts = std::move(page->texts);
  response.archive_revision = page->archive_revision;
  response.next_page_token = place->NextToken(ListKind::kEvents, page->next);
  return response;
}

}  // namespace onrecord::query
