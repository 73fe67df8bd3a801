// Rows in order of time: where in its table a record of an article lies.
//
// A row's number is the second of the article's publication followed by a counter, so that a
// stretch of time is a range of rows and lists by time follow the rows. Records without a time have
// negative numbers, before all others. Of the same second, what was committed later has higher
// rows, and what was read from one article has them in the reverse order of its text: from the
// highest row on, lists begin with the newest and read each article from its beginning.

#ifndef ONRECORD_QUERY_SERVICE_ARCHIVE_ROW_ORDER_H_
#define ONRECORD_QUERY_SERVICE_ARCHIVE_ROW_ORDER_H_

#include <cstdint>
#include <optional>

#include "query-service/archive/filters.h"

namespace onrecord::query {

// From `first` to `last`, both included.
struct RowRange {
  int64_t first = 0;
  int64_t last = 0;
};

// The rows of records published in the second of `publish_us`, which is kUnknownTimeUs or a
// time in the years 1 to 9999. There are 2^24 of them.
RowRange RowsOfSecond(int64_t publish_us);

// All rows of records with a publication time in [start_us, end_us), and maybe others of the same
// seconds. Bounds beyond the years 1 to 9999 are taken for the end of those.
RowRange RowsOfInterval(int64_t start_us, int64_t end_us);

// The day of a record's publication in UTC, counted from 1970-01-01; unset where that is unknown.
std::optional<int64_t> DayOfRow(int64_t row);

}  // namespace onrecord::query

#endif  // ONRECORD_QUERY_SERVICE_ARCHIVE_ROW_ORDER_H_
