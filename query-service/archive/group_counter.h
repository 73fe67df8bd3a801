// Counts records in groups, in one walk over them.

#ifndef ONRECORD_QUERY_SERVICE_ARCHIVE_GROUP_COUNTER_H_
#define ONRECORD_QUERY_SERVICE_ARCHIVE_GROUP_COUNTER_H_

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <unordered_map>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "query-service/archive/archive.h"
#include "query-service/archive/connection.h"
#include "query-service/archive/selection.h"

namespace onrecord::query {

// The day, the Monday of the week or the month of a record's publication, in UTC: "2026-03-12" or
// "2026-03"; empty where the time is unknown. `row` is the record's (see row_order.h), `form` one
// of the three.
std::string CalendarKey(int64_t row, KeyForm form);

// For one selection within a snapshot of `connection`, which must outlive it.
class GroupCounter {
 public:
  explicit GroupCounter(Connection& connection) : connection_(connection) {}

  // Walks the rows. RESOURCE_EXHAUSTED, TOO_MANY_GROUPS: there are more than kMaxDistinctGroups.
  absl::Status Count(const KeySelection& keys);

  // The same from totals of disjoint groups that hold all records.
  absl::Status Count(const std::vector<NumberedTotal>& totals);

  // All records, each once; those of no group count, too.
  int64_t total() const { return total_; }

  // The `limit` largest groups, ties by keys.
  absl::StatusOr<std::vector<CountedGroup>> Largest(int limit);

  // How many groups there are.
  size_t size() const { return counts_.size(); }

 private:
  // A number for each key of a group; 0 where it has fewer than two.
  using Group = std::array<int64_t, 2>;
  struct GroupHash {
    size_t operator()(const Group& group) const {
      return std::hash<int64_t>()(group[0] * 0x9e3779b97f4a7c15) ^ std::hash<int64_t>()(group[1]);
    }
  };

  // The number of the key in `column` of the current row.
  int64_t NumberOf(const Statement& row, int column, KeyForm form);
  // The key that NumberOf gave `number`, and who is shown for it.
  absl::StatusOr<CountedKey> KeyOf(int64_t number, KeyForm form);

  Connection& connection_;
  std::vector<KeyForm> forms_;
  int64_t total_ = 0;
  std::unordered_map<Group, int64_t, GroupHash> counts_;
  std::unordered_map<std::string, int64_t> texts_;  // numbers of keys that are text
  std::vector<std::string> text_of_number_;
};

}  // namespace onrecord::query

#endif  // ONRECORD_QUERY_SERVICE_ARCHIVE_GROUP_COUNTER_H_
