#include "deploy/show/markup.h"

#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace onrecord::show {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

// Segments as text: "[begin,end) kinds", with a letter for each kind of mark.
std::vector<std::string> Render(const std::vector<Segment>& segments) {
  std::vector<std::string> lines;
  for (const Segment& segment : segments) {
    std::string line = std::to_string(segment.begin) + "-" + std::to_string(segment.end);
    if (!segment.marks.empty()) line += " ";
    for (const Mark& mark : segment.marks) {
      line += "QSCT"[static_cast<int>(mark.kind)];
      line += std::to_string(mark.number);
    }
    lines.push_back(line);
  }
  return lines;
}

v1::Span SpanOf(int begin, int end) {
  v1::Span span;
  span.set_begin(begin);
  span.set_end(end);
  return span;
}

TEST(CutAtMarks, LeavesUnmarkedTextWhole) {
  EXPECT_THAT(Render(CutAtMarks(3, 9, {})), ElementsAre("3-9"));
}

TEST(CutAtMarks, GivesNothingForEmptyStretch) {
  EXPECT_THAT(CutAtMarks(3, 3, {{MarkKind::kCue, 0, 9, 1, true}}), IsEmpty());
}

TEST(CutAtMarks, NestsInnerMarkInOuter) {
  EXPECT_THAT(Render(CutAtMarks(
                  0, 10, {{MarkKind::kContent, 0, 10, 1, true}, {MarkKind::kCue, 4, 6, 2, true}})),
              ElementsAre("0-4 Q1", "4-6 Q1C2", "6-10 Q1"));
}

TEST(CutAtMarks, SplitsCrossingMarks) {
  EXPECT_THAT(
      Render(CutAtMarks(
          0, 10, {{MarkKind::kContent, 2, 6, 1, true}, {MarkKind::kTrigger, 4, 8, 2, true}})),
      ElementsAre("0-2", "2-4 Q1", "4-6 Q1T2", "6-8 T2", "8-10"));
}

TEST(CutAtMarks, ClipsMarksAtTheEdges) {
  EXPECT_THAT(Render(CutAtMarks(5, 10, {{MarkKind::kContent, 0, 20, 1, true}})),
              ElementsAre("5-10 Q1"));
}

TEST(CollectMarks, LeavesOutSpansBeyondTheText) {
  Reading reading;
  reading.article.set_text("He left.");
  v1::Position position;
  *position.add_cue() = SpanOf(-1, 2);
  *position.add_content() = SpanOf(3, 3);
  *position.add_content() = SpanOf(3, 99);
  *position.add_source() = SpanOf(0, 2);
  reading.positions.push_back(position);
  const std::vector<Mark> marks = CollectMarks(reading);
  ASSERT_EQ(marks.size(), 1u);
  EXPECT_EQ(marks[0].kind, MarkKind::kSource);
}

TEST(CollectMarks, NumbersPositionsAndEventsApart) {
  Reading reading;
  reading.article.set_text("0123456789");
  v1::Position position;
  *position.add_cue() = SpanOf(0, 1);
  reading.positions = {position, position};
  v1::Event event;
  *event.add_triggers() = SpanOf(5, 6);
  *event.add_triggers() = SpanOf(7, 8);
  reading.events = {event};
  const std::vector<Mark> marks = CollectMarks(reading);
  ASSERT_EQ(marks.size(), 4u);
  EXPECT_EQ(marks[1].number, 2);
  EXPECT_EQ(marks[2].number, 1);
  EXPECT_TRUE(marks[2].first);
  EXPECT_FALSE(marks[3].first);
}

TEST(MarkParagraphs, SkipsBlankLines) {
  Reading reading;
  reading.article.set_text("One.\n\n \r\nTwo.");
  const auto paragraphs = MarkParagraphs(reading);
  ASSERT_EQ(paragraphs.size(), 2u);
  EXPECT_THAT(Render(paragraphs[0]), ElementsAre("0-4"));
  EXPECT_THAT(Render(paragraphs[1]), ElementsAre("9-13"));
}

TEST(MarkParagraphs, ShowsNothingForNoText) { EXPECT_THAT(MarkParagraphs(Reading()), IsEmpty()); }

}  // namespace
}  // namespace onrecord::show
