#include "ingest-service/analysis/event_merger.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace onrecord::ingest {
namespace {

using ::testing::ElementsAre;
using ::testing::SizeIs;

class EventMergerTest : public ::testing::Test {
 protected:
  // An event of the next occurrence of `words`, done by speaker `actor` to `recipient`; -1 is
  // nobody.
  void Add(const std::string& words, int actor, int recipient,
           EventType type = EventType::kCoerce) {
    const size_t at = text_.find(words, from_);
    ASSERT_NE(at, std::string::npos) << words;
    from_ = at + words.size();
    LinkedEvent event;
    event.id = "e-" + std::to_string(events_.size());
    event.event.type = type;
    event.event.status = EventStatus::kActual;
    event.event.triggers = {{static_cast<int32_t>(at), static_cast<int32_t>(from_)}};
    event.event.confidence = 0.5f;
    if (actor >= 0) event.actors = {{actor, {actor, actor + 1}}};
    if (recipient >= 0) event.recipients = {{recipient, {recipient, recipient + 1}}};
    events_.push_back(event);
  }

  Event& Last() { return events_.back().event; }

  std::vector<LinkedEvent> Merge() const { return MergeMentions(ReadDocument(text_), events_); }

  // The ids of what is left.
  std::vector<std::string> Ids() const {
    std::vector<std::string> ids;
    for (const LinkedEvent& event : Merge()) ids.push_back(event.id);
    return ids;
  }

  std::string text_;
  size_t from_ = 0;
  std::vector<LinkedEvent> events_;
};

EventTime Day(int day) {
  const absl::Time start = absl::FromUnixSeconds(86400 * day);
  return {{0, 1}, std::to_string(day), start, start + absl::Hours(24)};
}

TEST_F(EventMergerTest, MentionsOfOneEventBecomeOne) {
  text_ =
      "Police arrested Osei. On Monday the police had arrested her at home. The arrest was legal.";
  Add("arrested", 0, 1);
  events_.back().positions = {4};
  Add("arrested", 0, 1);
  Last().time = Day(3);
  Last().confidence = 0.9f;
  events_.back().positions = {2};
  Add("arrest", -1, -1);
  const std::vector<LinkedEvent> merged = Merge();
  ASSERT_THAT(merged, SizeIs(1));
  EXPECT_EQ(merged[0].id, "e-0");
  EXPECT_THAT(merged[0].event.triggers, SizeIs(3));
  EXPECT_EQ(merged[0].event.time->value, "3");
  EXPECT_FLOAT_EQ(merged[0].event.confidence, 0.9f);
  EXPECT_THAT(merged[0].positions, ElementsAre(2, 4));
  EXPECT_THAT(merged[0].actors, SizeIs(1));
}

TEST_F(EventMergerTest, ParticipantsOfAllMentionsAreTold) {
  text_ = "Police arrested Osei. Osei and Renko were arrested at home.";
  Add("arrested", 0, 1);
  Add("arrested", -1, 1);
  events_.back().recipients.push_back({2, {27, 32}});
  const std::vector<LinkedEvent> merged = Merge();
  ASSERT_THAT(merged, SizeIs(1));
  EXPECT_THAT(merged[0].recipients, SizeIs(2));
  EXPECT_THAT(merged[0].event.recipients, ElementsAre(Span{27, 32}));
}

TEST_F(EventMergerTest, OtherParticipantsAreAnotherEvent) {
  text_ = "Police arrested Osei. Police arrested Renko.";
  Add("arrested", 0, 1);
  Add("arrested", 0, 2);
  EXPECT_THAT(Ids(), ElementsAre("e-0", "e-1"));
}

TEST_F(EventMergerTest, OtherTimeIsAnotherEvent) {
  text_ = "Police arrested Osei in May. Police arrested Osei in June.";
  Add("arrested", 0, 1);
  Last().time = Day(1);
  Add("arrested", 0, 1);
  Last().time = Day(2);
  EXPECT_THAT(Ids(), SizeIs(2));
}

TEST_F(EventMergerTest, OtherCountryIsAnotherEvent) {
  text_ = "Police arrested Osei. Police arrested Osei.";
  Add("arrested", 0, 1);
  Last().place = Place{{0, 1}, "Accra", "GH", {}, {}};
  Add("arrested", 0, 1);
  Last().place = Place{{0, 1}, "Lomé", "TG", {}, {}};
  EXPECT_THAT(Ids(), SizeIs(2));
}

TEST_F(EventMergerTest, OtherTypeOrStatusIsAnotherEvent) {
  text_ = "Police arrested Osei. Police will arrest Osei. Police arrested Osei.";
  Add("arrested", 0, 1);
  Add("arrest", 0, 1);
  Last().status = EventStatus::kPlanned;
  Add("arrested", 0, 1, EventType::kOther);
  EXPECT_THAT(Ids(), SizeIs(3));
}

TEST_F(EventMergerTest, WordsAreSaidAgain) {
  text_ = "Osei accused Renko. Osei accused Renko, too. Renko called Osei's accusation unfair.";
  Add("accused", 0, 1, EventType::kAccuse);
  Add("accused", 0, 1, EventType::kAccuse);
  Add("accusation", 0, -1, EventType::kAccuse);
  const std::vector<LinkedEvent> merged = Merge();
  ASSERT_THAT(merged, SizeIs(2));
  EXPECT_THAT(merged[1].event.triggers, SizeIs(2));
}

TEST_F(EventMergerTest, PerformingPositionReportsNothing) {
  text_ = "Osei promised Renko a bridge. The promise was kept.";
  Add("promised", 0, 1, EventType::kAgree);
  events_.back().positions = {4};
  Add("promise", 0, -1, EventType::kAgree);
  events_.back().positions = {7};
  events_.back().performed_in = 4;
  const std::vector<LinkedEvent> merged = Merge();
  ASSERT_THAT(merged, SizeIs(1));
  EXPECT_EQ(merged[0].performed_in, 4);
  EXPECT_THAT(merged[0].positions, ElementsAre(7));
}

TEST_F(EventMergerTest, TwoPositionsPerformTwoEvents) {
  text_ = "Osei promised Renko a bridge. Osei promised Renko a bridge.";
  Add("promised", 0, 1, EventType::kAgree);
  events_.back().performed_in = 1;
  Add("promised", 0, 1, EventType::kAgree);
  events_.back().performed_in = 2;
  EXPECT_THAT(Ids(), SizeIs(2));
}

TEST_F(EventMergerTest, NounWithoutDeterminerIsNew) {
  text_ = "Police arrested Osei. Arrests are rare.";
  Add("arrested", 0, 1);
  Add("Arrests", -1, -1);
  EXPECT_THAT(Ids(), SizeIs(2));
}

TEST_F(EventMergerTest, ManyMentionsAreComparedWithTheLastOnes) {
  for (int i = 0; i < 20000; ++i) text_ += "Police arrested men. ";
  for (int i = 0; i < 20000; ++i) Add("arrested", 0, i + 1);
  EXPECT_THAT(Merge(), SizeIs(20000));
}

}  // namespace
}  // namespace onrecord::ingest
