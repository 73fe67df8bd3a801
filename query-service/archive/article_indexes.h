// An article's share of the full-text indexes.

#ifndef ONRECORD_QUERY_SERVICE_ARCHIVE_ARTICLE_INDEXES_H_
#define ONRECORD_QUERY_SERVICE_ARCHIVE_ARTICLE_INDEXES_H_

#include <cstdint>
#include <string_view>

#include "absl/status/status.h"
#include "query-service/archive/connection.h"

namespace onrecord::query {

// Words and tags of articles with all their parts, within a write transaction of `connection`,
// which must outlive it.
//
// The indexes keep no text: taking something out means telling it once more. Words and tags are
// made from the tables, so whoever changes what a tag names (who takes a position, say) calls
// Remove before and Add after.
class ArticleIndexes {
 public:
  explicit ArticleIndexes(Connection& connection) : connection_(connection) {}

  // REQUIRES: the article in `article_row` and all its parts are in their tables, and in the
  // indexes they are not.
  absl::Status Add(int64_t article_row);

  // REQUIRES: they are in the indexes, and the tables are as they were when they were added.
  absl::Status Remove(int64_t article_row);

 private:
  // Statements that add or remove one record each.
  struct Statements {
    std::string_view article;
    std::string_view position;
    std::string_view event;
  };

  absl::Status Write(int64_t article_row, const Statements& sql);
  absl::Status WritePositions(int64_t article_row, std::string_view sql);
  absl::Status WriteEvents(int64_t article_row, std::string_view sql);

  Connection& connection_;
};

}  // namespace onrecord::query

#endif  // ONRECORD_QUERY_SERVICE_ARCHIVE_ARTICLE_INDEXES_H_
