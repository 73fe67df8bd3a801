#include "query-service/query/count.h"

#include <string>

#include "gtest/gtest.h"
#include "proto/rpc/errors.h"
#include "query-service/archive/article_samples.h"

namespace onrecord::query {
namespace {

class CountTest : public ArchiveTest {
 protected:
  CountTest() {
    ArticleSample sample("a");
    sample.article.publish_time = At("2026-03-12T23:59:59Z");
    const std::string anna = sample.AddSpeaker("Anna Alt");
    const std::string berta = sample.AddSpeaker("Berta Bach");
    // In number order DENIAL (4) comes before CRITICISM (7), in name order after it.
    sample.AddPosition("p1", {anna, berta}, "one", PositionKind::kDenial);
    sample.AddPosition("p2", {anna}, "two", PositionKind::kCriticism);
    sample.AddPosition("p3", {anna}, "three", PositionKind::kStatement);
    sample.AddPosition("p4", {}, "four", PositionKind::kStatement);
    sample.AddEvent("e1", EventType::kAid, {anna, anna});
    sample.AddEvent("e2", EventType::kAid, {});
    Commit(sample);
  }
};

TEST_F(CountTest, OrdersEnumGroupsByName) {
  CountPositionsRequest request;
  request.group_by = static_cast<int>(PositionGrouping::kKind);
  auto counts = CountPositions(*archive_, request);
  ASSERT_TRUE(counts.ok()) << counts.status();
  ASSERT_EQ(counts->groups.size(), 3u);
  EXPECT_EQ(counts->groups[0].key, "POSITION_KIND_STATEMENT");
  EXPECT_EQ(counts->groups[0].count, 2);
  EXPECT_EQ(counts->groups[1].key, "POSITION_KIND_CRITICISM");
  EXPECT_EQ(counts->groups[2].key, "POSITION_KIND_DENIAL");
  EXPECT_EQ(counts->total_count, 4);
  EXPECT_EQ(counts->archive_revision, 1);
  EXPECT_FALSE(counts->truncated);

  request.max_groups = 2;
  counts = CountPositions(*archive_, request);
  EXPECT_TRUE(counts->truncated);
  ASSERT_EQ(counts->groups.size(), 2u);
  EXPECT_EQ(counts->groups[1].key, "POSITION_KIND_CRITICISM");
  EXPECT_EQ(counts->total_count, 4);
}

TEST_F(CountTest, CountsEachSpeaker) {
  CountPositionsRequest request;
  request.group_by = static_cast<int>(PositionGrouping::kSpeaker);
  const auto counts = CountPositions(*archive_, request);
  ASSERT_TRUE(counts.ok()) << counts.status();
  ASSERT_EQ(counts->groups.size(), 2u);
  EXPECT_EQ(counts->groups[0].key.substr(0, 18), "speakers/anna-alt-");
  EXPECT_EQ(counts->groups[0].display_name, "Anna Alt");
  EXPECT_EQ(counts->groups[0].count, 3);
  EXPECT_EQ(counts->groups[1].count, 1);
  EXPECT_EQ(counts->total_count, 4);
}

TEST_F(CountTest, CountsDaysAndAll) {
  CountPositionsRequest request;
  request.group_by = static_cast<int>(PositionGrouping::kDay);
  EXPECT_EQ(CountPositions(*archive_, request)->groups.at(0).key, "2026-03-12");
  request.group_by = 0;
  const auto all = CountPositions(*archive_, request);
  ASSERT_EQ(all->groups.size(), 1u);
  EXPECT_EQ(all->groups[0].key, "");
  EXPECT_EQ(all->groups[0].count, 4);
  request.filter.text = "nowhere";
  EXPECT_TRUE(CountPositions(*archive_, request)->groups.empty());
}

TEST_F(CountTest, CountsEventOncePerActor) {
  CountEventsRequest request;
  request.group_by = static_cast<int>(EventGrouping::kActor);
  const auto counts = CountEvents(*archive_, request);
  ASSERT_TRUE(counts.ok()) << counts.status();
  ASSERT_EQ(counts->groups.size(), 1u);
  EXPECT_EQ(counts->groups[0].count, 1);
  EXPECT_EQ(counts->total_count, 2);
  request.group_by = static_cast<int>(EventGrouping::kStatus);
  EXPECT_EQ(CountEvents(*archive_, request)->groups.at(0).key, "EVENT_STATUS_ACTUAL");
}

TEST_F(CountTest, CountsByTwo) {
  CountPositionsRequest request;
  request.group_by = static_cast<int>(PositionGrouping::kKind);
  request.then_by = static_cast<int>(PositionGrouping::kSpeaker);
  auto counts = CountPositions(*archive_, request);
  ASSERT_TRUE(counts.ok()) << counts.status();
  // All of one: ties in the order of both keys. "p4" has no speaker, hence no group.
  ASSERT_EQ(counts->groups.size(), 4u);
  EXPECT_EQ(counts->groups[0].key, "POSITION_KIND_CRITICISM");
  EXPECT_EQ(counts->groups[1].key, "POSITION_KIND_DENIAL");
  EXPECT_EQ(counts->groups[1].then_display_name, "Anna Alt");
  EXPECT_EQ(counts->groups[2].key, "POSITION_KIND_DENIAL");
  EXPECT_EQ(counts->groups[2].then_key.substr(0, 20), "speakers/berta-bach-");
  EXPECT_EQ(counts->groups[3].key, "POSITION_KIND_STATEMENT");
  EXPECT_EQ(counts->total_count, 4);
  request.max_groups = 3;
  counts = CountPositions(*archive_, request);
  EXPECT_TRUE(counts->truncated);
  EXPECT_EQ(counts->groups.size(), 3u);
  request.then_by = static_cast<int>(PositionGrouping::kWeek);
  counts = CountPositions(*archive_, request);
  ASSERT_TRUE(counts.ok()) << counts.status();
  EXPECT_EQ(counts->groups.at(0).then_key, "2026-03-09");
}

TEST_F(CountTest, RejectsBadRequests) {
  CountPositionsRequest request;
  request.max_groups = 10001;
  EXPECT_EQ(CountPositions(*archive_, request).status().code(), absl::StatusCode::kInvalidArgument);
  request = {};
  request.group_by = 7;
  EXPECT_EQ(CountPositions(*archive_, request).status().code(), absl::StatusCode::kInvalidArgument);
  request = {};
  request.then_by = static_cast<int>(PositionGrouping::kKind);
  EXPECT_EQ(CountPositions(*archive_, request).status().message(),
            "then_by: needs a group_by before it");
  request.group_by = request.then_by;
  EXPECT_EQ(CountPositions(*archive_, request).status().message(),
            "then_by: must differ from group_by");
  CountEventsRequest events;
  events.group_by = 9;
  EXPECT_EQ(CountEvents(*archive_, events).status().code(), absl::StatusCode::kInvalidArgument);
  events = {};
  events.max_groups = -1;
  EXPECT_EQ(CountEvents(*archive_, events).status().code(), absl::StatusCode::kInvalidArgument);
  events = {};
  events.min_revision = 2;
  EXPECT_EQ(rpc::ReasonOf(CountEvents(*archive_, events).status()), "REVISION_NOT_REACHED");
}

}  // namespace
}  // namespace onrecord::query
