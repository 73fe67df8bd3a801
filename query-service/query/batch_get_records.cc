#include "query-service/query/batch_get_records.h"

#include <algorithm>
#include <map>
#include <optional>
#include <string_view>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "proto/fields/resource_name.h"
#include "proto/rpc/errors.h"
#include "query-service/query/field_rules.h"

namespace onrecord::query {
namespace {

// Details travel as metadata, which clients limit to 8 KiB or so.
constexpr size_t kMaxMissingTold = 10;

std::optional<std::string> ToId(std::optional<std::string_view> id) {
  if (!id.has_value()) return std::nullopt;
  return std::string(*id);
}

std::optional<PartId> ToId(const std::optional<fields::PartName>& ids) {
  if (!ids.has_value()) return std::nullopt;
  return PartId{std::string(ids->article), std::string(ids->part)};
}

// The ids in the names of a batch, read by `parse`, which are of the form `pattern`.
template <typename Id, typename Parse>
absl::StatusOr<std::vector<Id>> ReadIds(const Archive& archive, const BatchGetRequest& request,
                                        size_t max_names, Parse parse, std::string_view pattern) {
  if (request.names.empty()) return rpc::RequiredField("names");
  FieldRules rules;
  rules.RequireCount(request.names.size(), max_names, "names");
  if (!rules.status().ok()) return rules.status();
  std::vector<Id> ids;
  for (size_t i = 0; i < request.names.size(); ++i) {
    std::optional<Id> id = ToId(parse(request.names[i]));
    rules.Require(id.has_value(), Indexed("names", i),
                  absl::StrCat("must be a resource name \"", std::string(pattern), "\""));
    if (id.has_value()) ids.push_back(*std::move(id));
  }
  if (!rules.status().ok()) return rules.status();
  const absl::Status reached = CheckRevision(archive, request.min_revision);
  if (!reached.ok()) return reached;
  return ids;
}

absl::Status Missing(const std::vector<std::string>& names, const std::vector<size_t>& missing) {
  std::vector<std::string> told;
  for (size_t i = 0; i < std::min(missing.size(), kMaxMissingTold); ++i) {
    told.push_back(names[missing[i]]);
  }
  const std::string list = absl::StrJoin(told, ",");
  return rpc::WithReason(absl::NotFoundError(absl::StrCat(
                             missing.size(), " of ", names.size(), " do not exist: ", list,
                             missing.size() > told.size() ? " and others" : "")),
                         "RESOURCE_NOT_FOUND", {{"resource", told.front()}, {"resources", list}});
}

// The records of a batch, where all of it was found.
template <typename Page>
absl::StatusOr<Page> Whole(const BatchGetRequest& request, absl::StatusOr<Batch<Page>> batch) {
  if (!batch.ok()) return batch.status();
  if (!batch->missing.empty()) return Missing(request.names, batch->missing);
  if (batch->read < request.names.size()) {
    return rpc::WithReason(
        absl::ResourceExhaustedError(absl::StrCat(
            "together they are more than one answer may hold; the first ", batch->read, " fit")),
        "ANSWER_TOO_LARGE", {{"fitting_count", absl::StrCat(batch->read)}});
  }
  return std::move(batch->found);
}

}  // namespace

absl::StatusOr<ArticlePage> BatchGetArticles(const Archive& archive, const BatchGetRequest& request,
                                             int view, const IsAbandoned& is_abandoned) {
  const absl::StatusOr<bool> with_text = ViewHasText(view, /*by_default=*/true);
  if (!with_text.ok()) return with_text.status();
  const auto ids = ReadIds<std::string>(archive, request, kMaxBatchArticles,
                                        fields::ParseArticleName, "articles/{article}");
  if (!ids.ok()) return ids.status();
  return Whole(request, archive.GetArticles(*ids, *with_text, is_abandoned));
}

absl::StatusOr<SpeakerPage> BatchGetSpeakers(const Archive& archive, const BatchGetRequest& request,
                                             const IsAbandoned& is_abandoned) {
  const auto ids = ReadIds<std::string>(archive, request, kMaxBatchRecords,
                                        fields::ParseSpeakerName, "speakers/{speaker}");
  if (!ids.ok()) return ids.status();
  return Whole(request, archive.GetSpeakers(*ids, is_abandoned));
}

absl::StatusOr<PositionPage> BatchGetPositions(const Archive& archive,
                                               const BatchGetRequest& request, bool with_texts,
                                               const IsAbandoned& is_abandoned) {
  const auto ids = ReadIds<PartId>(archive, request, kMaxBatchRecords, fields::ParsePositionName,
                                   "articles/{article}/positions/{position}");
  if (!ids.ok()) return ids.status();
  return Whole(request, archive.GetPositions(*ids, with_texts, is_abandoned));
}

absl::StatusOr<EventPage> BatchGetEvents(const Archive& archive, const BatchGetRequest& request,
                                         bool with_texts, const IsAbandoned& is_abandoned) {
  const auto ids = ReadIds<PartId>(archive, request, kMaxBatchRecords, fields::ParseEventName,
                                   "articles/{article}/events/{event}");
  if (!ids.ok()) return ids.status();
  return Whole(request, archive.GetEvents(*ids, with_texts, is_abandoned));
}

}  // namespace onrecord::query
