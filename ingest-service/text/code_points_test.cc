#include "ingest-service/text/code_points.h"

#include <gtest/gtest.h>

namespace onrecord::ingest {
namespace {

TEST(CodePointsTest, StepsBothWaysOverCodePoints) {
  const std::string_view text = "aé€😀";
  int32_t at = 0;
  EXPECT_EQ(NextCodePoint(text, at), U'a');
  EXPECT_EQ(NextCodePoint(text, at), U'é');
  EXPECT_EQ(NextCodePoint(text, at), U'€');
  EXPECT_EQ(NextCodePoint(text, at), U'😀');
  EXPECT_EQ(NextCodePoint(text, at), kNoCodePoint);
  EXPECT_EQ(at, 10);
  EXPECT_EQ(PreviousCodePoint(text, at), U'😀');
  EXPECT_EQ(at, 6);
  EXPECT_EQ(CodePointBefore(text, at), U'€');
  EXPECT_EQ(CodePointBefore(text, 0), kNoCodePoint);
}

TEST(CodePointsTest, MalformedBytesAreReplacementCharacters) {
  int32_t at = 0;
  EXPECT_EQ(NextCodePoint("\xFFz", at), U'\uFFFD');
  EXPECT_EQ(at, 1);
}

TEST(CodePointsTest, EndsOfTextAreWhiteSpace) {
  EXPECT_TRUE(IsWhiteSpace(kNoCodePoint));
  EXPECT_TRUE(IsWhiteSpace(U'\u00A0'));
  EXPECT_FALSE(IsWhiteSpace(U'\u200B'));
}

TEST(CodePointsTest, ClassesAreUnicodes) {
  EXPECT_TRUE(IsUpper(U'Ä'));
  EXPECT_TRUE(IsLower(U'ß'));
  EXPECT_TRUE(IsLetter(U'行'));
  EXPECT_FALSE(IsLetter(U'5'));
  EXPECT_TRUE(IsDigit(U'5'));
}

}  // namespace
}  // namespace onrecord::ingest
