#include "query-service/query/list_events.h"

#include <string>

#include "gtest/gtest.h"
#include "proto/rpc/errors.h"
#include "query-service/archive/article_samples.h"

namespace onrecord::query {
namespace {

class ListEventsTest : public ArchiveTest {
 protected:
  ListEventsTest() {
    ArticleSample sample("a");
    const std::string actor = sample.AddSpeaker("Harbour workers", SpeakerType::kGroup);
    sample.AddEvent("e1", EventType::kProtest, {actor});
    sample.AddEvent("e2", EventType::kAid, {});
    sample.AddPosition("p1", {}, "what happened");
    sample.AddEvent("e3", EventType::kProtest, {}).positions = {"p1"};
    Commit(sample);
  }
};

TEST_F(ListEventsTest, PagesFilteredEvents) {
  ListEventsRequest request;
  request.filter.types = {static_cast<int>(EventType::kProtest)};
  request.page_size = 1;
  auto page = ListEvents(*archive_, request);
  ASSERT_TRUE(page.ok()) << page.status();
  ASSERT_EQ(page->events.size(), 1u);
  EXPECT_EQ(page->events[0].id, "e1");
  EXPECT_EQ(page->texts.count("a"), 1u);
  request.page_token = page->next_page_token;
  page = ListEvents(*archive_, request);
  ASSERT_TRUE(page.ok()) << page.status();
  EXPECT_EQ(page->events.at(0).id, "e3");
  EXPECT_EQ(page->next_page_token, "");
}

TEST_F(ListEventsTest, FindsByActor) {
  const auto speakers = archive_->ListSpeakers({}, {}, 1);
  ListEventsRequest request;
  request.filter.actors = {"speakers/" + speakers->speakers.at(0).id};
  const auto page = ListEvents(*archive_, request);
  ASSERT_TRUE(page.ok()) << page.status();
  ASSERT_EQ(page->events.size(), 1u);
  EXPECT_EQ(page->events[0].id, "e1");
}

TEST_F(ListEventsTest, FindsByPosition) {
  ListEventsRequest request;
  request.filter.positions = {"articles/a/positions/p1"};
  const auto page = ListEvents(*archive_, request);
  ASSERT_TRUE(page.ok()) << page.status();
  ASSERT_EQ(page->events.size(), 1u);
  EXPECT_EQ(page->events[0].id, "e3");
}

TEST_F(ListEventsTest, RejectsBadRequests) {
  ListEventsRequest request;
  request.filter.country_codes = {"Switzerland"};
  EXPECT_EQ(ListEvents(*archive_, request).status().code(), absl::StatusCode::kInvalidArgument);
  request = {};
  request.page_token = "x";
  EXPECT_EQ(rpc::ReasonOf(ListEvents(*archive_, request).status()), "INVALID_PAGE_TOKEN");
  request = {};
  request.page_size = -1;
  EXPECT_EQ(ListEvents(*archive_, request).status().code(), absl::StatusCode::kInvalidArgument);
  request = {};
  request.order = -1;
  EXPECT_EQ(ListEvents(*archive_, request).status().code(), absl::StatusCode::kInvalidArgument);
  request = {};
  request.min_revision = 2;
  EXPECT_EQ(ListEvents(*archive_, request).status().code(), absl::StatusCode::kFailedPrecondition);
}

}  // namespace
}  // namespace onrecord::query
