#include "query-service/query/change_articles.h"

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/ascii.h"
#include "proto/fields/resource_name.h"
#include "proto/fields/text_field.h"
#include "proto/fields/utc_offset.h"
#include "proto/rpc/errors.h"
#include "query-service/query/field_rules.h"

namespace onrecord::query {
namespace {

constexpr size_t kMaxTitleChars = 1000;
constexpr size_t kMaxPublisherChars = 200;
constexpr size_t kMaxUriChars = 2000;
constexpr size_t kMaxLanguageChars = 35;  // what BCP 47 asks software to allow for
constexpr size_t kMaxAuthors = 50;
constexpr size_t kMaxAuthorChars = 200;
constexpr size_t kMaxNameChars = 500;  // of a speaker: display name, alias or role
constexpr size_t kMaxNames = 1000;     // aliases of a speaker in one article, or roles
constexpr size_t kMaxModelVersionChars = 100;
constexpr size_t kMaxValueChars = 200;   // of a place's name, a time's value, a magnitude's unit
constexpr size_t kMaxRecords = 100'000;  // speakers of an analysis, or positions, or events
constexpr size_t kMaxIdentityChars = 2000;
constexpr int32_t kMaxRevision = 1'000'000'000;
constexpr char kPartIdPattern[] =
    "must be 1 to 128 characters of a-z, A-Z, 0-9, '.', '_', '~' and '-'";

bool IsLanguageTag(std::string_view tag) {
  return !tag.empty() && tag.size() <= kMaxLanguageChars &&
         std::all_of(tag.begin(), tag.end(),
                     [](unsigned char c) { return absl::ascii_isalnum(c) || c == '-'; });
}

// "s" and a number from 1.
bool IsLocalSpeakerId(std::string_view id) {
  return id.size() >= 2 && id.size() <= 10 && id[0] == 's' && id[1] != '0' &&
         std::all_of(id.begin() + 1, id.end(),
                     [](unsigned char c) { return absl::ascii_isdigit(c); });
}

void CheckArticle(const ArticleRecord& article, FieldRules& rules) {
  rules.RequireLength(article.title, kMaxTitleChars, "article.title");
  rules.RequireLength(article.publisher, kMaxPublisherChars, "article.publisher");
  rules.RequireLength(article.uri, kMaxUriChars, "article.uri");
  rules.Require(fields::IsUtcOffset(article.publish_utc_offset_minutes),
                "article.publish_utc_offset_minutes", fields::kUtcOffsetRule);
  rules.Require(IsLanguageTag(article.language), "article.language",
                "must be a BCP 47 tag, such as \"en\"");
  rules.RequireCount(article.authors.size(), kMaxAuthors, "article.authors");
  for (size_t i = 0; i < article.authors.size(); ++i) {
    rules.RequireLength(article.authors[i], kMaxAuthorChars, Indexed("article.authors", i));
  }
}

void CheckSpeaker(const LocalSpeaker& local, const std::string& field, FieldRules& rules) {
  rules.Require(IsLocalSpeakerId(local.id), field + ".id",
                "must be \"s\" and a number from 1, such as \"s1\"");
  const SpeakerRecord& speaker = local.speaker;
  rules.RequireText(speaker.display_name, kMaxNameChars, field + ".speaker.display_name");
  rules.RequireTexts(speaker.aliases, kMaxNames, kMaxNameChars, field + ".speaker.aliases");
  rules.RequireTexts(speaker.roles, kMaxNames, kMaxNameChars, field + ".speaker.roles");
  rules.RequireEnum(static_cast<int>(speaker.type), kLastSpeakerType, field + ".speaker.type");
  for (size_t i = 0; i < local.mentions.size(); ++i) {
    rules.RequireEnum(static_cast<int>(local.mentions[i].form), kLastMentionForm,
                      Indexed(field + ".mentions", i) + ".form");
  }
}

void CheckPosition(const PositionRecord& position, const std::string& field, FieldRules& rules) {
  rules.Require(fields::IsPartId(position.id), field + ".name", kPartIdPattern);
  rules.RequireEnum(static_cast<int>(position.kind), kLastPositionKind, field + ".kind");
  rules.RequireEnum(static_cast<int>(position.quotation), kLastQuotation, field + ".quotation");
  rules.Require(!position.cue.empty(), field + ".cue", "must have at least one span");
  rules.RequireScore(position.confidence, field + ".confidence");
  rules.RequireLength(position.model_version, kMaxModelVersionChars, field + ".model_version");
}

void CheckPlace(const Place& place, const std::string& field, FieldRules& rules) {
  rules.RequireLength(place.name, kMaxValueChars, field + ".name");
  if (!place.country_code.empty()) {
    rules.RequireCountryCode(place.country_code, field + ".country_code");
  }
  const auto within = [](const std::optional<double>& value, double bound) {
    return !value.has_value() || (*value >= -bound && *value <= bound);
  };
  rules.Require(within(place.latitude, 90), field + ".latitude", "must be -90 to 90");
  rules.Require(within(place.longitude, 180), field + ".longitude", "must be -180 to 180");
}

void CheckEvent(const EventRecord& event, const std::string& field, FieldRules& rules) {
  rules.Require(fields::IsPartId(event.id), field + ".name", kPartIdPattern);
  rules.RequireEnum(static_cast<int>(event.type), kLastEventType, field + ".type");
  rules.RequireEnum(static_cast<int>(event.status), kLastEventStatus, field + ".status");
  rules.Require(!event.triggers.empty(), field + ".triggers", "must have at least one span");
  rules.RequireScore(event.confidence, field + ".confidence");
  rules.RequireLength(event.model_version, kMaxModelVersionChars, field + ".model_version");
  if (event.place.has_value()) CheckPlace(*event.place, field + ".place", rules);
  if (event.time.has_value()) {
    rules.RequireLength(event.time->value, kMaxValueChars, field + ".time.value");
  }
  for (size_t i = 0; i < event.magnitudes.size(); ++i) {
    const std::string at = Indexed(field + ".magnitudes", i);
    rules.RequireFinite(event.magnitudes[i].value, at + ".value");
    rules.RequireLength(event.magnitudes[i].unit, kMaxValueChars, at + ".unit");
  }
}

void CheckAnalysisFields(const ReadAnalysis& analysis, FieldRules& rules) {
  rules.RequireCount(analysis.speakers.size(), kMaxRecords, "analysis.speakers");
  rules.RequireCount(analysis.positions.size(), kMaxRecords, "analysis.positions");
  rules.RequireCount(analysis.events.size(), kMaxRecords, "analysis.events");
  rules.RequireLength(analysis.model_version, kMaxModelVersionChars, "analysis.model_version");
  rules.Require(
      !analysis.model_version.empty() || (analysis.positions.empty() && analysis.events.empty()),
      "analysis.model_version", "must be set where there are positions or events");
  for (size_t i = 0; i < analysis.speakers.size(); ++i) {
    CheckSpeaker(analysis.speakers[i], Indexed("analysis.speakers", i), rules);
  }
  for (size_t i = 0; i < analysis.positions.size(); ++i) {
    CheckPosition(analysis.positions[i], Indexed("analysis.positions", i), rules);
  }
  for (size_t i = 0; i < analysis.events.size(); ++i) {
    CheckEvent(analysis.events[i], Indexed("analysis.events", i), rules);
  }
}

absl::Status CheckFields(const CommitArticleRequest& request) {
  FieldRules rules;
  CheckArticle(request.article, rules);
  CheckAnalysisFields(request.analysis, rules);
  return rules.status();
}

void FillDefaults(CommitArticleRequest& request) {
  if (request.article.language.empty()) request.article.language = "en";
  const std::string& version = request.analysis.model_version;
  for (PositionRecord& position : request.analysis.positions) {
    if (position.model_version.empty()) position.model_version = version;
  }
  for (EventRecord& event : request.analysis.events) {
    if (event.model_version.empty()) event.model_version = version;
  }
}

absl::Status MalformedName() { return rpc::InvalidField("name", fields::kArticleNameRule); }

// What the archive says of the article `name`, with the contract's reason where it has none yet.
absl::Status About(std::string_view name, const absl::Status& status) {
  if (!rpc::ReasonOf(status).empty()) return status;
  const std::map<std::string, std::string> resource = {{"resource", std::string(name)}};
  switch (status.code()) {
    case absl::StatusCode::kNotFound:
      return rpc::WithReason(status, "RESOURCE_NOT_FOUND", resource);
    case absl::StatusCode::kAborted:
      return rpc::WithReason(status, "ETAG_MISMATCH", resource);
    case absl::StatusCode::kAlreadyExists:
      return rpc::WithReason(status, "RESOURCE_ALREADY_EXISTS", resource);
    case absl::StatusCode::kFailedPrecondition:
      return rpc::WithReason(status, "NOT_RETRACTED", resource);
    default:
      return status;
  }
}

// Checks every rule of the article's and the analysis' fields and fills what they leave to the
// archive.
absl::Status MakeReady(CommitArticleRequest& request, int64_t max_text_bytes) {
  if (request.name.empty()) return rpc::RequiredField("article.name");
  const std::optional<std::string_view> id = fields::ParseArticleName(request.name);
  if (!id.has_value()) return rpc::InvalidField("article.name", fields::kArticleNameRule);
  const absl::Status text = fields::CheckText("article.text", request.article.text, max_text_bytes);
  if (!text.ok()) return text;
  FillDefaults(request);
  request.article.id = std::string(*id);
  return CheckFields(request);
}

// What an import says of where it comes from.
absl::Status CheckOrigin(const CommitArticleRequest& request) {
  FieldRules rules;
  rules.Require(request.article.revision >= 0 && request.article.revision <= kMaxRevision,
                "article.revision", "must be 0 to 1,000,000,000");
  for (size_t i = 0; i < request.analysis.speakers.size(); ++i) {
    const LocalSpeaker& local = request.analysis.speakers[i];
    const std::string field = Indexed("analysis.speakers", i);
    rules.RequireText(local.identity, kMaxIdentityChars, field + ".identity");
    rules.Require(fields::IsPartId(local.speaker.id), field + ".speaker.name",
                  "must be a resource name \"speakers/{speaker}\"");
  }
  return rules.status();
}

}  // namespace

absl::StatusOr<CommitResult> CommitArticle(Archive& archive, CommitArticleRequest request,
                                           int64_t max_text_bytes) {
  const absl::Status ready = MakeReady(request, max_text_bytes);
  if (!ready.ok()) return ready;
  if (request.must_not_exist && !request.etag.empty()) {
    return rpc::InvalidField("etag", "must not be set together with must_not_exist");
  }
  const WriteCondition condition = {request.etag, request.must_not_exist};
  auto committed = archive.Commit(request.article, request.analysis, request.replace, condition);
  if (!committed.ok()) return About(request.name, committed.status());
  return committed;
}

absl::StatusOr<CommitResult> ImportArticle(Archive& archive, CommitArticleRequest request,
                                           int64_t max_text_bytes) {
  absl::Status ready = MakeReady(request, max_text_bytes);
  if (ready.ok()) ready = CheckOrigin(request);
  if (!ready.ok()) return ready;
  return archive.Import(request.article, request.analysis);
}

absl::StatusOr<ArticleRecord> DeleteArticle(Archive& archive, std::string_view name,
                                            const std::string& etag) {
  const std::optional<std::string_view> id = fields::ParseArticleName(name);
  if (!id.has_value()) return MalformedName();
  auto deleted = archive.DeleteArticle(*id, etag);
  if (!deleted.ok()) return About(name, deleted.status());
  return deleted;
}

absl::StatusOr<ArticleRecord> UndeleteArticle(Archive& archive, std::string_view name,
                                              const std::string& etag) {
  const std::optional<std::string_view> id = fields::ParseArticleName(name);
  if (!id.has_value()) return MalformedName();
  auto undeleted = archive.UndeleteArticle(*id, etag);
  if (!undeleted.ok()) return About(name, undeleted.status());
  return undeleted;
}

absl::Status PurgeArticle(Archive& archive, std::string_view name, const std::string& etag) {
  const std::optional<std::string_view> id = fields::ParseArticleName(name);
  if (!id.has_value()) return MalformedName();
  return About(name, archive.PurgeArticle(*id, etag));
}

}  // namespace onrecord::query
