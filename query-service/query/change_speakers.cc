#include "query-service/query/change_speakers.h"

#include <optional>

#include "proto/fields/resource_name.h"
#include "proto/rpc/errors.h"
#include "query-service/query/field_rules.h"

namespace onrecord::query {
namespace {

constexpr size_t kMaxOthers = 100;
constexpr size_t kMaxArticles = 1000;
constexpr char kSpeakerNameRule[] = "must be a resource name \"speakers/{speaker}\"";

// The ids in resource names; what `parse` cannot read breaks `rule`.
std::vector<std::string> Ids(const std::vector<std::string>& names, size_t max_names,
                             std::optional<std::string_view> (*parse)(std::string_view),
                             const std::string& field, const std::string& rule, FieldRules& rules) {
  rules.RequireCount(names.size(), max_names, field);
  std::vector<std::string> ids;
  for (size_t i = 0; i < names.size() && i < max_names; ++i) {
    const std::optional<std::string_view> id = parse(names[i]);
    rules.Require(id.has_value(), Indexed(field, i), rule);
    ids.emplace_back(id.value_or(""));
  }
  return ids;
}

}  // namespace

absl::StatusOr<SpeakerRecord> MergeSpeakers(Archive& archive, std::string_view name,
                                            const std::vector<std::string>& others) {
  if (name.empty()) return rpc::RequiredField("name");
  if (others.empty()) return rpc::RequiredField("others");
  FieldRules rules;
  const std::optional<std::string_view> survivor = fields::ParseSpeakerName(name);
  rules.Require(survivor.has_value(), "name", kSpeakerNameRule);
  const std::vector<std::string> ids =
      Ids(others, kMaxOthers, fields::ParseSpeakerName, "others", kSpeakerNameRule, rules);
  if (!rules.status().ok()) return rules.status();
  for (size_t i = 0; i < ids.size(); ++i) {
    if (ids[i] != *survivor) continue;
    return rpc::WithReason(
        rpc::InvalidField(Indexed("others", i), "must not be the speaker that survives"),
        "SPEAKER_CONFLICT", {{"speaker", others[i]}});
  }
  return archive.MergeSpeakers(*survivor, ids);
}

absl::StatusOr<SplitResult> SplitSpeaker(Archive& archive, std::string_view name,
                                         const std::vector<std::string>& articles) {
  if (name.empty()) return rpc::RequiredField("name");
  FieldRules rules;
  const std::optional<std::string_view> speaker = fields::ParseSpeakerName(name);
  rules.Require(speaker.has_value(), "name", kSpeakerNameRule);
  const std::vector<std::string> ids = Ids(articles, kMaxArticles, fields::ParseArticleName,
                                           "articles", fields::kArticleNameRule, rules);
  if (!rules.status().ok()) return rules.status();
  return archive.SplitSpeaker(*speaker, ids);
}

}  // namespace onrecord::query
