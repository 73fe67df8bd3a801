#include "query-service/query/enum_names.h"

#include "gtest/gtest.h"
#include "onrecord/v1/event.pb.h"
#include "onrecord/v1/position.pb.h"

namespace onrecord::query {
namespace {

TEST(EnumNamesTest, AreTheContracts) {
  for (int number = 0; number < v1::PositionKind_ARRAYSIZE; ++number) {
    EXPECT_EQ(NameOf(static_cast<PositionKind>(number)),
              v1::PositionKind_Name(static_cast<v1::PositionKind>(number)));
  }
  for (int number = 0; number < v1::EventType_ARRAYSIZE; ++number) {
    EXPECT_EQ(NameOf(static_cast<EventType>(number)),
              v1::EventType_Name(static_cast<v1::EventType>(number)));
  }
  for (int number = 0; number < v1::EventStatus_ARRAYSIZE; ++number) {
    EXPECT_EQ(NameOf(static_cast<EventStatus>(number)),
              v1::EventStatus_Name(static_cast<v1::EventStatus>(number)));
  }
}

TEST(EnumNamesTest, UnknownNumberIsUnspecified) {
  EXPECT_EQ(NameOf(static_cast<PositionKind>(99)), "POSITION_KIND_UNSPECIFIED");
  EXPECT_EQ(NameOf(static_cast<EventType>(-1)), "EVENT_TYPE_UNSPECIFIED");
}

}  // namespace
}  // namespace onrecord::query
