#include "query-service/service/request_conversions.h"

#include <string>

#include "gmock/gmock.h"
#include "google/protobuf/text_format.h"
#include "gtest/gtest.h"

namespace onrecord::query {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

template <class Message>
Message Parse(const std::string& text) {
  Message message;
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(text, &message));
  return message;
}

TEST(FromProto, TakesEveryFieldOfAPositionList) {
  const auto read = FromProto(Parse<v1::ListPositionsRequest>(R"pb(
    filter {
      speakers: "speakers/a"
      kinds: POSITION_KIND_DENIAL
      quotations: QUOTATION_DIRECT
      publishers: "P"
      publish_time { start_time { seconds: 1 } }
      articles: "articles/b"
      text: "tariff*"
      addressees: "speakers/c"
      via: "speakers/d"
      hedged: false
      negated: true
      min_confidence: 0.5
      languages: "en"
      model_versions: "m"
      events: "articles/e/events/f"
      mentioned: "speakers/g"
      country_codes: "CH"
    }
    order: LIST_ORDER_OLDEST_FIRST
    page_size: 7
    page_token: "t"
    min_revision: 9)pb"));
  ASSERT_TRUE(read.ok());
  EXPECT_THAT(read->filter.speakers, ElementsAre("speakers/a"));
  EXPECT_THAT(read->filter.kinds, ElementsAre(4));
  EXPECT_THAT(read->filter.quotations, ElementsAre(1));
  EXPECT_THAT(read->filter.publishers, ElementsAre("P"));
  EXPECT_EQ(read->filter.publish_time.start, absl::FromUnixSeconds(1));
  EXPECT_EQ(read->filter.publish_time.end, std::nullopt);
  EXPECT_THAT(read->filter.articles, ElementsAre("articles/b"));
  EXPECT_EQ(read->filter.text, "tariff*");
  EXPECT_THAT(read->filter.addressees, ElementsAre("speakers/c"));
  EXPECT_THAT(read->filter.via, ElementsAre("speakers/d"));
  EXPECT_EQ(read->filter.hedged, false);
  EXPECT_EQ(read->filter.negated, true);
  EXPECT_EQ(read->filter.min_confidence, 0.5F);
  EXPECT_THAT(read->filter.languages, ElementsAre("en"));
  EXPECT_THAT(read->filter.model_versions, ElementsAre("m"));
  EXPECT_THAT(read->filter.events, ElementsAre("articles/e/events/f"));
  EXPECT_THAT(read->filter.mentioned, ElementsAre("speakers/g"));
  EXPECT_THAT(read->filter.country_codes, ElementsAre("CH"));
  EXPECT_EQ(read->order, 2);
  EXPECT_EQ(read->page_size, 7);
  EXPECT_EQ(read->page_token, "t");
  EXPECT_EQ(read->min_revision, 9);
}

TEST(FromProto, TakesEveryFieldOfAnEventCount) {
  const auto read = FromProto(Parse<v1::CountEventsRequest>(R"pb(
    filter {
      types: EVENT_TYPE_PROTEST
      statuses: EVENT_STATUS_ACTUAL
      actors: "speakers/a"
      recipients: "speakers/b"
      country_codes: "FR"
      event_time { end_time { seconds: 2 } }
      publishers: "P"
      publish_time { start_time { seconds: 1 } }
      articles: "articles/c"
      min_confidence: 0.5
      positions: "articles/d/positions/e"
      place: "zur"
    }
    group_by: EVENT_GROUPING_COUNTRY
    then_by: EVENT_GROUPING_WEEK
    max_groups: 3)pb"));
  ASSERT_TRUE(read.ok());
  EXPECT_THAT(read->filter.types, ElementsAre(12));
  EXPECT_THAT(read->filter.statuses, ElementsAre(1));
  EXPECT_THAT(read->filter.actors, ElementsAre("speakers/a"));
  EXPECT_THAT(read->filter.recipients, ElementsAre("speakers/b"));
  EXPECT_THAT(read->filter.country_codes, ElementsAre("FR"));
  EXPECT_EQ(read->filter.event_time.end, absl::FromUnixSeconds(2));
  EXPECT_EQ(read->filter.publish_time.start, absl::FromUnixSeconds(1));
  EXPECT_THAT(read->filter.articles, ElementsAre("articles/c"));
  EXPECT_THAT(read->filter.positions, ElementsAre("articles/d/positions/e"));
  EXPECT_EQ(read->filter.place, "zur");
  EXPECT_EQ(read->group_by, 4);
  EXPECT_EQ(read->then_by, 8);
  EXPECT_EQ(read->max_groups, 3);
}

TEST(FromProto, TakesArticlesAndSpeakers) {
  const auto articles = FromProto(
      Parse<v1::ListArticlesRequest>(R"pb(filter { publishers: "P" text: "x" languages: "en" }
                                          view: ARTICLE_VIEW_FULL)pb"));
  ASSERT_TRUE(articles.ok());
  EXPECT_EQ(articles->filter.text, "x");
  EXPECT_EQ(articles->view, 2);
  const auto speakers = FromProto(Parse<v1::ListSpeakersRequest>(
      R"pb(filter { text: "mull" types: SPEAKER_TYPE_PERSON role: "r" }
           order: SPEAKER_ORDER_POSITION_COUNT
           page_size: -1)pb"));
  ASSERT_TRUE(speakers.ok());
  EXPECT_THAT(speakers->filter.types, ElementsAre(1));
  EXPECT_EQ(speakers->filter.role, "r");
  EXPECT_EQ(speakers->order, 2);
  EXPECT_EQ(speakers->page_size, -1);
}

TEST(FromProto, TakesEveryFieldOfViews) {
  const auto timeline = FromProto(Parse<v1::GetSpeakerTimelineRequest>(
      R"pb(name: "speakers/a"
           filter { text: "x" }
           period: TIMELINE_PERIOD_WEEK
           max_periods: 5
           max_examples: 2
           min_revision: 7)pb"));
  ASSERT_TRUE(timeline.ok());
  EXPECT_EQ(timeline->name, "speakers/a");
  EXPECT_EQ(timeline->filter.text, "x");
  EXPECT_EQ(timeline->period, 2);
  EXPECT_EQ(timeline->max_periods, 5);
  EXPECT_EQ(timeline->max_examples, 2);
  EXPECT_EQ(timeline->min_revision, 7);
  const auto comparison =
      FromProto(Parse<v1::CompareSpeakersRequest>(R"pb(speaker: "speakers/a"
                                                       other_speaker: "speakers/b"
                                                       filter { text: "x" }
                                                       period: TIMELINE_PERIOD_DAY)pb"));
  ASSERT_TRUE(comparison.ok());
  EXPECT_EQ(comparison->speaker, "speakers/a");
  EXPECT_EQ(comparison->other_speaker, "speakers/b");
  EXPECT_EQ(comparison->period, 1);
}

TEST(FromProto, NamesTimesThatAreNone) {
  const auto status = FromProto(Parse<v1::ListEventsRequest>(
                                    R"pb(filter { event_time { start_time { nanos: -1 } } })pb"))
                          .status();
  EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_THAT(std::string(status.message()), HasSubstr("filter.event_time.start_time"));
}

}  // namespace
}  // namespace onrecord::query
