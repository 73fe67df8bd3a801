// Fields whose form on the wire has rules of its own: times, and the unit of offsets.

#ifndef ONRECORD_PROTO_FIELDS_WIRE_FIELDS_H_
#define ONRECORD_PROTO_FIELDS_WIRE_FIELDS_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "google/protobuf/timestamp.pb.h"
#include "proto/fields/offset_encoding.h"
#include "proto/rpc/errors.h"

namespace onrecord::fields {

// The moment that `timestamp` means; nullopt where it is none: outside the years 1 to 9999, or
// nanos outside 0 to 999,999,999.
std::optional<absl::Time> ToTime(const google::protobuf::Timestamp& timestamp);

// REQUIRES: within the years 1 to 9999.
google::protobuf::Timestamp ToTimestamp(absl::Time time);

// As ToTime, adding a violation of `field` where it is no moment.
std::optional<absl::Time> ReadTime(const google::protobuf::Timestamp& timestamp, std::string field,
                                   std::vector<rpc::FieldViolation>& violations);

// The unit that a request's field `offset_encoding` (the number of an onrecord.v1.OffsetEncoding)
// chooses. INVALID_ARGUMENT where it is none that the contract knows.
absl::StatusOr<OffsetEncoding> ReadOffsetEncoding(int encoding);

}  // namespace onrecord::fields

#endif  // ONRECORD_PROTO_FIELDS_WIRE_FIELDS_H_
