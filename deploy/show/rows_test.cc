#include "deploy/show/rows.h"

#include "deploy/show/sample_reading.h"
#include "gtest/gtest.h"

namespace onrecord::show {
namespace {

TEST(PositionRows, PutsEveryFactIntoWords) {
  const std::vector<PositionRow> rows = PositionRows(SampleReading());
  ASSERT_EQ(rows.size(), 1u);
  EXPECT_EQ(rows[0].speaker, "Maria Lindqvist (person, director of Nordhavn)");
  EXPECT_EQ(rows[0].kind, "denial");
  EXPECT_EQ(rows[0].quotation, "mixed");
  EXPECT_TRUE(rows[0].hedged);
  EXPECT_EQ(rows[0].via, "the ministry");
  EXPECT_EQ(rows[0].confidence, "0.93");
  EXPECT_EQ(rows[0].words, "“We never refused to talk” … met on Tuesday");
}

TEST(PositionRows, LeavesUnnamedSpeakerEmpty) {
  Reading reading = SampleReading();
  reading.positions[0].clear_speakers();
  EXPECT_EQ(PositionRows(reading)[0].speaker, "");
}

TEST(PositionRows, NamesSpeakerThatWasNotFetched) {
  Reading reading = SampleReading();
  reading.speakers.clear();
  reading.positions[0].mutable_speakers(0)->clear_display_name();
  EXPECT_EQ(PositionRows(reading)[0].speaker, "speakers/maria-1 (person)");
}

TEST(EventRows, PutsEveryFactIntoWords) {
  const std::vector<EventRow> rows = EventRows(SampleReading());
  ASSERT_EQ(rows.size(), 1u);
  EXPECT_EQ(rows[0].type, "consult");
  EXPECT_EQ(rows[0].status, "actual");
  EXPECT_EQ(rows[0].trigger, "met");
  EXPECT_EQ(rows[0].actors, "Maria Lindqvist");
  EXPECT_EQ(rows[0].recipients, "the ministry");
  EXPECT_EQ(rows[0].time, "Tuesday (2026-03-10)");
  EXPECT_EQ(rows[0].place, "Oslo (NO)");
  EXPECT_EQ(rows[0].positions, "reported by #1");
}

TEST(EventRows, NumbersPositionsThatPerformAndReport) {
  Reading reading = SampleReading();
  for (const char* name : {"p-2", "p-3"}) reading.positions.emplace_back().set_name(name);
  v1::Event& event = reading.events[0];
  event.add_positions("p-3");
  event.set_performed_in("p-2");
  EXPECT_EQ(EventRows(reading)[0].positions, "by #2, reported by #1, #3");
  event.clear_positions();
  EXPECT_EQ(EventRows(reading)[0].positions, "by #2");
  event.set_performed_in("p-9");
  EXPECT_EQ(EventRows(reading)[0].positions, "");
}

TEST(EventRows, ShowsUnresolvedTimeAsWritten) {
  Reading reading = SampleReading();
  reading.events[0].mutable_time()->clear_value();
  EXPECT_EQ(EventRows(reading)[0].time, "Tuesday");
  reading.events[0].mutable_time()->set_value("PAST_REF");
  EXPECT_EQ(EventRows(reading)[0].time, "Tuesday");
}

TEST(EventRows, SpellsLongTypesWithSpaces) {
  Reading reading = SampleReading();
  reading.events[0].set_status(v1::EVENT_STATUS_CALLED_FOR);
  EXPECT_EQ(EventRows(reading)[0].status, "called for");
}

TEST(Dateline, TellsTimeAsThePublisherCountsIt) {
  EXPECT_EQ(Dateline(SampleReading().article),
            "The Coast Herald · 12 March 2026, 07:30 +01:00 · by Jane Smith");
}

TEST(Dateline, WritesSingleDigitDaysPlainly) {
  v1::Article article;
  article.mutable_publish_time()->set_seconds(0);
  EXPECT_EQ(Dateline(article), "1 January 1970, 00:00 +00:00");
}

TEST(Dateline, IsEmptyWhereNothingIsKnown) { EXPECT_EQ(Dateline(v1::Article()), ""); }

}  // namespace
}  // namespace onrecord::show
