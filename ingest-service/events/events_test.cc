#include "ingest-service/events/events.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "absl/time/civil_time.h"
#include "ingest-service/text/hostile_texts.h"
#include "ingest-service/text/words.h"

namespace onrecord::ingest {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

class InterpretEventsTest : public ::testing::Test {
 protected:
  explicit InterpretEventsTest(std::string text = "") : text_(std::move(text)) {}

  // The first place of `words` behind `from`.
  Span Words(const std::string& words, size_t from = 0) const {
    const size_t at = text_.find(words, from);
    EXPECT_NE(at, std::string::npos) << words;
    return {static_cast<int32_t>(at), static_cast<int32_t>(at + words.size())};
  }

  EventReading Triggered(const std::string& words) const {
    EventReading reading;
    reading.trigger = Words(words);
    reading.type = EventType::kCoerce;
    reading.status = EventStatus::kActual;
    reading.confidence = 0.75f;
    return reading;
  }

  std::vector<Event> Interpret(const std::vector<EventReading>& readings) const {
    EventContext context;
    context.publish_time = absl::FromCivil(absl::CivilDay(2026, 3, 12), absl::UTCTimeZone());
    return InterpretEvents(ReadDocument(text_), readings, context, [] { return false; }).value();
  }

  std::string text_;
};

TEST_F(InterpretEventsTest, PlaceTimeAndNumbersGetTheirMeaning) {
  text_ = "The police arrested 12 sailors in Geneva on Tuesday.";
  EventReading reading = Triggered("arrested");
  reading.actors = {Words("The police")};
  reading.recipients = {Words("12 sailors")};
  reading.places = {Words("Geneva")};
  reading.times = {Words("Tuesday")};
  const std::vector<Event> events = Interpret({reading});
  ASSERT_THAT(events, SizeIs(1));
  const Event& event = events[0];
  EXPECT_EQ(event.type, EventType::kCoerce);
  EXPECT_EQ(event.status, EventStatus::kActual);
  EXPECT_THAT(event.triggers, ElementsAre(reading.trigger));
  EXPECT_EQ(event.actors, reading.actors);
  EXPECT_EQ(event.recipients, reading.recipients);
  EXPECT_EQ(event.place->country_code, "CH");
  EXPECT_EQ(event.time->value, "2026-03-10");
  EXPECT_EQ(event.time->span, Words("Tuesday"));
  EXPECT_EQ(event.magnitudes.at(0).value, 12);
  EXPECT_FLOAT_EQ(event.confidence, 0.75f);
}

TEST_F(InterpretEventsTest, TimeMayStandInAnEarlierSentence) {
  text_ = "Crowds filled the square on Tuesday. They marched to the harbour.";
  EventReading reading = Triggered("marched");
  reading.times = {Words("Tuesday")};
  EXPECT_EQ(Interpret({reading})[0].time->value, "2026-03-10");
}

TEST_F(InterpretEventsTest, TimesThatNoReadingNamesAreNobodys) {
  text_ = "The navy seized the port in 1989, and the mayor resigned.";
  EventReading seized = Triggered("seized");
  seized.times = {Words("1989")};
  const std::vector<Event> events = Interpret({seized, Triggered("resigned")});
  ASSERT_THAT(events, SizeIs(2));
  EXPECT_TRUE(events[0].time.has_value());
  EXPECT_FALSE(events[1].time.has_value());
}

TEST_F(InterpretEventsTest, TimeBeyondTheGrammarStaysUnresolved) {
  text_ = "Police freed him when the rains came.";
  EventReading reading = Triggered("freed");
  reading.times = {Words("when the rains came")};
  const std::vector<Event> events = Interpret({reading});
  ASSERT_TRUE(events[0].time.has_value());
  EXPECT_EQ(events[0].time->span, Words("when the rains came"));
  EXPECT_EQ(events[0].time->value, "");
  EXPECT_FALSE(events[0].time->start.has_value());
}

TEST_F(InterpretEventsTest, PlaceBeyondTheGazetteerStaysAsWords) {
  text_ = "Police freed him at the convention.";
  EventReading reading = Triggered("freed");
  reading.places = {Words("the convention")};
  const std::vector<Event> events = Interpret({reading});
  ASSERT_TRUE(events[0].place.has_value());
  EXPECT_EQ(events[0].place->span, Words("the convention"));
  EXPECT_EQ(events[0].place->name, "the convention");
  EXPECT_EQ(events[0].place->country_code, "");
  EXPECT_FALSE(events[0].place->latitude.has_value());
}

TEST_F(InterpretEventsTest, KnownPlaceGoesBeforeUnknownOne) {
  text_ = "Police freed him at the convention in Geneva.";
  EventReading reading = Triggered("freed");
  reading.places = {Words("the convention"), Words("Geneva")};
  EXPECT_EQ(Interpret({reading})[0].place->name, "Geneva");
}

TEST_F(InterpretEventsTest, NumberOfATimeIsNoMagnitude) {
  text_ = "Police arrested protesters after the Sept. 11 attacks.";
  EXPECT_THAT(Interpret({Triggered("arrested")})[0].magnitudes, IsEmpty());
}

TEST_F(InterpretEventsTest, LooksAheadForWhatIsExpected) {
  text_ = "Renko is expected to visit the delta on 2 June.";
  EventReading reading = Triggered("visit");
  reading.times = {Words("2 June")};
  EXPECT_EQ(Interpret({reading})[0].time->value, "2026-06-02");
}

TEST_F(InterpretEventsTest, NumberBelongsToNearestTrigger) {
  text_ = "Police arrested 12 sailors and freed 30 miners.";
  const std::vector<Event> events = Interpret({Triggered("arrested"), Triggered("freed")});
  ASSERT_THAT(events[0].magnitudes, SizeIs(1));
  EXPECT_EQ(events[0].magnitudes[0].value, 12);
  ASSERT_THAT(events[1].magnitudes, SizeIs(1));
  EXPECT_EQ(events[1].magnitudes[0].value, 30);
}

TEST_F(InterpretEventsTest, WhatIsMoreLikelyWrongIsNotTold) {
  text_ = "Police arrested Osei. Police freed her.";
  EventReading doubtful = Triggered("arrested");
  doubtful.confidence = 0.9f * kLeastEventConfidence;
  const std::vector<Event> events = Interpret({doubtful, Triggered("freed")});
  ASSERT_THAT(events, SizeIs(1));
  EXPECT_EQ(events[0].triggers.front(), Words("freed"));
}

TEST_F(InterpretEventsTest, VerbsJoinedByAndTellOneEvent) {
  text_ = "Police seized and burnt the crates.";
  EventReading seized = Triggered("seized");
  seized.actors = {Words("Police")};
  EventReading burnt = Triggered("burnt");
  burnt.recipients = {Words("the crates")};
  burnt.confidence = 0.9f;
  const std::vector<Event> events = Interpret({seized, burnt});
  ASSERT_THAT(events, SizeIs(1));
  EXPECT_THAT(events[0].triggers, ElementsAre(Words("seized and burnt")));
  EXPECT_THAT(events[0].actors, SizeIs(1));
  EXPECT_THAT(events[0].recipients, SizeIs(1));
  EXPECT_FLOAT_EQ(events[0].confidence, 0.9f);
}

TEST_F(InterpretEventsTest, JoinedVerbsShareTheirParticipants) {
  text_ = "Police seized and burnt the crates and boats.";
  EventReading seized = Triggered("seized");
  seized.recipients = {Words("the crates")};
  EventReading burnt = Triggered("burnt");
  burnt.recipients = {Words("the crates"), Words("boats")};
  const std::vector<Event> events = Interpret({seized, burnt});
  ASSERT_THAT(events, SizeIs(1));
  EXPECT_THAT(events[0].recipients, ElementsAre(Words("the crates"), Words("boats")));
}

TEST_F(InterpretEventsTest, JoinedVerbsThatDifferStayApart) {
  text_ = "Police seized and burnt the crates.";
  const EventReading seized = Triggered("seized");
  EventReading other_type = Triggered("burnt");
  other_type.type = EventType::kAssault;
  EXPECT_THAT(Interpret({seized, other_type}), SizeIs(2));
  EventReading other_status = Triggered("burnt");
  other_status.status = EventStatus::kPlanned;
  EXPECT_THAT(Interpret({seized, other_status}), SizeIs(2));
  std::vector<EventReading> untyped = {seized, Triggered("burnt")};
  for (EventReading& reading : untyped) reading.type = EventType::kOther;
  EXPECT_THAT(Interpret(untyped), SizeIs(2));
}

TEST_F(InterpretEventsTest, NothingReadIsNoEvent) { EXPECT_THAT(Interpret({}), IsEmpty()); }

TEST_F(InterpretEventsTest, GivesUpWhereCancelled) {
  text_ = "Police arrested Osei. Police freed her.";
  int asked = 0;
  EXPECT_FALSE(InterpretEvents(ReadDocument(text_), {Triggered("arrested"), Triggered("freed")}, {},
                               [&asked] { return ++asked == 2; })
                   .has_value());
  EXPECT_EQ(asked, 2);
}

class HostileEventsTest : public InterpretEventsTest,
                          public ::testing::WithParamInterface<std::string_view> {};

// Whatever the unit, every third word is taken for a trigger with a place and a time.
TEST_P(HostileEventsTest, AreReadToTheirEnd) {
  text_ = HostileText(GetParam(), "Police killed two men in Geneva on Tuesday after ");
  const std::vector<Word> words = ReadWords(text_);
  std::vector<EventReading> readings;
  for (size_t i = 0; i + 1 < words.size(); i += 3) {
    if (!words[i].IsWord()) continue;
    EventReading reading;
    reading.trigger = words[i].span;
    reading.confidence = 1;
    reading.actors = {words[i].span};
    reading.places = {words[i + 1].span};
    reading.times = {words[i + 1].span};
    readings.push_back(reading);
  }
  ASSERT_THAT(readings, Not(IsEmpty()));
  EXPECT_THAT(Interpret(readings), Not(IsEmpty()));
}

TEST_F(InterpretEventsTest, JoinsVerbsWithoutEnd) {
  text_ = HostileText("seized and ");
  std::vector<EventReading> readings;
  for (size_t at = 0; at != text_.npos; at = text_.find("seized", at + 1)) {
    EventReading reading = Triggered("seized");
    reading.trigger = Words("seized", at);
    reading.actors = {reading.trigger};
    readings.push_back(reading);
  }
  const std::vector<Event> events = Interpret(readings);
  ASSERT_THAT(events, SizeIs(1));
  EXPECT_THAT(events[0].actors, SizeIs(readings.size()));
}

INSTANTIATE_TEST_SUITE_P(Units, HostileEventsTest, ::testing::ValuesIn(kHostileUnits));

}  // namespace
}  // namespace onrecord::ingest
