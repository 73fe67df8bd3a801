#include "proto/fields/wire_fields.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace onrecord::fields {
namespace {

google::protobuf::Timestamp Make(int64_t seconds, int32_t nanos) {
  google::protobuf::Timestamp timestamp;
  timestamp.set_seconds(seconds);
  timestamp.set_nanos(nanos);
  return timestamp;
}

TEST(ToTime, RoundTripsTheEdgesOfTheRange) {
  for (const int64_t seconds : {int64_t{-62'135'596'800}, int64_t{-1}, int64_t{0},
                                int64_t{1'773'300'600}, int64_t{253'402'300'799}}) {
    const auto time = ToTime(Make(seconds, 999'999'999));
    ASSERT_TRUE(time.has_value());
    EXPECT_EQ(ToTimestamp(*time).seconds(), seconds);
    EXPECT_EQ(ToTimestamp(*time).nanos(), 999'999'999);
  }
}

TEST(ToTime, RefusesWhatIsNoMoment) {
  EXPECT_EQ(ToTime(Make(-62'135'596'801, 0)), std::nullopt);
  EXPECT_EQ(ToTime(Make(253'402'300'800, 0)), std::nullopt);
  EXPECT_EQ(ToTime(Make(0, -1)), std::nullopt);
  EXPECT_EQ(ToTime(Make(0, 1'000'000'000)), std::nullopt);
}

TEST(ReadTime, NamesTheFieldThatIsNoMoment) {
  std::vector<rpc::FieldViolation> violations;
  EXPECT_EQ(ReadTime(Make(0, -1), "filter.publish_time.start_time", violations), std::nullopt);
  ASSERT_EQ(violations.size(), 1u);
  EXPECT_EQ(violations[0].field, "filter.publish_time.start_time");
}

TEST(ReadOffsetEncoding, DefaultsToUtf8) {
  EXPECT_EQ(ReadOffsetEncoding(0).value(), OffsetEncoding::kUtf8);
  EXPECT_EQ(ReadOffsetEncoding(2).value(), OffsetEncoding::kUtf16);
  EXPECT_EQ(ReadOffsetEncoding(3).value(), OffsetEncoding::kUtf32);
}

TEST(ReadOffsetEncoding, RefusesUnknownNumbers) {
  const absl::Status status = ReadOffsetEncoding(4).status();
  EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(rpc::ReasonOf(status), "INVALID_FIELD");
}

}  // namespace
}  // namespace onrecord::fields
