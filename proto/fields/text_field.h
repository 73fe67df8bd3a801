// The rules of a field that holds a whole text.

#ifndef ONRECORD_PROTO_FIELDS_TEXT_FIELD_H_
#define ONRECORD_PROTO_FIELDS_TEXT_FIELD_H_

#include <cstdint>
#include <string>
#include <string_view>

#include "absl/status/status.h"

namespace onrecord::fields {

// OK where `text` is valid UTF-8 of at most `max_bytes` bytes with something other than white space
// and without NUL characters. Otherwise INVALID_ARGUMENT with a violation of `field`:
// REQUIRED_FIELD (empty), TEXT_TOO_LONG with metadata `limit_bytes`, or INVALID_FIELD.
absl::Status CheckText(const std::string& field, std::string_view text, int64_t max_bytes);

}  // namespace onrecord::fields

#endif  // ONRECORD_PROTO_FIELDS_TEXT_FIELD_H_
