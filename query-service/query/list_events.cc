#include "query-service/query/list_events.h"

#include <optional>
#include <string>
#include <utility>

#include "query-service/query/field_rules.h"
#include "query-service/query/page_token.h"

namespace onrecord::query {

absl::StatusOr<ListEventsResponse> ListEvents(const Archive& archive,
                                              const ListEventsRequest& request) {
  const absl::StatusOr<int> limit = PageLimit(request.page_size);
  if (!limit.ok()) return limit.status();
  const absl::StatusOr<TimeOrder> order = OrderOf(request.order);
  if (!order.ok()) return order.status();
  const absl::StatusOr<EventFilter> filter = CheckCriteria(request.filter);
  if (!filter.ok()) return filter.status();
  const absl::Status reached = CheckRevision(archive, request.min_revision);
  if (!reached.ok()) return reached;

  const std::string asked = AskedBytes(request.filter, *order);
  std::optional<TimeKey> after;
  if (!request.page_token.empty()) {
    absl::StatusOr<TimeKey> key = DecodeTimeToken(ListKind::kEvents, asked, request.page_token);
    if (!key.ok()) return key.status();
    after = *std::move(key);
  }
  absl::StatusOr<EventPage> page = archive.ListEvents(*filter, *order, after, *limit);
  if (!page.ok()) return page.status();

  ListEventsResponse response;
  response.events = std::move(page->events);
  response.texts = std::move(page->texts);
  response.archive_revision = page->archive_revision;
  if (page->next.has_value()) {
    response.next_page_token = EncodePageToken(ListKind::kEvents, asked, *page->next);
  }
  return response;
}

}  // namespace onrecord::query
