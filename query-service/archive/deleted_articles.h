// Retracted articles, which stay behind for a while so that they can come back.
//
// They lie apart from everything that is searched: an article as one row, with all that was read
// from it as bytes. Each has a time from which on it counts as gone, whether its row is still there
// or not.

#ifndef ONRECORD_QUERY_SERVICE_ARCHIVE_DELETED_ARTICLES_H_
#define ONRECORD_QUERY_SERVICE_ARCHIVE_DELETED_ARTICLES_H_

#include <optional>
#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "query-service/archive/archive.h"
#include "query-service/archive/connection.h"
#include "query-service/archive/records.h"

namespace onrecord::query {

// The retracted articles as they are at `now`, within a transaction of `connection`, which must
// outlive it. What is past its time is never found.
class DeletedArticles {
 public:
  DeletedArticles(Connection& connection, absl::Time now) : connection_(connection), now_(now) {}

  // Keeps an article, with its text, in place of one kept under its id. REQUIRES: its delete_time
  // and purge_time are set.
  absl::Status Keep(const ArticleRecord& article, const ReadAnalysis& analysis);

  // Nothing where there is none.
  absl::StatusOr<std::optional<ArticleRecord>> Find(std::string_view article_id, bool with_text);

  // What was read from an article. REQUIRES: Find finds it.
  absl::StatusOr<ReadAnalysis> ReadAnalysisOf(std::string_view article_id);

  // The last retracted first, without texts. See Archive::ListDeletedArticles; the
  // revision is left to the caller.
  absl::StatusOr<ArticlePage> List(const std::optional<ListKey>& after, int limit);

  // Forgets the article where it is kept.
  absl::Status Drop(std::string_view article_id);

  // Forgets articles past their time, `limit` at most; returns how many.
  absl::StatusOr<int> DropExpired(int limit);

 private:
  Connection& connection_;
  const absl::Time now_;
};

}  // namespace onrecord::query

#endif  // ONRECORD_QUERY_SERVICE_ARCHIVE_DELETED_ARTICLES_H_
