#include "proto/fields/text_field.h"

#include "gtest/gtest.h"
#include "proto/rpc/errors.h"

namespace onrecord::fields {
namespace {

TEST(CheckText, TakesTextUpToTheLimit) {
  EXPECT_TRUE(CheckText("text", "12345678", 8).ok());
  const absl::Status status = CheckText("text", "123456789", 8);
  EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(rpc::ReasonOf(status), "TEXT_TOO_LONG");
  EXPECT_EQ(status.message(), "text: has 9 bytes; at most 8 can be taken");
}

TEST(CheckText, TellsMissingFromBlank) {
  EXPECT_EQ(rpc::ReasonOf(CheckText("article.text", "", 8)), "REQUIRED_FIELD");
  const absl::Status blank = CheckText("article.text", " \n\xC2\xA0\xE3\x80\x80\t", 80);
  EXPECT_EQ(rpc::ReasonOf(blank), "INVALID_FIELD");
  EXPECT_EQ(blank.message(), "article.text: holds nothing but white space");
}

TEST(CheckText, SaysWhereTheBadByteIs) {
  EXPECT_EQ(CheckText("t", "ab\xED\xA0\x80", 80).message(), "t: is not UTF-8 at byte 2");
  EXPECT_EQ(CheckText("t", std::string_view("a\0b", 3), 80).message(),
            "t: holds a NUL character at byte 1; remove such characters");
}

}  // namespace
}  // namespace onrecord::fields
