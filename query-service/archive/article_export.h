// All articles that a filter selects, with all that was read from them, as one revision shows them.

#ifndef ONRECORD_QUERY_SERVICE_ARCHIVE_ARTICLE_EXPORT_H_
#define ONRECORD_QUERY_SERVICE_ARCHIVE_ARTICLE_EXPORT_H_

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "absl/status/statusor.h"
#include "query-service/archive/connection.h"
#include "query-service/archive/filters.h"
#include "query-service/archive/records.h"
#include "query-service/archive/snapshot.h"

namespace onrecord::query {

// Holds a snapshot until it is destroyed: meanwhile the archive's log file cannot shrink, so
// whoever holds one should be done some time. For one thread at a time, any thread. See
// Archive::BeginExport.
class ArticleExport {
 public:
  struct Item {
    ArticleRecords records;
    ListKey key;  // where an export that begins after it goes on
  };

  ArticleExport(std::unique_ptr<Snapshot> snapshot, const ArticleFilter& filter,
                const std::optional<ListKey>& after);

  // The next articles, oldest first, `limit` at most, fewer where their texts are more than
  // Archive::kPageSentBytes; none once all have come. CANCELLED: the export was abandoned. After an
  // error there is no way on. REQUIRES: limit > 0.
  absl::StatusOr<std::vector<Item>> Next(int limit);

  // The revision that the export shows.
  int64_t archive_revision() const { return snapshot_->revision(); }

 private:
  absl::StatusOr<Item> Read();

  const std::unique_ptr<Snapshot> snapshot_;
  std::optional<Statement> rows_;  // unset once all have come
};

}  // namespace onrecord::query

#endif  // ONRECORD_QUERY_SERVICE_ARCHIVE_ARTICLE_EXPORT_H_
