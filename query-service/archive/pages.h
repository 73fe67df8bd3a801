// How answers are read from the rows of a selection, and where a page ends.

#ifndef ONRECORD_QUERY_SERVICE_ARCHIVE_PAGES_H_
#define ONRECORD_QUERY_SERVICE_ARCHIVE_PAGES_H_

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "query-service/archive/archive.h"
#include "query-service/archive/connection.h"
#include "query-service/archive/group_counter.h"
#include "query-service/archive/record_rows.h"
#include "query-service/archive/selection.h"

namespace onrecord::query {

// The bytes of what of a record can be long and is sent.
int64_t SentBytes(const ArticleRecord& article);
int64_t SentBytes(const SpeakerRecord& speaker);
int64_t SentBytes(const PositionRecord& position);
int64_t SentBytes(const EventRecord& event);

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

// Reads the rows of `selection`, made for `limit` + 1 records, into a page of at most `limit`,
// `with_texts` with those that they lie in. `read` is ReadPosition or ReadEvent.
template <typename Record, typename Page>
absl::Status ReadPage(Connection& connection, const Selection& selection, int limit,
                      bool with_texts,
                      absl::StatusOr<KeptRecord<Record>> (*read)(Connection&, const Statement&),
                      std::vector<Record>& records, Page& page) {
  Statement rows = selection.Prepare(connection);
  ListKey last;
  PageSize size;
  absl::StatusOr<bool> more = rows.Step();
  for (; more.ok() && *more; more = rows.Step()) {
    if (static_cast<int>(records.size()) == limit || size.IsFull()) {
      page.next = last;
      return absl::OkStatus();
    }
    auto kept = read(connection, rows);
    if (!kept.ok()) return kept.status();
    if (with_texts) {
      const auto added = AddText(connection, kept->record.article_id, page.texts);
      if (!added.ok()) return added.status();
      size.text_bytes += *added;
    }
    size.sent_bytes += SentBytes(kept->record);
    last = {kept->row};
    records.push_back(std::move(kept->record));
  }
  return more.status();
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
  const absl::Status counted = counter.Count(SelectKeys(filter, group_by));
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
