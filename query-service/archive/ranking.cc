#include "query-service/archive/ranking.h"

#include <algorithm>
#include <tuple>

#include "absl/status/status.h"
#include "query-service/archive/pages.h"
#include "query-service/archive/selection.h"

namespace onrecord::query {
namespace {

struct RankedRow {
  int64_t relevance = 0;
  int64_t row = 0;
};

// Whether `a` comes before `b`: no two rows are equal.
bool IsBefore(const RankedRow& a, const RankedRow& b) {
  return std::tie(a.relevance, a.row) > std::tie(b.relevance, b.row);
}

std::optional<RowRange> WindowOf(const std::optional<ListKey>& after) {
  if (!after.has_value()) return std::nullopt;
  return RowRange{after->rank->first_row, after->rank->last_row};
}

// Adds the first `limit` keys of the matches that are compared; returns these matches' rows, or
// nullopt where there are none. REQUIRES: `after` is unset or has a rank.
template <typename Filter>
absl::StatusOr<std::optional<RowRange>> AddRankedKeys(Connection& connection, const Filter& filter,
                                                      const std::optional<ListKey>& after,
                                                      int limit, int max_ranked,
                                                      std::vector<ListKey>& keys) {
  std::optional<RowRange> window = WindowOf(after);
  Statement matches = SelectRanked(filter, window, max_ranked).Prepare(connection);
  std::vector<RankedRow> ranked;
  absl::StatusOr<bool> more = matches.Step();
  for (; more.ok() && *more; more = matches.Step()) {
    const RankedRow match = {matches.Int(1), matches.Int(0)};
    if (!after.has_value()) {
      if (!window.has_value()) window = {match.row, match.row};
      window->first = match.row;
    } else if (!IsBefore({after->rank->relevance, after->row}, match)) {
      continue;
    }
    ranked.push_back(match);
  }
  if (!more.ok()) return more.status();
  const size_t count = std::min(ranked.size(), static_cast<size_t>(limit));
  std::partial_sort(ranked.begin(), ranked.begin() + static_cast<ptrdiff_t>(count), ranked.end(),
                    IsBefore);
  for (size_t i = 0; i < count; ++i) {
    keys.push_back({ranked[i].row, Rank{ranked[i].relevance, window->first, window->last}});
  }
  return window;
}

Selection SelectNewest(const ArticleFilter& filter, const ListKey& after, int limit) {
  return SelectArticles(filter, ListOrder::kNewestFirst, after, limit);
}

Selection SelectNewest(const PositionFilter& filter, const ListKey& after, int limit) {
  return SelectPositions(filter, ListOrder::kNewestFirst, after, limit);
}

// Adds keys of the matches before `row` until there are `limit`.
template <typename Filter>
absl::Status AddOlderKeys(Connection& connection, const Filter& filter, int64_t row, int limit,
                          std::vector<ListKey>& keys) {
  const int wanted = limit - static_cast<int>(keys.size());
  if (wanted == 0) return absl::OkStatus();
  const auto older = ReadKeys(connection, SelectNewest(filter, {row}, wanted));
  if (!older.ok()) return older.status();
  keys.insert(keys.end(), older->begin(), older->end());
  return absl::OkStatus();
}

// The first `limit` keys after `after`.
template <typename Filter>
absl::StatusOr<std::vector<ListKey>> FindKeys(Connection& connection, const Filter& filter,
                                              const std::optional<ListKey>& after, int limit,
                                              int max_ranked) {
  std::vector<ListKey> keys;
  std::optional<int64_t> before;  // older matches that follow are of lower rows
  if (after.has_value() && !after->rank.has_value()) {
    before = after->row;
  } else {
    const auto window = AddRankedKeys(connection, filter, after, limit, max_ranked, keys);
    if (!window.ok()) return window.status();
    if (window->has_value()) before = (*window)->first;
  }
  if (!before.has_value()) return keys;
  const absl::Status added = AddOlderKeys(connection, filter, *before, limit, keys);
  if (!added.ok()) return added;
  return keys;
}

}  // namespace

absl::StatusOr<std::vector<ListKey>> RankedKeys(Connection& connection, const ArticleFilter& filter,
                                                const std::optional<ListKey>& after, int limit,
                                                int max_ranked) {
  return FindKeys(connection, filter, after, limit, max_ranked);
}

absl::StatusOr<std::vector<ListKey>> RankedKeys(Connection& connection,
                                                const PositionFilter& filter,
                                                const std::optional<ListKey>& after, int limit,
                                                int max_ranked) {
  return FindKeys(connection, filter, after, limit, max_ranked);
}

}  // namespace onrecord::query
