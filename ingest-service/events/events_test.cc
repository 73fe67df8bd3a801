#include "ingest-service/events/events.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/time/civil_time.h"
#include "ingest-service/text/hostile_texts.h"

namespace onrecord::ingest {
namespace {

using ::testing::IsEmpty;
using ::testing::SizeIs;

std::vector<Event> Find(std::string_view text, const EventContext& context = EventContext()) {
  return FindEvents(ReadDocument(text), context, [] { return false; }).value();
}

TEST(FindEventsTest, ReadsWholeEvent) {
  const std::string_view text = "The police arrested 12 sailors in Geneva on Tuesday.";
  EventContext context;
  context.publish_time = absl::FromCivil(absl::CivilDay(2026, 3, 12), absl::UTCTimeZone());
  const std::vector<Event> events = Find(text, context);
  ASSERT_THAT(events, SizeIs(1));
  const Event& event = events[0];
  EXPECT_EQ(event.type, EventType::kCoerce);
  EXPECT_EQ(event.status, EventStatus::kActual);
  EXPECT_EQ(Surface(text, event.triggers.at(0)), "arrested");
  EXPECT_EQ(Surface(text, event.actors.at(0)), "The police");
  EXPECT_EQ(Surface(text, event.recipients.at(0)), "12 sailors");
  EXPECT_EQ(event.place->country_code, "CH");
  EXPECT_EQ(event.time->value, "2026-03-10");
  EXPECT_EQ(event.magnitudes.at(0).value, 12);
  EXPECT_GT(event.confidence, 0);
  EXPECT_LE(event.confidence, 1);
}

TEST(FindEventsTest, DropsNounWithoutParticipants) {
  EXPECT_THAT(Find("Attacks. Then silence."), IsEmpty());
}

TEST(FindEventsTest, IgnoresTriggerInsideName) {
  const std::string_view text = "They like the Attack Arena.";
  const std::vector<Span> mentions = {{14, 26}};
  EventContext context;
  context.mentions = mentions;
  EXPECT_THAT(Find(text, context), IsEmpty());
}

TEST(FindEventsTest, GivesTimeToNearestTrigger) {
  const std::vector<Event> events =
      Find("The navy attacked the port in 1989, and the mayor resigned.");
  ASSERT_THAT(events, SizeIs(2));
  EXPECT_TRUE(events[0].time.has_value());
  EXPECT_FALSE(events[1].time.has_value());
}

TEST(FindEventsTest, LooksAheadForWhatIsExpected) {
  EventContext context;
  context.publish_time = absl::FromCivil(absl::CivilDay(2026, 5, 20), absl::UTCTimeZone());
  const std::vector<Event> events =
      Find("Renko is expected to visit the delta on 2 June.", context);
  ASSERT_THAT(events, SizeIs(1));
  ASSERT_TRUE(events[0].time.has_value());
  EXPECT_EQ(events[0].time->value, "2026-06-02");
}

TEST(FindEventsTest, TakesNoTimeForAParticipant) {
  const std::vector<Event> events = Find("Police arrested Tuesday a man near the south gate.");
  ASSERT_THAT(events, SizeIs(1));
  for (const Span recipient : events[0].recipients) EXPECT_NE(recipient, (Span{16, 23}));
}

TEST(FindEventsTest, FindsNothingInEmptyText) { EXPECT_THAT(Find(""), IsEmpty()); }

TEST(FindEventsTest, StaysLinearOnSentenceWithoutEnd) {
  std::string text;
  for (int i = 0; i < 20000; ++i) text += "they attacked 12 ships in Geneva on Tuesday and ";
  EXPECT_FALSE(Find(text).empty());
}

TEST(FindEventsTest, GivesUpAtSentenceWhereCancelled) {
  const Document document = ReadDocument("Police arrested Osei. Police freed her. Osei left.");
  ASSERT_THAT(document.sentences, SizeIs(3));
  int asked = 0;
  EXPECT_FALSE(FindEvents(document, {}, [&asked] { return ++asked == 2; }).has_value());
  EXPECT_EQ(asked, 2);
}

class HostileEventsTest : public ::testing::TestWithParam<std::string_view> {};

TEST_P(HostileEventsTest, AreReadToTheirEnd) {
  EXPECT_FALSE(Find(HostileText(GetParam(), "Police killed two men after ")).empty());
}

INSTANTIATE_TEST_SUITE_P(Units, HostileEventsTest, ::testing::ValuesIn(kHostileUnits));

}  // namespace
}  // namespace onrecord::ingest
