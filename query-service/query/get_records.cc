#include "query-service/query/get_records.h"

#include <optional>
#include <string>
#include <utility>

#include "absl/status/status.h"
#include "proto/fields/resource_name.h"
#include "proto/rpc/errors.h"
#include "query-service/query/field_rules.h"

namespace onrecord::query {
namespace {

absl::Status Malformed(const std::string& pattern) {
  return rpc::InvalidField("name", "must be a resource name \"" + pattern + "\"");
}

// NOT_FOUND as the contract has it; other errors as they are.
absl::Status About(std::string_view name, const absl::Status& status) {
  if (!absl::IsNotFound(status)) return status;
  return rpc::WithReason(status, "RESOURCE_NOT_FOUND", {{"resource", std::string(name)}});
}

}  // namespace

absl::StatusOr<ArticleRecord> GetArticle(const Archive& archive, std::string_view name, int view,
                                         int64_t min_revision, bool show_deleted) {
  const std::optional<std::string_view> id = fields::ParseArticleName(name);
  if (!id.has_value()) return Malformed("articles/{article}");
  const absl::StatusOr<bool> with_text = ViewHasText(view, /*by_default=*/true);
  if (!with_text.ok()) return with_text.status();
  const absl::Status reached = CheckRevision(archive, min_revision);
  if (!reached.ok()) return reached;
  auto article = archive.GetArticle(*id, *with_text, show_deleted);
  if (!article.ok()) return About(name, article.status());
  return article;
}

absl::StatusOr<SpeakerRecord> GetSpeaker(const Archive& archive, std::string_view name,
                                         int64_t min_revision) {
  const std::optional<std::string_view> id = fields::ParseSpeakerName(name);
  if (!id.has_value()) return Malformed("speakers/{speaker}");
  const absl::Status reached = CheckRevision(archive, min_revision);
  if (!reached.ok()) return reached;
  auto speaker = archive.GetSpeaker(*id);
  if (!speaker.ok()) return About(name, speaker.status());
  return speaker;
}

absl::StatusOr<PositionAnswer> GetPosition(const Archive& archive, std::string_view name,
                                           int64_t min_revision, bool with_text) {
  const std::optional<fields::PartName> ids = fields::ParsePositionName(name);
  if (!ids.has_value()) return Malformed("articles/{article}/positions/{position}");
  const absl::Status reached = CheckRevision(archive, min_revision);
  if (!reached.ok()) return reached;
  auto page = archive.GetPosition(ids->article, ids->part, with_text);
  if (!page.ok()) return About(name, page.status());
  return PositionAnswer{std::move(page->positions.front()), std::move(page->texts)};
}

absl::StatusOr<EventAnswer> GetEvent(const Archive& archive, std::string_view name,
                                     int64_t min_revision, bool with_text) {
  const std::optional<fields::PartName> ids = fields::ParseEventName(name);
  if (!ids.has_value()) return Malformed("articles/{article}/events/{event}");
  const absl::Status reached = CheckRevision(archive, min_revision);
  if (!reached.ok()) return reached;
  auto page = archive.GetEvent(ids->article, ids->part, with_text);
  if (!page.ok()) return About(name, page.status());
  return EventAnswer{std::move(page->events.front()), std::move(page->texts)};
}

}  // namespace onrecord::query
