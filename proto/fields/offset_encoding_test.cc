#include "proto/fields/offset_encoding.h"

#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace onrecord::fields {
namespace {

using ::testing::Optional;

constexpr std::string_view kMixed = "a\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80z";  // a é € 😀 z

TEST(FindInvalidUtf8, AcceptsEveryLength) { EXPECT_EQ(FindInvalidUtf8(kMixed), std::nullopt); }

TEST(FindInvalidUtf8, AcceptsEmptyAndNul) {
  EXPECT_EQ(FindInvalidUtf8(""), std::nullopt);
  EXPECT_EQ(FindInvalidUtf8(std::string_view("a\0b", 3)), std::nullopt);
}

TEST(FindInvalidUtf8, FindsFirstBadByte) {
  EXPECT_THAT(FindInvalidUtf8("ab\xFF\xFE"), Optional(2u));
  EXPECT_THAT(FindInvalidUtf8("ab\xC3"), Optional(2u));            // cut off
  EXPECT_THAT(FindInvalidUtf8("\xED\xA0\x80"), Optional(0u));      // a lone surrogate
  EXPECT_THAT(FindInvalidUtf8("\xC0\x80"), Optional(0u));          // overlong
  EXPECT_THAT(FindInvalidUtf8("\xF4\x90\x80\x80"), Optional(0u));  // past U+10FFFF
}

TEST(OffsetConverter, CountsInEveryUnit) {
  const OffsetConverter utf8(kMixed, OffsetEncoding::kUtf8);
  const OffsetConverter utf16(kMixed, OffsetEncoding::kUtf16);
  const OffsetConverter utf32(kMixed, OffsetEncoding::kUtf32);
  EXPECT_EQ(utf8.FromBytes(11), 11);
  EXPECT_EQ(utf16.FromBytes(11), 6);
  EXPECT_EQ(utf32.FromBytes(11), 5);
  EXPECT_EQ(utf16.FromBytes(6), 3);
  EXPECT_EQ(utf32.FromBytes(0), 0);
}

TEST(OffsetConverter, RefusesInsideCharacter) {
  EXPECT_EQ(OffsetConverter(kMixed, OffsetEncoding::kUtf8).ToBytes(2), std::nullopt);
  EXPECT_EQ(OffsetConverter(kMixed, OffsetEncoding::kUtf16).ToBytes(4), std::nullopt);
}

TEST(OffsetConverter, RefusesOutsideText) {
  for (const auto encoding :
       {OffsetEncoding::kUtf8, OffsetEncoding::kUtf16, OffsetEncoding::kUtf32}) {
    const OffsetConverter converter(kMixed, encoding);
    EXPECT_EQ(converter.ToBytes(-1), std::nullopt);
    EXPECT_EQ(converter.ToBytes(12), std::nullopt);
    EXPECT_EQ(OffsetConverter("", encoding).ToBytes(1), std::nullopt);
    EXPECT_THAT(OffsetConverter("", encoding).ToBytes(0), Optional(0));
  }
}

TEST(OffsetConverter, RoundTripsEveryBoundaryOfLongText) {
  std::string text;
  for (int i = 0; i < 400; ++i) text += i % 3 == 0 ? kMixed : "plain ";
  for (const auto encoding :
       {OffsetEncoding::kUtf8, OffsetEncoding::kUtf16, OffsetEncoding::kUtf32}) {
    const OffsetConverter converter(text, encoding);
    int32_t expected = 0;  // counted here byte by byte
    for (int32_t byte = 0; byte <= static_cast<int32_t>(text.size()); ++byte) {
      const auto lead = byte < static_cast<int32_t>(text.size())
                            ? static_cast<unsigned char>(text[byte])
                            : static_cast<unsigned char>(0);
      if ((lead & 0xC0) != 0x80) {
        ASSERT_EQ(converter.FromBytes(byte), expected) << byte;
        ASSERT_THAT(converter.ToBytes(expected), Optional(byte)) << byte;
        if (encoding != OffsetEncoding::kUtf8) {
          expected += encoding == OffsetEncoding::kUtf16 && lead >= 0xF0 ? 2 : 1;
        }
      }
      if (encoding == OffsetEncoding::kUtf8) ++expected;
    }
  }
}

}  // namespace
}  // namespace onrecord::fields
