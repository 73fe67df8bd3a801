#include "query-service/archive/row_order.h"

#include <algorithm>

#include "query-service/archive/times.h"

namespace onrecord::query {
namespace {

constexpr int kCounterBits = 24;
constexpr int64_t kRowsPerSecond = int64_t{1} << kCounterBits;
constexpr int64_t kFirstUnknown = -(int64_t{1} << 62);

// The second of a time, counted so that the year 1 begins with 1.
int64_t SecondOf(int64_t time_us) {
  const int64_t clamped = std::clamp(time_us, kMinTimeUs, kMaxTimeUs);
  return (clamped - kMinTimeUs) / kMicrosPerSecond + 1;
}

}  // namespace

RowRange RowsOfSecond(int64_t publish_us) {
  if (publish_us == kUnknownTimeUs) return {kFirstUnknown, -1};
  const int64_t first = SecondOf(publish_us) << kCounterBits;
  return {first, first + kRowsPerSecond - 1};
}

RowRange RowsOfInterval(int64_t start_us, int64_t end_us) {
  const int64_t first_us = std::max(start_us, kMinTimeUs);
  if (end_us <= first_us) return {0, -1};
  return {RowsOfSecond(first_us).first, RowsOfSecond(end_us - 1).last};
}

std::optional<int64_t> DayOfRow(int64_t row) {
  if (row < 0) return std::nullopt;
  // Both from the first second of the year 1, with which a day begins.
  constexpr int64_t kSecondsPerDay = 86'400;
  constexpr int64_t kFirstDay = kMinTimeUs / kMicrosPerSecond / kSecondsPerDay;
  return kFirstDay + ((row >> kCounterBits) - 1) / kSecondsPerDay;
}

}  // namespace onrecord::query
