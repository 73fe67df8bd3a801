#include "proto/fields/wire_fields.h"

#include <cstdint>
#include <utility>

#include "onrecord/v1/text.pb.h"

namespace onrecord::fields {
namespace {

constexpr int64_t kFirstSecond = -62'135'596'800;  // 0001-01-01T00:00:00Z
constexpr int64_t kLastSecond = 253'402'300'799;   // 9999-12-31T23:59:59Z
constexpr int32_t kNanosPerSecond = 1'000'000'000;

}  // namespace

std::optional<absl::Time> ToTime(const google::protobuf::Timestamp& timestamp) {
  if (timestamp.seconds() < kFirstSecond || timestamp.seconds() > kLastSecond ||
      timestamp.nanos() < 0 || timestamp.nanos() >= kNanosPerSecond) {
    return std::nullopt;
  }
  return absl::FromUnixSeconds(timestamp.seconds()) + absl::Nanoseconds(timestamp.nanos());
}

google::protobuf::Timestamp ToTimestamp(absl::Time time) {
  google::protobuf::Timestamp timestamp;
  const int64_t seconds = absl::ToUnixSeconds(time);
  timestamp.set_seconds(seconds);
  timestamp.set_nanos(
      static_cast<int32_t>(absl::ToInt64Nanoseconds(time - absl::FromUnixSeconds(seconds))));
  return timestamp;
}

std::optional<absl::Time> ReadTime(const google::protobuf::Timestamp& timestamp, std::string field,
                                   std::vector<rpc::FieldViolation>& violations) {
  const std::optional<absl::Time> time = ToTime(timestamp);
  if (!time.has_value()) {
    violations.push_back(
        {std::move(field), "must be a moment of the years 1 to 9999 with nanos 0 to 999999999"});
  }
  return time;
}

absl::StatusOr<OffsetEncoding> ReadOffsetEncoding(int encoding) {
  switch (encoding) {
    case v1::OFFSET_ENCODING_UNSPECIFIED:
    case v1::OFFSET_ENCODING_UTF8:
      return OffsetEncoding::kUtf8;
    case v1::OFFSET_ENCODING_UTF16:
      return OffsetEncoding::kUtf16;
    case v1::OFFSET_ENCODING_UTF32:
      return OffsetEncoding::kUtf32;
    default:
      return rpc::InvalidField("offset_encoding",
                               "must be OFFSET_ENCODING_UTF8, OFFSET_ENCODING_UTF16 or "
                               "OFFSET_ENCODING_UTF32");
  }
}

}  // namespace onrecord::fields
