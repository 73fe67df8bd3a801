// Offsets in the units that clients index strings with.
//
// Inside both services every offset is a byte of UTF-8. Clients may ask for UTF-16 units or code
// points instead (onrecord.v1.OffsetEncoding); this is the one place that knows how to convert.

#ifndef ONRECORD_PROTO_FIELDS_OFFSET_ENCODING_H_
#define ONRECORD_PROTO_FIELDS_OFFSET_ENCODING_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace onrecord::fields {

// The byte offset of the first byte that is not UTF-8 (overlong forms, surrogates and what lies
// beyond U+10FFFF included); nullopt where all of `text` is.
std::optional<size_t> FindInvalidUtf8(std::string_view text);

// What an offset counts.
enum class OffsetEncoding { kUtf8, kUtf16, kUtf32 };

// Converts offsets of one text in both directions. Making one reads the text once and keeps a mark
// every 256 bytes, so each conversion reads at most that much; a text of plain ASCII needs none.
// Safe to use from several threads. The text must outlive it and be valid UTF-8 of less than 2^31
// bytes.
class OffsetConverter {
 public:
  OffsetConverter(std::string_view text, OffsetEncoding encoding);

  // The offset in units of the character that begins at `byte`. REQUIRES: 0 <= byte <= text.size(),
  // between two characters.
  int32_t FromBytes(int32_t byte) const;

  // The byte at which unit `offset` begins; nullopt where that lies outside the text or inside a
  // character.
  std::optional<int32_t> ToBytes(int32_t offset) const;

 private:
  std::string_view text_;
  OffsetEncoding encoding_;
  bool identity_;  // a unit is a byte throughout
  // marks_[i]: units that begin before byte i * kStride.
  std::vector<int32_t> marks_;
};

}  // namespace onrecord::fields

#endif  // ONRECORD_PROTO_FIELDS_OFFSET_ENCODING_H_
