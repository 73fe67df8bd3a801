#include "proto/fields/offset_encoding.h"

#include <algorithm>

#include "unicode/utf8.h"

namespace onrecord::fields {
namespace {

constexpr int32_t kStride = 256;

bool ContinuesCharacter(char byte) { return (static_cast<unsigned char>(byte) & 0xC0) == 0x80; }

// Units of the character that `byte` begins; 0 for a byte that continues one. UTF-16 needs two (a
// surrogate pair) for exactly the characters that UTF-8 writes in four bytes.
int32_t UnitsAt(char byte, OffsetEncoding encoding) {
  if (ContinuesCharacter(byte)) return 0;
  return encoding == OffsetEncoding::kUtf16 && static_cast<unsigned char>(byte) >= 0xF0 ? 2 : 1;
}

}  // namespace

std::optional<size_t> FindInvalidUtf8(std::string_view text) {
  const char* bytes = text.data();
  const auto length = static_cast<int64_t>(text.size());
  int64_t at = 0;
  while (at < length) {
    const int64_t begin = at;
    UChar32 character;
    U8_NEXT(bytes, at, length, character);
    if (character < 0) return begin;
  }
  return std::nullopt;
}

OffsetConverter::OffsetConverter(std::string_view text, OffsetEncoding encoding)
    : text_(text), encoding_(encoding) {
  identity_ = encoding == OffsetEncoding::kUtf8 ||
              std::all_of(text.begin(), text.end(),
                          [](char byte) { return static_cast<unsigned char>(byte) < 0x80; });
  if (identity_) return;
  marks_.reserve(text.size() / kStride + 1);
  int32_t units = 0;
  for (size_t i = 0; i < text.size(); ++i) {
    if (i % kStride == 0) marks_.push_back(units);
    units += UnitsAt(text[i], encoding);
  }
}

int32_t OffsetConverter::FromBytes(int32_t byte) const {
  if (identity_ || byte == 0) return byte;
  // The mark at or before the last byte counted, so that an offset at the very end has one.
  const int32_t mark = (byte - 1) / kStride;
  int32_t units = marks_[mark];
  for (int32_t i = mark * kStride; i < byte; ++i) units += UnitsAt(text_[i], encoding_);
  return units;
}

std::optional<int32_t> OffsetConverter::ToBytes(int32_t offset) const {
  const auto size = static_cast<int32_t>(text_.size());
  if (offset < 0) return std::nullopt;
  if (identity_) {
    if (offset > size || (offset < size && ContinuesCharacter(text_[offset]))) return std::nullopt;
    return offset;
  }
  const auto after = std::upper_bound(marks_.begin(), marks_.end(), offset);
  const auto mark = static_cast<int32_t>(after - marks_.begin()) - 1;
  int32_t units = marks_[mark];
  int32_t byte = mark * kStride;
  while (byte < size && (units < offset || ContinuesCharacter(text_[byte]))) {
    units += UnitsAt(text_[byte++], encoding_);
  }
  return units == offset ? std::optional<int32_t>(byte) : std::nullopt;
}

}  // namespace onrecord::fields
