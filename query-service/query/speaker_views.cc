#include "query-service/query/speaker_views.h"

#include <climits>
#include <optional>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "proto/fields/resource_name.h"
#include "proto/rpc/errors.h"
#include "query-service/query/field_rules.h"

namespace onrecord::query {
namespace {

constexpr int kDefaultPeriods = 100;
constexpr int kMaxPeriods = 1000;
constexpr int kDefaultExamples = 1;
constexpr int kMaxExamples = 10;
constexpr int kLastPeriod = static_cast<int>(TimelineQuery::Period::kMonth);

// Checks what both requests have in common but for the speakers.
template <typename Request>
absl::StatusOr<TimelineQuery> ReadQuery(const Archive& archive, const Request& request) {
  FieldRules rules;
  rules.Require(request.filter.speakers.empty(), "filter.speakers", "must be empty here");
  rules.Require(request.period >= 0 && request.period <= kLastPeriod, "period",
                absl::StrCat("has the value ", request.period, ", which is none of its enum's"));
  rules.Require(request.max_periods >= 0 && request.max_periods <= kMaxPeriods, "max_periods",
                absl::StrCat("must be 0 to ", kMaxPeriods));
  rules.Require(request.max_examples >= 0 && request.max_examples <= kMaxExamples, "max_examples",
                absl::StrCat("must be 0 to ", kMaxExamples));
  const absl::Status status = rules.status();
  if (!status.ok()) return status;
  absl::StatusOr<PositionFilter> filter = CheckCriteria(request.filter);
  if (!filter.ok()) return filter.status();
  const absl::Status reached = CheckRevision(archive, request.min_revision);
  if (!reached.ok()) return reached;

  TimelineQuery query;
  query.filter = *std::move(filter);
  if (request.period != 0) query.period = static_cast<TimelineQuery::Period>(request.period);
  query.max_periods = request.max_periods == 0 ? kDefaultPeriods : request.max_periods;
  query.examples = request.max_examples == 0 ? kDefaultExamples : request.max_examples;
  return query;
}

absl::StatusOr<std::string> SpeakerId(const std::string& name, const std::string& field) {
  const std::optional<std::string_view> id = fields::ParseSpeakerName(name);
  if (id.has_value()) return std::string(*id);
  return rpc::InvalidField(field, "must be a resource name \"speakers/{speaker}\"");
}

absl::Status NoSuchSpeaker(const std::string& name) {
  return rpc::WithReason(absl::NotFoundError("there is no such speaker"), "RESOURCE_NOT_FOUND",
                         {{"resource", name}});
}

// The periods that both have, newest first as theirs.
std::vector<SharedPeriod> SharedPeriods(const Timeline& a, const Timeline& b) {
  std::vector<SharedPeriod> shared;
  size_t at = 0;
  for (const TimelinePeriod& period : a.periods) {
    // What has no time, "", comes last and is below all dates.
    while (at < b.periods.size() && b.periods[at].start > period.start) ++at;
    if (at < b.periods.size() && b.periods[at].start == period.start) {
      shared.push_back({period.start, period.count, b.periods[at].count});
    }
  }
  return shared;
}

}  // namespace

absl::StatusOr<SpeakerTimelineResponse> GetSpeakerTimeline(const Archive& archive,
                                                           const GetSpeakerTimelineRequest& request,
                                                           const IsAbandoned& is_abandoned) {
  const absl::StatusOr<std::string> id = SpeakerId(request.name, "name");
  if (!id.ok()) return id.status();
  absl::StatusOr<TimelineQuery> query = ReadQuery(archive, request);
  if (!query.ok()) return query.status();
  query->speakers = {*id};
  query->examples_per_period = true;
  auto found = archive.ReadTimelines(*query, is_abandoned);
  if (!found.ok()) return found.status();
  if (!found->timelines[0].speaker.has_value()) return NoSuchSpeaker(request.name);
  return SpeakerTimelineResponse{std::move(found->timelines[0]), std::move(found->texts),
                                 found->archive_revision};
}

absl::StatusOr<CompareSpeakersResponse> CompareSpeakers(const Archive& archive,
                                                        const CompareSpeakersRequest& request,
                                                        const IsAbandoned& is_abandoned) {
  const absl::StatusOr<std::string> id = SpeakerId(request.speaker, "speaker");
  if (!id.ok()) return id.status();
  const absl::StatusOr<std::string> other = SpeakerId(request.other_speaker, "other_speaker");
  if (!other.ok()) return other.status();
  absl::StatusOr<TimelineQuery> query = ReadQuery(archive, request);
  if (!query.ok()) return query.status();
  const int max_periods = query->max_periods;
  query->speakers = {*id, *other};
  query->max_periods = INT_MAX;
  auto found = archive.ReadTimelines(*query, is_abandoned);
  if (!found.ok()) return found.status();
  if (!found->timelines[0].speaker.has_value()) return NoSuchSpeaker(request.speaker);
  if (!found->timelines[1].speaker.has_value()) return NoSuchSpeaker(request.other_speaker);
  if (found->timelines[0].speaker->id == found->timelines[1].speaker->id) {
    return rpc::InvalidField("other_speaker", "must be another speaker");
  }

  CompareSpeakersResponse response;
  response.shared_periods = SharedPeriods(found->timelines[0], found->timelines[1]);
  response.truncated = static_cast<int>(response.shared_periods.size()) > max_periods;
  if (response.truncated) response.shared_periods.resize(max_periods);
  response.speaker = std::move(found->timelines[0]);
  response.other_speaker = std::move(found->timelines[1]);
  response.texts = std::move(found->texts);
  response.archive_revision = found->archive_revision;
  return response;
}

}  // namespace onrecord::query
