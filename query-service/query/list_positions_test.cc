#include "query-service/query/list_positions.h"

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "proto/rpc/errors.h"
#include "query-service/archive/article_samples.h"

namespace onrecord::query {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class ListPositionsTest : public ArchiveTest {
 protected:
  void CommitDay(int day) {
    ArticleSample sample(absl::StrCat("day-", day));
    sample.article.publish_time = At("2026-03-01T00:00:00Z") + absl::Hours(24 * day);
    sample.AddPosition("p1", {}, "tariff one");
    sample.AddPosition("p2", {}, "tariff two");
    sample.AddEvent("e1", EventType::kRequest, {}).performed_in = "p2";
    Commit(sample);
  }

  static std::vector<std::string> NamesOf(const ListPositionsResponse& response) {
    std::vector<std::string> names;
    for (const PositionRecord& position : response.positions) {
      names.push_back(absl::StrCat(position.article_id, "/", position.id));
    }
    return names;
  }
};

TEST_F(ListPositionsTest, PagesNewestFirst) {
  for (int day = 1; day <= 2; ++day) CommitDay(day);
  ListPositionsRequest request;
  request.page_size = 3;
  request.filter.text = "tariff";
  auto page = ListPositions(*archive_, request);
  ASSERT_TRUE(page.ok()) << page.status();
  EXPECT_THAT(NamesOf(*page), ElementsAre("day-2/p1", "day-2/p2", "day-1/p1"));
  EXPECT_EQ(page->archive_revision, 2);
  EXPECT_EQ(page->texts.count("day-1"), 1u);
  request.page_token = page->next_page_token;
  page = ListPositions(*archive_, request);
  ASSERT_TRUE(page.ok()) << page.status();
  EXPECT_THAT(NamesOf(*page), ElementsAre("day-1/p2"));
  EXPECT_EQ(page->next_page_token, "");
}

TEST_F(ListPositionsTest, PagesBestFirst) {
  for (int day = 1; day <= 3; ++day) CommitDay(day);
  ArticleSample sample("old");
  sample.AddPosition("p1", {}, "tariff on tariff");
  Commit(sample);
  ListPositionsRequest request;
  request.page_size = 2;
  request.order = 3;
  request.filter.text = "tariff";
  std::vector<std::string> names;
  do {
    const auto page = ListPositions(*archive_, request);
    ASSERT_TRUE(page.ok()) << page.status();
    for (const std::string& name : NamesOf(*page)) names.push_back(name);
    request.page_token = page->next_page_token;
  } while (!request.page_token.empty());
  EXPECT_THAT(names, ElementsAre("old/p1", "day-3/p1", "day-3/p2", "day-2/p1", "day-2/p2",
                                 "day-1/p1", "day-1/p2"));
}

TEST_F(ListPositionsTest, FindsByEvent) {
  for (int day = 1; day <= 2; ++day) CommitDay(day);
  ListPositionsRequest request;
  request.filter.events = {"articles/day-1/events/e1"};
  const auto page = ListPositions(*archive_, request);
  ASSERT_TRUE(page.ok()) << page.status();
  EXPECT_THAT(NamesOf(*page), ElementsAre("day-1/p2"));
}

TEST_F(ListPositionsTest, EmptyListHasNoToken) {
  const auto page = ListPositions(*archive_, {});
  ASSERT_TRUE(page.ok());
  EXPECT_THAT(page->positions, IsEmpty());
  EXPECT_EQ(page->next_page_token, "");
}

TEST_F(ListPositionsTest, ChangesBetweenPagesNeitherRepeatNorHide) {
  for (int day = 1; day <= 4; ++day) CommitDay(day);
  ListPositionsRequest request;
  request.page_size = 2;
  auto page = ListPositions(*archive_, request);
  EXPECT_THAT(NamesOf(*page), ElementsAre("day-4/p1", "day-4/p2"));
  CommitDay(5);
  ASSERT_TRUE(archive_->DeleteArticle("day-4").ok());
  ASSERT_TRUE(archive_->DeleteArticle("day-2").ok());
  request.page_token = page->next_page_token;
  request.page_size = 10;
  page = ListPositions(*archive_, request);
  EXPECT_THAT(NamesOf(*page), ElementsAre("day-3/p1", "day-3/p2", "day-1/p1", "day-1/p2"));
}

TEST_F(ListPositionsTest, RejectsTokenOfOtherFilterOrOrder) {
  CommitDay(1);
  ListPositionsRequest request;
  request.page_size = 1;
  request.page_token = ListPositions(*archive_, request)->next_page_token;
  request.order = 1;  // what 0 means
  EXPECT_TRUE(ListPositions(*archive_, request).ok());
  request.order = 2;
  EXPECT_EQ(rpc::ReasonOf(ListPositions(*archive_, request).status()), "PAGE_TOKEN_MISMATCH");
  request.order = 0;
  request.filter.text = "tariff";
  EXPECT_EQ(rpc::ReasonOf(ListPositions(*archive_, request).status()), "PAGE_TOKEN_MISMATCH");
  request.order = 3;
  EXPECT_EQ(rpc::ReasonOf(ListPositions(*archive_, request).status()), "PAGE_TOKEN_MISMATCH");
  request.page_token = "x";
  EXPECT_EQ(rpc::ReasonOf(ListPositions(*archive_, request).status()), "INVALID_PAGE_TOKEN");
}

TEST_F(ListPositionsTest, RejectsBadRequests) {
  ListPositionsRequest request;
  request.page_size = 1001;
  EXPECT_EQ(ListPositions(*archive_, request).status().code(), absl::StatusCode::kInvalidArgument);
  request = {};
  request.order = 9;
  EXPECT_EQ(ListPositions(*archive_, request).status().code(), absl::StatusCode::kInvalidArgument);
  request = {};
  request.order = 3;
  EXPECT_EQ(rpc::ReasonOf(ListPositions(*archive_, request).status()), "INVALID_FIELD");
  request = {};
  request.filter.kinds = {99};
  EXPECT_EQ(ListPositions(*archive_, request).status().code(), absl::StatusCode::kInvalidArgument);
  request = {};
  request.min_revision = 1;
  EXPECT_EQ(ListPositions(*archive_, request).status().code(),
            absl::StatusCode::kFailedPrecondition);
}

}  // namespace
}  // namespace onrecord::query
