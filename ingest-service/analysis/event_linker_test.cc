#include "ingest-service/analysis/event_linker.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <utility>

#include "ingest-service/analysis/position_reader.h"
#include "ingest-service/text/hostile_texts.h"
#include "ingest-service/text/words.h"

namespace onrecord::ingest {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

class EventLinkerTest : public ::testing::Test {
 protected:
  EventLinkerTest()
      : document_(ReadDocument(text_)),
        resolver_(document_, FindEntities(document_)),
        attributions_{
            {{Words("Lena Osei")}, {Words("said")}, {Words("we closed the port")}, 0.9f},
            {{Words("Anna Berg")}, {Words("demanded")}, {Words("that they return")}, 0.9f}},
        containment_(attributions_) {
    for (const Attribution& attribution : attributions_) {
      Position position;
      position.attribution = attribution;
      position.speakers = resolver_.ResolveSource(attribution.source);
      positions_.push_back(position);
    }
  }

  Span Words(const std::string& words) const {
    const size_t at = text_.find(words);
    return {static_cast<int32_t>(at), static_cast<int32_t>(at + words.size())};
  }

  std::vector<LinkedEvent> Link(std::vector<Event> events) {
    return LinkEvents(text_, std::move(events), positions_, containment_, resolver_,
                      [] { return false; })
        .value();
  }

  // The event of `trigger`, done by `actors`.
  LinkedEvent LinkOne(const std::string& trigger, const std::vector<std::string>& actors,
                      EventStatus status = EventStatus::kActual) {
    Event event;
    event.status = status;
    event.triggers = {Words(trigger)};
    for (const std::string& actor : actors) event.actors.push_back(Words(actor));
    return Link({event}).front();
  }

  const std::string text_ =
      "Lena Osei said we closed the port. Karl Brandt struck. Anna Berg demanded that they return.";
  const Document document_;
  SpeakerResolver resolver_;
  const std::vector<Attribution> attributions_;
  const Containment containment_;
  std::vector<Position> positions_;
};

TEST_F(EventLinkerTest, PositionAroundTriggerReportsEvent) {
  Event closed;
  closed.triggers = {Words("closed")};
  closed.actors = {Words("we")};
  const auto linked = Link({closed});
  ASSERT_THAT(linked, SizeIs(1));
  EXPECT_THAT(linked[0].positions, ElementsAre(0));
  ASSERT_THAT(linked[0].actors, SizeIs(1));
  EXPECT_EQ(linked[0].actors[0].speaker, positions_[0].speakers.front());
  EXPECT_EQ(linked[0].actors[0].span, Words("we"));
}

TEST_F(EventLinkerTest, ArticlesOwnEventHasNoPosition) {
  Event struck;
  struck.triggers = {Words("struck")};
  struck.actors = {Words("Karl Brandt")};
  const auto linked = Link({struck});
  EXPECT_THAT(linked[0].positions, IsEmpty());
  EXPECT_EQ(resolver_.entities()[linked[0].actors[0].speaker].display_name, "Karl Brandt");
}

TEST_F(EventLinkerTest, PositionOfActorPerformsVerbalAct) {
  const LinkedEvent demand = LinkOne("demanded", {"Karl Brandt", "Anna Berg"});
  EXPECT_EQ(demand.performed_in, 1);
  EXPECT_THAT(demand.positions, IsEmpty());
}

TEST_F(EventLinkerTest, PositionOfOthersPerformsNothing) {
  EXPECT_EQ(LinkOne("demanded", {"Karl Brandt"}).performed_in, std::nullopt);
}

TEST_F(EventLinkerTest, NegatedPositionPerformsNothing) {
  positions_[1].negated = true;
  EXPECT_EQ(LinkOne("demanded", {"Anna Berg"}).performed_in, std::nullopt);
  EXPECT_EQ(LinkOne("demanded", {}).performed_in, std::nullopt);
}

TEST_F(EventLinkerTest, NothingElseThanActualIsPerformed) {
  for (const EventStatus status : {EventStatus::kPlanned, EventStatus::kCalledFor,
                                   EventStatus::kHypothetical, EventStatus::kDenied}) {
    EXPECT_EQ(LinkOne("demanded", {"Anna Berg"}, status).performed_in, std::nullopt);
  }
}

TEST_F(EventLinkerTest, UnknownActorsPerformNothing) {
  const LinkedEvent demand = LinkOne("demanded", {"."});
  EXPECT_THAT(demand.actors, IsEmpty());
  EXPECT_EQ(demand.performed_in, std::nullopt);
}

TEST_F(EventLinkerTest, VerbalActWithoutActorsIsPerformed) {
  const LinkedEvent demand = LinkOne("demanded that", {});
  EXPECT_EQ(demand.performed_in, 1);
  EXPECT_THAT(demand.actors, IsEmpty());
}

TEST_F(EventLinkerTest, ReportedEventIsNotPerformed) {
  EXPECT_EQ(LinkOne("closed", {"we"}).performed_in, std::nullopt);
}

TEST_F(EventLinkerTest, PerformingPositionDoesNotReport) {
  Event demand;
  demand.status = EventStatus::kActual;
  demand.triggers = {Words("closed"), Words("demanded"), Words("return")};
  const auto linked = Link({demand});
  EXPECT_EQ(linked[0].performed_in, 1);
  EXPECT_THAT(linked[0].positions, ElementsAre(0));
}

TEST_F(EventLinkerTest, SameWordsGetIdsOfTheirOwn) {
  Event struck;
  struck.triggers = {Words("struck")};
  const auto linked = Link({struck, struck});
  EXPECT_EQ(linked[0].id.substr(0, 2), "e-");
  EXPECT_EQ(linked[0].id.size(), 10u);
  EXPECT_NE(linked[0].id, linked[1].id);
}

TEST(NameSpansTest, AreSortedAndUnique) {
  Entity first;
  first.mentions = {{{5, 9}, MentionForm::kName}, {{20, 22}, MentionForm::kName}};
  Entity second;
  second.mentions = {{{0, 3}, MentionForm::kName}, {{5, 9}, MentionForm::kName}};
  EXPECT_THAT(NameSpans({first, second}), ElementsAre(Span{0, 3}, Span{5, 9}, Span{20, 22}));
}

TEST(NameSpansTest, LeaveOutPronounsAndDescriptions) {
  Entity entity;
  entity.mentions = {{{0, 30}, MentionForm::kNominal}, {{40, 43}, MentionForm::kPronoun}};
  EXPECT_THAT(NameSpans({entity}), IsEmpty());
}

TEST_F(EventLinkerTest, GivesUpWhereCancelled) {
  Event closed;
  closed.triggers = {Words("closed")};
  int asked = 0;
  const auto cancelled = [&asked] { return ++asked == 2; };
  EXPECT_FALSE(LinkEvents(text_, std::vector<Event>(3, closed), positions_, containment_, resolver_,
                          cancelled));
  EXPECT_EQ(asked, 2);
}

TEST_F(EventLinkerTest, ParticipantIsToldOnce) {
  EXPECT_THAT(LinkOne("struck", {"Karl Brandt", "Brandt"}).actors, SizeIs(1));
}

class HostileLinksTest : public ::testing::TestWithParam<std::string_view> {};

// Every verb of the text is an event, done by the word before it to the word behind it, and the cue
// of a position whose content is the next dozen words.
TEST_P(HostileLinksTest, AreLinkedToTheirEnd) {
  const std::string text =
      HostileText(GetParam(), "Police killed two men after ", kHostileSize / 8);
  const Document document = ReadDocument(text);
  SpeakerResolver resolver(document, FindEntities(document));
  const std::vector<Word> words = ReadWords(text);
  std::vector<Event> events;
  std::vector<Attribution> attributions;
  for (size_t i = 1; i + 1 < words.size(); ++i) {
    const std::string& verb = words[i].lower;
    if (verb != "killed" && verb != "attacked" && verb != "said") continue;
    const Span content{words[i + 1].span.begin, words[std::min(i + 12, words.size() - 1)].span.end};
    attributions.push_back({{words[i - 1].span}, {words[i].span}, {content}, 0.9f});
    Event event;
    event.status = EventStatus::kActual;
    event.triggers = {words[i].span};
    event.actors = {words[i - 1].span};
    event.recipients = {words[i + 1].span};
    events.push_back(std::move(event));
  }
  const Containment containment(attributions);
  const auto positions =
      ReadPositions(document, attributions, containment, resolver, [] { return false; });
  const size_t mentions = events.size();
  const auto linked = LinkEvents(text, std::move(events), positions.value(), containment, resolver,
                                 [] { return false; });
  EXPECT_THAT(linked.value(), SizeIs(mentions));
}

INSTANTIATE_TEST_SUITE_P(Units, HostileLinksTest, ::testing::ValuesIn(kHostileUnits));

}  // namespace
}  // namespace onrecord::ingest
