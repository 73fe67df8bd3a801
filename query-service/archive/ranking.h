// Lists by relevance: the newest matches of a text are compared, older ones follow.
//
// What a comparison costs grows with the matches compared, so that only so many are: on the first
// page the newest `max_ranked`. Their oldest and newest row are part of every key, so that later
// pages compare the same stretch of rows, with what was committed into it since and without what
// was deleted from it. A row's relevance never changes, and rows older than the stretch follow in
// order of time: so changes between pages neither repeat nor hide anything else.

#ifndef ONRECORD_QUERY_SERVICE_ARCHIVE_RANKING_H_
#define ONRECORD_QUERY_SERVICE_ARCHIVE_RANKING_H_

#include <optional>
#include <vector>

#include "absl/status/statusor.h"
#include "query-service/archive/connection.h"
#include "query-service/archive/filters.h"

namespace onrecord::query {

// The keys of what comes after `after` (all where unset), the first `limit`. `max_ranked` is for
// the first page. REQUIRES: filter.text has terms.
absl::StatusOr<std::vector<ListKey>> RankedKeys(Connection& connection, const ArticleFilter& filter,
                                                const std::optional<ListKey>& after, int limit,
                                                int max_ranked);
absl::StatusOr<std::vector<ListKey>> RankedKeys(Connection& connection,
                                                const PositionFilter& filter,
                                                const std::optional<ListKey>& after, int limit,
                                                int max_ranked);

}  // namespace onrecord::query

#endif  // ONRECORD_QUERY_SERVICE_ARCHIVE_RANKING_H_
