#include "tests/golden/analysis_text.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace onrecord::golden {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

v1::Analysis SmallAnalysis() {
  v1::Analysis analysis;
  v1::SpeakerInArticle* speaker = analysis.add_speakers();
  speaker->set_id("s1");
  speaker->mutable_speaker()->set_display_name("Ana Duarte");
  speaker->mutable_speaker()->set_type(v1::SPEAKER_TYPE_PERSON);
  v1::Position* position = analysis.add_positions();
  position->set_name("p-1");
  position->set_kind(v1::POSITION_KIND_DENIAL);
  position->set_quotation(v1::QUOTATION_INDIRECT);
  position->set_confidence(0.5f);
  position->add_speakers()->set_speaker("s1");
  v1::Span* cue = position->add_cue();
  cue->set_begin(11);
  cue->set_text("denied");
  v1::Event* event = analysis.add_events();
  event->set_name("e-1");
  event->set_type(v1::EVENT_TYPE_REJECT);
  event->set_status(v1::EVENT_STATUS_ACTUAL);
  event->add_actors()->mutable_speaker()->set_speaker("s9");
  event->set_performed_in("p-1");
  return analysis;
}

TEST(AnalysisText, TellsWhoDoesWhatByWhichWords) {
  EXPECT_THAT(AnalysisText(SmallAnalysis()),
              HasSubstr("  s1 person: Ana Duarte\n\npositions\n  p-1 denial indirect\n"
                        "    speakers: s1 Ana Duarte\n    cue: \"denied\"@11\n"));
}

TEST(AnalysisText, LeavesConfidenceOut) {
  EXPECT_THAT(AnalysisText(SmallAnalysis()), Not(HasSubstr("0.5")));
}

TEST(AnalysisText, ShowsReferenceToNobody) {
  EXPECT_THAT(AnalysisText(SmallAnalysis()), HasSubstr("actors: s9 ?"));
}

TEST(AnalysisText, NamesThePositionThatPerformsAnEvent) {
  EXPECT_THAT(AnalysisText(SmallAnalysis()), HasSubstr("    performed in: p-1\n"));
}

TEST(Compare, FindsEqualTextsEqual) {
  const Difference difference = Compare("a\nb", "a\nb");
  EXPECT_EQ(difference.share, 0);
  EXPECT_EQ(difference.lines, "");
}

TEST(Compare, TellsLinesOfOneOnly) {
  const Difference difference = Compare("a\nb\nc", "a\nx\nc\nc");
  EXPECT_EQ(difference.lines, "- b\n+ x\n+ c\n");
  EXPECT_DOUBLE_EQ(difference.share, 3.0 / 7);
}

TEST(Compare, OverlooksNumbersOfSpeakersOnly) {
  EXPECT_EQ(Compare("  speakers: s2 Ana", "  speakers: s3 Ana").share, 0);
  EXPECT_EQ(Compare("  speakers: s2 Ana", "  speakers: s2 Bea").share, 1);
}

TEST(Compare, FindsNothingInEmptyTexts) { EXPECT_EQ(Compare("", "").share, 0); }

}  // namespace
}  // namespace onrecord::golden
