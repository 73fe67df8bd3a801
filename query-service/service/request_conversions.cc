#include "query-service/service/request_conversions.h"

#include <string>
#include <utility>
#include <vector>

#include "proto/fields/wire_fields.h"
#include "query-service/service/span_form.h"

namespace onrecord::query {
namespace {

using Violations = std::vector<rpc::FieldViolation>;

std::vector<std::string> Strings(const google::protobuf::RepeatedPtrField<std::string>& field) {
  return {field.begin(), field.end()};
}

std::vector<int> Numbers(const google::protobuf::RepeatedField<int>& field) {
  return {field.begin(), field.end()};
}

TimeRange Convert(const v1::TimeRange& range, const std::string& field, Violations& violations) {
  TimeRange converted;
  if (range.has_start_time()) {
    converted.start = fields::ReadTime(range.start_time(), field + ".start_time", violations);
  }
  if (range.has_end_time()) {
    converted.end = fields::ReadTime(range.end_time(), field + ".end_time", violations);
  }
  return converted;
}

ArticleCriteria Convert(const v1::ArticleFilter& filter, Violations& violations) {
  ArticleCriteria criteria;
  criteria.publishers = Strings(filter.publishers());
  criteria.publish_time = Convert(filter.publish_time(), "filter.publish_time", violations);
  criteria.languages = Strings(filter.languages());
  criteria.text = filter.text();
  return criteria;
}

SpeakerCriteria Convert(const v1::SpeakerFilter& filter, Violations&) {
  return {filter.text(), Numbers(filter.types()), filter.role()};
}

PositionCriteria Convert(const v1::PositionFilter& filter, Violations& violations) {
  PositionCriteria criteria;
  criteria.speakers = Strings(filter.speakers());
  criteria.kinds = Numbers(filter.kinds());
  criteria.quotations = Numbers(filter.quotations());
  criteria.publishers = Strings(filter.publishers());
  criteria.publish_time = Convert(filter.publish_time(), "filter.publish_time", violations);
  criteria.articles = Strings(filter.articles());
  criteria.text = filter.text();
  criteria.addressees = Strings(filter.addressees());
  criteria.via = Strings(filter.via());
  if (filter.has_hedged()) criteria.hedged = filter.hedged();
  if (filter.has_negated()) criteria.negated = filter.negated();
  criteria.min_confidence = filter.min_confidence();
  criteria.languages = Strings(filter.languages());
  criteria.model_versions = Strings(filter.model_versions());
  criteria.events = Strings(filter.events());
  criteria.mentioned = Strings(filter.mentioned());
  criteria.country_codes = Strings(filter.country_codes());
  return criteria;
}

EventCriteria Convert(const v1::EventFilter& filter, Violations& violations) {
  EventCriteria criteria;
  criteria.types = Numbers(filter.types());
  criteria.statuses = Numbers(filter.statuses());
  criteria.actors = Strings(filter.actors());
  criteria.recipients = Strings(filter.recipients());
  criteria.country_codes = Strings(filter.country_codes());
  criteria.event_time = Convert(filter.event_time(), "filter.event_time", violations);
  criteria.publishers = Strings(filter.publishers());
  criteria.publish_time = Convert(filter.publish_time(), "filter.publish_time", violations);
  criteria.articles = Strings(filter.articles());
  criteria.min_confidence = filter.min_confidence();
  criteria.positions = Strings(filter.positions());
  criteria.place = filter.place();
  return criteria;
}

// What all requests with a filter share: their filter and the revision.
template <class Converted, class Request>
absl::StatusOr<Converted> ConvertFilter(const Request& request) {
  Violations violations;
  Converted converted;
  converted.filter = Convert(request.filter(), violations);
  converted.min_revision = request.min_revision();
  if (!violations.empty()) return rpc::InvalidFields(violations);
  return converted;
}

template <class Converted, class Request>
absl::StatusOr<Converted> ConvertList(const Request& request) {
  absl::StatusOr<Converted> converted = ConvertFilter<Converted>(request);
  if (!converted.ok()) return converted;
  converted->page_size = request.page_size();
  converted->page_token = request.page_token();
  return converted;
}

template <class Converted, class Request>
absl::StatusOr<Converted> ConvertOrderedList(const Request& request) {
  absl::StatusOr<Converted> converted = ConvertList<Converted>(request);
  if (converted.ok()) converted->order = request.order();
  return converted;
}

template <class Converted, class Request>
absl::StatusOr<Converted> ConvertCount(const Request& request) {
  absl::StatusOr<Converted> converted = ConvertFilter<Converted>(request);
  if (!converted.ok()) return converted;
  converted->group_by = request.group_by();
  converted->then_by = request.then_by();
  converted->max_groups = request.max_groups();
  return converted;
}

// A list of positions or events, whose spans lie in texts.
template <class Converted, class Request>
absl::StatusOr<Converted> ConvertPartList(const Request& request) {
  const absl::StatusOr<SpanForm> form = ReadSpanForm(request);
  if (!form.ok()) return form.status();
  absl::StatusOr<Converted> converted = ConvertOrderedList<Converted>(request);
  if (converted.ok()) converted->with_texts = form->NeedsTexts();
  return converted;
}

template <class Converted, class Request>
absl::StatusOr<Converted> ConvertView(const Request& request) {
  absl::StatusOr<Converted> converted = ConvertFilter<Converted>(request);
  if (!converted.ok()) return converted;
  converted->period = request.period();
  converted->max_periods = request.max_periods();
  converted->max_examples = request.max_examples();
  return converted;
}

}  // namespace

absl::StatusOr<ListArticlesRequest> FromProto(const v1::ListArticlesRequest& request) {
  absl::StatusOr<ListArticlesRequest> converted = ConvertOrderedList<ListArticlesRequest>(request);
  if (converted.ok()) converted->view = request.view();
  return converted;
}

absl::StatusOr<ListSpeakersRequest> FromProto(const v1::ListSpeakersRequest& request) {
  return ConvertOrderedList<ListSpeakersRequest>(request);
}

absl::StatusOr<ListPositionsRequest> FromProto(const v1::ListPositionsRequest& request) {
  return ConvertPartList<ListPositionsRequest>(request);
}

absl::StatusOr<ListEventsRequest> FromProto(const v1::ListEventsRequest& request) {
  return ConvertPartList<ListEventsRequest>(request);
}

absl::StatusOr<ExportRecordsRequest> FromProto(const v1::ExportRecordsRequest& request) {
  absl::StatusOr<ExportRecordsRequest> converted = ConvertFilter<ExportRecordsRequest>(request);
  if (!converted.ok()) return converted;
  converted->resume_token = request.resume_token();
  converted->allow_later_revision = request.allow_later_revision();
  return converted;
}

absl::StatusOr<GetSpeakerTimelineRequest> FromProto(const v1::GetSpeakerTimelineRequest& request) {
  auto converted = ConvertView<GetSpeakerTimelineRequest>(request);
  if (converted.ok()) converted->name = request.name();
  return converted;
}

absl::StatusOr<CompareSpeakersRequest> FromProto(const v1::CompareSpeakersRequest& request) {
  auto converted = ConvertView<CompareSpeakersRequest>(request);
  if (!converted.ok()) return converted;
  converted->speaker = request.speaker();
  converted->other_speaker = request.other_speaker();
  return converted;
}

WatchChangesRequest FromProto(const v1::WatchChangesRequest& request) {
  return {request.after_revision(), Numbers(request.kinds()), Strings(request.articles()),
          Strings(request.publishers()), Strings(request.speakers())};
}

absl::StatusOr<CountPositionsRequest> FromProto(const v1::CountPositionsRequest& request) {
  return ConvertCount<CountPositionsRequest>(request);
}

absl::StatusOr<CountEventsRequest> FromProto(const v1::CountEventsRequest& request) {
  return ConvertCount<CountEventsRequest>(request);
}

}  // namespace onrecord::query
