#include "query-service/query/export_records.h"

#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "query-service/query/field_rules.h"
#include "query-service/query/page_token.h"

namespace onrecord::query {
namespace {

absl::Status SnapshotGone(int64_t export_revision, int64_t archive_revision) {
  return rpc::WithReason(
      absl::FailedPreconditionError(absl::StrCat(
          "the export was at revision ", export_revision, " and the archive is at ",
          archive_revision, "; begin anew without resume_token, or set allow_later_revision")),
      "SNAPSHOT_GONE",
      {{"export_revision", absl::StrCat(export_revision)},
       {"archive_revision", absl::StrCat(archive_revision)}});
}

}  // namespace

absl::StatusOr<std::unique_ptr<RecordExport>> RecordExport::Begin(
    const Archive& archive, const ExportRecordsRequest& request, const IsAbandoned& is_abandoned) {
  const absl::StatusOr<ArticleFilter> filter = CheckCriteria(request.filter);
  if (!filter.ok()) return filter.status();
  const absl::Status reached = CheckRevision(archive, request.min_revision);
  if (!reached.ok()) return reached;
  std::string asked = AskedBytes(request.filter, ListOrder::kOldestFirst);
  std::optional<ExportPlace> place;
  if (!request.resume_token.empty()) {
    absl::StatusOr<ExportPlace> decoded = DecodeResumeToken(asked, request.resume_token);
    if (!decoded.ok()) return decoded.status();
    place = *std::move(decoded);
  }
  auto articles = archive.BeginExport(
      *filter, place.has_value() ? std::optional<ListKey>(place->last) : std::nullopt,
      is_abandoned);
  if (!articles.ok()) return articles.status();
  const int64_t revision = (*articles)->archive_revision();
  if (place.has_value() && place->archive_revision != revision && !request.allow_later_revision) {
    return SnapshotGone(place->archive_revision, revision);
  }
  return std::unique_ptr<RecordExport>(new RecordExport(*std::move(articles), std::move(asked)));
}

absl::StatusOr<std::vector<RecordExport::Item>> RecordExport::Next(int limit) {
  auto articles = articles_->Next(limit);
  if (!articles.ok()) return articles.status();
  std::vector<Item> items;
  for (ArticleExport::Item& article : *articles) {
    items.push_back({std::move(article.records),
                     EncodeResumeToken(asked_, {archive_revision(), std::move(article.key)})});
  }
  return items;
}

}  // namespace onrecord::query
