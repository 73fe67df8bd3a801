#include "query-service/query/list_speakers.h"

#include <optional>
#include <string>
#include <utility>

#include "query-service/query/field_rules.h"
#include "query-service/query/page_token.h"

namespace onrecord::query {

absl::StatusOr<ListSpeakersResponse> ListSpeakers(const Archive& archive,
                                                  const ListSpeakersRequest& request,
                                                  const IsAbandoned& is_abandoned) {
  const absl::StatusOr<int> limit = PageLimit(request.page_size);
  if (!limit.ok()) return limit.status();
  const absl::StatusOr<SpeakerFilter> filter = CheckCriteria(request.filter);
  if (!filter.ok()) return filter.status();
  const absl::StatusOr<SpeakerOrder> order = SpeakerOrderOf(request.order);
  if (!order.ok()) return order.status();
  const absl::Status reached = CheckRevision(archive, request.min_revision);
  if (!reached.ok()) return reached;

  const std::string asked = AskedBytes(request.filter, *order);
  std::optional<SpeakerKey> after;
  if (!request.page_token.empty()) {
    absl::StatusOr<SpeakerKey> key =
        DecodeSpeakerToken(ListKind::kSpeakers, asked, request.page_token);
    if (!key.ok()) return key.status();
    after = *std::move(key);
  }
  absl::StatusOr<SpeakerPage> page =
      archive.ListSpeakers(*filter, after, *limit, *order, is_abandoned);
  if (!page.ok()) return page.status();

  ListSpeakersResponse response;
  response.speakers = std::move(page->speakers);
  response.archive_revision = page->archive_revision;
  if (page->next.has_value()) {
    response.next_page_token = EncodePageToken(ListKind::kSpeakers, asked, *page->next);
  }
  return response;
}

}  // namespace onrecord::query
