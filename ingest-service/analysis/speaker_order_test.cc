#include "ingest-service/analysis/speaker_order.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace onrecord::ingest {
namespace {

using ::testing::ElementsAre;

Entity Named(const std::string& name, std::vector<Mention> mentions) {
  Entity entity;
  entity.display_name = name;
  entity.mentions = std::move(mentions);
  return entity;
}

TEST(SpeakerOrderTest, SortsByFirstMentionAndKeepsReferences) {
  Analysis analysis;
  analysis.speakers = {Named("never", {}), Named("late", {{{9, 12}, MentionForm::kName}}),
                       Named("early", {{{1, 4}, MentionForm::kName}})};
  analysis.positions.resize(1);
  analysis.positions[0].speakers = {1};
  analysis.positions[0].addressees = {2};
  analysis.positions[0].via = {0, 2};
  analysis.events.resize(1);
  analysis.events[0].actors = {{2, {1, 4}}};
  analysis.events[0].recipients = {{0, {5, 6}}};
  SortSpeakers(analysis);
  EXPECT_EQ(analysis.speakers[0].display_name, "early");
  EXPECT_EQ(analysis.speakers[1].display_name, "late");
  EXPECT_EQ(analysis.speakers[2].display_name, "never");
  EXPECT_THAT(analysis.positions[0].speakers, ElementsAre(1));
  EXPECT_THAT(analysis.positions[0].addressees, ElementsAre(0));
  EXPECT_THAT(analysis.positions[0].via, ElementsAre(2, 0));
  EXPECT_EQ(analysis.events[0].actors[0].speaker, 0);
  EXPECT_EQ(analysis.events[0].recipients[0].speaker, 2);
}

TEST(SpeakerOrderTest, EmptyAnalysisStaysEmpty) {
  Analysis analysis;
  SortSpeakers(analysis);
  EXPECT_TRUE(analysis.speakers.empty());
}

}  // namespace
}  // namespace onrecord::ingest
