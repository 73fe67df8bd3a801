#include "query-service/archive/analysis_check.h"

#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "query-service/archive/article_samples.h"

namespace onrecord::query {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class AnalysisCheckTest : public testing::Test {
 protected:
  AnalysisCheckTest() : sample_("a") {
    const std::string speaker = sample_.AddSpeaker("Zoë Ohm");
    sample_.AddPosition("p1", {speaker}, "ein Übel");
    sample_.AddEvent("e1", EventType::kAid, {speaker});
  }

  std::vector<std::string> BadFields() const {
    std::vector<std::string> fields;
    for (const auto& violation : CheckAnalysis(sample_.article.text, sample_.analysis)) {
      fields.push_back(violation.field);
    }
    return fields;
  }

  PositionRecord& position() { return sample_.analysis.positions[0]; }
  EventRecord& event() { return sample_.analysis.events[0]; }

  ArticleSample sample_;
};

TEST_F(AnalysisCheckTest, AcceptsWhatFits) {
  const auto end = static_cast<int32_t>(sample_.article.text.size());
  position().source = {{0, 0}, {0, 2}, {2, end}, {end, end}};
  event().positions = {"p1"};
  EXPECT_THAT(BadFields(), IsEmpty());
  event().positions = {};
  event().performed_in = "p1";
  EXPECT_THAT(BadFields(), IsEmpty());
}

TEST_F(AnalysisCheckTest, RejectsSpansOutsideText) {
  const auto end = static_cast<int32_t>(sample_.article.text.size());
  position().source = {{-1, 2}, {3, 2}};
  position().cue = {{0, 1}, {1, end + 1}};
  event().triggers = {{end + 1, end + 2}};
  EXPECT_THAT(BadFields(),
              ElementsAre("analysis.positions[0].source[0]", "analysis.positions[0].source[1]",
                          "analysis.positions[0].cue[1]", "analysis.events[0].triggers[0]"));
}

TEST_F(AnalysisCheckTest, RejectsSpansInsideCharacters) {
  const auto umlaut = static_cast<int32_t>(sample_.article.text.find("Ü"));
  position().source = {{umlaut, umlaut + 2}};
  position().content = {{umlaut, umlaut + 1}, {umlaut + 1, umlaut + 2}};
  EXPECT_THAT(BadFields(),
              ElementsAre("analysis.positions[0].content[0]", "analysis.positions[0].content[1]"));
}

TEST_F(AnalysisCheckTest, RejectsSpansOfOneRoleThatOverlapOrAreOutOfOrder) {
  position().source = {{0, 2}, {1, 3}};
  position().cue = {{4, 5}, {0, 1}};
  position().content = {{0, 4}, {0, 4}};
  event().triggers = {{0, 3}, {3, 4}, {2, 5}};
  EXPECT_THAT(BadFields(),
              ElementsAre("analysis.positions[0].source[1]", "analysis.positions[0].cue[1]",
                          "analysis.positions[0].content[1]", "analysis.events[0].triggers[2]"));
}

TEST_F(AnalysisCheckTest, RejectsMoreSpansThanTextCanMean) {
  sample_.AddWords(std::string(10000, 'a'));
  const auto end = static_cast<int32_t>(sample_.article.text.size());
  const Participant whole = {{"s1", "", {}}, {0, end}};
  event().actors.assign(64, whole);
  EXPECT_THAT(BadFields(), IsEmpty());
  event().actors.assign(64 + 7, whole);
  EXPECT_THAT(BadFields(), ElementsAre("analysis"));
}

TEST_F(AnalysisCheckTest, RejectsIdsTwice) {
  sample_.analysis.speakers.push_back(sample_.analysis.speakers[0]);
  sample_.analysis.positions.push_back(sample_.analysis.positions[0]);
  sample_.analysis.events.push_back(sample_.analysis.events[0]);
  EXPECT_THAT(BadFields(), ElementsAre("analysis.speakers[1].id", "analysis.positions[1].name",
                                       "analysis.events[1].name"));
}

TEST_F(AnalysisCheckTest, RejectsReferencesToNothing) {
  position().speakers = {{"s1", "", {}}, {"s2", "", {}}};
  position().via = {{"", "", {}}};
  event().actors = {{{"s9", "", {}}, {0, 1}}};
  event().positions = {"p1", "p2"};
  event().performed_in = "e1";
  EXPECT_THAT(BadFields(),
              ElementsAre("analysis.positions[0].speakers[1].speaker",
                          "analysis.positions[0].via[0].speaker",
                          "analysis.events[0].actors[0].speaker.speaker",
                          "analysis.events[0].positions[1]", "analysis.events[0].performed_in"));
}

TEST_F(AnalysisCheckTest, RejectsPositionsThatTellAnEventTwice) {
  event().positions = {"p1", "p1"};
  EXPECT_THAT(BadFields(), ElementsAre("analysis.events[0].positions[1]"));
  event().positions = {"p1"};
  event().performed_in = "p1";
  EXPECT_THAT(BadFields(), ElementsAre("analysis.events[0].performed_in"));
}

TEST_F(AnalysisCheckTest, RejectsTimesThatCannotBe) {
  event().time = EventTime{{0, 1}, "", At("2026-03-12T00:00:00Z"), {}};
  EXPECT_THAT(BadFields(), ElementsAre("analysis.events[0].time"));
  event().time->end_time = At("2026-03-11T00:00:00Z");
  EXPECT_THAT(BadFields(), ElementsAre("analysis.events[0].time.end_time"));
  event().time->end_time = absl::InfiniteFuture();
  EXPECT_THAT(BadFields(), ElementsAre("analysis.events[0].time.end_time"));
}

TEST_F(AnalysisCheckTest, StopsAfterTwentyViolations) {
  position().source.assign(50, Span{-1, 0});
  EXPECT_EQ(BadFields().size(), 20u);
}

}  // namespace
}  // namespace onrecord::query
