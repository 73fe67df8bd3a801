#include "query-service/archive/change_log.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "proto/rpc/errors.h"
#include "query-service/archive/article_samples.h"
#include "query-service/archive/backup.h"
#include "query-service/archive/statements.h"

namespace onrecord::query {
namespace {

using testing::HasSubstr;

constexpr absl::Duration kRetention = absl::Hours(24);
constexpr absl::Duration kMicrosecond = absl::Microseconds(1);

class ChangeLogTest : public ArchiveTest {
 protected:
  ChangeLogTest() {
    options_.change_retention = kRetention;
    options_.clock = [this] { return now_; };
    Reopen(options_);
  }

  void CommitMany(int count) {
    for (int i = 0; i < count; ++i) Commit(ArticleSample(absl::StrCat("a", next_++)));
  }

  // A write that changes nothing. REQUIRES: there was a commit.
  void Upkeep() { Commit(first_); }

  absl::Status Watch(int64_t revision) { return archive_->WatchChanges(revision, {}, 10).status(); }

  // Expects that changes after `revision` can be told and no earlier ones.
  void ExpectOldest(int64_t revision) {
    EXPECT_EQ(ChangesAfter(*archive_, revision).size(),
              static_cast<size_t>(archive_->revision() - revision));
    if (revision == 0) return;
    const absl::Status compacted = Watch(revision - 1);
    EXPECT_EQ(compacted.code(), absl::StatusCode::kOutOfRange) << compacted;
    EXPECT_EQ(rpc::ReasonOf(compacted), "REVISION_COMPACTED");
    EXPECT_THAT(std::string(compacted.message()),
                HasSubstr(absl::StrCat("go on after revision ", revision)));
    EXPECT_EQ(Watch(0).code(), absl::StatusCode::kOutOfRange);
  }

  ArchiveOptions options_;
  absl::Time now_ = At("2026-03-12T00:00:00.000001Z");
  const ArticleSample first_{"a0"};
  int next_ = 0;
};

TEST_F(ChangeLogTest, EmptyArchiveHasNothingToForget) {
  ExpectOldest(0);
  now_ += 10 * kRetention;
  Reopen(options_);
  ExpectOldest(0);
  CommitMany(1);
  ExpectOldest(0);
}

TEST_F(ChangeLogTest, ForgetsWhatIsAsOldAsTheWindowAndNoMore) {
  CommitMany(3);
  now_ += kMicrosecond;
  CommitMany(2);
  now_ += kRetention - 2 * kMicrosecond;
  Upkeep();
  ExpectOldest(0);
  now_ += kMicrosecond;
  Upkeep();
  ExpectOldest(3);
  now_ += kMicrosecond;
  Upkeep();
  ExpectOldest(5);  // the archive's revision: none is kept, and the next one will be told
  CommitMany(1);
  ExpectOldest(5);
  EXPECT_EQ(ChangesAfter(*archive_, 5)[0].archive_revision, 6);
}

TEST_F(ChangeLogTest, NewerChangeIsKeptThoughAnOlderOneFollows) {
  CommitMany(1);
  now_ += absl::Hours(1);
  CommitMany(1);
  now_ -= absl::Hours(1);  // the clock was set right
  CommitMany(1);
  now_ += kRetention;
  Upkeep();
  ExpectOldest(1);
}

TEST_F(ChangeLogTest, ForgetsForEverWhenOpenedAgain) {
  CommitMany(3);
  now_ += kRetention;
  Reopen(options_);
  ExpectOldest(3);
  options_.change_retention = absl::InfiniteDuration();
  Reopen(options_);
  ExpectOldest(3);
  now_ += 1000 * kRetention;
  CommitMany(2);
  now_ += 1000 * kRetention;
  Reopen(options_);
  ExpectOldest(3);
}

TEST_F(ChangeLogTest, ForgetsInStepsThatNoCommitNotices) {
  constexpr int kChanges = 600;
  CommitMany(kChanges);
  now_ += kRetention;
  int64_t oldest = 0;
  int steps = 0;
  for (; oldest < kChanges; ++steps) {
    Upkeep();
    const int64_t before = oldest;
    const auto connection = Connection::OpenReader(path()).value();
    oldest = connection->ReadInt(statements::kOldestRevision).value();
    ASSERT_GT(oldest, before);
    EXPECT_LE(oldest - before, 256);
  }
  EXPECT_EQ(steps, 3);
  ExpectOldest(kChanges);
}

TEST_F(ChangeLogTest, OpenWatchEndsWhereForgettingPassesIt) {
  CommitMany(4);
  const auto page = archive_->WatchChanges(0, {}, 2);
  EXPECT_EQ(page->up_to_revision, 2);
  now_ += kRetention;
  Upkeep();
  EXPECT_EQ(rpc::ReasonOf(Watch(page->up_to_revision)), "REVISION_COMPACTED");
  EXPECT_TRUE(Watch(4).ok());  // one that has seen everything goes on
}

TEST_F(ChangeLogTest, RevisionsOutliveTheChangesThatMadeThem) {
  ArticleSample sample("a");
  const absl::Time created = now_;
  Commit(sample);
  ASSERT_TRUE(sample.CommitTo(*archive_, /*replace=*/true).ok());
  now_ += kRetention;
  ASSERT_TRUE(archive_->DeleteArticle("a").ok());
  ASSERT_TRUE(archive_->PurgeArticle("a").ok());
  now_ += kRetention;
  Reopen(options_);
  ExpectOldest(3);
  for (int revision = 3; revision < 5; ++revision) {
    const auto again = sample.CommitTo(*archive_);
    ASSERT_TRUE(again.ok()) << again.status();
    EXPECT_EQ(again->article.revision, revision);
    EXPECT_EQ(again->article.create_time, created);
    ASSERT_TRUE(archive_->DeleteArticle("a").ok());
    now_ += 100 * kRetention;  // past the time in which it could come back, too
    Reopen(options_);
  }
}

TEST_F(ChangeLogTest, CopiesForgetAsTheArchiveDoes) {
  CommitMany(3);
  now_ += kRetention;
  CommitMany(2);
  ExpectOldest(3);
  const std::string copy = directory_.File("copy.db");
  ASSERT_TRUE(BackUpArchive(path(), copy).ok());
  now_ += kRetention;
  Upkeep();
  ExpectOldest(5);
  archive_.reset();
  ASSERT_TRUE(RestoreArchive(copy, path(), /*replace=*/true).ok());

  ArchiveOptions reading = options_;
  reading.read_only = true;
  Reopen(reading);
  ExpectOldest(3);
  Reopen(options_);
  ExpectOldest(5);
}

}  // namespace
}  // namespace onrecord::query
