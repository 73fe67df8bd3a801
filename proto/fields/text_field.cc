#include "proto/fields/text_field.h"

#include <optional>

#include "absl/strings/str_cat.h"
#include "proto/fields/offset_encoding.h"
#include "proto/rpc/errors.h"
#include "unicode/uchar.h"
#include "unicode/utf8.h"

namespace onrecord::fields {
namespace {

// REQUIRES: text is valid UTF-8.
bool IsBlank(std::string_view text) {
  const auto length = static_cast<int32_t>(text.size());
  for (int32_t at = 0; at < length;) {
    UChar32 character;
    U8_NEXT_UNSAFE(text.data(), at, character);
    if (!u_isUWhiteSpace(character)) return false;
  }
  return true;
}

}  // namespace

absl::Status CheckText(const std::string& field, std::string_view text, int64_t max_bytes) {
  if (text.empty()) return rpc::RequiredField(field);
  if (static_cast<int64_t>(text.size()) > max_bytes) {
    return rpc::WithReason(
        rpc::InvalidField(field, absl::StrCat("has ", text.size(), " bytes; at most ", max_bytes,
                                              " can be taken")),
        "TEXT_TOO_LONG", {{"limit_bytes", absl::StrCat(max_bytes)}});
  }
  if (const std::optional<size_t> bad = FindInvalidUtf8(text); bad.has_value()) {
    return rpc::InvalidField(field, absl::StrCat("is not UTF-8 at byte ", *bad));
  }
  if (const size_t nul = text.find('\0'); nul != std::string_view::npos) {
    return rpc::InvalidField(
        field, absl::StrCat("holds a NUL character at byte ", nul, "; remove such characters"));
  }
  if (IsBlank(text)) return rpc::InvalidField(field, "holds nothing but white space");
  return absl::OkStatus();
}

}  // namespace onrecord::fields
