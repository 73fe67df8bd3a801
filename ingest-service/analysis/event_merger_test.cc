#include "ingest-service/analysis/event_merger.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <utility>

#include "ingest-service/text/hostile_texts.h"
#include "ingest-service/text/words.h"

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

  std::vector<LinkedEvent> Merge() const {
    return MergeMentions(ReadDocument(text_), events_, [] { return false; }).value();
  }

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

// Of 30 days from `day` on.
EventTime Month(int day) {
  const absl::Time start = absl::FromUnixSeconds(86400 * day);
  return {{0, 1}, "month of " + std::to_string(day), start, start + 30 * absl::Hours(24)};
}

EventTime Unresolved() { return {{0, 1}, "", std::nullopt, std::nullopt}; }

Place Accra() { return {{0, 1}, "Accra", "GH", 5.56, -0.2}; }
Place Kumasi() { return {{2, 3}, "Kumasi", "GH", 6.69, -1.62}; }
Place Ghana() { return {{4, 5}, "Ghana", "GH", 8, -2}; }

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

TEST_F(EventMergerTest, OtherPlaceIsAnotherEvent) {
  text_ = "Police arrested Osei. Police arrested Osei.";
  Add("arrested", 0, 1);
  Last().place = Accra();
  Add("arrested", 0, 1);
  Last().place = Kumasi();
  EXPECT_THAT(Ids(), SizeIs(2));
}

TEST_F(EventMergerTest, ClosestPlaceAndTimeAreTold) {
  text_ = "Police arrested Osei. Police arrested Osei. Police arrested Osei. Police arrested Osei.";
  Add("arrested", 0, 1);
  Last().place = Place{{6, 7}, "the border", "", {}, {}};
  Last().time = Unresolved();
  Add("arrested", 0, 1);
  Last().place = Ghana();
  Last().time = Month(30);
  Add("arrested", 0, 1);
  Last().place = Accra();
  Last().time = Day(33);
  Add("arrested", 0, 1);
  Last().place = Ghana();
  Last().time = Unresolved();
  const std::vector<LinkedEvent> merged = Merge();
  ASSERT_THAT(merged, SizeIs(1));
  EXPECT_EQ(merged[0].event.place->name, "Accra");
  EXPECT_EQ(merged[0].event.time->value, "33");
}

TEST_F(EventMergerTest, FirstUnresolvedTimeStays) {
  text_ = "Police arrested Osei. Police arrested Osei.";
  Add("arrested", 0, 1);
  Last().time = Unresolved();
  Last().time->span = {7, 9};
  Add("arrested", 0, 1);
  Last().time = Unresolved();
  ASSERT_THAT(Merge(), SizeIs(1));
  EXPECT_EQ(Merge()[0].event.time->span, (Span{7, 9}));
}

TEST_F(EventMergerTest, DaysOfOneMonthAreApart) {
  text_ =
      "Police arrested Osei in May. Police arrested Osei on May 3. Police arrested Osei on May 7.";
  Add("arrested", 0, 1);
  Last().time = Month(30);
  Add("arrested", 0, 1);
  Last().time = Day(33);
  Add("arrested", 0, 1);
  Last().time = Day(37);
  EXPECT_THAT(Ids(), ElementsAre("e-0", "e-2"));
}

TEST_F(EventMergerTest, NumbersAreToldOnce) {
  text_ = "It killed 12 people and hurt 12 people. The attack, which killed 12 people, cost $5.";
  Add("killed", 0, 1);
  Last().magnitudes = {{{10, 19}, 12, "people"}, {{29, 38}, 12, "people"}};
  Add("killed", 0, 1);
  Last().magnitudes = {{{65, 74}, 12, "people"}, {{81, 83}, 5, "dollars"}};
  const std::vector<LinkedEvent> merged = Merge();
  ASSERT_THAT(merged, SizeIs(1));
  std::vector<std::pair<Span, std::string>> told;
  for (const Magnitude& m : merged[0].event.magnitudes) told.emplace_back(m.span, m.unit);
  EXPECT_THAT(told,
              ElementsAre(std::pair(Span{10, 19}, "people"), std::pair(Span{29, 38}, "people"),
                          std::pair(Span{81, 83}, "dollars")));
}

TEST_F(EventMergerTest, OtherNumberIsAnotherEvent) {
  text_ = "A bomb killed 12 people. A bomb killed 30 people. A bomb killed people.";
  Add("killed", 0, 1);
  Last().magnitudes = {{{14, 23}, 12, "people"}};
  Add("killed", 0, 1);
  Last().magnitudes = {{{39, 48}, 30, "people"}};
  Add("killed", 0, 1);
  EXPECT_THAT(Ids(), ElementsAre("e-0", "e-1"));
}

TEST_F(EventMergerTest, OneMoreIsAnotherEvent) {
  text_ = "Police arrested Osei. The second arrest was legal. The arrest was legal.";
  Add("arrested", 0, 1);
  Add("arrest", -1, -1);
  Add("arrest", -1, -1);
  EXPECT_THAT(Merge(), SizeIs(2));
}

TEST_F(EventMergerTest, OtherQualifierIsAnotherEvent) {
  text_ = "Osei won a Liberal debate. He won the Labour debate. The Liberal debate was long.";
  Add("debate", 0, -1, EventType::kConsult);
  Add("debate", 0, -1, EventType::kConsult);
  Add("debate", -1, -1, EventType::kConsult);
  EXPECT_THAT(Ids(), ElementsAre("e-0", "e-1"));
}

TEST_F(EventMergerTest, OneOfManyIsAnotherEvent) {
  text_ = "Osei won a debate. He praised the debates.";
  Add("debate", 0, -1, EventType::kConsult);
  Add("debates", 0, -1, EventType::kConsult);
  EXPECT_THAT(Ids(), SizeIs(2));
}

TEST_F(EventMergerTest, OneManDoesItToMany) {
  text_ = "Police arrested men. Police arrested. Men were arrested.";
  Add("arrested", 0, 1);
  Add("arrested", 0, -1);
  Add("arrested", -1, 1);
  EXPECT_THAT(Ids(), ElementsAre("e-0", "e-1"));
}

TEST_F(EventMergerTest, OneManLeavesOnce) {
  text_ = "Osei withdrew. Osei withdrew.";
  Add("withdrew", 0, -1, EventType::kRetreat);
  Add("withdrew", 0, -1, EventType::kRetreat);
  EXPECT_THAT(Ids(), SizeIs(1));
}

TEST_F(EventMergerTest, OtherDoingsOfOneManAreApart) {
  text_ = "Osei raised prices. Osei raised wages. Osei raised prices again.";
  Add("raised", 0, 1, EventType::kOther);
  Add("raised", 0, -1, EventType::kOther);
  Add("raised", 0, 1, EventType::kOther);
  EXPECT_THAT(Ids(), ElementsAre("e-0", "e-1"));
}

TEST_F(EventMergerTest, OtherDoingsAtOneTimeAreOne) {
  text_ = "Osei won on Tuesday. Osei won that day.";
  Add("won", 0, -1, EventType::kOther);
  Last().time = Day(3);
  Add("won", 0, -1, EventType::kOther);
  Last().time = Day(3);
  EXPECT_THAT(Ids(), SizeIs(1));
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

TEST_F(EventMergerTest, ManyMentionsOfOneEventAreJoined) {
  for (int i = 0; i < 20000; ++i) text_ += "He said \"A hit B.\" ";
  for (int i = 0; i < 20000; ++i) {
    Add("hit", 0, 1);
    events_.back().positions = {i, i + 20000};
    events_.back().recipients.push_back({i + 2, {i, i + 1}});
    Last().magnitudes = {{{i, i + 1}, 12, "people"}, {{i, i + 1}, 1, "unit " + std::to_string(i)}};
  }
  const std::vector<LinkedEvent> merged = Merge();
  ASSERT_THAT(merged, SizeIs(1));
  EXPECT_THAT(merged[0].positions, SizeIs(40000));
  EXPECT_THAT(merged[0].recipients, SizeIs(20001));
  EXPECT_THAT(merged[0].event.magnitudes, SizeIs(20001));
}

TEST_F(EventMergerTest, GivesUpWhereCancelled) {
  text_ = "Police arrested Osei. The arrest was legal. The arrest was swift.";
  Add("arrested", 0, 1);
  Add("arrest", -1, -1);
  Add("arrest", -1, -1);
  int asked = 0;
  const auto cancelled = [&asked] { return ++asked == 2; };
  EXPECT_FALSE(MergeMentions(ReadDocument(text_), events_, cancelled));
  EXPECT_EQ(asked, 2);
}

class HostileMentionsTest : public ::testing::TestWithParam<std::string_view> {};

// Every word is a trigger: some join, some don't.
TEST_P(HostileMentionsTest, AreMergedToTheirEnd) {
  const std::string text = HostileText(GetParam(), "The attacked ", kHostileSize / 16);
  const Document document = ReadDocument(text);
  std::vector<LinkedEvent> events;
  for (const Word& word : ReadWords(text)) {
    const int i = static_cast<int>(events.size());
    LinkedEvent event;
    event.event.type = EventType::kAssault;
    event.event.triggers = {word.span};
    event.event.place = i % 2 == 0 ? Accra() : Ghana();
    event.actors = {{i % 3, word.span}};
    event.recipients = {{i % 1000, word.span}, {3, word.span}};
    event.positions = {i};
    events.push_back(std::move(event));
  }
  const size_t mentions = events.size();
  const auto merged = MergeMentions(document, std::move(events), [] { return false; });
  ASSERT_TRUE(merged.has_value());
  size_t told = 0;
  for (const LinkedEvent& event : *merged) told += event.event.triggers.size();
  EXPECT_EQ(told, mentions);
}

INSTANTIATE_TEST_SUITE_P(Units, HostileMentionsTest, ::testing::ValuesIn(kHostileUnits));

}  // namespace
}  // namespace onrecord::ingest
