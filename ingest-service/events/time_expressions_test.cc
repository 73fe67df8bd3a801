#include "ingest-service/events/time_expressions.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/time/civil_time.h"

namespace onrecord::ingest {
namespace {

using ::testing::IsEmpty;
using ::testing::SizeIs;

// As published on Thursday, 12 March 2026, 09:00 UTC.
EventContext Context(int utc_offset_minutes = 0) {
  EventContext context;
  context.publish_time = absl::FromCivil(absl::CivilHour(2026, 3, 12, 9), absl::UTCTimeZone());
  context.utc_offset_minutes = utc_offset_minutes;
  return context;
}

std::vector<EventTime> Find(std::string_view text, Tense tense = Tense::kPast,
                            const EventContext& context = Context()) {
  const std::vector<Word> words = ReadWords(text);
  return FindTimeExpressions(words, 0, static_cast<int>(words.size()), tense, context);
}

std::string Value(std::string_view text, Tense tense = Tense::kPast) {
  const std::vector<EventTime> times = Find(text, tense);
  return times.size() == 1 ? times[0].value : "";
}

TEST(FindTimeExpressionsTest, ResolvesWeekdayByTense) {
  EXPECT_EQ(Value("They met on Tuesday."), "2026-03-10");
  EXPECT_EQ(Value("They will meet on Tuesday.", Tense::kFuture), "2026-03-17");
  EXPECT_EQ(Value("They met Thursday."), "2026-03-12");
  EXPECT_EQ(Value("They met last Thursday night."), "2026-03-05");
}

TEST(FindTimeExpressionsTest, LooksAheadForDeadlines) {
  EXPECT_EQ(Value("They agreed to meet before Friday."), "2026-03-13");
  EXPECT_EQ(Value("He was told to bring the papers by Monday night."), "2026-03-16");
  EXPECT_EQ(Value("They met before Friday."), "2026-03-06");
  EXPECT_EQ(Value("He asked to leave, and they met before Friday."), "2026-03-06");
  EXPECT_EQ(Value("They had sailed to the port by Monday."), "2026-03-09");
}

TEST(FindTimeExpressionsTest, ResolvesDaysAroundPublication) {
  EXPECT_EQ(Value("He left yesterday."), "2026-03-11");
  EXPECT_EQ(Value("He leaves tomorrow."), "2026-03-13");
  EXPECT_EQ(Value("He left two days ago."), "2026-03-10");
}

TEST(FindTimeExpressionsTest, ResolvesPeriods) {
  EXPECT_EQ(Value("He left last week."), "2026-W10");
  EXPECT_EQ(Value("He left earlier this month."), "2026-03");
  EXPECT_EQ(Value("He left three years ago."), "2023");
}

TEST(FindTimeExpressionsTest, ReadsDatesInEitherOrder) {
  EXPECT_EQ(Value("It fell on March 3, 2024, at sea."), "2024-03-03");
  EXPECT_EQ(Value("It fell on 3 March 2024."), "2024-03-03");
  EXPECT_EQ(Value("It fell on Dec. 3."), "2025-12-03");
  EXPECT_EQ(Value("It fell in June 2019."), "2019-06");
  EXPECT_EQ(Value("It fell in 1989."), "1989");
}

TEST(FindTimeExpressionsTest, TakesModalMayForNoMonth) {
  EXPECT_THAT(Find("They May leave and march on."), IsEmpty());
}

TEST(FindTimeExpressionsTest, GivesHalfOpenIntervalOnPublishersClock) {
  const std::vector<EventTime> times = Find("He left today.", Tense::kPast, Context(120));
  ASSERT_THAT(times, SizeIs(1));
  EXPECT_EQ(times[0].start, absl::FromCivil(absl::CivilHour(2026, 3, 11, 22), absl::UTCTimeZone()));
  EXPECT_EQ(*times[0].end - *times[0].start, absl::Hours(24));
  EXPECT_EQ(times[0].span, (Span{8, 13}));
}

TEST(FindTimeExpressionsTest, LeavesRelativeUnresolvedWithoutPublishTime) {
  const std::vector<EventTime> times = Find("He left Tuesday.", Tense::kPast, EventContext());
  ASSERT_THAT(times, SizeIs(1));
  EXPECT_EQ(times[0].value, "");
  EXPECT_EQ(times[0].start, std::nullopt);
  EXPECT_EQ(Find("It fell in 1989.", Tense::kPast, EventContext()).at(0).value, "1989");
}

}  // namespace
}  // namespace onrecord::ingest
