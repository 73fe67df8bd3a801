// Exports: see onrecord.v1.QueryService.ExportRecords.

#ifndef ONRECORD_QUERY_SERVICE_QUERY_EXPORT_RECORDS_H_
#define ONRECORD_QUERY_SERVICE_QUERY_EXPORT_RECORDS_H_

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "query-service/archive/archive.h"
#include "query-service/archive/article_export.h"
#include "query-service/query/criteria.h"

namespace onrecord::query {

// Fields as sent.
struct ExportRecordsRequest {
  ArticleCriteria filter;
  std::string resume_token;
  bool allow_later_revision = false;
  int64_t min_revision = 0;
};

// An export under way. For one thread at a time; the archive must outlive it.
class RecordExport {
 public:
  struct Item {
    ArticleRecords records;
    std::string resume_token;
  };

  // Checks the request and takes the snapshot. INVALID_ARGUMENT (INVALID_FIELD,
  // INVALID_RESUME_TOKEN), FAILED_PRECONDITION (REVISION_NOT_REACHED, SNAPSHOT_GONE), and the
  // errors of Archive.
  static absl::StatusOr<std::unique_ptr<RecordExport>> Begin(const Archive& archive,
                                                             const ExportRecordsRequest& request,
                                                             const IsAbandoned& is_abandoned = {});

  // See ArticleExport::Next.
  absl::StatusOr<std::vector<Item>> Next(int limit);

  int64_t archive_revision() const { return articles_->archive_revision(); }

 private:
  RecordExport(std::unique_ptr<ArticleExport> articles, std::string asked)
      : articles_(std::move(articles)), asked_(std::move(asked)) {}

  const std::unique_ptr<ArticleExport> articles_;
  const std::string asked_;  // what resume tokens are bound to
};

}  // namespace onrecord::query

#endif  // ONRECORD_QUERY_SERVICE_QUERY_EXPORT_RECORDS_H_
