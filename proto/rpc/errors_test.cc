#include "proto/rpc/errors.h"

#include "gtest/gtest.h"

namespace onrecord::rpc {
namespace {

TEST(InvalidFields, NamesTheFirstThreeInTheMessage) {
  const absl::Status status =
      InvalidFields({{"a", "is wrong"}, {"b", "is too"}, {"c", "also"}, {"d", "as well"}});
  EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(status.message(), "a: is wrong; b: is too; c: also");
  EXPECT_EQ(ReasonOf(status), "INVALID_FIELD");
}

TEST(InvalidFields, StaysWithinWhatClientsTake) {
  const std::vector<FieldViolation> violations(1000, {"analysis.positions[7].cue[0].begin", "x"});
  size_t bytes = 0;
  InvalidFields(violations).ForEachPayload([&](absl::string_view, const absl::Cord& payload) {
    bytes += payload.size();
  });
  EXPECT_LT(bytes, 4096u);
}

TEST(RequiredField, HasReasonOfItsOwn) {
  const absl::Status status = RequiredField("article.text");
  EXPECT_EQ(status.message(), "article.text: must be set");
  EXPECT_EQ(ReasonOf(status), "REQUIRED_FIELD");
}

TEST(MalformedRequest, TellsWhatParsingAsksFor) {
  const absl::Status status = MalformedRequest();
  EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(ReasonOf(status), "MALFORMED_REQUEST");
}

TEST(WithReason, ReplacesReasonAndKeepsOk) {
  absl::Status status = WithReason(absl::NotFoundError("gone"), "A");
  status = WithReason(status, "B", {{"resource", "articles/x"}});
  EXPECT_EQ(ReasonOf(status), "B");
  EXPECT_TRUE(WithReason(absl::OkStatus(), "A").ok());
  EXPECT_EQ(ReasonOf(absl::OkStatus()), "");
}

TEST(Overloaded, SaysWhenToTryAgain) {
  const absl::Status status = Overloaded("64 requests are in progress", absl::Seconds(2));
  EXPECT_EQ(status.code(), absl::StatusCode::kResourceExhausted);
  EXPECT_EQ(status.message(), "64 requests are in progress; try again in 2s");
  EXPECT_EQ(ReasonOf(status), "OVERLOADED");
}

}  // namespace
}  // namespace onrecord::rpc
