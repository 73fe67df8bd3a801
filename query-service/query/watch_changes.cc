#include "query-service/query/watch_changes.h"

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "proto/fields/resource_name.h"
#include "query-service/query/field_rules.h"

namespace onrecord::query {
namespace {

constexpr int kLastChangeKind = static_cast<int>(Change::Kind::kSplit);
constexpr size_t kMaxValues = 100;

// Notes the ids in `names`, which `parse` reads, as what `field` says.
template <typename Parse>
void ReadIds(const std::vector<std::string>& names, Parse parse, const char* rule,
             const std::string& field, FieldRules& rules, std::set<std::string>& ids) {
  rules.RequireCount(names.size(), kMaxValues, field);
  for (size_t i = 0; i < names.size(); ++i) {
    const std::optional<std::string_view> id = parse(names[i]);
    rules.Require(id.has_value(), Indexed(field, i), rule);
    ids.emplace(id.value_or(""));
  }
}

}  // namespace

absl::StatusOr<ChangeWatch> ChangeWatch::Begin(const Archive& archive,
                                               const WatchChangesRequest& request) {
  FieldRules rules;
  rules.Require(request.after_revision >= 0, "after_revision", "must not be negative");
  ChangeWatch watch(archive, request.after_revision);
  ChangeFilter& filter = watch.filter_;
  for (size_t i = 0; i < request.kinds.size(); ++i) {
    rules.RequireEnum(request.kinds[i], kLastChangeKind, Indexed("kinds", i));
    filter.kinds.insert(static_cast<Change::Kind>(request.kinds[i]));
  }
  ReadIds(request.articles, fields::ParseArticleName, fields::kArticleNameRule, "articles", rules,
          filter.articles);
  ReadIds(request.speakers, fields::ParseSpeakerName, fields::kSpeakerNameRule, "speakers", rules,
          filter.speakers);
  rules.RequireCount(request.publishers.size(), kMaxValues, "publishers");
  filter.publishers = {request.publishers.begin(), request.publishers.end()};
  if (!rules.status().ok()) return rules.status();
  const absl::Status reached = CheckRevision(archive, request.after_revision);
  if (!reached.ok()) return reached;
  return watch;
}

absl::StatusOr<ChangeWatch::Found> ChangeWatch::Next(int limit) {
  auto page = archive_->WatchChanges(seen_revision_, filter_, limit);
  if (!page.ok()) return page.status();
  seen_revision_ = page->up_to_revision;
  Found found;
  found.changes = std::move(page->changes);
  found.up_to_revision = page->up_to_revision;
  found.has_caught_up = page->up_to_revision == page->archive_revision;
  return found;
}

}  // namespace onrecord::query
