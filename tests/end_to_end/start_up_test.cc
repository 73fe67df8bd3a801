// What a user sees when a service cannot start: a sentence that names the cause, and exit code 1.

#include <sqlite3.h>

#include <csignal>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/testing/call.h"
#include "tests/testing/sample_articles.h"
#include "tests/testing/service_pair.h"
#include "tests/testing/service_process.h"
#include "tests/testing/status_matchers.h"
#include "tests/testing/temp_directory.h"

namespace onrecord::tests {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::StartsWith;

// Runs a service that is expected not to start and returns what it said.
std::string FailToStart(const std::string& program, const std::vector<std::string>& flags) {
  ServiceProcess process(program, flags);
  EXPECT_EQ(process.WaitForExit(), 1) << process.log();
  return process.log();
}

void RunSql(const std::string& file, const std::string& sql) {
  sqlite3* database = nullptr;
  ASSERT_EQ(sqlite3_open(file.c_str(), &database), SQLITE_OK);
  EXPECT_EQ(sqlite3_exec(database, sql.c_str(), nullptr, nullptr, nullptr), SQLITE_OK)
      << sqlite3_errmsg(database);
  sqlite3_close(database);
}

class StartUpTest : public ::testing::Test {
 protected:
  // A copy of the model with its checksum, to be damaged.
  std::string CopyModel() {
    for (const char* suffix : {"", ".sha256"}) {
      std::filesystem::copy_file(ModelFile() + suffix,
                                 directory_.File("reader.safetensors") + suffix);
    }
    return directory_.File("reader.safetensors");
  }

  std::string StartIngest(const std::string& model) {
    return FailToStart(IngestServiceProgram(), {"--listen=127.0.0.1:0", "--model=" + model});
  }

  std::string StartQuery(const std::string& data) {
    return FailToStart(QueryServiceProgram(), {"--listen=127.0.0.1:0", "--data=" + data});
  }

  TempDirectory directory_;
};

TEST_F(StartUpTest, TakenPortIsNamed) {
  ServicePair pair;
  const std::string query =
      FailToStart(QueryServiceProgram(),
                  {"--listen=" + pair.query_address(), "--data=" + directory_.File("archive.db")});
  EXPECT_THAT(query, AllOf(HasSubstr("query-service: "), HasSubstr(pair.query_address())));
  const std::string ingest = FailToStart(
      IngestServiceProgram(), {"--listen=" + pair.query_address(), "--model=" + ModelFile()});
  EXPECT_THAT(ingest, AllOf(HasSubstr("ingest-service: "), HasSubstr(pair.query_address())));
}

TEST_F(StartUpTest, MalformedAddressIsNamed) {
  const std::string said =
      FailToStart(QueryServiceProgram(),
                  {"--listen=nowhere.invalid:port", "--data=" + directory_.File("archive.db")});
  EXPECT_THAT(said, HasSubstr("nowhere.invalid:port"));
}

TEST_F(StartUpTest, MissingModelIsNamed) {
  const std::string model = directory_.File("none.safetensors");
  EXPECT_THAT(StartIngest(model), AllOf(StartsWith("ingest-service: "), HasSubstr(model)));
}

TEST_F(StartUpTest, MissingChecksumIsNamed) {
  const std::string model = CopyModel();
  std::filesystem::remove(model + ".sha256");
  EXPECT_THAT(StartIngest(model), HasSubstr(model + ".sha256"));
}

TEST_F(StartUpTest, TruncatedModelIsRefused) {
  const std::string model = CopyModel();
  std::filesystem::resize_file(model, std::filesystem::file_size(model) / 2);
  EXPECT_THAT(StartIngest(model), HasSubstr(model));
}

TEST_F(StartUpTest, ModelWithOneFlippedBitIsRefused) {
  const std::string model = CopyModel();
  std::fstream file(model, std::ios::in | std::ios::out | std::ios::binary);
  file.seekg(1'000'000);
  const char byte = static_cast<char>(file.get() ^ 1);
  file.seekp(1'000'000);
  file.put(byte);
  file.close();
  EXPECT_THAT(StartIngest(model), AllOf(HasSubstr(model), HasSubstr("damaged")));
}

TEST_F(StartUpTest, EmptyModelIsRefused) {
  const std::string model = CopyModel();
  std::filesystem::resize_file(model, 0);
  EXPECT_THAT(StartIngest(model), HasSubstr(model));
}

TEST_F(StartUpTest, LockedArchiveIsNamed) {
  ServicePair pair(ServicePair::Services::kQueryOnly);
  EXPECT_THAT(StartQuery(pair.archive_file()),
              AllOf(StartsWith("query-service: "), HasSubstr(pair.archive_file())));
  EXPECT_THAT(Call(pair.query(), &QueryStub::ListArticles, v1::ListArticlesRequest()).status,
              IsOk());
}

TEST_F(StartUpTest, ArchiveOfANewerSchemaIsRefused) {
  ServicePair pair(ServicePair::Services::kQueryOnly);
  pair.query_process().Signal(SIGTERM);
  ASSERT_EQ(pair.query_process().WaitForExit(), 0);
  RunSql(pair.archive_file(), "PRAGMA user_version = 1000");
  EXPECT_THAT(StartQuery(pair.archive_file()), AllOf(HasSubstr("schema 1000"), HasSubstr("newer")));
}

TEST_F(StartUpTest, FileThatIsNoDatabaseIsRefused) {
  const std::string file = directory_.File("notes.txt");
  std::ofstream(file) << std::string(10'000, 'x');
  EXPECT_THAT(StartQuery(file), HasSubstr(file));
  EXPECT_EQ(std::filesystem::file_size(file), 10'000u) << "the file is somebody else's";
}

TEST_F(StartUpTest, DatabaseOfAnotherProgramIsRefused) {
  const std::string file = directory_.File("other.db");
  RunSql(file, "CREATE TABLE recipes (name TEXT)");
  EXPECT_THAT(StartQuery(file), HasSubstr("another program"));
}

TEST_F(StartUpTest, FolderThatDoesNotExistIsNamed) {
  const std::string file = directory_.File("none/archive.db");
  EXPECT_THAT(StartQuery(file), HasSubstr(file));
}

TEST_F(StartUpTest, UnknownFlagsAreNamed) {
  for (const std::string& program : {QueryServiceProgram(), IngestServiceProgram()}) {
    EXPECT_THAT(FailToStart(program, {"--lisen=127.0.0.1:0"}), HasSubstr("lisen"));
    EXPECT_THAT(FailToStart(program, {"serve"}), HasSubstr("'serve'"));
    EXPECT_THAT(FailToStart(program, {"--threads=many"}), HasSubstr("threads"));
    EXPECT_THAT(FailToStart(program, {"--max_text_bytes=0"}), HasSubstr("max_text_bytes"));
    EXPECT_THAT(FailToStart(program, {"--drain_time=-1s"}), HasSubstr("drain_time"));
  }
}

TEST_F(StartUpTest, ArchiveNeedNotBeThereBeforeIngestService) {
  ServiceProcess process(IngestServiceProgram(), {"--listen=127.0.0.1:0", "--archive=127.0.0.1:1",
                                                  "--model=" + ModelFile()});
  ASSERT_TRUE(process.WaitUntilServing().ok());
  const auto stub = v1::IngestService::NewStub(Connect(process.address()));
  EXPECT_THAT(Call(*stub, &IngestStub::AnalyzeArticle,
                   FromText<v1::AnalyzeArticleRequest>("article { text: 'It rained.' }"))
                  .status,
              IsOk());
}

}  // namespace
}  // namespace onrecord::tests
