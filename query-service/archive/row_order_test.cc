#include "query-service/archive/row_order.h"

#include "gtest/gtest.h"
#include "query-service/archive/times.h"

namespace onrecord::query {
namespace {

TEST(RowOrderTest, LaterSecondsHaveLaterRows) {
  const int64_t times[] = {kUnknownTimeUs, kMinTimeUs, -1, 0, kMicrosPerSecond, kMaxTimeUs};
  for (size_t i = 1; i < std::size(times); ++i) {
    EXPECT_LT(RowsOfSecond(times[i - 1]).last, RowsOfSecond(times[i]).first) << i;
  }
}

TEST(RowOrderTest, SecondHasRoomForMillions) {
  const RowRange rows = RowsOfSecond(0);
  EXPECT_EQ(rows.last - rows.first + 1, int64_t{1} << 24);
  EXPECT_EQ(RowsOfSecond(kMicrosPerSecond - 1).first, rows.first);
}

TEST(RowOrderTest, IntervalHoldsItsSeconds) {
  const RowRange rows = RowsOfInterval(1, 3 * kMicrosPerSecond);
  EXPECT_EQ(rows.first, RowsOfSecond(1).first);
  EXPECT_EQ(rows.last, RowsOfSecond(3 * kMicrosPerSecond - 1).last);
  EXPECT_EQ(RowsOfInterval(0, 3 * kMicrosPerSecond + 1).last,
            RowsOfSecond(3 * kMicrosPerSecond).last);
}

TEST(RowOrderTest, EmptyIntervalHoldsNoRows) {
  for (const RowRange rows : {RowsOfInterval(5, 5), RowsOfInterval(INT64_MIN, kMinTimeUs)}) {
    EXPECT_GT(rows.first, rows.last);
  }
}

TEST(RowOrderTest, OpenIntervalHoldsAllKnownTimes) {
  const RowRange rows = RowsOfInterval(kUnknownTimeUs + 1, INT64_MAX);
  EXPECT_EQ(rows.first, RowsOfSecond(kMinTimeUs).first);
  EXPECT_EQ(rows.last, RowsOfSecond(kMaxTimeUs).last);
  EXPECT_GT(rows.first, RowsOfSecond(kUnknownTimeUs).last);
}

TEST(TimesTest, RoundsAsKept) {
  const absl::Time time = absl::FromUnixMicros(-5) + absl::Nanoseconds(1);
  EXPECT_EQ(PublishMicros(time), -5);
  EXPECT_EQ(CeilMicros(time), -4);
  EXPECT_EQ(CeilMicros(absl::FromUnixMicros(7)), 7);
  EXPECT_EQ(CeilMicros(absl::InfiniteFuture()), INT64_MAX);
  EXPECT_EQ(PublishTime(PublishMicros(std::nullopt)), std::nullopt);
}

}  // namespace
}  // namespace onrecord::query
