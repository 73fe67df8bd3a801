// Times as the archive keeps them: microseconds since 1970.

#ifndef ONRECORD_QUERY_SERVICE_ARCHIVE_TIMES_H_
#define ONRECORD_QUERY_SERVICE_ARCHIVE_TIMES_H_

#include <cstdint>
#include <optional>

#include "absl/time/time.h"

namespace onrecord::query {

inline constexpr int64_t kMicrosPerSecond = 1'000'000;

// The publication time of what has none: before all others.
inline constexpr int64_t kUnknownTimeUs = INT64_MIN;

// The first microsecond of the year 1 and the last of 9999: what a protobuf Timestamp can say.
inline constexpr int64_t kMinTimeUs = -62'135'596'800 * kMicrosPerSecond;
inline constexpr int64_t kMaxTimeUs = 253'402'300'800 * kMicrosPerSecond - 1;

// Whether `time` lies in the years 1 to 9999.
inline bool IsKeepable(absl::Time time) {
  return time >= absl::FromUnixMicros(kMinTimeUs) && time < absl::FromUnixMicros(kMaxTimeUs + 1);
}

// A publication time as kept. REQUIRES: unset or IsKeepable.
inline int64_t PublishMicros(const std::optional<absl::Time>& time) {
  return time.has_value() ? absl::ToUnixMicros(*time) : kUnknownTimeUs;
}

inline std::optional<absl::Time> PublishTime(int64_t publish_us) {
  if (publish_us == kUnknownTimeUs) return std::nullopt;
  return absl::FromUnixMicros(publish_us);
}

// The smallest microsecond that is not before `time`: kept times at or after it are those at or
// after `time`.
inline int64_t CeilMicros(absl::Time time) {
  const int64_t floor = absl::ToUnixMicros(time);
  return absl::FromUnixMicros(floor) < time && floor < INT64_MAX ? floor + 1 : floor;
}

}  // namespace onrecord::query

#endif  // ONRECORD_QUERY_SERVICE_ARCHIVE_TIMES_H_
