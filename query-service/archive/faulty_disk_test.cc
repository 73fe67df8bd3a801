// The archive on a disk that is full or fails: a clear code, nothing half there, and on it goes.

#include "query-service/archive/faulty_disk.h"

#include <filesystem>
#include <functional>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "proto/rpc/errors.h"
#include "query-service/archive/archive_contents.h"
#include "query-service/archive/backup.h"

namespace onrecord::query {
namespace {

using testing::IsEmpty;

using Change = std::function<absl::Status(Archive&)>;

// How the disk fails, and what whoever asked is told.
struct Fault {
  FaultyDisk::Call call;
  int sqlite_code;
  bool stays;
  absl::StatusCode code;
  const char* reason;
};

const Fault kFaults[] = {
    {FaultyDisk::Call::kWrite, SQLITE_FULL, true, absl::StatusCode::kResourceExhausted,
     "STORAGE_FULL"},
    {FaultyDisk::Call::kWrite, SQLITE_FULL, false, absl::StatusCode::kResourceExhausted,
     "STORAGE_FULL"},
    {FaultyDisk::Call::kWrite, SQLITE_IOERR_WRITE, true, absl::StatusCode::kInternal, ""},
    {FaultyDisk::Call::kWrite, SQLITE_IOERR_WRITE, false, absl::StatusCode::kInternal, ""},
    {FaultyDisk::Call::kSync, SQLITE_IOERR_FSYNC, true, absl::StatusCode::kInternal, ""},
    {FaultyDisk::Call::kSync, SQLITE_IOERR_FSYNC, false, absl::StatusCode::kInternal, ""},
    {FaultyDisk::Call::kRead, SQLITE_IOERR_READ, true, absl::StatusCode::kInternal, ""},
    {FaultyDisk::Call::kRead, SQLITE_IOERR_READ, false, absl::StatusCode::kInternal, ""},
};

class FaultyDiskTest : public testing::Test {
 protected:
  FaultyDiskTest() {
    const auto archive = Archive::Open(path()).value();
    std::mt19937 random(7);
    for (const char* id : {"kept", "revised", "deleted", "undeleted"}) {
      EXPECT_TRUE(RandomSample(id, random).CommitTo(*archive).ok());
    }
    EXPECT_TRUE(archive->DeleteArticle("undeleted").ok());
  }

  std::string path() const { return directory_.File("archive.db"); }

  // Makes `change` to copies of the archive, each time with the disk failing a few calls later,
  // until it fails none. Returns how often it failed.
  int FailEverywhere(const Fault& fault, const Change& change) {
    int failures = 0;
    const std::string file = directory_.File("faulty.db");
    std::filesystem::copy(path(), file);
    for (int nth = 1;; nth += nth < 20 ? 1 : 1 + nth / 8) {
      auto opened = Archive::Open(file);
      EXPECT_TRUE(opened.ok()) << opened.status();
      if (!opened.ok()) break;
      const std::string before = Contents(**opened);
      const int64_t revision = (*opened)->revision();
      // Opened anew, so that nothing has been read yet.
      opened->reset();
      opened = Archive::Open(file);
      disk_.Fail(fault.call, nth, fault.sqlite_code, fault.stays);
      const absl::Status changed = change(**opened);
      const bool failed = disk_.Repair();
      if (changed.ok()) {
        EXPECT_NE(Contents(**opened), before) << nth;
        if (!failed) break;
        // The disk failed after the change was durable, so that it was made all the same.
        opened->reset();
        std::filesystem::copy(path(), file, std::filesystem::copy_options::overwrite_existing);
        continue;
      }
      ++failures;
      EXPECT_TRUE(failed) << changed;
      EXPECT_EQ(changed.code(), fault.code) << nth << ": " << changed;
      EXPECT_EQ(rpc::ReasonOf(changed), fault.reason) << nth;
      EXPECT_EQ((*opened)->revision(), revision) << nth;
      EXPECT_EQ(Contents(**opened), before) << nth;
      // Every third time it goes on at once, and the others after it was opened again.
      if (nth % 3 == 0) {
        std::mt19937 random(nth);
        EXPECT_TRUE(RandomSample("next", random).CommitTo(**opened, true).ok()) << nth;
      }
      opened->reset();
      EXPECT_THAT(*CheckArchive(file), IsEmpty()) << nth;
    }
    EXPECT_THAT(*CheckArchive(file), IsEmpty());
    std::filesystem::remove(file);
    return failures;
  }

  void ExpectIntact(const Change& change) {
    for (const Fault& fault : kFaults) {
      SCOPED_TRACE(testing::Message() << "fault " << &fault - kFaults);
      EXPECT_GT(FailEverywhere(fault, change), 0);
    }
  }

  FaultyDisk disk_;
  TemporaryDirectory directory_;
};

TEST_F(FaultyDiskTest, CommitIsWholeOrNotAtAll) {
  ExpectIntact([](Archive& archive) {
    std::mt19937 random(8);
    return RandomSample("new", random).CommitTo(archive).status();
  });
}

TEST_F(FaultyDiskTest, RevisionIsWholeOrNotAtAll) {
  ExpectIntact([](Archive& archive) {
    std::mt19937 random(9);
    return RandomSample("revised", random).CommitTo(archive, true).status();
  });
}

TEST_F(FaultyDiskTest, RetractionIsWholeOrNotAtAll) {
  ExpectIntact([](Archive& archive) { return archive.DeleteArticle("deleted").status(); });
}

TEST_F(FaultyDiskTest, ComingBackIsWholeOrNotAtAll) {
  ExpectIntact([](Archive& archive) { return archive.UndeleteArticle("undeleted").status(); });
}

TEST_F(FaultyDiskTest, ReadsFailClearlyAndGoOn) {
  int failures = 0;
  for (int nth = 1;; ++nth) {
    const auto archive = Archive::Open(path()).value();
    disk_.Fail(FaultyDisk::Call::kRead, nth, SQLITE_IOERR_READ, nth % 2 == 0);
    const auto page = archive->ListPositions({}, ListOrder::kNewestFirst, {}, 100);
    if (!disk_.Repair()) break;
    ++failures;
    EXPECT_EQ(page.status().code(), absl::StatusCode::kInternal) << nth;
    EXPECT_TRUE(archive->ListPositions({}, ListOrder::kNewestFirst, {}, 100).ok()) << nth;
  }
  EXPECT_GT(failures, 0);
}

TEST_F(FaultyDiskTest, BackupIsWholeOrNotThere) {
  const std::string copy = directory_.File("copy.db");
  for (const Fault& fault : kFaults) {
    int failures = 0;
    for (int nth = 1;; nth += 1 + nth / 8) {
      disk_.Fail(fault.call, nth, fault.sqlite_code, fault.stays);
      const absl::Status made = BackUpArchive(path(), copy).status();
      const bool failed = disk_.Repair();
      EXPECT_EQ(std::filesystem::exists(copy), made.ok()) << nth;
      EXPECT_FALSE(std::filesystem::exists(copy + ".partial")) << nth;
      if (made.ok()) {
        EXPECT_THAT(*CheckArchive(copy), IsEmpty()) << nth;
        std::filesystem::remove(copy);
      } else {
        ++failures;
        // What cannot be read while the copy is checked is a fault of the copy.
        const bool is_unreadable = fault.call == FaultyDisk::Call::kRead && absl::IsDataLoss(made);
        EXPECT_TRUE(made.code() == fault.code || is_unreadable) << nth << ": " << made;
      }
      if (!failed) break;
    }
    // Copies are synchronized outside of SQLite.
    if (fault.call != FaultyDisk::Call::kSync) {
      EXPECT_GT(failures, 0);
    }
  }
  EXPECT_THAT(*CheckArchive(path()), IsEmpty());
}

TEST_F(FaultyDiskTest, OpeningFailsClearlyAndWorksLater) {
  int failures = 0;
  for (int nth = 1;; ++nth) {
    disk_.Fail(FaultyDisk::Call::kRead, nth, SQLITE_IOERR_READ, false);
    const absl::Status opened = Archive::Open(path()).status();
    if (!disk_.Repair()) break;
    if (opened.ok()) continue;
    ++failures;
    EXPECT_EQ(opened.code(), absl::StatusCode::kInternal) << nth << ": " << opened;
  }
  EXPECT_GT(failures, 0);
  EXPECT_TRUE(Archive::Open(path()).ok());
}

}  // namespace
}  // namespace onrecord::query
