#include "query-service/archive/schema.h"

#include <fstream>
#include <memory>
#include <string>

#include "absl/strings/match.h"
#include "gtest/gtest.h"
#include "query-service/archive/article_samples.h"

namespace onrecord::query {
namespace {

class SchemaTest : public testing::Test {
 protected:
  std::string path() const { return directory_.File("archive.db"); }

  std::unique_ptr<Connection> Open() {
    auto opened = Connection::Open(path(), Connection::Access::kWrite);
    EXPECT_TRUE(opened.ok()) << opened.status();
    return *std::move(opened);
  }

  TemporaryDirectory directory_;
};

TEST_F(SchemaTest, FillsMissingFile) {
  auto connection = Open();
  ASSERT_TRUE(Migrate(*connection).ok());
  EXPECT_EQ(*connection->ReadInt("PRAGMA user_version"), SchemaVersion());
  EXPECT_EQ(*connection->ReadInt("PRAGMA application_id"), kApplicationId);
  EXPECT_EQ(*connection->ReadInt("SELECT revision FROM state"), 0);
}

TEST_F(SchemaTest, FillsEmptyFile) {
  std::ofstream(path()).close();
  EXPECT_TRUE(Migrate(*Open()).ok());
  EXPECT_TRUE(Archive::Open(path()).ok());
}

TEST_F(SchemaTest, LeavesCurrentSchemaAlone) {
  ASSERT_TRUE(Migrate(*Open()).ok());
  auto connection = Open();
  ASSERT_TRUE(connection->Execute("UPDATE state SET revision = 7").ok());
  ASSERT_TRUE(Migrate(*connection).ok());
  EXPECT_EQ(*connection->ReadInt("SELECT revision FROM state"), 7);
}

TEST_F(SchemaTest, BringsKeysOfFirstVersionIntoOrderOfIds) {
  auto connection = Open();
  ASSERT_TRUE(Migrate(*connection).ok());
  ASSERT_TRUE(
      connection
          ->Execute("ALTER TABLE positions DROP COLUMN negated;"
                    " INSERT INTO positions VALUES (1, 1, 'p', 'a-b/00000000', 0, 1, 1, 0, 1,"
                    " '', x''); PRAGMA user_version = 1")
          .ok());
  ASSERT_TRUE(Migrate(*connection).ok());
  EXPECT_EQ(*connection->ReadInt("SELECT key = 'a-b 00000000' FROM positions"), 1);
}

TEST_F(SchemaTest, PositionsOfSecondVersionAreNotNegated) {
  auto connection = Open();
  ASSERT_TRUE(Migrate(*connection).ok());
  ASSERT_TRUE(
      connection
          ->Execute("ALTER TABLE positions DROP COLUMN negated;"
                    " INSERT INTO positions VALUES (1, 1, 'p', 'a-b 00000000', 0, 1, 1, 0, 1,"
                    " '', x''); PRAGMA user_version = 2")
          .ok());
  ASSERT_TRUE(Migrate(*connection).ok());
  EXPECT_EQ(*connection->ReadInt("SELECT negated = 0 FROM positions"), 1);
  EXPECT_TRUE(Archive::Open(path()).ok());
}

TEST_F(SchemaTest, TakesMarkedFileOfVersionZero) {
  auto connection = Open();
  ASSERT_TRUE(connection->Execute(absl::StrCat("PRAGMA application_id = ", kApplicationId)).ok());
  ASSERT_TRUE(Migrate(*connection).ok());
  EXPECT_EQ(*connection->ReadInt("PRAGMA user_version"), SchemaVersion());
}

TEST_F(SchemaTest, RefusesNewerSchema) {
  ASSERT_TRUE(Migrate(*Open()).ok());
  ASSERT_TRUE(Open()->Execute(absl::StrCat("PRAGMA user_version = ", SchemaVersion() + 1)).ok());
  const absl::Status refused = Archive::Open(path()).status();
  EXPECT_EQ(refused.code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_TRUE(absl::StrContains(refused.message(), "use a newer version")) << refused;
  EXPECT_EQ(*Open()->ReadInt("PRAGMA user_version"), SchemaVersion() + 1);
}

TEST_F(SchemaTest, RefusesOtherProgramsFile) {
  ASSERT_TRUE(Open()->Execute("CREATE TABLE theirs (a)").ok());
  EXPECT_EQ(Archive::Open(path()).status().code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_EQ(*Open()->ReadInt("SELECT count(*) FROM sqlite_schema"), 1);
  ASSERT_TRUE(Open()->Execute("DROP TABLE theirs; PRAGMA application_id = 5").ok());
  EXPECT_EQ(Archive::Open(path()).status().code(), absl::StatusCode::kFailedPrecondition);
}

TEST_F(SchemaTest, MigratesWhollyOrNotAtAll) {
  // A marked file in which a later statement of the migration meets a table that exists.
  auto connection = Open();
  ASSERT_TRUE(connection
                  ->Execute(absl::StrCat("PRAGMA application_id = ", kApplicationId,
                                         "; CREATE TABLE events (a)"))
                  .ok());
  EXPECT_FALSE(Migrate(*connection).ok());
  EXPECT_EQ(*connection->ReadInt("PRAGMA user_version"), 0);
  EXPECT_EQ(*connection->ReadInt("SELECT count(*) FROM sqlite_schema"), 1);
}

}  // namespace
}  // namespace onrecord::query
