#include "query-service/query/list_positions.h"

#include <optional>
#include <string>
#include <utility>

#include "query-service/query/field_rules.h"
#include "query-service/query/page_token.h"

namespace onrecord::query {

absl::StatusOr<ListPositionsResponse> ListPositions(const Archive& archive,
                                                    const ListPositionsRequest& request) {
  const absl::StatusOr<int> limit = PageLimit(request.page_size);
  if (!limit.ok()) return limit.status();
  const absl::StatusOr<TimeOrder> order = OrderOf(request.order);
  if (!order.ok()) return order.status();
  const absl::StatusOr<PositionFilter> filter = CheckCriteria(request.filter);
  if (!filter.ok()) return filter.status();
  const absl::Status reached = CheckRevision(archive, request.min_revision);
  if (!reached.ok()) return reached;

  const std::string asked = AskedBytes(request.filter, *order);
  std::optional<TimeKey> after;
  if (!request.page_token.empty()) {
    absl::StatusOr<TimeKey> key = DecodeTimeToken(ListKind::kPositions, asked, request.page_token);
    if (!key.ok()) return key.status();
    after = *std::move(key);
  }
  absl::StatusOr<PositionPage> page = archive.ListPositions(*filter, *order, after, *limit);
  if (!page.ok()) return page.status();

  ListPositionsResponse response;
  response.positions = std::move(page->positions);
  response.texts = std::move(page->texts);
  response.archive_revision = page->archive_revision;
  if (page->next.has_value()) {
    response.next_page_token = EncodePageToken(ListKind::kPositions, asked, *page->next);
  }
  return response;
}

}  // namespace onrecord::query
