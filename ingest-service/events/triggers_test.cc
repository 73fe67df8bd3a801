#include "ingest-service/events/triggers.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace onrecord::ingest {
namespace {

using ::testing::IsEmpty;
using ::testing::SizeIs;

std::vector<Trigger> Find(std::string_view text) {
  const std::vector<Word> words = ReadWords(text);
  return FindTriggers(words, 0, static_cast<int>(words.size()));
}

TEST(FindTriggersTest, InflectsVerbsByRule) {
  for (const char* text :
       {"They banned it", "They are banning it", "He bans it", "They will ban it"}) {
    const std::vector<Trigger> triggers = Find(text);
    ASSERT_THAT(triggers, SizeIs(1)) << text;
    EXPECT_EQ(triggers[0].type, EventType::kCoerce);
  }
}

TEST(FindTriggersTest, KnowsIrregularForms) {
  const std::vector<Trigger> triggers = Find("The dockers met him");
  ASSERT_THAT(triggers, SizeIs(1));
  EXPECT_EQ(triggers[0].type, EventType::kConsult);
  EXPECT_EQ(triggers[0].form, TriggerForm::kPast);
}

TEST(FindTriggersTest, ReadsPhraseWhole) {
  const std::vector<Trigger> triggers = Find("The mayor stepped down");
  ASSERT_THAT(triggers, SizeIs(1));
  EXPECT_EQ(triggers[0].last - triggers[0].first, 2);
  EXPECT_EQ(triggers[0].type, EventType::kConcede);
  EXPECT_THAT(Find("The mayor stepped aside"), IsEmpty());
}

TEST(FindTriggersTest, TellsNounFromVerb) {
  EXPECT_EQ(Find("the attack on the port").at(0).form, TriggerForm::kNoun);
  EXPECT_EQ(Find("the attack on the port").at(0).type, EventType::kAssault);
  EXPECT_EQ(Find("they arrested him").at(0).form, TriggerForm::kPast);
}

TEST(FindTriggersTest, JoinsVerbsOfOneType) {
  const std::vector<Trigger> triggers = Find("was shot and killed there");
  ASSERT_THAT(triggers, SizeIs(1));
  EXPECT_EQ(triggers[0].first, 1);
  EXPECT_EQ(triggers[0].last, 4);
}

TEST(FindTriggersTest, IgnoresReporting) {
  EXPECT_THAT(Find("She said it and told him"), IsEmpty());
}

}  // namespace
}  // namespace onrecord::ingest
