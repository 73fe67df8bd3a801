#include "ingest-service/service/analysis_conversions.h"

#include <string>

#include "gtest/gtest.h"

namespace onrecord::ingest {
namespace {

constexpr char kText[] = "“No,” said Ann Lee. Workers struck in Paris on Tuesday; 12 people.";

Analysis Example() {
  Analysis analysis;
  analysis.model_version = "m1";
  Entity ann;
  ann.display_name = "Ann Lee";
  ann.type = SpeakerType::kPerson;
  ann.roles = {"mayor"};
  ann.mentions = {{{15, 22}, MentionForm::kName}};
  analysis.speakers = {Entity(), ann};
  Position position;
  position.id = "p-1";
  position.attribution.content = {{0, 9}};
  position.attribution.cue = {{10, 14}};
  position.attribution.source = {{15, 22}};
  position.attribution.confidence = 0.5F;
  position.kind = PositionKind::kRefusal;
  position.negated = true;
  position.quotation = QuotationForm::kDirect;
  position.speakers = {1};
  position.via = {0};
  analysis.positions = {position};
  LinkedEvent event;
  event.id = "e-1";
  event.event.type = EventType::kProtest;
  event.event.status = EventStatus::kActual;
  event.event.triggers = {{32, 38}};
  event.event.place = Place{{42, 47}, "Paris", "FR", std::nullopt, std::nullopt};
  event.event.time =
      EventTime{{51, 58}, "2026-03-10", absl::FromUnixSeconds(1), absl::FromUnixSeconds(2)};
  event.event.magnitudes = {{{60, 69}, 12, "people"}};
  event.actors = {{1, {24, 31}}};
  event.positions = {0};
  analysis.events = {event};
  return analysis;
}

TEST(ToProto, WritesPositionsWithTheirSpeakers) {
  const v1::Analysis message =
      ToProto(Example(), kText, fields::OffsetEncoding::kUtf8, SpanWords::kInclude);
  EXPECT_EQ(message.model_version(), "m1");
  ASSERT_EQ(message.speakers_size(), 2);
  EXPECT_EQ(message.speakers(1).id(), "s2");
  EXPECT_EQ(message.speakers(1).speaker().roles(0), "mayor");
  EXPECT_EQ(message.speakers(1).mentions(0).span().text(), "Ann Lee");
  ASSERT_EQ(message.positions_size(), 1);
  const v1::Position& position = message.positions(0);
  EXPECT_EQ(position.name(), "p-1");
  EXPECT_EQ(position.speakers(0).speaker(), "s2");
  EXPECT_EQ(position.speakers(0).display_name(), "Ann Lee");
  EXPECT_EQ(position.via(0).speaker(), "s1");
  EXPECT_EQ(position.kind(), v1::POSITION_KIND_REFUSAL);
  EXPECT_TRUE(position.negated());
  EXPECT_EQ(position.quotation(), v1::QUOTATION_DIRECT);
  EXPECT_EQ(position.content(0).text(), "“No,”");
  EXPECT_EQ(position.model_version(), "m1");
}

TEST(ToProto, WritesEveryPartOfAnEvent) {
  const v1::Analysis message =
      ToProto(Example(), kText, fields::OffsetEncoding::kUtf8, SpanWords::kInclude);
  ASSERT_EQ(message.events_size(), 1);
  const v1::Event& event = message.events(0);
  EXPECT_EQ(event.type(), v1::EVENT_TYPE_PROTEST);
  EXPECT_EQ(event.status(), v1::EVENT_STATUS_ACTUAL);
  EXPECT_EQ(event.actors(0).speaker().speaker(), "s2");
  EXPECT_EQ(event.place().country_code(), "FR");
  EXPECT_FALSE(event.place().has_latitude());
  EXPECT_EQ(event.time().end_time().seconds(), 2);
  EXPECT_EQ(event.magnitudes(0).value(), 12);
  EXPECT_EQ(event.positions(0), "p-1");
  EXPECT_EQ(event.performed_in(), "");
}

TEST(ToProto, NamesThePositionThatPerformsAnEvent) {
  Analysis analysis = Example();
  analysis.events[0].positions.clear();
  analysis.events[0].performed_in = 0;
  const v1::Analysis message =
      ToProto(analysis, kText, fields::OffsetEncoding::kUtf8, SpanWords::kInclude);
  EXPECT_EQ(message.events(0).positions_size(), 0);
  EXPECT_EQ(message.events(0).performed_in(), "p-1");
}

TEST(ToProto, KeepsNamesAsShortAsTheArchiveTakesThem) {
  Analysis analysis = Example();
  std::string longest;
  for (int i = 0; i < 400; ++i) longest += "é";
  analysis.speakers[1].display_name = "x" + longest;
  analysis.speakers[1].aliases.assign(1001, longest);
  analysis.speakers[1].roles = {longest};
  analysis.events[0].event.magnitudes[0].unit = "x" + longest;
  analysis.events[0].event.place->name = "x" + longest;
  const v1::Analysis message =
      ToProto(analysis, kText, fields::OffsetEncoding::kUtf8, SpanWords::kLeaveOut);
  const v1::Speaker& speaker = message.speakers(1).speaker();
  EXPECT_EQ(speaker.display_name(), "x" + longest.substr(0, 498));
  EXPECT_EQ(message.positions(0).speakers(0).display_name(), speaker.display_name());
  ASSERT_EQ(speaker.aliases_size(), 1000);
  EXPECT_EQ(speaker.aliases(999), longest.substr(0, 500));
  EXPECT_EQ(speaker.roles(0), longest.substr(0, 500));
  EXPECT_EQ(message.events(0).magnitudes(0).unit(), "x" + longest.substr(0, 198));
  EXPECT_EQ(message.events(0).place().name(), "x" + longest.substr(0, 198));
}

TEST(ToProto, CountsInTheUnitsAsked) {
  const v1::Analysis message =
      ToProto(Example(), kText, fields::OffsetEncoding::kUtf32, SpanWords::kLeaveOut);
  EXPECT_EQ(message.positions(0).content(0).end(), 5);
  EXPECT_EQ(message.positions(0).content(0).text(), "");
}

}  // namespace
}  // namespace onrecord::ingest
