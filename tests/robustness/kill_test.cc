// Kills either service, again and again, under a load of writes, and then compares the archive with
// what was acknowledged.

#include <atomic>
#include <csignal>
#include <cstdint>
#include <cstdio>
#include <memory>
#include <random>
#include <string>
#include <thread>
#include <vector>

#include "absl/time/clock.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/robustness/archive_check.h"
#include "tests/robustness/backup_taker.h"
#include "tests/robustness/kill_settings.h"
#include "tests/robustness/speaker_editor.h"
#include "tests/robustness/watcher.h"
#include "tests/robustness/writer.h"
#include "tests/testing/call.h"
#include "tests/testing/service_pair.h"

namespace onrecord::tests {
namespace {

constexpr int kMostMsBetweenKills = 700;
constexpr int kMostMsIntoStartUp = 60;

class KillTest : public ::testing::Test {
 protected:
  KillTest() : random_(seed_) {
    for (const Writer::Route route : {Writer::Route::kRead, Writer::Route::kRead,
                                      Writer::Route::kPrepared, Writer::Route::kPrepared}) {
      const int id = static_cast<int>(writers_.size()) + 1;
      writers_.push_back(std::make_unique<Writer>(id, route, seed_ + id, pair_.ingest_address(),
                                                  pair_.query_address()));
    }
  }

  int Below(int bound) { return std::uniform_int_distribution<int>(0, bound - 1)(random_); }

  // Kills one service at any moment of its life and starts it again, in one of five cases killing
  // it once more while it starts.
  void KillOne() {
    absl::SleepFor(absl::Milliseconds(Below(kMostMsBetweenKills)));
    if (Below(2) == 0) {
      ++query_kills_;
      if (Below(5) == 0) {
        pair_.LaunchQuery();
        absl::SleepFor(absl::Milliseconds(Below(kMostMsIntoStartUp)));
        ++query_kills_;
      }
      pair_.RestartQuery();
    } else {
      ++ingest_kills_;
      pair_.RestartIngest();
    }
  }

  // Runs the writers, kills under them, and stops them by killing both services at once.
  void RunWritersAndKill(int kills) {
    std::atomic<bool> stop{false};
    std::vector<std::thread> threads;
    for (const auto& writer : writers_) {
      threads.emplace_back([&writer, &stop] { writer->Run(stop); });
    }
    threads.emplace_back([this, &stop] { editor_.Run(stop); });
    threads.emplace_back([this, &stop] { backups_.Run(stop); });
    std::atomic<int64_t> last_revision{-1};
    std::thread watching([this, &last_revision] {
      watcher_.Run([&last_revision] { return last_revision.load(); });
    });
    while (query_kills_ + ingest_kills_ < kills - 2) KillOne();
    absl::SleepFor(absl::Milliseconds(Below(kMostMsBetweenKills)));
    stop = true;
    pair_.query_process().Signal(SIGKILL);
    pair_.ingest_process().Signal(SIGKILL);
    ++query_kills_;
    ++ingest_kills_;
    pair_.RestartQuery();
    pair_.RestartIngest();
    for (std::thread& thread : threads) thread.join();
    last_revision = ArchiveRevision();
    watching.join();
  }

  int64_t ArchiveRevision() {
    const auto articles = Call(pair_.query(), &QueryStub::ListArticles, v1::ListArticlesRequest());
    EXPECT_TRUE(articles.status.ok());
    return articles.response.archive_revision();
  }

  void Print(const ArchiveReport& articles, const ArchiveReport& casts, absl::Duration took) const {
    Writer::Tally all;
    for (const auto& writer : writers_) {
      all.created += writer->tally().created;
      all.revised += writer->tally().revised;
      all.retracted += writer->tally().retracted;
      all.brought_back += writer->tally().brought_back;
      all.failed += writer->tally().failed;
      all.given_up += writer->tally().given_up;
    }
    std::printf(
        "seed %u: %d kills of query-service and %d of ingest-service in %.0f s under 4 writers "
        "and an editor\n"
        "acknowledged writes: %d (%d created, %d revised, %d retracted, %d brought back)\n"
        "backups: %d whole, %d killed; changes watched: %d over %d resumed streams\n"
        "calls cut short: %d, of which %d were never repeated; %d of those are in the archive all "
        "the same, whole\n"
        "articles as acknowledged: %d; faults: %d\n"
        "acknowledged decisions: %d mergers, %d undone, %d splits; %d cut short, of which %d were "
        "never repeated; %d of those are in the archive all the same, whole\n"
        "casts as acknowledged: %d; faults: %d\n",
        seed_, query_kills_, ingest_kills_, absl::ToDoubleSeconds(took),
        all.created + all.revised + all.retracted + all.brought_back, all.created, all.revised,
        all.retracted, all.brought_back, backups_.tally().made, backups_.tally().killed,
        static_cast<int>(watcher_.tally().changes), watcher_.tally().resumed, all.failed,
        all.given_up, articles.as_attempted, articles.as_acknowledged,
        static_cast<int>(articles.faults.size()), editor_.tally().merged, editor_.tally().taken_out,
        editor_.tally().split, editor_.tally().failed, editor_.tally().given_up, casts.as_attempted,
        casts.as_acknowledged, static_cast<int>(casts.faults.size()));
  }

  const unsigned seed_ = KillSeed();
  std::mt19937 random_;
  ServicePair pair_;
  std::vector<std::unique_ptr<Writer>> writers_;
  SpeakerEditor editor_{seed_, pair_.query_address()};
  Watcher watcher_{pair_.query_address()};
  BackupTaker backups_{pair_.archive_file(), pair_.archive_file() + ".copy", seed_};
  int query_kills_ = 0;
  int ingest_kills_ = 0;
};

TEST_F(KillTest, LosesNothingThatWasAcknowledged) {
  const absl::Time begin = absl::Now();
  RunWritersAndKill(Kills());
  std::vector<const WriteModel*> models;
  for (const auto& writer : writers_) {
    models.push_back(&writer->model());
    EXPECT_THAT(writer->complaints(), ::testing::IsEmpty());
    EXPECT_GT(writer->tally().created, 0);
  }
  models.push_back(&editor_.articles());
  EXPECT_THAT(editor_.complaints(), ::testing::IsEmpty());
  EXPECT_GT(editor_.tally().merged, 0);
  EXPECT_GT(editor_.tally().taken_out, 0);
  EXPECT_GT(editor_.tally().split, 0);
  const ArchiveReport articles = CheckAnswers(pair_.query(), models);
  EXPECT_THAT(articles.faults, ::testing::IsEmpty());
  const ArchiveReport casts = CheckCasts(pair_.query(), editor_.casts());
  EXPECT_THAT(casts.faults, ::testing::IsEmpty());
  pair_.query_process().Signal(SIGTERM);
  EXPECT_EQ(pair_.query_process().WaitForExit(), 0);
  EXPECT_THAT(watcher_.complaints(), ::testing::IsEmpty());
  EXPECT_GT(watcher_.tally().resumed, 0);
  EXPECT_THAT(backups_.complaints(), ::testing::IsEmpty());
  EXPECT_GT(backups_.tally().made, 0);
  EXPECT_THAT(CheckFile(pair_.archive_file()), ::testing::IsEmpty());
  ServiceProcess check(ArchiveProgram(), {"check", pair_.archive_file()});
  EXPECT_EQ(check.WaitForExit(), 0) << check.log();
  Print(articles, casts, absl::Now() - begin);
}

}  // namespace
}  // namespace onrecord::tests
