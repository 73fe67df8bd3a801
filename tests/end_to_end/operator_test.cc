// What an operator does with an archive while services use it: backup, restore, check, reading
// only.

#include <csignal>
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

using ::testing::HasSubstr;

class OperatorTest : public ::testing::Test {
 protected:
  OperatorTest() : pair_(ServicePair::Services::kQueryOnly) { Commit("articles/first"); }

  void Commit(const std::string& name) {
    const auto commit =
        MillCommit(name, v1::POSITION_KIND_REFUSAL, v1::EVENT_TYPE_CONSULT, "a clerk recalled");
    EXPECT_THAT(Call(pair_.archive(), &ArchiveStub::CommitArticle, commit).status, IsOk());
  }

  // Runs onrecord-archive; its exit code.
  int Run(const std::vector<std::string>& words) {
    ServiceProcess process(ArchiveProgram(), words);
    const int code = process.WaitForExit().value_or(-1);
    said_ = process.log();
    return code;
  }

  static int CountArticles(QueryStub& stub) {
    return Call(stub, &QueryStub::ListArticles, v1::ListArticlesRequest()).response.articles_size();
  }

  ServicePair pair_;
  TempDirectory directory_;
  std::string said_;
};

TEST_F(OperatorTest, BackupOfARunningServiceIsServedByOthers) {
  const std::string copy = directory_.File("copy.db");
  ASSERT_EQ(Run({"backup", pair_.archive_file(), copy}), 0) << said_;
  Commit("articles/second");
  EXPECT_EQ(Run({"check", copy}), 0) << said_;

  const std::vector<std::string> flags = {"--listen=127.0.0.1:0", "--data=" + copy, "--read_only"};
  ServiceProcess first(QueryServiceProgram(), flags);
  ServiceProcess second(QueryServiceProgram(), flags);
  for (ServiceProcess* service : {&first, &second}) {
    ASSERT_TRUE(service->WaitUntilServing().ok()) << service->log();
    const auto channel = Connect(service->address());
    const auto queries = v1::QueryService::NewStub(channel);
    EXPECT_EQ(CountArticles(*queries), 1);
    const auto archive = v1::ArchiveService::NewStub(channel);
    EXPECT_THAT(Call(*archive, &ArchiveStub::CommitArticle,
                     MillCommit("articles/third", v1::POSITION_KIND_REFUSAL, v1::EVENT_TYPE_CONSULT,
                                "a clerk recalled"))
                    .status,
                Fails(grpc::StatusCode::FAILED_PRECONDITION, "READ_ONLY"));
    EXPECT_THAT(Call(*archive, &ArchiveStub::DeleteArticle,
                     FromText<v1::DeleteArticleRequest>("name: \"articles/first\""))
                    .status,
                Fails(grpc::StatusCode::FAILED_PRECONDITION, "READ_ONLY"));
  }
  EXPECT_EQ(CountArticles(pair_.query()), 2);
}

TEST_F(OperatorTest, RestoreWaitsUntilTheServiceIsStopped) {
  const std::string copy = directory_.File("copy.db");
  ASSERT_EQ(Run({"backup", pair_.archive_file(), copy}), 0) << said_;
  Commit("articles/second");
  EXPECT_EQ(Run({"restore", "--replace", copy, pair_.archive_file()}), 1);
  EXPECT_THAT(said_, HasSubstr("is open in another process"));
  EXPECT_EQ(Run({"check", pair_.archive_file()}), 1);
  EXPECT_EQ(CountArticles(pair_.query()), 2);

  // Killed, so that what was written last lies in the log.
  pair_.query_process().Signal(SIGKILL);
  pair_.query_process().WaitForExit();
  ASSERT_EQ(Run({"restore", "--replace", copy, pair_.archive_file()}), 0) << said_;
  EXPECT_EQ(Run({"check", pair_.archive_file()}), 0) << said_;
  pair_.RestartQuery();
  EXPECT_EQ(CountArticles(pair_.query()), 1);
  Commit("articles/second");
}

}  // namespace
}  // namespace onrecord::tests
