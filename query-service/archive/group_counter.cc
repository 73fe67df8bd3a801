#include "query-service/archive/group_counter.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/time/civil_time.h"
#include "proto/rpc/errors.h"
#include "query-service/archive/row_order.h"
#include "query-service/archive/statements.h"

namespace onrecord::query {
namespace {

// Days and months are counted from 1970; this is what has no time.
constexpr int64_t kNoTime = INT64_MIN;
constexpr absl::CivilDay kEpoch(1970, 1, 1);

// The number of the day, of the week's Monday, or of the month of a row.
int64_t CalendarNumber(int64_t row, KeyForm form) {
  const std::optional<int64_t> day = DayOfRow(row);
  if (!day.has_value()) return kNoTime;
  const absl::CivilDay date = kEpoch + *day;
  if (form == KeyForm::kMonth) return absl::CivilMonth(date) - absl::CivilMonth(kEpoch);
  if (form == KeyForm::kDay || absl::GetWeekday(date) == absl::Weekday::monday) return *day;
  return absl::PrevWeekday(date, absl::Weekday::monday) - kEpoch;
}

std::string CalendarText(int64_t number, KeyForm form) {
  if (number == kNoTime) return "";
  if (form == KeyForm::kMonth) {
    const absl::CivilMonth month = absl::CivilMonth(kEpoch) + number;
    return absl::StrFormat("%04d-%02d", month.year(), month.month());
  }
  const absl::CivilDay day = kEpoch + number;
  return absl::StrFormat("%04d-%02d-%02d", day.year(), day.month(), day.day());
}

}  // namespace

std::string CalendarKey(int64_t row, KeyForm form) {
  return CalendarText(CalendarNumber(row, form), form);
}

absl::Status GroupCounter::Count(const KeySelection& keys) {
  forms_ = keys.forms;
  Statement rows = keys.selection.Prepare(connection_);
  int64_t last_row = 0;
  std::vector<Group> groups_of_row;  // a position of two identities of a speaker counts once
  absl::StatusOr<bool> more = rows.Step();
  for (; more.ok() && *more; more = rows.Step()) {
    const int64_t row = rows.Int(0);
    if (total_ == 0 || row != last_row) {
      ++total_;
      last_row = row;
      groups_of_row.clear();
    }
    Group group = {0, 0};
    bool has_keys = true;
    for (size_t i = 0; i < forms_.size() && has_keys; ++i) {
      const int column = static_cast<int>(i) + 1;
      has_keys = !rows.IsNull(column);
      if (has_keys) group[i] = NumberOf(rows, column, forms_[i]);
    }
    const bool counted =
        std::find(groups_of_row.begin(), groups_of_row.end(), group) != groups_of_row.end();
    if (!has_keys || counted) continue;
    groups_of_row.push_back(group);
    ++counts_[group];
    if (counts_.size() > Counts::kMaxDistinctGroups) {
      return rpc::WithReason(absl::ResourceExhaustedError(absl::StrCat(
                                 "what matches falls into more than ", Counts::kMaxDistinctGroups,
                                 " groups; narrow the filter")),
                             "TOO_MANY_GROUPS");
    }
  }
  return more.status();
}

absl::Status GroupCounter::Count(const std::vector<NumberedTotal>& totals) {
  forms_ = {KeyForm::kNumber};
  for (const NumberedTotal& group : totals) {
    Statement total = group.total.Prepare(connection_);
    const absl::StatusOr<bool> found = total.Step();
    if (!found.ok()) return found.status();
    const int64_t count = total.Int(0);
    if (count > 0) counts_[{group.number, 0}] = count;
    total_ += count;
  }
  return absl::OkStatus();
}

int64_t GroupCounter::NumberOf(const Statement& row, int column, KeyForm form) {
  switch (form) {
    case KeyForm::kNumber:
    case KeyForm::kSpeaker:
      return row.Int(column);
    case KeyForm::kText: {
      const auto [entry, is_new] =
          texts_.try_emplace(std::string(row.Text(column)), text_of_number_.size());
      if (is_new) text_of_number_.push_back(entry->first);
      return entry->second;
    }
    case KeyForm::kDay:
    case KeyForm::kWeek:
    case KeyForm::kMonth:
      return CalendarNumber(row.Int(0), form);
  }
  return 0;
}

absl::StatusOr<CountedKey> GroupCounter::KeyOf(int64_t number, KeyForm form) {
  switch (form) {
    case KeyForm::kNumber:
      return CountedKey{absl::StrCat(number), ""};
    case KeyForm::kText:
      return CountedKey{text_of_number_[number], ""};
    case KeyForm::kSpeaker: {
      Statement speaker = connection_.Prepare(statements::kNameOfSpeakerInRow);
      const absl::StatusOr<bool> found = speaker.BindInt(number).Step();
      if (!found.ok()) return found.status();
      return CountedKey{std::string(speaker.Text(0)), std::string(speaker.Text(1))};
    }
    case KeyForm::kDay:
    case KeyForm::kWeek:
    case KeyForm::kMonth:
      return CountedKey{CalendarText(number, form), ""};
  }
  return CountedKey();
}

absl::StatusOr<std::vector<CountedGroup>> GroupCounter::Largest(int limit) {
  // Names of many small groups need not be read: none smaller than the last one kept.
  std::vector<int64_t> sizes;
  for (const auto& [group, count] : counts_) sizes.push_back(count);
  int64_t smallest = 0;
  if (static_cast<int>(sizes.size()) > limit) {
    std::nth_element(sizes.begin(), sizes.begin() + (limit - 1), sizes.end(), std::greater<>());
    smallest = sizes[limit - 1];
  }
  std::vector<CountedGroup> groups;
  for (const auto& [numbers, count] : counts_) {
    if (count < smallest) continue;
    CountedGroup group;
    for (size_t i = 0; i < forms_.size(); ++i) {
      auto key = KeyOf(numbers[i], forms_[i]);
      if (!key.ok()) return key.status();
      (i == 0 ? group.by : group.then) = *std::move(key);
    }
    group.count = count;
    groups.push_back(std::move(group));
  }
  std::sort(groups.begin(), groups.end(), [](const CountedGroup& a, const CountedGroup& b) {
    return std::tie(b.count, a.by.key, a.then.key) < std::tie(a.count, b.by.key, b.then.key);
  });
  if (static_cast<int>(groups.size()) > limit) groups.resize(limit);
  return groups;
}

}  // namespace onrecord::query
