// How answers are read from the rows of a selection, and where a page ends.

#ifndef ONRECORD_QUERY_SERVICE_ARCHIVE_PAGES_H_
#define ONRECORD_QUERY_SERVICE_ARCHIVE_PAGES_H_

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "query-service/archive/archive.h"
#include "query-service/archive/connection.h"
#include "query-service/archive/group_counter.h"
#include "query-service/archive/record_rows.h"
#include "query-service/archive/selection.h"
#include "query-service/archive/snapshot.h"

namespace onrecord::query {

// The bytes of what of a record can be long and is sent.
int64_t SentBytes(const ArticleRecord& article);
int64_t SentBytes(const SpeakerRecord& speaker);
int64_t SentBytes(const PositionRecord& position);
int64_t SentBytes(const EventRecord& event);
int64_t SentBytes(const WatchedChange& watched);

// How much an answer holds so far.
struct PageSize {
  int64_t sent_bytes = 0;
  int64_t text_bytes = 0;  // of texts that are held to cut spans from

  // Whether nothing more should be added.
  bool IsFull() const {
    return sent_bytes > Archive::kPageSentBytes || text_bytes > Archive::kPageTextBytes;
  }
};

// Adds the text of an article to `texts`; the number of bytes that came in.
absl::StatusOr<int64_t> AddText(Connection& connection, const std::string& article_id,
                                ArticleTexts& texts);

// The keys of the rows that `selection` finds.
absl::StatusOr<std::vector<ListKey>> ReadKeys(Connection& connection, const Selection& selection);

// Reads the records of the first `limit` of `keys` into a page, but for what is known; `next` is
// set where there are more keys. `add` is AddArticleInRow or one of its like.
template <typename Page>
absl::Status ReadPage(Snapshot& snapshot, const std::vector<ListKey>& keys, int limit,
                      const IsKnown& is_known,
                      absl::FunctionRef<absl::Status(Connection&, int64_t, Page&, PageSize&)> add,
                      Page& page) {
  page.archive_revision = snapshot.revision();
  page.edition = snapshot.edition();
  PageSize size;
  for (const ListKey& key : keys) {
    if (static_cast<int>(page.rows.size()) == limit || size.IsFull()) {
      page.next = keys[page.rows.size() - 1];
      return absl::OkStatus();
    }
    const int64_t row = key.row;
    page.rows.push_back(row);
    const auto known = is_known == nullptr ? std::nullopt : is_known(page.edition, row);
    if (known.has_value()) {
      size.sent_bytes += *known;
      continue;
    }
    const absl::Status added = add(snapshot.connection(), row, page, size);
    if (!added.ok()) return added;
  }
  return absl::OkStatus();
}

// How many records `filter` selects, in groups; archive_revision is left to the caller.
template <typename Filter, typename Grouping>
absl::StatusOr<Counts> Count(Connection& connection, const Filter& filter,
                             const Groupings<Grouping>& group_by, int max_groups) {
  Counts counts;
  if (group_by.by == Grouping::kAll) {
    Statement total = SelectTotal(filter).Prepare(connection);
    const absl::StatusOr<bool> found = total.Step();
    if (!found.ok()) return found.status();
    counts.total_count = total.Int(0);
    if (counts.total_count > 0) counts.groups.push_back({{}, {}, counts.total_count});
    return counts;
  }
  GroupCounter counter(connection);
  const std::vector<NumberedTotal> totals = SelectTotals(filter, group_by);
  const absl::Status counted =
      totals.empty() ? counter.Count(SelectKeys(filter, group_by)) : counter.Count(totals);
  if (!counted.ok()) return counted;
  auto groups = counter.Largest(max_groups);
  if (!groups.ok()) return groups.status();
  counts.groups = *std::move(groups);
  counts.total_count = counter.total();
  counts.truncated = counter.size() > counts.groups.size();
  return counts;
}

}  // namespace onrecord::query

#endif  // ONRECORD_QUERY_SERVICE_ARCHIVE_PAGES_H_
