// Kills query-service, again and again, while it brings an archive of an earlier schema to today's,
// and then compares what becomes of it with an undisturbed migration.

#include <csignal>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <map>
#include <random>
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "query-service/archive/article_samples.h"
#include "query-service/archive/earlier_schema.h"
#include "tests/robustness/archive_check.h"
#include "tests/robustness/kill_settings.h"
#include "tests/testing/service_pair.h"
#include "tests/testing/service_process.h"
#include "tests/testing/temp_directory.h"

namespace onrecord::tests {
namespace {

// The steps from here on turn records round, read them in C++ and build every index anew.
constexpr int64_t kEarlierVersion = 4;
// Few articles of many records: little to wait for when they are made, much to migrate.
constexpr int kArticles = 30;
constexpr int kRecords = 200;
constexpr int kKillsUnderLoadPerKill = 10;

// An article whose speakers, positions and events are linked as they can be.
query::ArticleSample Sample(int number) {
  query::ArticleSample sample(absl::StrCat("a-", number));
  sample.article.publish_time = absl::FromUnixSeconds(1700000000 + 60 * number);
  for (int i = 0; i < kRecords; ++i) {
    const std::string speaker = sample.AddSpeaker(absl::StrCat("Anna Alt-", i, "-", number % 7));
    query::PositionRecord& position =
        sample.AddPosition(absl::StrCat("p", i), {speaker}, absl::StrCat("words of ", number, i));
    sample.analysis.speakers.back().mentions = {{position.content[0], query::MentionForm::kName}};
    sample.AddEvent(absl::StrCat("e", i), query::EventType::kAid, {speaker}).positions = {
        position.id};
  }
  return sample;
}

class MigrationKillTest : public ::testing::Test {
 protected:
  // What a kill left of the file.
  struct Remains {
    bool is_migrated;
    bool has_log;  // something was written
  };

  MigrationKillTest() {
    {
      const auto archive = query::Archive::Open(earlier_).value();
      for (int i = 0; i < kArticles; ++i) EXPECT_TRUE(Sample(i).CommitTo(*archive).ok());
    }
    const auto connection =
        query::Connection::Open(earlier_, query::Connection::Access::kWrite).value();
    const absl::Status taken_back = query::TakeBackTo(kEarlierVersion, *connection);
    EXPECT_TRUE(taken_back.ok()) << taken_back;
  }

  // Makes `file_` an archive of the earlier version again.
  void TakeEarlierFile() const {
    for (const char* part : {"", "-wal", "-shm"}) std::filesystem::remove(file_ + part);
    std::filesystem::copy_file(earlier_, file_);
  }

  ServiceProcess Launch() const {
    return ServiceProcess(QueryServiceProgram(), {"--listen=127.0.0.1:0", "--data=" + file_});
  }

  // Opens the file and stops once that is done. Returns how long it took.
  absl::Duration OpenUndisturbed() const {
    const absl::Time begin = absl::Now();
    ServiceProcess service = Launch();
    const absl::Status serving = service.WaitUntilServing();
    EXPECT_TRUE(serving.ok()) << serving;
    const absl::Duration took = absl::Now() - begin;
    service.Signal(SIGTERM);
    EXPECT_EQ(service.WaitForExit(), 0);
    return took;
  }

  // Opens the file and is killed before as long has passed as opening takes undisturbed.
  void OpenAndKill(absl::Duration undisturbed) {
    ServiceProcess service = Launch();
    absl::SleepFor(undisturbed * std::uniform_real_distribution<double>()(random_));
    service.Signal(SIGKILL);
    service.WaitForExit();
  }

  // Looks at a copy, so that the log is left for query-service to find.
  Remains Examine() const {
    const std::string copy = directory_.File("copy.db");
    for (const char* part : {"", "-wal"}) {
      std::filesystem::remove(copy + part);
      if (std::filesystem::exists(file_ + part)) {
        std::filesystem::copy_file(file_ + part, copy + part);
      }
    }
    const bool has_log =
        std::filesystem::exists(copy + "-wal") && std::filesystem::file_size(copy + "-wal") > 0;
    const auto connection =
        query::Connection::Open(copy, query::Connection::Access::kWrite).value();
    const int64_t version = connection->ReadInt("PRAGMA user_version").value();
    EXPECT_THAT(version, ::testing::AnyOf(kEarlierVersion, query::SchemaVersion()));
    return {version == query::SchemaVersion(), has_log};
  }

  std::mt19937 random_{KillSeed()};
  TempDirectory directory_;
  const std::string earlier_ = directory_.File("earlier.db");
  const std::string file_ = directory_.File("archive.db");
};

TEST_F(MigrationKillTest, LeavesWhatAnUndisturbedMigrationLeaves) {
  TakeEarlierFile();
  absl::Duration undisturbed = OpenUndisturbed();
  const std::map<std::string, std::string> expected = TableDigests(file_);
  EXPECT_THAT(CheckFile(file_), ::testing::IsEmpty());
  ServiceProcess check(ArchiveProgram(), {"check", file_});
  EXPECT_EQ(check.WaitForExit(), 0) << check.log();

  int before = 0, within = 0, after = 0;
  int kills = 0;
  while (kills < Kills() / kKillsUnderLoadPerKill || within == 0) {
    TakeEarlierFile();
    bool is_migrated = false;
    // Some meet what an earlier kill left.
    do {
      OpenAndKill(undisturbed);
      const Remains remains = Examine();
      ++(remains.is_migrated ? after : remains.has_log ? within : before);
      ++kills;
      is_migrated = remains.is_migrated;
    } while (!is_migrated && random_() % 2 == 0);
    const absl::Duration took = OpenUndisturbed();
    if (!is_migrated) undisturbed = took;
    EXPECT_EQ(TableDigests(file_), expected);
  }
  std::printf("seed %u: %d kills of a migration of %.0f ms: %d before it, %d within, %d after\n",
              KillSeed(), kills, absl::ToDoubleMilliseconds(undisturbed), before, within, after);
}

}  // namespace
}  // namespace onrecord::tests
