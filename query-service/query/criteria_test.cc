#include "query-service/query/criteria.h"

#include <cmath>
#include <functional>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "proto/rpc/errors.h"
#include "query-service/archive/article_samples.h"

namespace onrecord::query {
namespace {

using testing::ElementsAre;

template <typename Filter>
void ExpectBad(const absl::StatusOr<Filter>& filter, const std::string& field) {
  EXPECT_EQ(filter.status().code(), absl::StatusCode::kInvalidArgument) << field;
  EXPECT_EQ(rpc::ReasonOf(filter.status()), "INVALID_FIELD");
  EXPECT_TRUE(absl::StartsWith(filter.status().message(), field + ": ")) << filter.status();
}

TEST(CriteriaTest, TurnsNamesIntoIds) {
  PositionCriteria criteria;
  criteria.speakers = {"speakers/a-1", "speakers/b-2"};
  criteria.articles = {"articles/x"};
  criteria.kinds = {4, 1, 4};
  criteria.text = "\"trade deal\" -steel";
  criteria.hedged = false;
  criteria.negated = true;
  criteria.events = {"articles/x/events/e-1"};
  criteria.mentioned = {"speakers/c-3"};
  criteria.country_codes = {"CH"};
  const auto filter = CheckCriteria(criteria);
  ASSERT_TRUE(filter.ok()) << filter.status();
  EXPECT_THAT(filter->speakers, ElementsAre("a-1", "b-2"));
  EXPECT_THAT(filter->articles, ElementsAre("x"));
  EXPECT_THAT(filter->kinds, ElementsAre(PositionKind::kStatement, PositionKind::kDenial));
  EXPECT_EQ(filter->text.terms.size(), 2u);
  EXPECT_EQ(filter->hedged, false);
  EXPECT_EQ(filter->negated, true);
  EXPECT_THAT(filter->events, ElementsAre(PartId{"x", "e-1"}));
  EXPECT_THAT(filter->mentioned, ElementsAre("c-3"));
  EXPECT_THAT(filter->country_codes, ElementsAre("CH"));
}

TEST(CriteriaTest, NamesPositionFieldThatBreaksRule) {
  const std::vector<std::string> many(101, "speakers/a");
  const auto bad = [](const std::function<void(PositionCriteria&)>& breaks,
                      const std::string& field) {
    PositionCriteria criteria;
    breaks(criteria);
    ExpectBad(CheckCriteria(criteria), field);
  };
  bad([](auto& c) { c.speakers = {"speakers/a", "b"}; }, "filter.speakers[1]");
  bad([&](auto& c) { c.speakers = many; }, "filter.speakers");
  bad([](auto& c) { c.addressees = {"articles/a"}; }, "filter.addressees[0]");
  bad([](auto& c) { c.via = {""}; }, "filter.via[0]");
  bad([](auto& c) { c.articles = {"articles/a/positions/p"}; }, "filter.articles[0]");
  bad([](auto& c) { c.events = {"articles/a/positions/p"}; }, "filter.events[0]");
  bad([](auto& c) { c.events.assign(101, "articles/a/events/e"); }, "filter.events");
  bad([](auto& c) { c.mentioned = {"speakers/a", "a"}; }, "filter.mentioned[1]");
  bad([](auto& c) { c.country_codes = {"Switzerland"}; }, "filter.country_codes[0]");
  bad([](auto& c) { c.kinds = {1, 0}; }, "filter.kinds[1]");
  bad([](auto& c) { c.kinds = {17}; }, "filter.kinds[0]");
  bad([](auto& c) { c.quotations = {-1}; }, "filter.quotations[0]");
  bad([&](auto& c) { c.publishers = many; }, "filter.publishers");
  bad([&](auto& c) { c.languages = many; }, "filter.languages");
  bad([&](auto& c) { c.model_versions = many; }, "filter.model_versions");
  bad([](auto& c) { c.text = "-only"; }, "filter.text");
  bad([](auto& c) { c.min_confidence = 1.1f; }, "filter.min_confidence");
  bad([](auto& c) { c.min_confidence = NAN; }, "filter.min_confidence");
  bad(
      [](auto& c) {
        c.publish_time = {absl::UnixEpoch(), absl::UnixEpoch() - absl::Seconds(1)};
      },
      "filter.publish_time.end_time");
  bad([](auto& c) { c.publish_time.start = absl::InfinitePast(); },
      "filter.publish_time.start_time");
}

TEST(CriteriaTest, NamesOtherFieldsThatBreakRules) {
  EventCriteria event;
  event.country_codes = {"CH", "Schweiz"};
  ExpectBad(CheckCriteria(event), "filter.country_codes[1]");
  event = {};
  event.types = {18};
  ExpectBad(CheckCriteria(event), "filter.types[0]");
  event = {};
  event.statuses = {6};
  ExpectBad(CheckCriteria(event), "filter.statuses[0]");
  event = {};
  event.recipients = {"speakers/"};
  ExpectBad(CheckCriteria(event), "filter.recipients[0]");
  event = {};
  event.positions = {"articles/a/positions/p", "articles/a/events/e"};
  ExpectBad(CheckCriteria(event), "filter.positions[1]");
  event.positions.assign(101, "articles/a/positions/p");
  ExpectBad(CheckCriteria(event), "filter.positions");
  event = {};
  event.place = std::string(201, 'a');
  ExpectBad(CheckCriteria(event), "filter.place");
  event.place = "-";
  ExpectBad(CheckCriteria(event), "filter.place");
  event = {};
  event.event_time.end = absl::InfiniteFuture();
  ExpectBad(CheckCriteria(event), "filter.event_time.end_time");
  SpeakerCriteria speaker;
  speaker.text = std::string(201, 'a');
  ExpectBad(CheckCriteria(speaker), "filter.text");
  speaker = {};
  speaker.types = {8};
  ExpectBad(CheckCriteria(speaker), "filter.types[0]");
  speaker = {};
  speaker.role = std::string(201, 'a');
  ExpectBad(CheckCriteria(speaker), "filter.role");
  ArticleCriteria article;
  article.text = "\"";
  ExpectBad(CheckCriteria(article), "filter.text");
}

TEST(CriteriaTest, EqualTimesAreNoMistake) {
  EventCriteria event;
  event.event_time = {absl::UnixEpoch(), absl::UnixEpoch()};
  EXPECT_TRUE(CheckCriteria(event).ok());
}

TEST(CriteriaTest, AskedBytesTellFiltersApart) {
  std::set<std::string> seen;
  const auto add = [&](const std::function<void(PositionCriteria&)>& change) {
    PositionCriteria criteria;
    change(criteria);
    EXPECT_TRUE(seen.insert(AskedBytes(criteria, ListOrder::kNewestFirst)).second) << seen.size();
  };
  add([](auto&) {});
  add([](auto& c) { c.speakers = {"x"}; });
  add([](auto& c) { c.speakers = {"x", "x"}; });
  add([](auto& c) { c.publishers = {"x"}; });
  add([](auto& c) { c.articles = {"x"}; });
  add([](auto& c) { c.addressees = {"x"}; });
  add([](auto& c) { c.via = {"x"}; });
  add([](auto& c) { c.languages = {"x"}; });
  add([](auto& c) { c.model_versions = {"x"}; });
  add([](auto& c) { c.events = {"x"}; });
  add([](auto& c) { c.mentioned = {"x"}; });
  add([](auto& c) { c.country_codes = {"x"}; });
  add([](auto& c) { c.text = "x"; });
  add([](auto& c) { c.kinds = {1}; });
  add([](auto& c) { c.quotations = {1}; });
  add([](auto& c) { c.hedged = false; });
  add([](auto& c) { c.hedged = true; });
  add([](auto& c) { c.negated = false; });
  add([](auto& c) { c.negated = true; });
  add([](auto& c) { c.min_confidence = 0.5f; });
  add([](auto& c) { c.publish_time.start = absl::UnixEpoch(); });
  add([](auto& c) { c.publish_time.end = absl::UnixEpoch(); });
  EXPECT_TRUE(seen.insert(AskedBytes(PositionCriteria(), ListOrder::kOldestFirst)).second);
  EventCriteria told;
  told.positions = {"x"};
  EXPECT_NE(AskedBytes(told, ListOrder::kNewestFirst),
            AskedBytes(EventCriteria(), ListOrder::kNewestFirst));
  EventCriteria placed;
  placed.place = "x";
  EXPECT_NE(AskedBytes(told, ListOrder::kNewestFirst), AskedBytes(placed, ListOrder::kNewestFirst));
}

}  // namespace
}  // namespace onrecord::query
