#include "query-service/archive/connection.h"

#include <sqlite3.h>

#include <memory>
#include <string>

#include "gtest/gtest.h"
#include "proto/rpc/errors.h"
#include "query-service/archive/article_samples.h"

namespace onrecord::query {
namespace {

class ConnectionTest : public testing::Test {
 protected:
  ConnectionTest() {
    auto opened = Connection::Open(directory_.File("a.db"), Connection::Access::kWrite);
    EXPECT_TRUE(opened.ok()) << opened.status();
    connection_ = *std::move(opened);
    EXPECT_TRUE(connection_->Execute("CREATE TABLE t (a, b)").ok());
  }

  int64_t CountRows() { return *connection_->ReadInt("SELECT count(*) FROM t"); }

  TemporaryDirectory directory_;
  std::unique_ptr<Connection> connection_;
};

TEST_F(ConnectionTest, BindsAndReadsValues) {
  ASSERT_TRUE(connection_->Prepare("INSERT INTO t VALUES (?, ?)")
                  .BindInt(INT64_MIN)
                  .BindText(std::string_view("a\0b", 3))
                  .Run()
                  .ok());
  Statement row = connection_->Prepare("SELECT a, b, NULL, 0.5 FROM t");
  ASSERT_TRUE(*row.Step());
  EXPECT_EQ(row.Int(0), INT64_MIN);
  EXPECT_EQ(row.Text(1), std::string_view("a\0b", 3));
  EXPECT_TRUE(row.IsNull(2));
  EXPECT_EQ(row.Text(2), "");
  EXPECT_EQ(row.Double(3), 0.5);
  EXPECT_FALSE(*row.Step());
}

TEST_F(ConnectionTest, EmptyTextIsNotNull) {
  ASSERT_TRUE(connection_->Prepare("INSERT INTO t VALUES (?, ?)")
                  .BindText(std::string_view())
                  .BindBlob(std::string_view())
                  .Run()
                  .ok());
  EXPECT_EQ(*connection_->ReadInt("SELECT count(*) FROM t WHERE a = '' AND b = x''"), 1);
}

TEST_F(ConnectionTest, ReusedStatementForgetsValues) {
  const std::string insert = "INSERT INTO t VALUES (?, ?)";
  ASSERT_TRUE(connection_->Prepare(insert).BindInt(1).BindInt(2).Run().ok());
  ASSERT_TRUE(connection_->Prepare(insert).BindInt(std::nullopt).Run().ok());
  EXPECT_EQ(*connection_->ReadInt("SELECT count(*) FROM t WHERE a IS NULL AND b IS NULL"), 1);
}

TEST_F(ConnectionTest, TellsOfBadStatementsWhenStepped) {
  Statement bad = connection_->Prepare("SELEKT ?");
  EXPECT_EQ(bad.BindInt(1).Step().status().code(), absl::StatusCode::kInternal);
}

TEST_F(ConnectionTest, RollsBackUnlessCommitted) {
  {
    auto transaction = Transaction::Begin(*connection_, Transaction::Mode::kWrite);
    ASSERT_TRUE(transaction.ok());
    ASSERT_TRUE(connection_->Execute("INSERT INTO t VALUES (1, 1)").ok());
  }
  EXPECT_EQ(CountRows(), 0);
  {
    auto transaction = Transaction::Begin(*connection_, Transaction::Mode::kWrite);
    ASSERT_TRUE(connection_->Execute("INSERT INTO t VALUES (1, 1)").ok());
    EXPECT_TRUE((*transaction)->Commit().ok());
  }
  EXPECT_EQ(CountRows(), 1);
}

TEST_F(ConnectionTest, KeepsWorkingAfterTrimming) {
  for (int i = 0; i < 300; ++i) {
    EXPECT_EQ(*connection_->ReadInt(absl::StrCat("SELECT ", i)), i);
    connection_->TrimStatements();
  }
}

TEST_F(ConnectionTest, EndsStatementsThatAreAbandoned) {
  int looks = 0;
  connection_->InterruptWhen([&looks] { return ++looks == 3; });
  const char kEndless[] =
      "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n";
  EXPECT_EQ(connection_->ReadInt(kEndless).status().code(), absl::StatusCode::kCancelled);
  EXPECT_EQ(looks, 3);
  connection_->InterruptWhen(nullptr);
  EXPECT_EQ(CountRows(), 0);
  EXPECT_EQ(looks, 3);
}

TEST_F(ConnectionTest, ReaderCannotWrite) {
  auto reader = Connection::Open(directory_.File("a.db"), Connection::Access::kRead);
  ASSERT_TRUE(reader.ok());
  EXPECT_EQ((*reader)->Execute("INSERT INTO t VALUES (1, 1)").code(), absl::StatusCode::kInternal);
  EXPECT_EQ(CountRows(), 0);
}

TEST_F(ConnectionTest, ReaderNeedsFile) {
  EXPECT_EQ(Connection::Open(directory_.File("b.db"), Connection::Access::kRead).status().code(),
            absl::StatusCode::kNotFound);
}

TEST(SqliteStatusTest, MapsResultCodes) {
  EXPECT_TRUE(SqliteStatus(SQLITE_DONE, "").ok());
  const absl::Status full = SqliteStatus(SQLITE_FULL, "");
  EXPECT_EQ(full.code(), absl::StatusCode::kResourceExhausted);
  EXPECT_EQ(rpc::ReasonOf(full), "STORAGE_FULL");
  EXPECT_EQ(SqliteStatus(SQLITE_CORRUPT_VTAB, "").code(), absl::StatusCode::kDataLoss);
  EXPECT_EQ(SqliteStatus(SQLITE_NOTADB, "").code(), absl::StatusCode::kDataLoss);
  for (const int fault : {SQLITE_BUSY_SNAPSHOT, SQLITE_LOCKED, SQLITE_NOMEM, SQLITE_TOOBIG,
                          SQLITE_CONSTRAINT_UNIQUE, SQLITE_IOERR_FSYNC, SQLITE_READONLY}) {
    EXPECT_EQ(SqliteStatus(fault, "").code(), absl::StatusCode::kInternal) << fault;
  }
}

}  // namespace
}  // namespace onrecord::query
