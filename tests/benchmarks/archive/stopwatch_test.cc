#include "tests/benchmarks/archive/stopwatch.h"

#include <atomic>

#include "gtest/gtest.h"

namespace onrecord::benchmarks {
namespace {

TEST(Summarize, TakesMiddleAndTail) {
  std::vector<absl::Duration> taken;
  for (int ms = 100; ms >= 1; --ms) taken.push_back(absl::Milliseconds(ms));
  const Timing timing = Summarize(taken, absl::Seconds(10));
  EXPECT_EQ(timing.p50, absl::Milliseconds(51));
  EXPECT_EQ(timing.p99, absl::Milliseconds(100));
  EXPECT_DOUBLE_EQ(timing.per_second, 10);
}

TEST(Time, CallsEachWorkerAtLeastAsOftenAsAsked) {
  std::atomic<int> first = 0;
  std::atomic<int> second = 0;
  const Timing timing = Time({[&] { ++first; }, [&] { ++second; }}, absl::ZeroDuration(), 5);
  EXPECT_EQ(first, 5);
  EXPECT_EQ(second, 5);
  EXPECT_GT(timing.per_second, 0);
}

TEST(TimeShared, DoesEachPieceOnce) {
  std::vector<std::atomic<int>> done(20);
  const Timing timing = TimeShared(3, 20, [&](int worker, int i) {
    EXPECT_LT(worker, 3);
    ++done[i];
  });
  for (const std::atomic<int>& times : done) EXPECT_EQ(times, 1);
  EXPECT_GT(timing.per_second, 0);
}

}  // namespace
}  // namespace onrecord::benchmarks
