#include "query-service/query/count.h"

#include <algorithm>
#include <string>
#include <tuple>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "proto/fields/resource_name.h"
#include "query-service/query/enum_names.h"
#include "query-service/query/field_rules.h"

namespace onrecord::query {
namespace {

constexpr int kDefaultGroups = 1000;
constexpr int kMaxGroups = 10000;

absl::StatusOr<int> GroupLimit(int32_t max_groups) {
  if (max_groups < 0 || max_groups > kMaxGroups) {
    return rpc::InvalidField("max_groups", absl::StrCat("must be 0 to ", kMaxGroups));
  }
  return max_groups == 0 ? kDefaultGroups : max_groups;
}

template <typename Grouping>
absl::StatusOr<Grouping> GroupingOf(int number, Grouping last, const std::string& field) {
  if (number >= 0 && number <= static_cast<int>(last)) return static_cast<Grouping>(number);
  return rpc::InvalidField(field,
                           absl::StrCat("has the value ", number, ", which is none of its enum's"));
}

// What a request counts by.
template <typename Request, typename Grouping>
absl::StatusOr<Groupings<Grouping>> GroupingsOf(const Request& request, Grouping last) {
  const auto by = GroupingOf(request.group_by, last, "group_by");
  if (!by.ok()) return by.status();
  const auto then = GroupingOf(request.then_by, last, "then_by");
  if (!then.ok()) return then.status();
  if (*then != Grouping::kAll && *by == Grouping::kAll) {
    return rpc::InvalidField("then_by", "needs a group_by before it");
  }
  if (*then != Grouping::kAll && *then == *by) {
    return rpc::InvalidField("then_by", "must differ from group_by");
  }
  return Groupings<Grouping>(*by, *then);
}

int32_t Saturated(int64_t count) {
  return static_cast<int32_t>(std::min<int64_t>(count, INT32_MAX));
}

template <typename Enum>
std::string EnumKey(const std::string& key) {
  int number = 0;
  return absl::SimpleAtoi(key, &number) ? NameOf(static_cast<Enum>(number)) : key;
}

std::string ContractKey(const std::string& key, PositionGrouping group_by) {
  switch (group_by) {
    case PositionGrouping::kKind:
      return EnumKey<PositionKind>(key);
    case PositionGrouping::kSpeaker:
      return fields::SpeakerName(key);
    default:
      return key;
  }
}

std::string ContractKey(const std::string& key, EventGrouping group_by) {
  switch (group_by) {
    case EventGrouping::kType:
      return EnumKey<EventType>(key);
    case EventGrouping::kStatus:
      return EnumKey<EventStatus>(key);
    case EventGrouping::kActor:
      return fields::SpeakerName(key);
    default:
      return key;
  }
}

bool IsByEnum(PositionGrouping group_by) { return group_by == PositionGrouping::kKind; }
bool IsByEnum(EventGrouping group_by) {
  return group_by == EventGrouping::kType || group_by == EventGrouping::kStatus;
}

// The archive counts enums by number, the contract orders them by name: where there are any, all
// groups are fetched, then ordered and cut.
template <typename Grouping>
int ArchiveLimit(const Groupings<Grouping>& group_by, int limit) {
  const bool by_enum = IsByEnum(group_by.by) || IsByEnum(group_by.then);
  return by_enum ? static_cast<int>(Counts::kMaxDistinctGroups) : limit;
}

template <typename Grouping>
CountResponse ToResponse(const Counts& counts, const Groupings<Grouping>& group_by, int limit) {
  CountResponse response;
  response.total_count = Saturated(counts.total_count);
  response.archive_revision = counts.archive_revision;
  for (const CountedGroup& group : counts.groups) {
    response.groups.push_back({ContractKey(group.by.key, group_by.by), group.by.display_name,
                               ContractKey(group.then.key, group_by.then), group.then.display_name,
                               Saturated(group.count)});
  }
  std::sort(response.groups.begin(), response.groups.end(),
            [](const CountGroup& a, const CountGroup& b) {
              return std::tie(b.count, a.key, a.then_key) < std::tie(a.count, b.key, b.then_key);
            });
  response.truncated = counts.truncated || static_cast<int>(response.groups.size()) > limit;
  if (static_cast<int>(response.groups.size()) > limit) response.groups.resize(limit);
  return response;
}

}  // namespace

absl::StatusOr<CountResponse> CountPositions(const Archive& archive,
                                             const CountPositionsRequest& request,
                                             const IsAbandoned& is_abandoned) {
  const absl::StatusOr<int> limit = GroupLimit(request.max_groups);
  if (!limit.ok()) return limit.status();
  const auto group_by = GroupingsOf(request, PositionGrouping::kWeek);
  if (!group_by.ok()) return group_by.status();
  const absl::StatusOr<PositionFilter> filter = CheckCriteria(request.filter);
  if (!filter.ok()) return filter.status();
  const absl::Status reached = CheckRevision(archive, request.min_revision);
  if (!reached.ok()) return reached;
  const absl::StatusOr<Counts> counts =
      archive.CountPositions(*filter, *group_by, ArchiveLimit(*group_by, *limit), is_abandoned);
  if (!counts.ok()) return counts.status();
  return ToResponse(*counts, *group_by, *limit);
}

absl::StatusOr<CountResponse> CountEvents(const Archive& archive, const CountEventsRequest& request,
                                          const IsAbandoned& is_abandoned) {
  const absl::StatusOr<int> limit = GroupLimit(request.max_groups);
  if (!limit.ok()) return limit.status();
  const auto group_by = GroupingsOf(request, EventGrouping::kWeek);
  if (!group_by.ok()) return group_by.status();
  const absl::StatusOr<EventFilter> filter = CheckCriteria(request.filter);
  if (!filter.ok()) return filter.status();
  const absl::Status reached = CheckRevision(archive, request.min_revision);
  if (!reached.ok()) return reached;
  const absl::StatusOr<Counts> counts =
      archive.CountEvents(*filter, *group_by, ArchiveLimit(*group_by, *limit), is_abandoned);
  if (!counts.ok()) return counts.status();
  return ToResponse(*counts, *group_by, *limit);
}

}  // namespace onrecord::query
