// Where the page of a list begins and ends: the part of their requests that lists by time share.

#ifndef ONRECORD_QUERY_SERVICE_QUERY_LIST_PLACE_H_
#define ONRECORD_QUERY_SERVICE_QUERY_LIST_PLACE_H_

#include <optional>
#include <string>
#include <utility>

#include "absl/status/statusor.h"
#include "query-service/archive/archive.h"
#include "query-service/query/criteria.h"
#include "query-service/query/field_rules.h"
#include "query-service/query/page_token.h"

namespace onrecord::query {

struct ListPlace {
  ListOrder order = ListOrder::kNewestFirst;
  std::optional<ListKey> after;  // unset on the first page
  int limit = 0;
  std::string asked;  // what a page token is bound to

  // The token of the page after the one that ends at `next`; empty where that is unset.
  std::string NextToken(ListKind kind, const std::optional<ListKey>& next) const {
    return next.has_value() ? EncodePageToken(kind, asked, *next) : "";
  }
};

// Reads `page_size`, `order`, `page_token` and `min_revision` of a list's request; `text` as in
// OrderOf. INVALID_ARGUMENT (INVALID_FIELD, INVALID_PAGE_TOKEN, PAGE_TOKEN_MISMATCH),
// FAILED_PRECONDITION (REVISION_NOT_REACHED).
template <typename Request>
absl::StatusOr<ListPlace> ReadPlace(ListKind kind, const Archive& archive, const Request& request,
                                    const TextQuery* text) {
  const absl::StatusOr<int> limit = PageLimit(request.page_size);
  if (!limit.ok()) return limit.status();
  const absl::StatusOr<ListOrder> order = OrderOf(request.order, text);
  if (!order.ok()) return order.status();
  const absl::Status reached = CheckRevision(archive, request.min_revision);
  if (!reached.ok()) return reached;
  ListPlace place{*order, std::nullopt, *limit, AskedBytes(request.filter, *order)};
  if (!request.page_token.empty()) {
    absl::StatusOr<ListKey> key = DecodeListToken(kind, place.asked, request.page_token);
    if (!key.ok()) return key.status();
    place.after = *std::move(key);
  }
  return place;
}

}  // namespace onrecord::query

#endif  // ONRECORD_QUERY_SERVICE_QUERY_LIST_PLACE_H_
