#include "query-service/archive/group_writer.h"

#include <sqlite3.h>

#include <filesystem>
#include <string>
#include <thread>

#include "absl/synchronization/notification.h"
#include "gtest/gtest.h"

namespace onrecord::query {
namespace {

class GroupWriterTest : public testing::Test {
 protected:
  GroupWriterTest() {
    auto connection = Open();
    EXPECT_TRUE(connection
                    ->Execute("PRAGMA journal_mode = WAL; CREATE TABLE state (revision INTEGER);"
                              "INSERT INTO state VALUES (0); CREATE TABLE kept (value INTEGER)")
                    .ok());
    writer_ = std::make_unique<GroupWriter>(std::move(connection), 0, [this](Connection&) {
      ++transactions_;
      return finish_;
    });
  }
  ~GroupWriterTest() override {
    writer_.reset();
    std::filesystem::remove_all(folder_);
  }

  std::unique_ptr<Connection> Open() {
    return Connection::Open(folder_ + "/a.db", Connection::Access::kWrite).value();
  }

  // Keeps `value` as a change of its own revision.
  static absl::Status Keep(Connection& connection, int value) {
    return connection.Execute("INSERT INTO kept VALUES (" + std::to_string(value) +
                              "); UPDATE state SET revision = revision + 1");
  }

  int64_t Kept() { return Open()->ReadInt("SELECT count(*) FROM kept").value(); }

  // Has `count` threads write while another holds the writer: they wait and become one group.
  // `change` gets each one's number. Returns their statuses.
  template <typename Change>
  std::vector<absl::Status> WriteTogether(int count, Change change) {
    absl::Notification is_held;
    absl::Notification may_go;
    std::thread first([&] {
      EXPECT_TRUE(writer_
                      ->Write([&](Connection& connection) {
                        if (!is_held.HasBeenNotified()) is_held.Notify();
                        may_go.WaitForNotification();
                        return Keep(connection, -1);
                      })
                      .ok());
    });
    is_held.WaitForNotification();
    std::vector<absl::Status> statuses(static_cast<size_t>(count));
    std::vector<std::thread> threads;
    for (int i = 0; i < count; ++i) {
      threads.emplace_back([&, i] {
        statuses[static_cast<size_t>(i)] =
            writer_->Write([&, i](Connection& connection) { return change(connection, i); });
      });
    }
    absl::SleepFor(absl::Milliseconds(100));  // until they wait; if some do not, more groups form
    may_go.Notify();
    first.join();
    for (std::thread& thread : threads) thread.join();
    return statuses;
  }

  const std::string folder_ = [] {
    std::string made = testing::TempDir() + "group_writer_XXXXXX";
    return std::string(mkdtemp(made.data()));
  }();
  absl::Status finish_;
  int transactions_ = 0;
  std::unique_ptr<GroupWriter> writer_;
};

TEST_F(GroupWriterTest, KeepsOneChangeAtOnce) {
  EXPECT_TRUE(writer_->Write([](Connection& connection) { return Keep(connection, 1); }).ok());
  EXPECT_EQ(Kept(), 1);
  EXPECT_EQ(writer_->revision(), 1);
  EXPECT_EQ(transactions_, 1);
}

TEST_F(GroupWriterTest, SharesATransactionAmongThoseWhoWait) {
  for (const absl::Status& status : WriteTogether(20, Keep)) EXPECT_TRUE(status.ok()) << status;
  EXPECT_EQ(Kept(), 21);
  EXPECT_EQ(writer_->revision(), 21);
  EXPECT_LE(transactions_, 10);  // two where all were there in time
}

TEST_F(GroupWriterTest, TakesBackOnlyWhatFails) {
  const auto statuses = WriteTogether(10, [](Connection& connection, int i) {
    const absl::Status kept = Keep(connection, i);
    return i % 3 == 0 ? absl::AbortedError("not this one") : kept;
  });
  for (int i = 0; i < 10; ++i) {
    EXPECT_EQ(absl::IsAborted(statuses[static_cast<size_t>(i)]), i % 3 == 0) << i;
  }
  EXPECT_EQ(Kept(), 1 + 6);
  EXPECT_EQ(writer_->revision(), 1 + 6);
}

TEST_F(GroupWriterTest, GoesOnAloneWhereTheTransactionIsLost) {
  const auto statuses = WriteTogether(10, [](Connection& connection, int i) {
    const absl::Status kept = Keep(connection, i);
    if (i != 5) return kept;
    // What a full disk does at its worst.
    EXPECT_TRUE(connection.Execute("ROLLBACK").ok());
    return absl::ResourceExhaustedError("full");
  });
  for (int i = 0; i < 10; ++i) {
    EXPECT_EQ(statuses[static_cast<size_t>(i)].ok(), i != 5) << i << statuses[i];
  }
  EXPECT_EQ(Kept(), 1 + 9);
}

TEST_F(GroupWriterTest, TellsEveryoneWhereNothingCanBeKept) {
  finish_ = absl::DataLossError("damaged");
  for (int i = 0; i < 3; ++i) {
    const absl::Status status =
        writer_->Write([i](Connection& connection) { return Keep(connection, i); });
    EXPECT_TRUE(absl::IsDataLoss(status)) << status;
  }
  EXPECT_EQ(Kept(), 0);
  EXPECT_EQ(writer_->revision(), 0);
  finish_ = absl::OkStatus();
  EXPECT_TRUE(writer_->Write([](Connection& connection) { return Keep(connection, 1); }).ok());
}

TEST_F(GroupWriterTest, ServesMoreThanAGroupHolds) {
  const int count = static_cast<int>(GroupWriter::kMostInGroup) + 20;
  for (const absl::Status& status : WriteTogether(count, Keep)) EXPECT_TRUE(status.ok()) << status;
  EXPECT_EQ(Kept(), count + 1);
}

}  // namespace
}  // namespace onrecord::query
