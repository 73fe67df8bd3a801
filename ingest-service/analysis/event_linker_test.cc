#include "ingest-service/analysis/event_linker.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "ingest-service/text/hostile_texts.h"

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
  LinkedEvent LinkOne(const std::string& trigger, const std::vector<std::string>& actors) {
    Event event;
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

TEST(MentionSpansTest, AreSortedAndUnique) {
  Entity first;
  first.mentions = {{{5, 9}, MentionForm::kName}, {{20, 22}, MentionForm::kPronoun}};
  Entity second;
  second.mentions = {{{0, 3}, MentionForm::kName}, {{5, 9}, MentionForm::kName}};
  EXPECT_THAT(MentionSpans({first, second}), ElementsAre(Span{0, 3}, Span{5, 9}, Span{20, 22}));
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

class HostileLinksTest : public ::testing::TestWithParam<std::string_view> {};

TEST_P(HostileLinksTest, AreLinkedToTheirEnd) {
  const std::string text =
      HostileText(GetParam(), "Police killed two men after ", kHostileSize / 2);
  const Document document = ReadDocument(text);
  SpeakerResolver resolver(document, FindEntities(document));
  std::vector<Event> events;
  for (size_t at = text.find("killed"); at != std::string::npos; at = text.find("killed", at + 1)) {
    const auto begin = static_cast<int32_t>(at);
    Event killed;
    killed.triggers = {{begin, begin + 6}};
    killed.actors = {{begin - 7, begin - 1}};
    killed.recipients = {{begin + 7, begin + 14}};
    events.push_back(std::move(killed));
  }
  const auto linked =
      LinkEvents(text, std::move(events), {}, Containment({}), resolver, [] { return false; });
  EXPECT_FALSE(linked.value().empty());
}

INSTANTIATE_TEST_SUITE_P(Units, HostileLinksTest, ::testing::ValuesIn(kHostileUnits));

}  // namespace
}  // namespace onrecord::ingest
