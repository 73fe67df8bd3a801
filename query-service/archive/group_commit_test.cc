// Commits that wait for each other share a transaction.

#include <atomic>
#include <string>
#include <thread>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gtest/gtest.h"
#include "proto/rpc/errors.h"
#include "query-service/archive/article_samples.h"
#include "query-service/archive/connection.h"

namespace onrecord::query {
namespace {

class GroupCommitTest : public ArchiveTest {
 protected:
  // Runs `write` for 0 to `count` - 1, each on a thread of its own.
  template <typename Write>
  static void WriteAtOnce(int count, Write write) {
    std::vector<std::thread> threads;
    for (int i = 0; i < count; ++i) threads.emplace_back([&write, i] { write(i); });
    for (std::thread& thread : threads) thread.join();
  }
};

TEST_F(GroupCommitTest, EveryCommitHasARevisionOfItsOwn) {
  constexpr int kThreads = 16;
  constexpr int kEach = 20;
  WriteAtOnce(kThreads, [&](int thread) {
    for (int i = 0; i < kEach; ++i) {
      ArticleSample sample(absl::StrCat("a", thread, "-", i));
      sample.AddPosition("p-1", {sample.AddSpeaker("Ann Lee")}, "so be it");
      const auto committed = sample.CommitTo(*archive_);
      ASSERT_TRUE(committed.ok()) << committed.status();
      EXPECT_EQ(committed->outcome, CommitOutcome::kCreated);
    }
  });
  EXPECT_EQ(archive_->revision(), kThreads * kEach);
  const std::vector<Change> changes = ChangesAfter(*archive_, 0);
  ASSERT_EQ(changes.size(), static_cast<size_t>(kThreads * kEach));
  for (size_t i = 0; i < changes.size(); ++i) {
    EXPECT_EQ(changes[i].archive_revision, static_cast<int64_t>(i + 1));
    EXPECT_EQ(archive_->GetArticle(changes[i].article_id, false)->archive_revision,
              static_cast<int64_t>(i + 1));
  }
}

TEST_F(GroupCommitTest, RevisionThatAnswersShowIsReached) {
  // As while a commit is on its way back: readers see it, its writer does not know of it yet.
  const auto other = Connection::Open(path(), Connection::Access::kWrite).value();
  ASSERT_TRUE(other->Execute("UPDATE state SET revision = 5").ok());
  EXPECT_EQ(archive_->revision(), 0);
  EXPECT_EQ(archive_->ListSpeakers({}, std::nullopt, 10)->archive_revision, 5);
  EXPECT_EQ(archive_->revision(), 5);
}

TEST_F(GroupCommitTest, OneThatFailsFailsAlone) {
  std::atomic<int> kept{0};
  for (int round = 0; round < 20; ++round) {
    WriteAtOnce(8, [&](int i) {
      ArticleSample sample(absl::StrCat("a", round, "-", i));
      PositionRecord& position =
          sample.AddPosition("p-1", {sample.AddSpeaker("Ann Lee")}, "so be it");
      if (i % 2 == 0) position.speakers[0].id = "s9";
      const auto committed = sample.CommitTo(*archive_);
      EXPECT_EQ(committed.ok(), i % 2 != 0) << committed.status();
      if (committed.ok()) ++kept;
      const absl::Status unknown = archive_->DeleteArticle("nobody").status();
      EXPECT_EQ(unknown.code(), absl::StatusCode::kNotFound);
    });
  }
  EXPECT_EQ(kept, 80);
  EXPECT_EQ(archive_->revision(), 80);
  EXPECT_EQ(archive_->ListSpeakers({}, std::nullopt, 10)->speakers.at(0).position_count, 80);
}

TEST_F(GroupCommitTest, FullDiskTellsEveryWaitingCommitAndKeepsWhatWasAcknowledged) {
  ArchiveOptions options;
  options.max_file_bytes = 3 << 20;
  Reopen(options);
  std::atomic<int> kept{0};
  std::atomic<int> refused{0};
  WriteAtOnce(16, [&](int thread) {
    for (int i = 0; i < 20; ++i) {
      ArticleSample sample(absl::StrCat("a", thread, "-", i));
      sample.AddWords(std::string(20'000, static_cast<char>('a' + thread)));
      const auto committed = sample.CommitTo(*archive_);
      if (committed.ok()) {
        ++kept;
      } else {
        EXPECT_EQ(rpc::ReasonOf(committed.status()), "STORAGE_FULL") << committed.status();
        ++refused;
      }
    }
  });
  EXPECT_GT(kept, 16);
  EXPECT_GT(refused, 16);
  EXPECT_EQ(archive_->revision(), kept);
  Reopen();
  EXPECT_EQ(archive_->revision(), kept);
  int found = 0;
  std::optional<ListKey> after;
  do {
    const auto page = archive_->ListArticles({}, ListOrder::kOldestFirst, after, 50, false);
    ASSERT_TRUE(page.ok()) << page.status();
    found += static_cast<int>(page->articles.size());
    after = page->next;
  } while (after.has_value());
  EXPECT_EQ(found, kept);
  Commit(ArticleSample("room-again"));
}

}  // namespace
}  // namespace onrecord::query
