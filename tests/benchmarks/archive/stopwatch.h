// How long something takes, one after the other and from several threads at once.

#ifndef ONRECORD_TESTS_BENCHMARKS_ARCHIVE_STOPWATCH_H_
#define ONRECORD_TESTS_BENCHMARKS_ARCHIVE_STOPWATCH_H_

#include <functional>
#include <vector>

#include "absl/time/time.h"

namespace onrecord::benchmarks {

struct Timing {
  absl::Duration p50;
  absl::Duration p99;
  double per_second = 0;
};

// Of the times in `taken`, none of which may be missing; `wall` is what they took together.
Timing Summarize(std::vector<absl::Duration> taken, absl::Duration wall);

// Calls each of `workers` again and again from a thread of its own until `longest` has passed and
// each was called at least `least` times.
Timing Time(const std::vector<std::function<void()>>& workers, absl::Duration longest, int least);

// Has `work(worker, i)` done once for every i in [0, count): each of `workers` threads takes the
// next that nobody took yet. REQUIRES: `count` > 0.
Timing TimeShared(int workers, int count, const std::function<void(int worker, int i)>& work);

}  // namespace onrecord::benchmarks

#endif  // ONRECORD_TESTS_BENCHMARKS_ARCHIVE_STOPWATCH_H_
