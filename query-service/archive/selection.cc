#include "query-service/archive/selection.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "nlohmann/json.hpp"
#include "query-service/archive/match_expression.h"
#include "query-service/archive/row_order.h"
#include "query-service/archive/statements.h"
#include "query-service/archive/times.h"

namespace onrecord::query {
namespace {

using nlohmann::json;

constexpr char kInList[] = " IN (SELECT value FROM json_each(?))";

std::string ToJson(const std::vector<std::string>& values) {
  return json(values).dump(-1, ' ', false, json::error_handler_t::replace);
}

template <typename Enum>
std::string ToJson(const std::vector<Enum>& values) {
  std::vector<int> numbers;
  for (const Enum value : values) numbers.push_back(static_cast<int>(value));
  return json(numbers).dump();
}

std::string ToJson(const std::vector<PartId>& ids) {
  json pairs = json::array();
  for (const PartId& id : ids) pairs.push_back({id.article, id.part});
  return pairs.dump(-1, ' ', false, json::error_handler_t::replace);
}

// Microseconds of an interval, with the ends of what can be kept for open sides. Unknown times lie
// outside.
struct MicroInterval {
  explicit MicroInterval(const TimeInterval& interval)
      : start(interval.start ? CeilMicros(*interval.start) : TimeKey::kUnknownTime + 1),
        end(interval.end ? CeilMicros(*interval.end) : INT64_MAX) {}

  int64_t start;
  int64_t end;
};

// Puts a selection together: a head, conditions that all must hold, and a tail.
class Builder {
 public:
  explicit Builder(const std::string& head) { selection_.sql = head; }

  Builder& Where(const std::string& condition) {
    absl::StrAppend(&selection_.sql, conditions_++ == 0 ? " WHERE " : " AND ", condition);
    return *this;
  }

  template <typename Value>
  Builder& Bind(Value value) {
    selection_.values.emplace_back(std::move(value));
    return *this;
  }

  // `column` is one of `values`, where there are any.
  template <typename Value>
  void WhereIn(const std::string& column, const std::vector<Value>& values) {
    if (!values.empty()) Where(absl::StrCat(column, kInList)).Bind(ToJson(values));
  }

  // `row` is among those that a query for `ids` in `subquery` gives; '?' stands where the list
  // belongs.
  template <typename Id>
  void WhereAmong(const std::string& row, const std::string& subquery, const std::vector<Id>& ids) {
    if (!ids.empty()) Where(absl::StrCat(row, " IN (", subquery, ")")).Bind(ToJson(ids));
  }

  void WherePublished(const std::string& column, const TimeInterval& interval) {
    if (!interval.IsSet()) return;
    const MicroInterval micros(interval);
    Where(absl::StrCat(column, " >= ?")).Bind(micros.start);
    Where(absl::StrCat(column, " < ?")).Bind(micros.end);
  }

  // The full-text index `table` finds `row` for `query`, published within `interval`.
  void WhereMatches(const std::string& row, const std::string& table, const TextQuery& query,
                    const TimeInterval& interval) {
    if (query.terms.empty()) return;
    std::string subquery = absl::StrCat("SELECT rowid FROM ", table, " WHERE ", table, " MATCH ?");
    Bind(MatchExpression(query));
    if (interval.IsSet()) {
      const MicroInterval micros(interval);
      const RowRange rows = RowsOfInterval(micros.start, micros.end);
      absl::StrAppend(&subquery, " AND rowid BETWEEN ? AND ?");
      Bind(rows.first).Bind(rows.last);
    }
    Where(absl::StrCat(row, " IN (", subquery, ")"));
  }

  // What comes after `after` in `order` of `time` and `name`, the first `limit` of them.
  Selection ByTime(const std::string& time, const std::string& name, TimeOrder order,
                   const std::optional<TimeKey>& after, int limit) {
    const bool newest_first = order == TimeOrder::kNewestFirst;
    if (after.has_value()) {
      const std::string beyond = newest_first ? " < ?" : " > ?";
      // Redundant, but an index can begin there.
      Where(absl::StrCat(time, newest_first ? " <= ?" : " >= ?")).Bind(after->publish_us);
      Where(absl::StrCat("(", time, beyond, " OR ", name, " > ?)"));
      Bind(after->publish_us).Bind(after->name);
    }
    return Finish(absl::StrCat(" ORDER BY ", time, newest_first ? " DESC, " : ", ", name), limit);
  }

  Selection Finish(const std::string& tail, int limit) {
    absl::StrAppend(&selection_.sql, tail, " LIMIT ?");
    Bind(static_cast<int64_t>(limit));
    return std::move(selection_);
  }

  Selection Finish() { return std::move(selection_); }

 private:
  Selection selection_;
  int conditions_ = 0;
};

constexpr char kRowsOfArticles[] =
    "SELECT row FROM articles WHERE id IN (SELECT value FROM json_each(?))";

std::string RowsOfPart(const std::string& row, const std::string& table, int part) {
  return absl::StrCat("SELECT ", row, " FROM ", table, " WHERE part = ", part, " AND speaker IN (",
                      statements::kRowsOfSpeakers, ")");
}

// The rows `wanted` (events or positions) that event_positions has beside the rows `given` of
// `table` with the ids asked for.
std::string RowsBeside(const std::string& wanted, const std::string& given,
                       const std::string& table) {
  return absl::StrCat("SELECT t.", wanted,
                      " FROM json_each(?) asked"
                      " CROSS JOIN articles o ON o.id = json_extract(asked.value, '$[0]')"
                      " CROSS JOIN ",
                      table,
                      " g ON g.article = o.row AND g.id = json_extract(asked.value, '$[1]')"
                      " CROSS JOIN event_positions t ON t.",
                      given, " = g.row");
}

void AddConditions(const PositionFilter& filter, Builder& builder) {
  const auto among = [&builder](PositionPart part, const std::vector<std::string>& ids) {
    builder.WhereAmong("p.row", RowsOfPart("position", "position_speakers", static_cast<int>(part)),
                       ids);
  };
  builder.WhereMatches("p.row", "position_text", filter.text, filter.publish_time);
  among(PositionPart::kSpeaker, filter.speakers);
  among(PositionPart::kAddressee, filter.addressees);
  among(PositionPart::kVia, filter.via);
  among(PositionPart::kMentioned, filter.mentioned);
  builder.WhereAmong("p.row", RowsBeside("position", "event", "events"), filter.events);
  builder.WhereAmong("p.article", kRowsOfArticles, filter.articles);
  builder.WherePublished("p.publish_us", filter.publish_time);
  builder.WhereIn("p.kind", filter.kinds);
  builder.WhereIn("p.quotation", filter.quotations);
  builder.WhereIn("p.model_version", filter.model_versions);
  builder.WhereIn("a.publisher", filter.publishers);
  builder.WhereIn("a.language", filter.languages);
  if (!filter.country_codes.empty()) {
    builder
        .Where(absl::StrCat("EXISTS (SELECT 1 FROM event_positions t CROSS JOIN events e"
                            " ON e.row = t.event WHERE t.position = p.row AND e.country_code",
                            kInList, ")"))
        .Bind(ToJson(filter.country_codes));
  }
  if (filter.hedged.has_value()) {
    builder.Where("p.hedged = ?").Bind(static_cast<int64_t>(*filter.hedged));
  }
  if (filter.negated.has_value()) {
    builder.Where("p.negated = ?").Bind(static_cast<int64_t>(*filter.negated));
  }
  if (filter.min_confidence > 0) {
    builder.Where("p.confidence >= ?").Bind(static_cast<double>(filter.min_confidence));
  }
}

// An event's interval shares a moment with the one asked for. One without length is the moment that
// it begins with.
void AddEventTime(const TimeInterval& interval, Builder& builder) {
  if (!interval.IsSet()) return;
  const MicroInterval micros(interval);
  const bool is_empty = interval.start && interval.end && *interval.start >= *interval.end;
  // Ends are compared with the start rounded down: the interval may begin within a microsecond.
  const int64_t start_floor = interval.start ? absl::ToUnixMicros(*interval.start) : micros.start;
  builder.Where("? = 0").Bind(static_cast<int64_t>(is_empty));
  builder.Where("e.start_us < ?").Bind(micros.end);
  builder.Where("(e.end_us > ? OR (e.end_us = e.start_us AND e.start_us >= ?))");
  builder.Bind(start_floor).Bind(micros.start);
}

void AddConditions(const EventFilter& filter, Builder& builder) {
  const auto among = [&builder](EventPart part, const std::vector<std::string>& ids) {
    builder.WhereAmong("e.row", RowsOfPart("event", "event_participants", static_cast<int>(part)),
                       ids);
  };
  among(EventPart::kActor, filter.actors);
  among(EventPart::kRecipient, filter.recipients);
  builder.WhereAmong("e.row", RowsBeside("event", "position", "positions"), filter.positions);
  builder.WhereAmong("e.article", kRowsOfArticles, filter.articles);
  builder.WherePublished("e.publish_us", filter.publish_time);
  AddEventTime(filter.event_time, builder);
  builder.WhereIn("e.type", filter.types);
  builder.WhereIn("e.status", filter.statuses);
  builder.WhereIn("e.country_code", filter.country_codes);
  builder.WhereIn("a.publisher", filter.publishers);
  if (filter.min_confidence > 0) {
    builder.Where("e.confidence >= ?").Bind(static_cast<double>(filter.min_confidence));
  }
}

constexpr char kFromPositions[] = " FROM positions p CROSS JOIN articles a ON a.row = p.article";
constexpr char kFromEvents[] = " FROM events e CROSS JOIN articles a ON a.row = e.article";

// The part of a publication time that strftime writes as `format`; empty where it is unknown.
std::string Calendar(const std::string& time, const std::string& format) {
  // Division rounds towards zero; the remainder is taken away first so that times before 1970 stay
  // in their second.
  return absl::StrCat("CASE WHEN ", time, " = ", TimeKey::kUnknownTime, " THEN '' ELSE strftime('",
                      format, "', (", time, " - ((", time,
                      " % 1000000) + 1000000) % 1000000) / 1000000, 'unixepoch') END");
}

// What a grouping's rows come from: the key, who is shown for it, and a further table that it
// needs.
struct Grouping {
  std::string key;
  std::string display_name = "''";
  std::string join = {};
};

Grouping GroupingOf(PositionGrouping group_by) {
  switch (group_by) {
    case PositionGrouping::kAll:
      return {"''"};
    case PositionGrouping::kKind:
      return {"p.kind"};
    case PositionGrouping::kSpeaker:
      return {"w.id", "w.display_name",
              absl::StrCat(" CROSS JOIN position_speakers t ON t.position = p.row AND t.part = 1",
                           statements::kSpeakerOf)};
    case PositionGrouping::kPublisher:
      return {"a.publisher"};
    case PositionGrouping::kDay:
      return {Calendar("p.publish_us", "%Y-%m-%d")};
    case PositionGrouping::kMonth:
      return {Calendar("p.publish_us", "%Y-%m")};
  }
  return {"''"};
}

Grouping GroupingOf(EventGrouping group_by) {
  switch (group_by) {
    case EventGrouping::kAll:
      return {"''"};
    case EventGrouping::kType:
      return {"e.type"};
    case EventGrouping::kStatus:
      return {"e.status"};
    case EventGrouping::kActor:
      return {"w.id", "w.display_name",
              absl::StrCat(" CROSS JOIN event_participants t ON t.event = e.row AND t.part = 1",
                           statements::kSpeakerOf)};
    case EventGrouping::kCountry:
      return {"e.country_code"};
    case EventGrouping::kPublisher:
      return {"a.publisher"};
    case EventGrouping::kDay:
      return {Calendar("e.publish_us", "%Y-%m-%d")};
    case EventGrouping::kMonth:
      return {Calendar("e.publish_us", "%Y-%m")};
  }
  return {"''"};
}

template <typename Filter>
Selection Groups(const Filter& filter, const Grouping& grouping, const std::string& from,
                 const std::string& row, int limit) {
  Builder builder(absl::StrCat("SELECT ", grouping.key, ", ", grouping.display_name,
                               ", count(DISTINCT ", row, ")", from, grouping.join));
  AddConditions(filter, builder);
  return builder.Finish(" GROUP BY 1 ORDER BY 3 DESC, 1", limit);
}

template <typename Filter>
Selection Total(const Filter& filter, const std::string& from) {
  Builder builder(absl::StrCat("SELECT count(*)", from));
  AddConditions(filter, builder);
  return builder.Finish();
}

}  // namespace

Statement Selection::Prepare(Connection& connection) const {
  Statement statement = connection.Prepare(sql);
  for (const auto& value : values) {
    if (const auto* number = std::get_if<int64_t>(&value)) statement.BindInt(*number);
    if (const auto* real = std::get_if<double>(&value)) statement.BindReal(*real);
    if (const auto* text = std::get_if<std::string>(&value)) statement.BindText(*text);
  }
  return statement;
}

Selection SelectArticles(const ArticleFilter& filter, TimeOrder order,
                         const std::optional<TimeKey>& after, int limit, bool with_text) {
  Builder builder(absl::StrCat("SELECT ", statements::kArticleColumns, with_text ? ", a.text" : "",
                               " FROM articles a"));
  builder.WhereMatches("a.row", "article_text", filter.text, filter.publish_time);
  builder.WherePublished("a.publish_us", filter.publish_time);
  builder.WhereIn("a.publisher", filter.publishers);
  builder.WhereIn("a.language", filter.languages);
  return builder.ByTime("a.publish_us", "a.id", order, after, limit);
}

Selection SelectSpeakers(const SpeakerFilter& filter, const std::optional<NameKey>& after,
                         int limit) {
  Builder builder(absl::StrCat("SELECT ", statements::kSpeakerColumns));
  builder.Where(statements::kSpeakerIsSeen);
  if (!filter.text.terms.empty()) {
    builder.Where(
        "w.row IN (SELECT i.root FROM speaker_names n CROSS JOIN speakers i ON i.row = n.speaker"
        " WHERE n.row IN (SELECT rowid FROM speaker_text WHERE speaker_text MATCH ?))");
    builder.Bind(MatchExpression(filter.text));
  }
  builder.WhereIn("w.type", filter.types);
  if (after.has_value()) {
    builder.Where("(w.display_name, w.id) > (?, ?)").Bind(after->display_name).Bind(after->id);
  }
  return builder.Finish(" ORDER BY w.display_name, w.id", limit);
}

Selection SelectPositions(const PositionFilter& filter, TimeOrder order,
                          const std::optional<TimeKey>& after, int limit) {
  Builder builder(absl::StrCat("SELECT ", statements::kPositionColumns));
  AddConditions(filter, builder);
  return builder.ByTime("p.publish_us", "p.key", order, after, limit);
}

Selection SelectEvents(const EventFilter& filter, TimeOrder order,
                       const std::optional<TimeKey>& after, int limit) {
  Builder builder(absl::StrCat("SELECT ", statements::kEventColumns));
  AddConditions(filter, builder);
  return builder.ByTime("e.publish_us", "e.key", order, after, limit);
}

Selection SelectTotal(const PositionFilter& filter) { return Total(filter, kFromPositions); }

Selection SelectTotal(const EventFilter& filter) { return Total(filter, kFromEvents); }

Selection SelectGroups(const PositionFilter& filter, PositionGrouping group_by, int limit) {
  return Groups(filter, GroupingOf(group_by), kFromPositions, "p.row", limit);
}

Selection SelectGroups(const EventFilter& filter, EventGrouping group_by, int limit) {
  return Groups(filter, GroupingOf(group_by), kFromEvents, "e.row", limit);
}

}  // namespace onrecord::query
