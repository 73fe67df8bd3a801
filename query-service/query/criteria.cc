#include "query-service/query/criteria.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "proto/fields/resource_name.h"
#include "query-service/archive/byte_codec.h"
#include "query-service/archive/times.h"
#include "query-service/query/field_rules.h"
#include "query-service/query/text_query.h"

namespace onrecord::query {
namespace {

constexpr size_t kMaxValues = 100;

// An id as the archive's filters have it.
std::string ToId(std::string_view id) { return std::string(id); }
PartId ToId(const fields::PartName& name) {
  return {std::string(name.article), std::string(name.part)};
}
template <typename Parsed>
using IdOf = decltype(ToId(std::declval<Parsed>()));

// Turns fields of a filter into what the archive takes, noting what breaks a rule.
class FilterReader {
 public:
  std::vector<std::string> Strings(const std::vector<std::string>& values,
                                   const std::string& field) {
    rules_.Require(values.size() <= kMaxValues, field,
                   absl::StrCat("must have at most ", kMaxValues, " values"));
    return values;
  }

  std::vector<std::string> CountryCodes(const std::vector<std::string>& values,
                                        const std::string& field) {
    for (size_t i = 0; i < values.size() && i < kMaxValues; ++i) {
      rules_.RequireCountryCode(values[i], Indexed(field, i));
    }
    return Strings(values, field);
  }

  std::vector<std::string> SpeakerIds(const std::vector<std::string>& names,
                                      const std::string& field) {
    return Ids(names, field, fields::ParseSpeakerName, fields::kSpeakerNameRule);
  }

  std::vector<std::string> ArticleIds(const std::vector<std::string>& names,
                                      const std::string& field) {
    return Ids(names, field, fields::ParseArticleName, fields::kArticleNameRule);
  }

  std::vector<PartId> PositionIds(const std::vector<std::string>& names, const std::string& field) {
    return Ids(names, field, fields::ParsePositionName,
               "must be a resource name \"articles/{article}/positions/{position}\"");
  }

  std::vector<PartId> EventIds(const std::vector<std::string>& names, const std::string& field) {
    return Ids(names, field, fields::ParseEventName,
               "must be a resource name \"articles/{article}/events/{event}\"");
  }

  template <typename Enum>
  std::vector<Enum> Enums(const std::vector<int>& numbers, int last, const std::string& field) {
    std::vector<bool> asked(last + 1);
    for (size_t i = 0; i < numbers.size(); ++i) {
      rules_.RequireEnum(numbers[i], last, Indexed(field, i));
      if (numbers[i] >= 1 && numbers[i] <= last) asked[numbers[i]] = true;
    }
    std::vector<Enum> values;
    for (int number = 1; number <= last; ++number) {
      if (asked[number]) values.push_back(static_cast<Enum>(number));
    }
    return values;
  }

  TimeInterval Time(const TimeRange& range, const std::string& field) {
    for (const auto& [side, time] :
         {std::pair(".start_time", range.start), std::pair(".end_time", range.end)}) {
      rules_.Require(!time.has_value() || IsKeepable(*time), field + side,
                     "must be in the years 1 to 9999");
    }
    rules_.Require(!range.start || !range.end || *range.start <= *range.end, field + ".end_time",
                   "must not be before start_time");
    return range;
  }

  TextQuery Text(const absl::StatusOr<TextQuery>& parsed, const std::string& field) {
    rules_.Require(parsed.ok(), field, std::string(parsed.status().message()));
    return parsed.ok() ? *parsed : TextQuery();
  }

  float Score(float value, const std::string& field) {
    rules_.RequireScore(value, field);
    return value;
  }

  // `filter`, unless something broke a rule.
  template <typename Filter>
  absl::StatusOr<Filter> Finish(Filter filter) const {
    const absl::Status status = rules_.status();
    if (!status.ok()) return status;
    return filter;
  }

 private:
  template <typename Parsed>
  std::vector<IdOf<Parsed>> Ids(const std::vector<std::string>& names, const std::string& field,
                                std::optional<Parsed> (*parse)(std::string_view),
                                const std::string& rule) {
    std::vector<IdOf<Parsed>> ids;
    for (size_t i = 0; i < names.size() && i < kMaxValues; ++i) {
      const std::optional<Parsed> id = parse(names[i]);
      rules_.Require(id.has_value(), Indexed(field, i), rule);
      ids.push_back(ToId(id.value_or(Parsed())));
    }
    Strings(names, field);
    return ids;
  }

  FieldRules rules_;
};

void PutTime(ByteWriter& bytes, const std::optional<absl::Time>& time) {
  bytes.Number(time.has_value());
  if (time.has_value()) bytes.Number(static_cast<uint64_t>(CeilMicros(*time)));
}

void PutRange(ByteWriter& bytes, const TimeRange& range) {
  PutTime(bytes, range.start);
  PutTime(bytes, range.end);
}

void PutNumbers(ByteWriter& bytes, const std::vector<int>& numbers) {
  bytes.Number(numbers.size());
  for (const int number : numbers) bytes.Number(static_cast<uint32_t>(number));
}

}  // namespace

absl::StatusOr<ArticleFilter> CheckCriteria(const ArticleCriteria& criteria) {
  FilterReader reader;
  ArticleFilter filter;
  filter.publishers = reader.Strings(criteria.publishers, "filter.publishers");
  filter.publish_time = reader.Time(criteria.publish_time, "filter.publish_time");
  filter.languages = reader.Strings(criteria.languages, "filter.languages");
  filter.text = reader.Text(ParseTextQuery(criteria.text), "filter.text");
  return reader.Finish(std::move(filter));
}

absl::StatusOr<SpeakerFilter> CheckCriteria(const SpeakerCriteria& criteria) {
  FilterReader reader;
  SpeakerFilter filter;
  filter.text = reader.Text(ParseNameQuery(criteria.text), "filter.text");
  filter.types = reader.Enums<SpeakerType>(criteria.types, kLastSpeakerType, "filter.types");
  filter.role = reader.Text(ParseNameQuery(criteria.role), "filter.role");
  return reader.Finish(std::move(filter));
}

absl::StatusOr<PositionFilter> CheckCriteria(const PositionCriteria& criteria) {
  FilterReader reader;
  PositionFilter filter;
  filter.speakers = reader.SpeakerIds(criteria.speakers, "filter.speakers");
  filter.kinds = reader.Enums<PositionKind>(criteria.kinds, kLastPositionKind, "filter.kinds");
  filter.quotations =
      reader.Enums<Quotation>(criteria.quotations, kLastQuotation, "filter.quotations");
  filter.publishers = reader.Strings(criteria.publishers, "filter.publishers");
  filter.publish_time = reader.Time(criteria.publish_time, "filter.publish_time");
  filter.articles = reader.ArticleIds(criteria.articles, "filter.articles");
  filter.text = reader.Text(ParseTextQuery(criteria.text), "filter.text");
  filter.addressees = reader.SpeakerIds(criteria.addressees, "filter.addressees");
  filter.via = reader.SpeakerIds(criteria.via, "filter.via");
  filter.hedged = criteria.hedged;
  filter.negated = criteria.negated;
  filter.min_confidence = reader.Score(criteria.min_confidence, "filter.min_confidence");
  filter.languages = reader.Strings(criteria.languages, "filter.languages");
  filter.model_versions = reader.Strings(criteria.model_versions, "filter.model_versions");
  filter.events = reader.EventIds(criteria.events, "filter.events");
  filter.mentioned = reader.SpeakerIds(criteria.mentioned, "filter.mentioned");
  filter.country_codes = reader.CountryCodes(criteria.country_codes, "filter.country_codes");
  return reader.Finish(std::move(filter));
}

absl::StatusOr<EventFilter> CheckCriteria(const EventCriteria& criteria) {
  FilterReader reader;
  EventFilter filter;
  filter.types = reader.Enums<EventType>(criteria.types, kLastEventType, "filter.types");
  filter.statuses =
      reader.Enums<EventStatus>(criteria.statuses, kLastEventStatus, "filter.statuses");
  filter.actors = reader.SpeakerIds(criteria.actors, "filter.actors");
  filter.recipients = reader.SpeakerIds(criteria.recipients, "filter.recipients");
  filter.country_codes = reader.CountryCodes(criteria.country_codes, "filter.country_codes");
  filter.event_time = reader.Time(criteria.event_time, "filter.event_time");
  filter.publishers = reader.Strings(criteria.publishers, "filter.publishers");
  filter.publish_time = reader.Time(criteria.publish_time, "filter.publish_time");
  filter.articles = reader.ArticleIds(criteria.articles, "filter.articles");
  filter.min_confidence = reader.Score(criteria.min_confidence, "filter.min_confidence");
  filter.positions = reader.PositionIds(criteria.positions, "filter.positions");
  filter.place = reader.Text(ParseNameQuery(criteria.place), "filter.place");
  return reader.Finish(std::move(filter));
}

std::string AskedBytes(const ArticleCriteria& criteria, ListOrder order) {
  ByteWriter bytes;
  bytes.Number(static_cast<uint64_t>(order));
  bytes.Strings(criteria.publishers);
  PutRange(bytes, criteria.publish_time);
  bytes.Strings(criteria.languages);
  bytes.String(criteria.text);
  return bytes.bytes();
}

std::string AskedBytes(const SpeakerCriteria& criteria, SpeakerOrder order) {
  ByteWriter bytes;
  bytes.Number(static_cast<uint64_t>(order));
  bytes.String(criteria.text);
  PutNumbers(bytes, criteria.types);
  bytes.String(criteria.role);
  return bytes.bytes();
}

std::string AskedBytes(const PositionCriteria& criteria, ListOrder order) {
  ByteWriter bytes;
  bytes.Number(static_cast<uint64_t>(order));
  bytes.Strings(criteria.speakers);
  PutNumbers(bytes, criteria.kinds);
  PutNumbers(bytes, criteria.quotations);
  bytes.Strings(criteria.publishers);
  PutRange(bytes, criteria.publish_time);
  bytes.Strings(criteria.articles);
  bytes.String(criteria.text);
  bytes.Strings(criteria.addressees);
  bytes.Strings(criteria.via);
  bytes.Number(criteria.hedged.has_value() ? 1 + *criteria.hedged : 0);
  bytes.Number(criteria.negated.has_value() ? 1 + *criteria.negated : 0);
  bytes.Double(criteria.min_confidence);
  bytes.Strings(criteria.languages);
  bytes.Strings(criteria.model_versions);
  bytes.Strings(criteria.events);
  bytes.Strings(criteria.mentioned);
  bytes.Strings(criteria.country_codes);
  return bytes.bytes();
}

std::string AskedBytes(const EventCriteria& criteria, ListOrder order) {
  ByteWriter bytes;
  bytes.Number(static_cast<uint64_t>(order));
  PutNumbers(bytes, criteria.types);
  PutNumbers(bytes, criteria.statuses);
  bytes.Strings(criteria.actors);
  bytes.Strings(criteria.recipients);
  bytes.Strings(criteria.country_codes);
  PutRange(bytes, criteria.event_time);
  bytes.Strings(criteria.publishers);
  PutRange(bytes, criteria.publish_time);
  bytes.Strings(criteria.articles);
  bytes.Double(criteria.min_confidence);
  bytes.Strings(criteria.positions);
  bytes.String(criteria.place);
  return bytes.bytes();
}

}  // namespace onrecord::query
