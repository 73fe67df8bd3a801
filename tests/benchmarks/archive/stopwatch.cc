#include "tests/benchmarks/archive/stopwatch.h"

#include <algorithm>
#include <atomic>
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

namespace {

// Times what threads do until each returns; `work` appends how long each piece took.
Timing TimeThreads(
    size_t count,
    const std::function<void(size_t thread, std::vector<absl::Duration>& taken)>& work) {
  std::vector<std::vector<absl::Duration>> taken(count);
  std::vector<std::thread> threads;
  const absl::Time start = absl::Now();
  for (size_t i = 0; i < count; ++i) {
    threads.emplace_back([&, i] { work(i, taken[i]); });
  }
  for (std::thread& thread : threads) thread.join();
  const absl::Duration wall = absl::Now() - start;
  std::vector<absl::Duration> all;
  for (const auto& times : taken) all.insert(all.end(), times.begin(), times.end());
  return Summarize(std::move(all), wall);
}

}  // namespace

Timing Time(const std::vector<std::function<void()>>& workers, absl::Duration longest, int least) {
  const absl::Time end = absl::Now() + longest;
  return TimeThreads(workers.size(), [&](size_t thread, std::vector<absl::Duration>& taken) {
    for (absl::Time before = absl::Now(); before < end || static_cast<int>(taken.size()) < least;) {
      workers[thread]();
      const absl::Time after = absl::Now();
      taken.push_back(after - before);
      before = after;
    }
  });
}

Timing TimeShared(int workers, int count, const std::function<void(int worker, int i)>& work) {
  std::atomic<int> next{0};
  return TimeThreads(static_cast<size_t>(workers),
                     [&](size_t thread, std::vector<absl::Duration>& taken) {
                       for (int i = next++; i < count; i = next++) {
                         const absl::Time before = absl::Now();
                         work(static_cast<int>(thread), i);
                         taken.push_back(absl::Now() - before);
                       }
                     });
}

}  // namespace onrecord::benchmarks
