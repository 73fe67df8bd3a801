// What clients ask for, before it has been checked: the contract's filters with resource names and
// enum numbers as sent.
//
// The functions here hold every rule of a filter's fields and turn what is asked into what the
// archive understands. Their errors are INVALID_ARGUMENT with a violation for each field that
// breaks its rule, named from the request: "filter.speakers[3]".

#ifndef ONRECORD_QUERY_SERVICE_QUERY_CRITERIA_H_
#define ONRECORD_QUERY_SERVICE_QUERY_CRITERIA_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "query-service/archive/filters.h"

namespace onrecord::query {

// A stretch of time as asked for; TimeInterval without a promise that it ends after it starts.
using TimeRange = TimeInterval;

// See onrecord.v1.ArticleFilter.
struct ArticleCriteria {
  std::vector<std::string> publishers;
  TimeRange publish_time;
  std::vector<std::string> languages;
  std::string text;
};

// See onrecord.v1.SpeakerFilter.
struct SpeakerCriteria {
  std::string text;
  std::vector<int> types;
  std::string role;
};

// See onrecord.v1.PositionFilter.
struct PositionCriteria {
  std::vector<std::string> speakers;
  std::vector<int> kinds;
  std::vector<int> quotations;
  std::vector<std::string> publishers;
  TimeRange publish_time;
  std::vector<std::string> articles;
  std::string text;
  std::vector<std::string> addressees;
  std::vector<std::string> via;
  std::optional<bool> hedged;
  std::optional<bool> negated;
  float min_confidence = 0;
  std::vector<std::string> languages;
  std::vector<std::string> model_versions;
  std::vector<std::string> events;
  std::vector<std::string> mentioned;
  std::vector<std::string> country_codes;
};

// See onrecord.v1.EventFilter.
struct EventCriteria {
  std::vector<int> types;
  std::vector<int> statuses;
  std::vector<std::string> actors;
  std::vector<std::string> recipients;
  std::vector<std::string> country_codes;
  TimeRange event_time;
  std::vector<std::string> publishers;
  TimeRange publish_time;
  std::vector<std::string> articles;
  float min_confidence = 0;
  std::vector<std::string> positions;
  std::string place;
};

absl::StatusOr<ArticleFilter> CheckCriteria(const ArticleCriteria& criteria);
absl::StatusOr<SpeakerFilter> CheckCriteria(const SpeakerCriteria& criteria);
absl::StatusOr<PositionFilter> CheckCriteria(const PositionCriteria& criteria);
absl::StatusOr<EventFilter> CheckCriteria(const EventCriteria& criteria);

// Bytes that are equal where the same is asked for and differ where not: what a page token is bound
// to.
std::string AskedBytes(const ArticleCriteria& criteria, ListOrder order);
std::string AskedBytes(const SpeakerCriteria& criteria, SpeakerOrder order);
std::string AskedBytes(const PositionCriteria& criteria, ListOrder order);
std::string AskedBytes(const EventCriteria& criteria, ListOrder order);

}  // namespace onrecord::query

#endif  // ONRECORD_QUERY_SERVICE_QUERY_CRITERIA_H_
