#include "tests/accuracy/record_names.h"

#include <gtest/gtest.h>

namespace onrecord::accuracy {
namespace {

TEST(RecordNamesTest, LastOfEachEnumHasItsName) {
  EXPECT_EQ(NameOf(ingest::PositionKind::kQuestion), "QUESTION");
  EXPECT_EQ(NameOf(ingest::SpeakerType::kOther), "OTHER");
  EXPECT_EQ(NameOf(ingest::MentionType::kMoney), "Money");
  EXPECT_EQ(NameOf(ingest::EventType::kOther), "OTHER");
  EXPECT_EQ(NameOf(ingest::EventStatus::kDenied), "DENIED");
}

TEST(RecordNamesTest, MiddleOfEachEnumHasItsName) {
  EXPECT_EQ(NameOf(ingest::PositionKind::kSupport), "SUPPORT");
  EXPECT_EQ(NameOf(ingest::SpeakerType::kGovernment), "GOVERNMENT");
  EXPECT_EQ(NameOf(ingest::MentionType::kNationality), "NORP");
  EXPECT_EQ(NameOf(ingest::EventType::kRequest), "REQUEST");
  EXPECT_EQ(NameOf(ingest::EventStatus::kCalledFor), "CALLED_FOR");
}

}  // namespace
}  // namespace onrecord::accuracy
