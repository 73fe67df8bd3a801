#include "query-service/archive/timeline.h"

#include <optional>
#include <utility>

#include "query-service/archive/group_counter.h"
#include "query-service/archive/record_lookup.h"
#include "query-service/archive/record_rows.h"
#include "query-service/archive/row_order.h"
#include "query-service/archive/selection.h"
#include "query-service/archive/statements.h"

namespace onrecord::query {
namespace {

KeyForm FormOf(TimelineQuery::Period period) {
  switch (period) {
    case TimelineQuery::Period::kDay:
      return KeyForm::kDay;
    case TimelineQuery::Period::kWeek:
      return KeyForm::kWeek;
    case TimelineQuery::Period::kMonth:
      return KeyForm::kMonth;
  }
  return KeyForm::kMonth;
}

}  // namespace

absl::Status TimelineReader::Add(const std::string& speaker_id, Timelines& timelines) {
  Timeline& timeline = timelines.timelines.emplace_back();
  {
    Statement row = connection_.Prepare(statements::kSpeaker);
    const absl::StatusOr<bool> found = row.BindText(speaker_id).Step();
    if (!found.ok()) return found.status();
    if (!*found) return absl::OkStatus();
    auto speaker = ReadSpeaker(connection_, row);
    if (!speaker.ok()) return speaker.status();
    timeline.speaker = *std::move(speaker);
  }
  Rows newest;
  absl::Status done = Walk(speaker_id, timeline, newest);
  int left = query_.examples;
  for (size_t i = 0; done.ok() && i < newest.size(); ++i) {
    auto& examples = query_.examples_per_period ? timeline.periods[i].examples : timeline.examples;
    if (query_.examples_per_period) left = query_.examples;
    for (size_t k = 0; done.ok() && k < newest[i].size() && left > 0; ++k, --left) {
      done = AddExample(newest[i][k], examples, timelines.texts);
    }
  }
  return done;
}

absl::Status TimelineReader::Walk(const std::string& speaker_id, Timeline& timeline, Rows& newest) {
  PositionFilter filter = query_.filter;
  filter.speakers = {speaker_id};
  const KeyForm form = FormOf(query_.period);
  Statement rows = SelectKeys(filter, PositionGrouping::kKind).selection.Prepare(connection_);
  std::optional<std::optional<int64_t>> last_day;
  absl::StatusOr<bool> more = rows.Step();
  for (; more.ok() && *more; more = rows.Step()) {
    const int64_t row = rows.Int(0);
    const auto kind = static_cast<PositionKind>(rows.Int(1));
    const std::optional<int64_t> day = DayOfRow(row);
    // Rows come in order of time, so that those of a period follow each other.
    if (last_day != day) {
      last_day = day;
      std::string start = CalendarKey(row, form);
      if (timeline.periods.empty() || timeline.periods.back().start != start) {
        timeline.periods.emplace_back().start = std::move(start);
        newest.emplace_back();
      }
    }
    TimelinePeriod& period = timeline.periods.back();
    ++period.count;
    ++period.kinds[kind];
    ++timeline.count;
    ++timeline.kinds[kind];
    if (static_cast<int>(newest.back().size()) < query_.examples) newest.back().push_back(row);
  }
  if (!more.ok()) return more.status();
  timeline.truncated = static_cast<int>(timeline.periods.size()) > query_.max_periods;
  if (timeline.truncated) {
    timeline.periods.resize(query_.max_periods);
    newest.resize(query_.max_periods);
  }
  return absl::OkStatus();
}

absl::Status TimelineReader::AddExample(int64_t row, std::vector<PositionRecord>& examples,
                                        ArticleTexts& texts) {
  if (size_.IsFull()) return absl::OkStatus();
  PositionPage page;
  page.texts = std::move(texts);
  const absl::Status added = AddPositionInRow(connection_, row, /*with_texts=*/true, page, size_);
  texts = std::move(page.texts);
  if (!added.ok()) return added;
  examples.push_back(std::move(page.positions.front()));
  return absl::OkStatus();
}

}  // namespace onrecord::query
