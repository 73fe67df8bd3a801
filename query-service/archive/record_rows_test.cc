#include "query-service/archive/record_rows.h"

#include <iterator>
#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "query-service/archive/byte_codec.h"

namespace onrecord::query {
namespace {

using testing::ElementsAre;

PositionRecord BrokenQuote() {
  PositionRecord position;
  position.source = {{20, 23}};
  position.cue = {{24, 28}};
  position.content = {{0, 5}, {30, 36}};
  return position;
}

TEST(RecordRowsTest, ReadsBackSpans) {
  PositionRecord read;
  ASSERT_TRUE(DecodeSpans(EncodeSpans(BrokenQuote()), read).ok());
  EXPECT_EQ(read.source, BrokenQuote().source);
  EXPECT_EQ(read.cue, BrokenQuote().cue);
  EXPECT_EQ(read.content, BrokenQuote().content);
}

EventRecord Aid() {
  EventRecord event;
  event.triggers = {{1, 2}, {3, 4}};
  event.place = Place{{5, 6}, "Genève", "", std::nullopt, -6.1};
  event.time = EventTime{{7, 8}, "2026", {}, {}};
  event.magnitudes = {{{9, 10}, 1e9, "dollars"}};
  return event;
}

TEST(RecordRowsTest, ReadsBackDetails) {
  const EventRecord event = Aid();
  EventRecord read;
  ASSERT_TRUE(DecodeDetails(EncodeDetails(event), read).ok());
  EXPECT_EQ(read.triggers, event.triggers);
  EXPECT_EQ(read.place->name, "Genève");
  EXPECT_EQ(read.place->latitude, std::nullopt);
  EXPECT_EQ(read.place->longitude, -6.1);
  EXPECT_EQ(read.time->value, "2026");
  EXPECT_EQ(read.magnitudes.at(0).value, 1e9);
  EventRecord bare;
  ASSERT_TRUE(DecodeDetails(EncodeDetails(EventRecord()), bare).ok());
  EXPECT_FALSE(bare.place.has_value());
  EXPECT_FALSE(bare.time.has_value());
}

TEST(RecordRowsTest, ReadsDetailsWithPositions) {
  ByteWriter positions;
  positions.Strings({"p-1", "p-2"});
  const std::string bytes = EncodeDetails(Aid()) + positions.bytes();
  EventRecord read;
  ASSERT_TRUE(DecodeDetailsWithPositions(bytes, read).ok());
  EXPECT_EQ(read.magnitudes.at(0).unit, "dollars");
  EXPECT_THAT(read.positions, ElementsAre("p-1", "p-2"));
  EXPECT_EQ(DecodeDetails(bytes, read).code(), absl::StatusCode::kDataLoss);
}

TEST(RecordRowsTest, SaysDataLossForDamagedBytes) {
  PositionRecord position;
  EXPECT_EQ(DecodeSpans("\x05", position).code(), absl::StatusCode::kDataLoss);
  EXPECT_EQ(DecodeSpans(EncodeSpans(BrokenQuote()) + "x", position).code(),
            absl::StatusCode::kDataLoss);
  EventRecord event;
  EXPECT_EQ(DecodeDetails("", event).code(), absl::StatusCode::kDataLoss);
}

TEST(RecordRowsTest, ContentIsItsSpansJoined) {
  EXPECT_EQ(ContentText(BrokenQuote(), "Never.........................again. ..."), "Never again.");
  EXPECT_EQ(ContentText(PositionRecord(), "text"), "");
}

}  // namespace
}  // namespace onrecord::query
