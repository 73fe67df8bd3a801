#include "tests/benchmarks/archive/stopwatch.h"

#include <algorithm>
#include <thread>

#include "absl/time/clock.h"

namespace onrecord::benchmarks {

Timing Summarize(std::vector<absl::Duration> taken, absl::Duration wall) {
  std::sort(taken.begin(), taken.end());
  const auto at = [&](double share) {
    const auto index = static_cast<size_t>(share * static_cast<double>(taken.size()));
    return taken[std::min(index, taken.size() - 1)];
  };
  return {at(0.5), at(0.99), static_cast<double>(taken.size()) / absl::ToDoubleSeconds(wall)};
}

Timing Time(const std::vector<std::function<void()>>& workers, absl::Duration longest, int least) {
  std::vector<std::vector<absl::Duration>> taken(workers.size());
  std::vector<std::thread> threads;
  const absl::Time start = absl::Now();
  for (size_t i = 0; i < workers.size(); ++i) {
    threads.emplace_back([&, i] {
      for (absl::Time before = absl::Now();
           before < start + longest || static_cast<int>(taken[i].size()) < least;) {
        workers[i]();
        const absl::Time after = absl::Now();
        taken[i].push_back(after - before);
        before = after;
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  const absl::Duration wall = absl::Now() - start;
  std::vector<absl::Duration> all;
  for (const auto& times : taken) all.insert(all.end(), times.begin(), times.end());
  return Summarize(std::move(all), wall);
}

}  // namespace onrecord::benchmarks
