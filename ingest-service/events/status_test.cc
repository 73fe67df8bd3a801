#include "ingest-service/events/status.h"

#include <gtest/gtest.h>

namespace onrecord::ingest {
namespace {

// The status of the last trigger of `text`.
EventStatus Status(std::string_view text) {
  const std::vector<Word> words = ReadWords(text);
  const std::vector<Trigger> triggers = FindTriggers(words, 0, static_cast<int>(words.size()));
  return triggers.empty() ? EventStatus::kUnspecified : ReadStatus(words, 0, triggers.back());
}

TEST(ReadStatusTest, TakesPastForActual) {
  EXPECT_EQ(Status("The police arrested a sailor."), EventStatus::kActual);
  EXPECT_EQ(Status("The attack lasted an hour."), EventStatus::kActual);
}

TEST(ReadStatusTest, TakesNegationForDenied) {
  EXPECT_EQ(Status("The police did not arrest him."), EventStatus::kDenied);
  EXPECT_EQ(Status("He was never arrested."), EventStatus::kDenied);
  EXPECT_EQ(Status("She refused to endorse him."), EventStatus::kDenied);
  EXPECT_EQ(Status("He was neither charged nor arrested."), EventStatus::kDenied);
}

TEST(ReadStatusTest, TakesFutureForPlanned) {
  EXPECT_EQ(Status("The dockers will strike again and will boycott it."), EventStatus::kPlanned);
  EXPECT_EQ(Status("The harbour plans to ban it."), EventStatus::kPlanned);
}

TEST(ReadStatusTest, TakesDemandForCalledFor) {
  EXPECT_EQ(Status("The mayor should resign."), EventStatus::kCalledFor);
  EXPECT_EQ(Status("They asked the mayor to resign."), EventStatus::kCalledFor);
  EXPECT_EQ(Status("They called for an investigation."), EventStatus::kCalledFor);
}

TEST(ReadStatusTest, TakesConditionForHypothetical) {
  EXPECT_EQ(Status("The mayor may resign."), EventStatus::kHypothetical);
  EXPECT_EQ(Status("They wait if the mayor resigns."), EventStatus::kHypothetical);
}

}  // namespace
}  // namespace onrecord::ingest
