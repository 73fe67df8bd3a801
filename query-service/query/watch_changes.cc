#include "query-service/query/watch_changes.h"

#include <optional>
#include <string_view>
#include <utility>

#include "proto/fields/resource_name.h"
#include "query-service/query/field_rules.h"

namespace onrecord::query {
namespace {

constexpr int kLastChangeKind = static_cast<int>(Change::Kind::kSplit);
constexpr size_t kMaxValues = 100;

}  // namespace

absl::StatusOr<ChangeWatch> ChangeWatch::Begin(const Archive& archive,
                                               const WatchChangesRequest& request) {
  FieldRules rules;
  rules.Require(request.after_revision >= 0, "after_revision", "must not be negative");
  for (size_t i = 0; i < request.kinds.size(); ++i) {
    rules.RequireEnum(request.kinds[i], kLastChangeKind, Indexed("kinds", i));
  }
  ChangeWatch watch(archive, request.after_revision);
  watch.kinds_ = {request.kinds.begin(), request.kinds.end()};
  rules.RequireCount(request.articles.size(), kMaxValues, "articles");
  for (size_t i = 0; i < request.articles.size(); ++i) {
    const std::optional<std::string_view> id = fields::ParseArticleName(request.articles[i]);
    rules.Require(id.has_value(), Indexed("articles", i), fields::kArticleNameRule);
    watch.article_ids_.emplace(id.value_or(""));
  }
  rules.RequireCount(request.publishers.size(), kMaxValues, "publishers");
  watch.publishers_ = {request.publishers.begin(), request.publishers.end()};
  if (!rules.status().ok()) return rules.status();
  const absl::Status reached = CheckRevision(archive, request.after_revision);
  if (!reached.ok()) return reached;
  return watch;
}

absl::StatusOr<ChangeWatch::Found> ChangeWatch::Next(int limit) {
  auto page = archive_->WatchChanges(seen_revision_, limit,
                                     [this](const Change& change) { return Matches(change); });
  if (!page.ok()) return page.status();
  seen_revision_ = page->up_to_revision;
  Found found;
  found.changes = std::move(page->changes);
  found.up_to_revision = page->up_to_revision;
  found.has_caught_up = page->up_to_revision == page->archive_revision;
  return found;
}

bool ChangeWatch::Matches(const Change& change) const {
  const auto is_one_of = [](const auto& asked, const auto& value) {
    return asked.empty() || asked.count(value) > 0;
  };
  return is_one_of(kinds_, static_cast<int>(change.kind)) &&
         is_one_of(article_ids_, change.article_id) && is_one_of(publishers_, change.publisher);
}

}  // namespace onrecord::query
