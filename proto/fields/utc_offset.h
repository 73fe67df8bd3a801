// The field publish_utc_offset_minutes: how far a publisher's clock is from UTC.

#ifndef ONRECORD_PROTO_FIELDS_UTC_OFFSET_H_
#define ONRECORD_PROTO_FIELDS_UTC_OFFSET_H_

#include <cstdint>

namespace onrecord::fields {

// What a violation says of an offset that is none.
inline constexpr char kUtcOffsetRule[] = "must be -840 to 840";

// Whether some clock on Earth may be `minutes` from UTC: 14 hours at most, to either side.
constexpr bool IsUtcOffset(int32_t minutes) { return minutes >= -840 && minutes <= 840; }

}  // namespace onrecord::fields

#endif  // ONRECORD_PROTO_FIELDS_UTC_OFFSET_H_
