#include "query-service/archive/backup.h"

#include <unistd.h>

#include <atomic>
#include <filesystem>
#include <fstream>
#include <string>
#include <thread>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "proto/rpc/errors.h"
#include "query-service/archive/article_samples.h"
#include "query-service/archive/connection.h"

namespace onrecord::query {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::UnorderedElementsAre;

ArticleSample Sample(const std::string& id) {
  ArticleSample sample(id);
  const std::string anna = sample.AddSpeaker("Anna Alt");
  sample.AddPosition("p", {anna}, "some words");
  sample.AddEvent("e", EventType::kAid, {anna}).positions = {"p"};
  return sample;
}

class BackupTest : public ArchiveTest {
 protected:
  BackupTest() {
    Commit(Sample("a"));
    Commit(Sample("b"));
    EXPECT_TRUE(archive_->DeleteArticle("b").ok());
  }

  std::string copy() const { return directory_.File("copy.db"); }

  // The files in the directory, but for locks.
  std::vector<std::string> Files() const {
    std::vector<std::string> names;
    for (const auto& entry : std::filesystem::directory_iterator(directory_.File(""))) {
      if (entry.path().extension() != ".lock") names.push_back(entry.path().filename());
    }
    return names;
  }

  static ArchiveOptions ReadOnly() {
    ArchiveOptions options;
    options.read_only = true;
    return options;
  }

  // The texts of articles in the archive of that file.
  static std::vector<std::string> ArticlesIn(const std::string& path) {
    const auto archive = Archive::Open(path, ReadOnly());
    if (!archive.ok()) return {archive.status().ToString()};
    std::vector<std::string> ids;
    const auto page = (*archive)->ListArticles({}, ListOrder::kNewestFirst, {}, 1000, false);
    for (const ArticleRecord& article : page->articles) ids.push_back(article.id);
    return ids;
  }

  // Overwrites a part of the file.
  static void Damage(const std::string& path, int64_t offset, const std::string& bytes) {
    std::fstream file(path, std::ios::in | std::ios::out | std::ios::binary);
    file.seekp(offset);
    file << bytes;
  }
};

TEST_F(BackupTest, CopiesAnOpenArchive) {
  const auto made = BackUpArchive(path(), copy());
  ASSERT_TRUE(made.ok()) << made.status();
  EXPECT_EQ(made->archive_revision, 3);
  EXPECT_EQ(made->bytes, static_cast<int64_t>(std::filesystem::file_size(copy())));
  Commit(Sample("c"));
  EXPECT_THAT(ArticlesIn(copy()), ElementsAre("a"));
  EXPECT_THAT(*CheckArchive(copy()), IsEmpty());
  archive_.reset();
  EXPECT_THAT(Files(), UnorderedElementsAre("archive.db", "copy.db"));
}

TEST_F(BackupTest, CopyIsOneMomentOfAnArchiveThatIsWritten) {
  std::atomic<bool> stop{false};
  std::thread writer([&] {
    for (int i = 0; !stop; ++i) {
      ASSERT_TRUE(Sample(absl::StrCat("w", i % 50)).CommitTo(*archive_, true).ok());
      if (i % 3 == 0) {
        ASSERT_TRUE(archive_->DeleteArticle(absl::StrCat("w", i % 50)).ok());
      }
    }
  });
  for (int i = 0; i < 10; ++i) {
    const std::string target = directory_.File(absl::StrCat("copy-", i));
    const int64_t before = archive_->revision();
    const auto made = BackUpArchive(path(), target);
    ASSERT_TRUE(made.ok()) << made.status();
    EXPECT_GE(made->archive_revision, before);
    EXPECT_LE(made->archive_revision, archive_->revision());
    EXPECT_THAT(*CheckArchive(target), IsEmpty());
  }
  stop = true;
  writer.join();
}

TEST_F(BackupTest, NeverOverwrites) {
  std::ofstream(copy()) << "precious";
  EXPECT_EQ(BackUpArchive(path(), copy()).status().code(), absl::StatusCode::kAlreadyExists);
  EXPECT_EQ(std::filesystem::file_size(copy()), 8u);
}

TEST_F(BackupTest, RefusesWhatIsNoArchive) {
  EXPECT_EQ(BackUpArchive(directory_.File("none"), copy()).status().code(),
            absl::StatusCode::kNotFound);
  const std::string text = directory_.File("text");
  std::ofstream(text) << std::string(5000, 'x');
  EXPECT_EQ(BackUpArchive(text, copy()).status().code(), absl::StatusCode::kDataLoss);
  const std::string other = directory_.File("other.db");
  ASSERT_TRUE((*Connection::Open(other, Connection::Access::kWrite))
                  ->Execute("CREATE TABLE theirs (a)")
                  .ok());
  EXPECT_EQ(BackUpArchive(other, copy()).status().code(), absl::StatusCode::kFailedPrecondition);
  const std::string empty = directory_.File("empty.db");
  std::ofstream(empty).close();
  EXPECT_EQ(BackUpArchive(empty, copy()).status().code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_EQ(BackUpArchive(path(), directory_.File("no/where")).status().code(),
            absl::StatusCode::kNotFound);
  archive_.reset();
  EXPECT_THAT(Files(), UnorderedElementsAre("archive.db", "text", "other.db", "empty.db"));
}

TEST_F(BackupTest, RestoresWhereThereIsNothing) {
  ASSERT_TRUE(BackUpArchive(path(), copy()).ok());
  const std::string restored = directory_.File("restored.db");
  const auto made = RestoreArchive(copy(), restored, false);
  ASSERT_TRUE(made.ok()) << made.status();
  EXPECT_EQ(made->archive_revision, 3);
  EXPECT_THAT(ArticlesIn(restored), ElementsAre("a"));
  const auto archive = Archive::Open(restored);
  ASSERT_TRUE(archive.ok()) << archive.status();
  EXPECT_TRUE((*archive)->UndeleteArticle("b").ok());
  EXPECT_EQ((*archive)->revision(), 4);
}

TEST_F(BackupTest, ReplacesOnlyWhatNobodyHasOpen) {
  ASSERT_TRUE(BackUpArchive(path(), copy()).ok());
  Commit(Sample("c"));
  EXPECT_EQ(RestoreArchive(copy(), path(), true).status().code(), absl::StatusCode::kUnavailable);
  archive_.reset();
  EXPECT_EQ(RestoreArchive(copy(), path(), false).status().code(),
            absl::StatusCode::kAlreadyExists);
  EXPECT_THAT(ArticlesIn(path()), UnorderedElementsAre("a", "c"));
  EXPECT_TRUE(RestoreArchive(copy(), path(), true).ok());
  EXPECT_THAT(ArticlesIn(path()), ElementsAre("a"));
}

// What a killed service wrote last lies in a log beside the file, which must not be taken for the
// new file's.
TEST_F(BackupTest, LeavesNoLogOfTheReplacedBehind) {
  ASSERT_TRUE(BackUpArchive(path(), copy()).ok());
  Commit(Sample("c"));
  for (const char* suffix : {"", "-wal", "-shm"}) {
    std::filesystem::copy(path() + suffix, directory_.File("killed.db") + suffix);
  }
  const std::string killed = directory_.File("killed.db");
  ASSERT_GT(std::filesystem::file_size(killed + "-wal"), 0u);
  ASSERT_TRUE(RestoreArchive(copy(), killed, true).ok());
  EXPECT_FALSE(std::filesystem::exists(killed + "-wal"));
  EXPECT_THAT(ArticlesIn(killed), ElementsAre("a"));
  EXPECT_THAT(*CheckArchive(killed), IsEmpty());
}

TEST_F(BackupTest, ReplacesADamagedArchive) {
  ASSERT_TRUE(BackUpArchive(path(), copy()).ok());
  archive_.reset();
  Damage(path(), 0, std::string(100, 'x'));
  ASSERT_EQ(Archive::Open(path()).status().code(), absl::StatusCode::kDataLoss);
  const auto made = RestoreArchive(copy(), path(), true);
  ASSERT_TRUE(made.ok()) << made.status();
  EXPECT_THAT(ArticlesIn(path()), ElementsAre("a"));
}

TEST_F(BackupTest, DamagedCopyReplacesNothing) {
  ASSERT_TRUE(BackUpArchive(path(), copy()).ok());
  archive_.reset();
  // A page in the middle.
  Damage(copy(), 5 * 4096, std::string(4096, '\x5a'));
  const absl::Status refused = RestoreArchive(copy(), path(), true).status();
  EXPECT_EQ(refused.code(), absl::StatusCode::kDataLoss);
  EXPECT_THAT(std::string(refused.message()), HasSubstr(copy()));
  EXPECT_THAT(Files(), UnorderedElementsAre("archive.db", "copy.db"));
  EXPECT_THAT(ArticlesIn(path()), ElementsAre("a"));
}

TEST_F(BackupTest, CheckNeedsTheArchiveToItself) {
  EXPECT_EQ(CheckArchive(path()).status().code(), absl::StatusCode::kUnavailable);
  archive_.reset();
  EXPECT_THAT(*CheckArchive(path()), IsEmpty());
  EXPECT_EQ(CheckArchive(directory_.File("none")).status().code(), absl::StatusCode::kNotFound);
  EXPECT_FALSE(std::filesystem::exists(directory_.File("none")));
}

TEST_F(BackupTest, ReadOnlyArchiveAnswersAndRefusesWrites) {
  archive_.reset();
  const auto first = Archive::Open(path(), ReadOnly());
  ASSERT_TRUE(first.ok()) << first.status();
  const auto second = Archive::Open(path(), ReadOnly());
  ASSERT_TRUE(second.ok()) << second.status();
  EXPECT_EQ((*second)->revision(), 3);
  EXPECT_TRUE((*second)->GetPosition("a", "p").ok());
  const ArticleSample sample = Sample("c");
  for (const absl::Status& refused :
       {sample.CommitTo(**first).status(), (*first)->DeleteArticle("a").status(),
        (*first)->UndeleteArticle("b").status(), (*first)->PurgeArticle("b")}) {
    EXPECT_EQ(refused.code(), absl::StatusCode::kFailedPrecondition);
    EXPECT_EQ(rpc::ReasonOf(refused), "READ_ONLY");
  }
  EXPECT_EQ(Archive::Open(path()).status().code(), absl::StatusCode::kUnavailable);
}

TEST_F(BackupTest, ReadOnlyNeedsAnArchiveOfTheCurrentSchema) {
  EXPECT_EQ(Archive::Open(directory_.File("none"), ReadOnly()).status().code(),
            absl::StatusCode::kNotFound);
  archive_.reset();
  ASSERT_TRUE((*Connection::Open(path(), Connection::Access::kWrite))
                  ->Execute("PRAGMA user_version = 1")
                  .ok());
  const absl::Status refused = Archive::Open(path(), ReadOnly()).status();
  EXPECT_EQ(refused.code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_THAT(std::string(refused.message()), HasSubstr("without --read_only"));
}

// Permissions of a directory do not hold root back, so only others can test this.
TEST_F(BackupTest, ReadsWhereNothingCanBeWritten) {
  if (geteuid() == 0) GTEST_SKIP() << "root can write everywhere";
  std::filesystem::create_directory(directory_.File("medium"));
  const std::string burned = directory_.File("medium/archive.db");
  ASSERT_TRUE(BackUpArchive(path(), burned).ok());
  std::filesystem::permissions(directory_.File("medium"), std::filesystem::perms::owner_read |
                                                              std::filesystem::perms::owner_exec);
  EXPECT_THAT(ArticlesIn(burned), ElementsAre("a"));
  std::filesystem::permissions(directory_.File("medium"), std::filesystem::perms::owner_all);
}

}  // namespace
}  // namespace onrecord::query
