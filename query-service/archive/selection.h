// Filters as SQL.
//
// A selection's text depends only on which fields of its filter are set, never on their values,
// which are bound (lists as one JSON array each): so prepared statements are reused, and nothing
// that a client sends becomes SQL.

#ifndef ONRECORD_QUERY_SERVICE_ARCHIVE_SELECTION_H_
#define ONRECORD_QUERY_SERVICE_ARCHIVE_SELECTION_H_

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "query-service/archive/connection.h"
#include "query-service/archive/filters.h"
#include "query-service/archive/row_order.h"

namespace onrecord::query {

// A statement with the values of its parameters.
struct Selection {
  using Value = std::variant<int64_t, double, std::string>;

  std::string sql;
  std::vector<Value> values;

  // Ready to be stepped. `connection` must outlive the statement.
  Statement Prepare(Connection& connection) const;
};

// Rows of a list's records in its order.
Selection SelectArticles(const ArticleFilter& filter, ListOrder order,
                         const std::optional<ListKey>& after, int limit);
Selection SelectPositions(const PositionFilter& filter, ListOrder order,
                          const std::optional<ListKey>& after, int limit);
Selection SelectEvents(const EventFilter& filter, ListOrder order,
                       const std::optional<ListKey>& after, int limit);

// Speakers in their order, with the columns of statements.h.
Selection SelectSpeakers(const SpeakerFilter& filter, SpeakerOrder order,
                         const std::optional<SpeakerKey>& after, int limit);

// The rows of matches of the filter's text that a list by relevance compares, newest first, with
// the relevance of each: all of a window, or without one the newest `limit`. REQUIRES: filter.text
// has terms.
Selection SelectRanked(const ArticleFilter& filter, const std::optional<RowRange>& window,
                       int limit);
Selection SelectRanked(const PositionFilter& filter, const std::optional<RowRange>& window,
                       int limit);

// One row with the number of records selected.
Selection SelectTotal(const PositionFilter& filter);
Selection SelectTotal(const EventFilter& filter);

// A group's number and how to count it.
struct NumberedTotal {
  int64_t number = 0;
  Selection total;
};

// The totals of all groups, where the index tells them without a look at any record: where a filter
// that names nothing but perhaps times is counted by one number of each record. Empty elsewhere.
std::vector<NumberedTotal> SelectTotals(const PositionFilter& filter,
                                        Groupings<PositionGrouping> group_by);
std::vector<NumberedTotal> SelectTotals(const EventFilter& filter,
                                        Groupings<EventGrouping> group_by);

// What a column of keys holds; days, weeks and months come from the row itself.
enum class KeyForm { kNumber, kText, kSpeaker, kDay, kWeek, kMonth };

// Rows of all records selected, newest first: the record's row, then the key of each grouping in
// its form (speakers by the row of who stands for them), NULL where it has none. A record with
// several speakers has a row for each, one after the other.
struct KeySelection {
  Selection selection;
  std::vector<KeyForm> forms;
};
KeySelection SelectKeys(const PositionFilter& filter, Groupings<PositionGrouping> group_by);
KeySelection SelectKeys(const EventFilter& filter, Groupings<EventGrouping> group_by);

}  // namespace onrecord::query

#endif  // ONRECORD_QUERY_SERVICE_ARCHIVE_SELECTION_H_
