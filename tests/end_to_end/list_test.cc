// Filters, orders and pages over a small archive whose every record is known: a linear scan over
// what was committed says what each list must hold.

#include <algorithm>
#include <functional>
#include <limits>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/testing/call.h"
#include "tests/testing/sample_articles.h"
#include "tests/testing/service_pair.h"
#include "tests/testing/status_matchers.h"

namespace onrecord::tests {
namespace {

constexpr int64_t kNewYear = 1767225600;  // 2026-01-01T00:00:00Z
constexpr int64_t kDay = 86400;
constexpr int kArticles = 24;

// The i-th article: kinds, types, publishers and days in different cycles, every sixth undated,
// always two of one day; the position reports the event or, in every other one, performs it. Every
// fifth event is in Sweden, and in every fourth content the mayor speaks of herself.
v1::CommitArticleRequest Numbered(int i) {
  auto commit = MillCommit(absl::StrCat("articles/a", i), static_cast<v1::PositionKind>(1 + i % 16),
                           static_cast<v1::EventType>(1 + i % 17),
                           i % 2 == 0 ? "a clerk recalled" : "their lawyer recalled");
  v1::Article& article = *commit.mutable_article();
  article.set_publisher(absl::StrCat("Publisher ", i % 3));
  if (i % 6 != 5) article.mutable_publish_time()->set_seconds(kNewYear + i / 2 * kDay);
  v1::Position& position = *commit.mutable_analysis()->mutable_positions(0);
  position.set_confidence(static_cast<float>(i) / kArticles);
  position.set_quotation(static_cast<v1::Quotation>(1 + i % 3));
  position.set_hedged(i % 4 == 0);
  position.set_negated(i % 7 == 0);
  v1::Event& event = *commit.mutable_analysis()->mutable_events(0);
  event.set_status(static_cast<v1::EventStatus>(1 + i % 5));
  if (i % 5 == 0) {
    v1::Place& place = *event.mutable_place();
    *place.mutable_span() = SpanOf(article.text(), "the old mill");
    place.set_name("Gamla kvarnen");
    place.set_country_code("SE");
  }
  if (i % 4 == 1) {
    v1::Mention& mention = *commit.mutable_analysis()->mutable_speakers(0)->add_mentions();
    *mention.mutable_span() = SpanOf(article.text(), "We");
    mention.set_form(v1::MENTION_FORM_PRONOUN);
  }
  if (i % 2 == 1) {
    event.clear_positions();
    event.set_performed_in(position.name());
  }
  return commit;
}

// What lists begin with has the lowest: newest first, those without a time last.
int64_t AgeOf(const v1::Article& article) {
  return article.has_publish_time() ? -article.publish_time().seconds()
                                    : std::numeric_limits<int64_t>::max();
}

class ListTest : public ::testing::Test {
 protected:
  ListTest() : pair_(ServicePair::Services::kQueryOnly) {
    for (int i = 0; i < kArticles; ++i) {
      commits_.push_back(Numbered(i));
      const auto answer = Call(pair_.archive(), &ArchiveStub::CommitArticle, commits_.back());
      EXPECT_THAT(answer.status, IsOk());
    }
    // Of the same second, what was committed last comes first.
    std::reverse(commits_.begin(), commits_.end());
    std::stable_sort(commits_.begin(), commits_.end(), [](const auto& a, const auto& b) {
      return AgeOf(a.article()) < AgeOf(b.article());
    });
  }

  using Predicate = std::function<bool(const v1::CommitArticleRequest&)>;

  // Names of the articles that `holds` selects, newest first.
  std::vector<std::string> Scan(const Predicate& holds) const {
    std::vector<std::string> names;
    for (const auto& commit : commits_) {
      if (holds(commit)) names.push_back(commit.article().name());
    }
    return names;
  }

  // Names of the articles whose positions the request finds, in its order.
  std::vector<std::string> Positions(const std::string& request) {
    const auto answer = Call(pair_.query(), &QueryStub::ListPositions,
                             FromText<v1::ListPositionsRequest>("page_size: 1000 " + request));
    EXPECT_THAT(answer.status, IsOk()) << request;
    std::vector<std::string> names;
    for (const auto& position : answer.response.positions()) names.push_back(position.article());
    return names;
  }

  std::vector<std::string> Events(const std::string& request) {
    const auto answer = Call(pair_.query(), &QueryStub::ListEvents,
                             FromText<v1::ListEventsRequest>("page_size: 1000 " + request));
    EXPECT_THAT(answer.status, IsOk()) << request;
    std::vector<std::string> names;
    for (const auto& event : answer.response.events()) names.push_back(event.article());
    return names;
  }

  std::vector<std::string> Articles(const std::string& request) {
    const auto answer = Call(pair_.query(), &QueryStub::ListArticles,
                             FromText<v1::ListArticlesRequest>("page_size: 1000 " + request));
    EXPECT_THAT(answer.status, IsOk()) << request;
    std::vector<std::string> names;
    for (const auto& article : answer.response.articles()) names.push_back(article.name());
    return names;
  }

  // The resource name of the speaker of this display name.
  std::string SpeakerNamed(const std::string& words) {
    v1::ListSpeakersRequest request;
    request.mutable_filter()->set_text(words);
    const auto answer = Call(pair_.query(), &QueryStub::ListSpeakers, request);
    EXPECT_EQ(answer.response.speakers_size(), 1) << words;
    return answer.response.speakers(0).name();
  }

  ServicePair pair_;
  std::vector<v1::CommitArticleRequest> commits_;  // newest first
};

const v1::Position& PositionOf(const v1::CommitArticleRequest& commit) {
  return commit.analysis().positions(0);
}

const v1::Event& EventOf(const v1::CommitArticleRequest& commit) {
  return commit.analysis().events(0);
}

bool IsInSweden(const v1::CommitArticleRequest& commit) {
  return EventOf(commit).place().country_code() == "SE";
}

bool IsWithin(const v1::CommitArticleRequest& commit, int64_t begin, int64_t end) {
  const int64_t seconds = commit.article().publish_time().seconds();
  return commit.article().has_publish_time() && begin <= seconds && seconds < end;
}

TEST_F(ListTest, EverythingComesNewestFirst) {
  const auto all = Scan([](const auto&) { return true; });
  EXPECT_EQ(Articles(""), all);
  EXPECT_EQ(Positions(""), all);
  EXPECT_EQ(Events(""), all);
  EXPECT_EQ(Positions("order: LIST_ORDER_NEWEST_FIRST"), all);
}

TEST_F(ListTest, OldestFirstIsTheReverse) {
  std::vector<std::string> names = Scan([](const auto&) { return true; });
  std::reverse(names.begin(), names.end());
  EXPECT_EQ(Articles("order: LIST_ORDER_OLDEST_FIRST"), names);
  EXPECT_EQ(Positions("order: LIST_ORDER_OLDEST_FIRST"), names);
  EXPECT_EQ(Events("order: LIST_ORDER_OLDEST_FIRST"), names);
}

TEST_F(ListTest, PositionFiltersSelectWhatTheySay) {
  const std::string brandt = SpeakerNamed("ilse brandt");
  const std::string week =
      absl::StrCat("publish_time { start_time { seconds: ", kNewYear + 2 * kDay,
                   " } end_time { seconds: ", kNewYear + 9 * kDay, " } }");
  const std::vector<std::pair<std::string, Predicate>> cases = {
      {"kinds: POSITION_KIND_DENIAL",
       [](const auto& c) { return PositionOf(c).kind() == v1::POSITION_KIND_DENIAL; }},
      {"kinds: [POSITION_KIND_DENIAL, POSITION_KIND_OPINION]",
       [](const auto& c) {
         return PositionOf(c).kind() == v1::POSITION_KIND_DENIAL ||
                PositionOf(c).kind() == v1::POSITION_KIND_OPINION;
       }},
      {"quotations: QUOTATION_MIXED",
       [](const auto& c) { return PositionOf(c).quotation() == v1::QUOTATION_MIXED; }},
      {"hedged: true", [](const auto& c) { return PositionOf(c).hedged(); }},
      {"hedged: false", [](const auto& c) { return !PositionOf(c).hedged(); }},
      {"negated: true", [](const auto& c) { return PositionOf(c).negated(); }},
      {"negated: false hedged: true",
       [](const auto& c) { return !PositionOf(c).negated() && PositionOf(c).hedged(); }},
      {"publishers: 'Publisher 1'",
       [](const auto& c) { return c.article().publisher() == "Publisher 1"; }},
      {"publishers: 'publisher 1'", [](const auto&) { return false; }},
      {"articles: ['articles/a3', 'articles/a5', 'articles/none']",
       [](const auto& c) {
         return c.article().name() == "articles/a3" || c.article().name() == "articles/a5";
       }},
      {"min_confidence: 0.5", [](const auto& c) { return PositionOf(c).confidence() >= 0.5f; }},
      {"text: '\"old mill\" rent*'", [](const auto&) { return true; }},
      {"text: 'mill -rent'", [](const auto&) { return false; }},
      {"languages: 'en' model_versions: 'by-hand'", [](const auto&) { return true; }},
      {"languages: 'sv'", [](const auto&) { return false; }},
      {week, [](const auto& c) { return IsWithin(c, kNewYear + 2 * kDay, kNewYear + 9 * kDay); }},
      {"mentioned: '" + brandt + "'",
       [](const auto& c) { return c.analysis().speakers(0).mentions_size() == 3; }},
      {"mentioned: '" + SpeakerNamed("tenants") + "'", [](const auto&) { return false; }},
      {"country_codes: ['NO', 'SE'] speakers: '" + brandt + "'", IsInSweden},
      {"publishers: ['Publisher 0', 'Publisher 2'] hedged: false min_confidence: 0.25 " + week,
       [](const auto& c) {
         return c.article().publisher() != "Publisher 1" && !PositionOf(c).hedged() &&
                PositionOf(c).confidence() >= 0.25f &&
                IsWithin(c, kNewYear + 2 * kDay, kNewYear + 9 * kDay);
       }},
  };
  for (const auto& [filter, holds] : cases) {
    EXPECT_EQ(Positions("filter { " + filter + " }"), Scan(holds)) << filter;
  }
}

TEST_F(ListTest, EventFiltersSelectWhatTheySay) {
  const std::string brandt = SpeakerNamed("ilse brandt");
  const std::string union_of_tenants = SpeakerNamed("tenants");
  const std::vector<std::pair<std::string, Predicate>> cases = {
      {"types: EVENT_TYPE_PROTEST",
       [](const auto& c) { return EventOf(c).type() == v1::EVENT_TYPE_PROTEST; }},
      {"statuses: [EVENT_STATUS_DENIED, EVENT_STATUS_PLANNED]",
       [](const auto& c) {
         return EventOf(c).status() == v1::EVENT_STATUS_DENIED ||
                EventOf(c).status() == v1::EVENT_STATUS_PLANNED;
       }},
      {"actors: '" + brandt + "'", [](const auto&) { return true; }},
      {"recipients: '" + union_of_tenants + "'", [](const auto&) { return true; }},
      {"recipients: '" + brandt + "'", [](const auto&) { return false; }},
      {"country_codes: 'SE'", IsInSweden},
      {"country_codes: ['NO', 'DK']", [](const auto&) { return false; }},
      {"place: 'kvarn'", IsInSweden},
      {"place: 'gamla kvarnen' country_codes: 'SE' types: [EVENT_TYPE_AGREE, EVENT_TYPE_AID]",
       [](const auto& c) {
         return IsInSweden(c) && (EventOf(c).type() == v1::EVENT_TYPE_AGREE ||
                                  EventOf(c).type() == v1::EVENT_TYPE_AID);
       }},
      {"place: 'old mill'", [](const auto&) { return false; }},
      {absl::StrCat("event_time { start_time { seconds: ", kNewYear, " } }"),
       [](const auto&) { return false; }},
      {absl::StrCat("publish_time { end_time { seconds: ", kNewYear + 3 * kDay, " } }"),
       [](const auto& c) { return IsWithin(c, 0, kNewYear + 3 * kDay); }},
  };
  for (const auto& [filter, holds] : cases) {
    EXPECT_EQ(Events("filter { " + filter + " }"), Scan(holds)) << filter;
  }
}

TEST_F(ListTest, EventsAndPositionsLeadToEachOther) {
  const auto is_told = [](const auto& c) {
    return c.article().name() == "articles/a4" || c.article().name() == "articles/a7";
  };
  EXPECT_EQ(Positions("filter { events: ['articles/a4/events/e-1', 'articles/a7/events/e-1', "
                      "'articles/a5/events/none', 'articles/none/events/e-1'] }"),
            Scan(is_told));
  EXPECT_EQ(Events("filter { positions: ['articles/a4/positions/p-1', "
                   "'articles/a7/positions/p-1', 'articles/a5/positions/e-1'] }"),
            Scan(is_told));
  EXPECT_THAT(Events("filter { positions: 'articles/a4/positions/p-1' articles: 'articles/a7' }"),
              ::testing::IsEmpty());
}

TEST_F(ListTest, EventsTellReportingFromPerformingPositions) {
  const auto get = [this](const std::string& name) {
    return Call(pair_.query(), &QueryStub::GetEvent,
                FromText<v1::GetEventRequest>("name: '" + name + "'"))
        .response;
  };
  EXPECT_THAT(get("articles/a4/events/e-1").positions(),
              ::testing::ElementsAre("articles/a4/positions/p-1"));
  EXPECT_EQ(get("articles/a4/events/e-1").performed_in(), "");
  EXPECT_THAT(get("articles/a7/events/e-1").positions(), ::testing::IsEmpty());
  EXPECT_EQ(get("articles/a7/events/e-1").performed_in(), "articles/a7/positions/p-1");
  const auto performing =
      Call(pair_.query(), &QueryStub::GetPosition,
           FromText<v1::GetPositionRequest>("name: 'articles/a7/positions/p-1'"));
  EXPECT_THAT(performing.response.events(), ::testing::ElementsAre("articles/a7/events/e-1"));
}

TEST_F(ListTest, ArticleFiltersSelectWhatTheySay) {
  EXPECT_EQ(Articles("filter { publishers: 'Publisher 2' }"),
            Scan([](const auto& c) { return c.article().publisher() == "Publisher 2"; }));
  EXPECT_EQ(Articles("filter { text: 'lawyer' }"), Scan([](const auto& c) {
              return c.article().text().find("lawyer") != std::string::npos;
            }));
  EXPECT_THAT(Articles("filter { languages: 'fr' }"), ::testing::IsEmpty());
}

// The list in pages of each size, joined, equals the list in one page.
template <class Method, class Request, class Records>
void ExpectPagesJoin(QueryStub& stub, Method method, Request request, Records records) {
  const auto names = [&](const auto& pages) {
    std::vector<std::string> joined;
    for (const auto& page : pages) {
      EXPECT_THAT(page.status, IsOk());
      for (const auto& record : records(page.response)) joined.push_back(record.name());
    }
    return joined;
  };
  request.set_page_size(1000);
  const std::vector<std::string> whole = names(CallForPages(stub, method, request));
  EXPECT_GT(whole.size(), 1u);
  for (const int page_size : {1, 2, 7}) {
    request.set_page_size(page_size);
    const auto pages = CallForPages(stub, method, request);
    EXPECT_EQ(names(pages), whole) << request.ShortDebugString();
    for (const auto& page : pages) EXPECT_LE(records(page.response).size(), page_size);
  }
}

TEST_F(ListTest, PagesJoinToTheWholeList) {
  for (const auto order : {v1::LIST_ORDER_NEWEST_FIRST, v1::LIST_ORDER_OLDEST_FIRST}) {
    v1::ListArticlesRequest articles;
    articles.set_order(order);
    ExpectPagesJoin(pair_.query(), &QueryStub::ListArticles, articles,
                    [](const auto& page) { return page.articles(); });
    v1::ListPositionsRequest positions;
    positions.set_order(order);
    positions.mutable_filter()->set_text("mill");
    ExpectPagesJoin(pair_.query(), &QueryStub::ListPositions, positions,
                    [](const auto& page) { return page.positions(); });
    v1::ListEventsRequest events;
    events.set_order(order);
    ExpectPagesJoin(pair_.query(), &QueryStub::ListEvents, events,
                    [](const auto& page) { return page.events(); });
  }
  v1::ListPositionsRequest best;
  best.set_order(v1::LIST_ORDER_RELEVANCE);
  best.mutable_filter()->set_text("mill");
  ExpectPagesJoin(pair_.query(), &QueryStub::ListPositions, best,
                  [](const auto& page) { return page.positions(); });
  ExpectPagesJoin(pair_.query(), &QueryStub::ListSpeakers, v1::ListSpeakersRequest(),
                  [](const auto& page) { return page.speakers(); });
}

TEST_F(ListTest, ChangesBetweenPagesHideNothingElse) {
  v1::ListPositionsRequest request;
  request.set_page_size(5);
  const auto first = Call(pair_.query(), &QueryStub::ListPositions, request);
  v1::DeleteArticleRequest retracted;
  retracted.set_name(first.response.positions(4).article());
  ASSERT_THAT(Call(pair_.archive(), &ArchiveStub::DeleteArticle, retracted).status, IsOk());

  std::vector<std::string> seen;
  for (const auto& position : first.response.positions()) seen.push_back(position.article());
  request.set_page_token(first.response.next_page_token());
  for (const auto& page : CallForPages(pair_.query(), &QueryStub::ListPositions, request)) {
    for (const auto& position : page.response.positions()) seen.push_back(position.article());
  }
  EXPECT_EQ(seen, Scan([](const auto&) { return true; }));
}

TEST_F(ListTest, ArticleViewsHoldWhatTheySay) {
  const auto basic = Call(pair_.query(), &QueryStub::ListArticles, v1::ListArticlesRequest());
  EXPECT_EQ(basic.response.articles(0).text(), "");
  const auto full = Call(pair_.query(), &QueryStub::ListArticles,
                         FromText<v1::ListArticlesRequest>("view: ARTICLE_VIEW_FULL"));
  EXPECT_EQ(full.response.articles(0).text(), commits_[0].article().text());
}

TEST_F(ListTest, CountsAgreeWithLists) {
  const auto by_kind =
      Call(pair_.query(), &QueryStub::CountPositions,
           FromText<v1::CountPositionsRequest>("group_by: POSITION_GROUPING_KIND"));
  ASSERT_THAT(by_kind.status, IsOk());
  EXPECT_EQ(by_kind.response.total_count(), kArticles);
  EXPECT_EQ(by_kind.response.groups_size(), 16);
  for (const v1::CountGroup& group : by_kind.response.groups()) {
    EXPECT_EQ(static_cast<int>(Positions("filter { kinds: " + group.key() + " }").size()),
              group.count())
        << group.key();
  }
  const auto by_publisher =
      Call(pair_.query(), &QueryStub::CountEvents,
           FromText<v1::CountEventsRequest>("group_by: EVENT_GROUPING_PUBLISHER"));
  ASSERT_THAT(by_publisher.status, IsOk());
  EXPECT_EQ(by_publisher.response.groups_size(), 3);
  EXPECT_EQ(by_publisher.response.groups(0).count(), kArticles / 3);
  const auto told =
      Call(pair_.query(), &QueryStub::CountEvents,
           FromText<v1::CountEventsRequest>("filter { positions: 'articles/a4/positions/p-1' }"));
  EXPECT_EQ(told.response.total_count(), 1);
  const auto telling =
      Call(pair_.query(), &QueryStub::CountPositions,
           FromText<v1::CountPositionsRequest>("filter { events: 'articles/a7/events/e-1' }"));
  EXPECT_EQ(telling.response.total_count(), 1);
}

TEST_F(ListTest, CountsByTwoAgreeWithLists) {
  const auto counts = Call(pair_.query(), &QueryStub::CountEvents,
                           FromText<v1::CountEventsRequest>("group_by: EVENT_GROUPING_PUBLISHER "
                                                            "then_by: EVENT_GROUPING_STATUS"));
  ASSERT_THAT(counts.status, IsOk());
  int sum = 0;
  for (const v1::CountGroup& group : counts.response.groups()) {
    EXPECT_EQ(static_cast<int>(Events("filter { publishers: '" + group.key() +
                                      "' statuses: " + group.then_key() + " }")
                                   .size()),
              group.count());
    sum += group.count();
  }
  EXPECT_EQ(sum, kArticles);
  EXPECT_EQ(counts.response.total_count(), kArticles);
}

TEST_F(ListTest, TimelineAgreesWithLists) {
  v1::GetSpeakerTimelineRequest request;
  request.set_name(SpeakerNamed("ilse brandt"));
  request.mutable_filter()->add_publishers("Publisher 2");
  request.set_period(v1::TIMELINE_PERIOD_DAY);
  request.set_max_examples(2);
  request.set_offset_encoding(v1::OFFSET_ENCODING_UTF16);
  const auto timeline = Call(pair_.query(), &QueryStub::GetSpeakerTimeline, request);
  ASSERT_THAT(timeline.status, IsOk());
  EXPECT_EQ(timeline.response.speaker().display_name(), "Ilse Brandt");
  std::vector<std::string> articles;
  for (const auto& period : timeline.response.periods()) {
    EXPECT_EQ(period.examples_size(), std::min(period.count(), 2));
    for (const v1::Position& example : period.examples()) {
      articles.push_back(example.article());
      EXPECT_EQ(example.content(0).text(), "“We will not rent out the old mill,”");
    }
  }
  std::vector<std::string> listed = Positions("filter { publishers: 'Publisher 2' }");
  EXPECT_EQ(timeline.response.total_count(), static_cast<int>(listed.size()));
  // Those without a time are one period, which shows two of them.
  EXPECT_EQ(timeline.response.periods().rbegin()->start(), "");
  listed.resize(articles.size());
  EXPECT_EQ(articles, listed);
}

TEST_F(ListTest, ComparisonNeedsTwoSpeakersWhoAreThere) {
  v1::CompareSpeakersRequest request;
  request.set_speaker(SpeakerNamed("ilse brandt"));
  request.set_other_speaker(SpeakerNamed("tenants"));
  const auto comparison = Call(pair_.query(), &QueryStub::CompareSpeakers, request);
  ASSERT_THAT(comparison.status, IsOk());
  EXPECT_EQ(comparison.response.speaker().count(), kArticles);
  EXPECT_EQ(comparison.response.speaker().examples(0).article(), commits_[0].article().name());
  EXPECT_EQ(comparison.response.other_speaker().count(), 0);
  EXPECT_EQ(comparison.response.shared_periods_size(), 0);
  request.set_other_speaker("speakers/nobody-0");
  EXPECT_EQ(Call(pair_.query(), &QueryStub::CompareSpeakers, request).status.error_code(),
            grpc::StatusCode::NOT_FOUND);
}

}  // namespace
}  // namespace onrecord::tests
