#include "query-service/archive/selection.h"

#include <algorithm>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "nlohmann/json.hpp"
#include "query-service/archive/index_search.h"
#include "query-service/archive/match_expression.h"
#include "query-service/archive/row_order.h"
#include "query-service/archive/statements.h"
#include "query-service/archive/times.h"

namespace onrecord::query {
namespace {

using nlohmann::json;

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
      : start(interval.start ? CeilMicros(*interval.start) : kUnknownTimeUs + 1),
        end(interval.end ? CeilMicros(*interval.end) : INT64_MAX) {}

  int64_t start;
  int64_t end;
};

bool IsWholeSecond(int64_t time_us) { return time_us % kMicrosPerSecond == 0; }

// A table with its full-text index, if it has one. Tables go by their first letter.
struct Source {
  const char* table;
  const char* index;
  // How many words its texts have about, and how much its text's columns count: for relevance().
  const char* measures;

  std::string letter() const { return std::string(1, table[0]); }
};
constexpr Source kArticles = {"articles", "article_text", "700, 5, 1"};
constexpr Source kPositions = {"positions", "position_text", "15, 1"};
constexpr Source kEvents = {"events", "event_text", nullptr};

// Puts a selection from `source` together: what its index is searched for, the range of its rows,
// conditions on its records, and a tail.
class Builder {
 public:
  explicit Builder(const Source& source) : source_(source) {}

  IndexSearch& search() { return search_; }

  Builder& Where(const std::string& condition) {
    conditions_.push_back(condition);
    return *this;
  }

  // The value of the next parameter in the conditions.
  template <typename Value>
  Builder& Bind(Value value) {
    values_.emplace_back(std::move(value));
    return *this;
  }

  void WhereConfident(float min_confidence) {
    if (min_confidence <= 0) return;
    Where(source_.letter() + ".confidence >= ?").Bind(static_cast<double>(min_confidence));
  }

  // Rows tell seconds; only what is finer is left to the records.
  void WherePublished(const TimeInterval& interval) {
    if (!interval.IsSet()) return;
    const MicroInterval micros(interval);
    const RowRange rows = RowsOfInterval(micros.start, micros.end);
    Limit(rows.first, rows.last);
    const std::string time = source_.letter() + ".publish_us";
    if (interval.start && !IsWholeSecond(micros.start)) {
      Where(time + " >= ?").Bind(micros.start);
    }
    if (interval.end && !IsWholeSecond(micros.end)) Where(time + " < ?").Bind(micros.end);
  }

  // What comes after `after` in `order`, the first `limit` of them.
  Selection List(ListOrder order, const std::optional<ListKey>& after, int limit) {
    const bool newest_first = order == ListOrder::kNewestFirst;
    if (after.has_value()) {
      // No record has the lowest or the highest row.
      const int64_t before = std::max(after->row, INT64_MIN + 1) - 1;
      const int64_t behind = std::min(after->row, INT64_MAX - 1) + 1;
      Limit(newest_first ? INT64_MIN : behind, newest_first ? before : INT64_MAX);
    }
    return Finish(Row(), /*with_records=*/!conditions_.empty(), /*join=*/"",
                  absl::StrCat(" ORDER BY ", Row(), newest_first ? " DESC" : ""), limit);
  }

  // Whether a range of rows is all that selects.
  bool IsOfRows() const { return !search_.IsSet() && conditions_.empty(); }

  // The rows of all, newest first, with `columns` behind.
  Selection Keys(const std::string& columns, const std::string& join, bool needs_records,
                 std::optional<int> limit = std::nullopt) {
    return Finish(Row() + columns, needs_records || !conditions_.empty(), join,
                  absl::StrCat(" ORDER BY ", Row(), " DESC"), limit);
  }

  // The rows of those in `window`, or the newest `limit`, newest first, with their relevance for
  // the first `terms` terms that are searched for.
  Selection Ranked(int64_t terms, const std::optional<RowRange>& window, int limit) {
    if (window.has_value()) Limit(window->first, window->last);
    Selection selection =
        Keys(absl::StrCat(", relevance(", source_.index, ", ?, ", source_.measures, ")"),
             /*join=*/"", /*needs_records=*/false,
             window.has_value() ? std::nullopt : std::optional<int>(limit));
    selection.values.emplace(selection.values.begin(), terms);
    return selection;
  }

  Selection Total() {
    return Finish("count(*)", /*with_records=*/!conditions_.empty(), /*join=*/"", /*tail=*/"",
                  std::nullopt);
  }

 private:
  // Leaves rows outside of `first` to `last` out.
  void Limit(int64_t first, int64_t last) {
    rows_ = {std::max(rows_.first, first), std::min(rows_.last, last)};
    is_limited_ = true;
  }

  std::string Row() const {
    return search_.IsSet() ? absl::StrCat(source_.index, ".rowid") : source_.letter() + ".row";
  }

  std::string From(bool with_records) const {
    const std::string letter = source_.letter();
    const std::string record = absl::StrCat(source_.table, " ", letter);
    std::string from = absl::StrCat(" FROM ", search_.IsSet() ? source_.index : record);
    if (!with_records) return from;
    if (search_.IsSet()) {
      absl::StrAppend(&from, " CROSS JOIN ", record, " ON ", letter, ".row = ", Row());
    }
    return from;
  }

  Selection Finish(const std::string& columns, bool with_records, const std::string& join,
                   const std::string& tail, std::optional<int> limit) {
    Selection selection;
    std::vector<std::string> conditions;
    if (search_.IsSet()) {
      conditions.push_back(absl::StrCat(source_.index, " MATCH ", search_.Sql()));
      for (std::string& value : search_.Values()) selection.values.emplace_back(std::move(value));
    }
    if (is_limited_) {
      conditions.push_back(Row() + " BETWEEN ? AND ?");
      selection.values.emplace_back(rows_.first);
      selection.values.emplace_back(rows_.last);
    }
    conditions.insert(conditions.end(), conditions_.begin(), conditions_.end());
    selection.values.insert(selection.values.end(), values_.begin(), values_.end());
    selection.sql =
        absl::StrCat("SELECT ", columns, From(with_records), join,
                     conditions.empty() ? "" : " WHERE ", absl::StrJoin(conditions, " AND "), tail);
    if (limit.has_value()) {
      selection.sql += " LIMIT ?";
      selection.values.emplace_back(static_cast<int64_t>(*limit));
    }
    return selection;
  }

  const Source& source_;
  IndexSearch search_;
  RowRange rows_ = {INT64_MIN, INT64_MAX};
  bool is_limited_ = false;
  std::vector<std::string> conditions_;
  std::vector<Selection::Value> values_;
};

constexpr char kRowsOfArticles[] =
    "SELECT row FROM articles WHERE id IN (SELECT value FROM json_each(?))";

// Rows of parts of articles, given by the ids of both. `table` is positions or events.
std::string RowsOfParts(const std::string& table) {
  return absl::StrCat(
      "SELECT g.row FROM json_each(?) asked"
      " CROSS JOIN articles o ON o.id = json_extract(asked.value, '$[0]')"
      " CROSS JOIN ",
      table, " g ON g.article = o.row AND g.id = json_extract(asked.value, '$[1]')");
}

void AddSpeakers(Tag tag, const std::vector<std::string>& ids, IndexSearch& search) {
  if (!ids.empty()) search.AddRows(tag, statements::kRowsOfSpeakers, ToJson(ids));
}

void AddConditions(const ArticleFilter& filter, Builder& builder) {
  builder.search().AddText("title text", filter.text);
  builder.search().AddStrings(Tag::kPublisher, filter.publishers);
  builder.search().AddStrings(Tag::kLanguage, filter.languages);
  builder.WherePublished(filter.publish_time);
}

void AddConditions(const PositionFilter& filter, Builder& builder) {
  IndexSearch& search = builder.search();
  search.AddText("content", filter.text);
  AddSpeakers(Tag::kSpeaker, filter.speakers, search);
  AddSpeakers(Tag::kAddressee, filter.addressees, search);
  AddSpeakers(Tag::kVia, filter.via, search);
  AddSpeakers(Tag::kMentioned, filter.mentioned, search);
  if (!filter.events.empty()) {
    search.AddRows(Tag::kEvent, RowsOfParts("events"), ToJson(filter.events));
  }
  if (!filter.articles.empty()) {
    search.AddRows(Tag::kArticle, kRowsOfArticles, ToJson(filter.articles));
  }
  search.AddEnums(Tag::kKind, filter.kinds);
  search.AddEnums(Tag::kQuotation, filter.quotations);
  search.AddStrings(Tag::kModelVersion, filter.model_versions);
  search.AddStrings(Tag::kPublisher, filter.publishers);
  search.AddStrings(Tag::kLanguage, filter.languages);
  search.AddCodes(Tag::kCountry, filter.country_codes);
  if (filter.hedged.has_value()) search.AddEnums<int>(Tag::kHedged, {*filter.hedged});
  if (filter.negated.has_value()) search.AddEnums<int>(Tag::kNegated, {*filter.negated});
  builder.WherePublished(filter.publish_time);
  builder.WhereConfident(filter.min_confidence);
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
  IndexSearch& search = builder.search();
  search.AddText("place", filter.place);
  AddSpeakers(Tag::kActor, filter.actors, search);
  AddSpeakers(Tag::kRecipient, filter.recipients, search);
  if (!filter.positions.empty()) {
    search.AddRows(Tag::kPosition, RowsOfParts("positions"), ToJson(filter.positions));
  }
  if (!filter.articles.empty()) {
    search.AddRows(Tag::kArticle, kRowsOfArticles, ToJson(filter.articles));
  }
  search.AddEnums(Tag::kType, filter.types);
  search.AddEnums(Tag::kStatus, filter.statuses);
  search.AddCodes(Tag::kCountry, filter.country_codes);
  search.AddStrings(Tag::kPublisher, filter.publishers);
  builder.WherePublished(filter.publish_time);
  AddEventTime(filter.event_time, builder);
  builder.WhereConfident(filter.min_confidence);
}

// A grouping's column of keys, and a further table that it needs.
struct KeyColumn {
  KeyForm form;
  std::string sql;
  std::string join = {};
};

// Those of the kind `part` in `table`, whose column `record` is `row`.
std::string JoinIdentities(const std::string& table, const std::string& record,
                           const std::string& row) {
  return absl::StrCat(" LEFT JOIN ", table, " t ON t.", record, " = ", row,
                      " AND t.part = 1 LEFT JOIN speakers i ON i.row = t.speaker");
}

std::optional<KeyColumn> ColumnOf(PositionGrouping group_by) {
  switch (group_by) {
    case PositionGrouping::kAll:
      return std::nullopt;
    case PositionGrouping::kKind:
      return KeyColumn{KeyForm::kNumber, "p.kind"};
    case PositionGrouping::kSpeaker:
      return KeyColumn{KeyForm::kSpeaker, "i.root",
                       JoinIdentities("position_speakers", "position", "p.row")};
    case PositionGrouping::kPublisher:
      return KeyColumn{KeyForm::kText, "a.publisher",
                       " CROSS JOIN articles a ON a.row = p.article"};
    case PositionGrouping::kDay:
      return KeyColumn{KeyForm::kDay, "0"};
    case PositionGrouping::kMonth:
      return KeyColumn{KeyForm::kMonth, "0"};
    case PositionGrouping::kWeek:
      return KeyColumn{KeyForm::kWeek, "0"};
  }
  return std::nullopt;
}

std::optional<KeyColumn> ColumnOf(EventGrouping group_by) {
  switch (group_by) {
    case EventGrouping::kAll:
      return std::nullopt;
    case EventGrouping::kType:
      return KeyColumn{KeyForm::kNumber, "e.type"};
    case EventGrouping::kStatus:
      return KeyColumn{KeyForm::kNumber, "e.status"};
    case EventGrouping::kActor:
      return KeyColumn{KeyForm::kSpeaker, "i.root",
                       JoinIdentities("event_participants", "event", "e.row")};
    case EventGrouping::kCountry:
      return KeyColumn{KeyForm::kText, "e.country_code"};
    case EventGrouping::kPublisher:
      return KeyColumn{KeyForm::kText, "a.publisher",
                       " CROSS JOIN articles a ON a.row = e.article"};
    case EventGrouping::kDay:
      return KeyColumn{KeyForm::kDay, "0"};
    case EventGrouping::kMonth:
      return KeyColumn{KeyForm::kMonth, "0"};
    case EventGrouping::kWeek:
      return KeyColumn{KeyForm::kWeek, "0"};
  }
  return std::nullopt;
}

template <typename Filter>
Selection List(const Source& source, const Filter& filter, ListOrder order,
               const std::optional<ListKey>& after, int limit) {
  Builder builder(source);
  AddConditions(filter, builder);
  return builder.List(order, after, limit);
}

// Excluded terms come last among those searched for, and occur in nothing that is found.
template <typename Filter>
Selection Ranked(const Source& source, const Filter& filter, const std::optional<RowRange>& window,
                 int limit) {
  Builder builder(source);
  AddConditions(filter, builder);
  return builder.Ranked(static_cast<int64_t>(filter.text.terms.size()), window, limit);
}

template <typename Filter, typename Grouping>
KeySelection Keys(const Source& source, const Filter& filter, const Groupings<Grouping>& group_by) {
  KeySelection keys;
  std::string columns;
  std::string join;
  bool needs_records = false;
  for (const Grouping grouping : {group_by.by, group_by.then}) {
    const std::optional<KeyColumn> column = ColumnOf(grouping);
    if (!column.has_value()) continue;
    keys.forms.push_back(column->form);
    absl::StrAppend(&columns, ", ", column->sql);
    absl::StrAppend(&join, column->join);
    needs_records = needs_records || column->sql != "0";
  }
  Builder builder(source);
  AddConditions(filter, builder);
  keys.selection = builder.Keys(columns, join, needs_records);
  return keys;
}

template <typename Filter>
Selection Total(const Source& source, const Filter& filter) {
  Builder builder(source);
  AddConditions(filter, builder);
  return builder.Total();
}

// A total for each of `values`, 0 to `last` where there are none, if `filter` without them needs
// neither the index nor records. `values` are those of a field of `filter`.
template <typename Filter, typename Value>
std::vector<NumberedTotal> Totals(const Source& source, Filter filter,
                                  std::vector<Value> Filter::*values, Value last) {
  const std::vector<Value> given = std::exchange(filter.*values, {});
  Builder builder(source);
  AddConditions(filter, builder);
  if (!builder.IsOfRows()) return {};
  std::set<int64_t> numbers;
  for (const Value value : given) numbers.insert(static_cast<int64_t>(value));
  for (int64_t number = 0; given.empty() && number <= static_cast<int64_t>(last); ++number) {
    numbers.insert(number);
  }
  std::vector<NumberedTotal> totals;
  for (const int64_t number : numbers) {
    filter.*values = {static_cast<Value>(number)};
    totals.push_back({number, Total(source, filter)});
  }
  return totals;
}

// That the full-text index `table` finds one of the names or roles of the speaker `w` for `query`.
void AddNamed(const TextQuery& query, const std::string& table, std::string& sql,
              Selection& selection) {
  if (query.terms.empty()) return;
  absl::StrAppend(
      &sql,
      " AND w.row IN (SELECT i.root FROM speaker_names n CROSS JOIN speakers i ON i.row = n.speaker"
      " WHERE n.row IN (SELECT rowid FROM ",
      table, " WHERE ", table, " MATCH ?))");
  selection.values.emplace_back(MatchExpression(query));
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

Selection SelectArticles(const ArticleFilter& filter, ListOrder order,
                         const std::optional<ListKey>& after, int limit) {
  return List(kArticles, filter, order, after, limit);
}

Selection SelectSpeakers(const SpeakerFilter& filter, SpeakerOrder order,
                         const std::optional<SpeakerKey>& after, int limit) {
  Selection selection;
  std::string sql =
      absl::StrCat("SELECT ", statements::kSpeakerColumns, " WHERE ", statements::kSpeakerIsSeen);
  AddNamed(filter.text, "speaker_text", sql, selection);
  AddNamed(filter.role, "role_text", sql, selection);
  if (!filter.types.empty()) {
    absl::StrAppend(&sql, " AND w.type IN (SELECT value FROM json_each(?))");
    selection.values.emplace_back(ToJson(filter.types));
  }
  const bool by_count = order == SpeakerOrder::kMostQuoted;
  if (after.has_value() && by_count) {
    // The first condition is redundant, but an index can begin there.
    absl::StrAppend(&sql, " AND w.position_count <= ? AND (w.position_count < ? OR w.id > ?)");
    selection.values.emplace_back(after->position_count);
    selection.values.emplace_back(after->position_count);
    selection.values.emplace_back(after->id);
  } else if (after.has_value()) {
    absl::StrAppend(&sql, " AND (w.display_name, w.id) > (?, ?)");
    selection.values.emplace_back(after->display_name);
    selection.values.emplace_back(after->id);
  }
  selection.sql = absl::StrCat(
      sql, " ORDER BY ", by_count ? "w.position_count DESC" : "w.display_name", ", w.id LIMIT ?");
  selection.values.emplace_back(static_cast<int64_t>(limit));
  return selection;
}

Selection SelectPositions(const PositionFilter& filter, ListOrder order,
                          const std::optional<ListKey>& after, int limit) {
  return List(kPositions, filter, order, after, limit);
}

Selection SelectEvents(const EventFilter& filter, ListOrder order,
                       const std::optional<ListKey>& after, int limit) {
  return List(kEvents, filter, order, after, limit);
}

Selection SelectRanked(const ArticleFilter& filter, const std::optional<RowRange>& window,
                       int limit) {
  return Ranked(kArticles, filter, window, limit);
}

Selection SelectRanked(const PositionFilter& filter, const std::optional<RowRange>& window,
                       int limit) {
  return Ranked(kPositions, filter, window, limit);
}

Selection SelectTotal(const PositionFilter& filter) { return Total(kPositions, filter); }

Selection SelectTotal(const EventFilter& filter) { return Total(kEvents, filter); }

std::vector<NumberedTotal> SelectTotals(const PositionFilter& filter,
                                        Groupings<PositionGrouping> group_by) {
  if (group_by.then != PositionGrouping::kAll || group_by.by != PositionGrouping::kKind) return {};
  return Totals(kPositions, filter, &PositionFilter::kinds, PositionKind::kQuestion);
}

std::vector<NumberedTotal> SelectTotals(const EventFilter& filter,
                                        Groupings<EventGrouping> group_by) {
  if (group_by.then != EventGrouping::kAll) return {};
  if (group_by.by == EventGrouping::kType) {
    return Totals(kEvents, filter, &EventFilter::types, EventType::kOther);
  }
  if (group_by.by == EventGrouping::kStatus) {
    return Totals(kEvents, filter, &EventFilter::statuses, EventStatus::kDenied);
  }
  return {};
}

KeySelection SelectKeys(const PositionFilter& filter, Groupings<PositionGrouping> group_by) {
  return Keys(kPositions, filter, group_by);
}

KeySelection SelectKeys(const EventFilter& filter, Groupings<EventGrouping> group_by) {
  return Keys(kEvents, filter, group_by);
}

}  // namespace onrecord::query
