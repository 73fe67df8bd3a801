// Steps through UTF-8 text by code point, and the few character classes that the text stage asks
// for.
//
// Everything here takes any bytes: a malformed sequence is read as U+FFFD and stepped over, so that
// a caller always gets to the end of the text.

#ifndef ONRECORD_INGEST_SERVICE_TEXT_CODE_POINTS_H_
#define ONRECORD_INGEST_SERVICE_TEXT_CODE_POINTS_H_

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <cstdint>
#include <string_view>

namespace onrecord::ingest {

// Stands for "before the beginning" and "past the end"; counts as white space.
inline constexpr char32_t kNoCodePoint = 0;

// The code point at `offset`, which is moved past it; kNoCodePoint at the end of the text.
inline char32_t NextCodePoint(std::string_view text, int32_t& offset) {
  const int32_t length = static_cast<int32_t>(text.size());
  if (offset >= length) return kNoCodePoint;
  UChar32 c;
  U8_NEXT_OR_FFFD(reinterpret_cast<const uint8_t*>(text.data()), offset, length, c);
  return static_cast<char32_t>(c);
}

// The code point that ends at `offset`, which is moved to its beginning; kNoCodePoint at the text's
// beginning.
inline char32_t PreviousCodePoint(std::string_view text, int32_t& offset) {
  if (offset <= 0) return kNoCodePoint;
  UChar32 c;
  U8_PREV_OR_FFFD(reinterpret_cast<const uint8_t*>(text.data()), 0, offset, c);
  return static_cast<char32_t>(c);
}

// The same without moving.
inline char32_t CodePointAt(std::string_view text, int32_t offset) {
  return NextCodePoint(text, offset);
}
inline char32_t CodePointBefore(std::string_view text, int32_t offset) {
  return PreviousCodePoint(text, offset);
}

// White space of any script, no-break spaces included, and the ends of the text.
inline bool IsWhiteSpace(char32_t c) { return c == kNoCodePoint || u_isUWhiteSpace(c); }
inline bool IsDigit(char32_t c) { return u_isdigit(c); }
inline bool IsLetter(char32_t c) { return u_isalpha(c); }
inline bool IsUpper(char32_t c) { return u_isUUppercase(c) || u_istitle(c); }
inline bool IsLower(char32_t c) { return u_isULowercase(c); }
inline bool IsLetterOrDigit(char32_t c) { return u_isalnum(c); }

}  // namespace onrecord::ingest

#endif  // ONRECORD_INGEST_SERVICE_TEXT_CODE_POINTS_H_
