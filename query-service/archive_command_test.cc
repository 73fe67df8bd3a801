#include "query-service/archive_command.h"

#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "query-service/archive/article_samples.h"

namespace onrecord::query {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::StartsWith;

class ArchiveCommandTest : public ArchiveTest {
 protected:
  ArchiveCommandTest() { Commit(ArticleSample("a")); }

  CommandResult Run(const std::vector<std::string>& words) {
    out_.str("");
    err_.str("");
    return RunArchiveCommand(words, out_, err_);
  }

  std::ostringstream out_;
  std::ostringstream err_;
};

TEST_F(ArchiveCommandTest, BacksUpChecksAndRestores) {
  const std::string copy = directory_.File("copy.db");
  EXPECT_EQ(Run({"backup", path(), copy}), CommandResult::kDone) << err_.str();
  EXPECT_THAT(out_.str(), StartsWith(copy + ": revision 1, "));
  EXPECT_EQ(Run({"check", copy}), CommandResult::kDone) << err_.str();
  EXPECT_EQ(out_.str(), copy + ": no faults\n");
  EXPECT_EQ(Run({"restore", "--replace", copy, path()}), CommandResult::kFailed);
  EXPECT_THAT(err_.str(), HasSubstr("is open in another process"));
  archive_.reset();
  EXPECT_EQ(Run({"restore", copy, path()}), CommandResult::kFailed);
  EXPECT_THAT(err_.str(), StartsWith("onrecord-archive: there is an archive "));
  EXPECT_EQ(Run({"restore", "--replace", copy, path()}), CommandResult::kDone) << err_.str();
  EXPECT_EQ(Run({"restore", copy, path(), "--replace"}), CommandResult::kDone) << err_.str();
}

TEST_F(ArchiveCommandTest, NamesFaults) {
  archive_.reset();
  std::ofstream(path(), std::ios::in | std::ios::binary) << "xxxx";
  EXPECT_EQ(Run({"check", path()}), CommandResult::kFaulty);
  EXPECT_THAT(err_.str(), HasSubstr(path()));
  EXPECT_EQ(Run({"backup", path(), directory_.File("copy.db")}), CommandResult::kFaulty);
  EXPECT_THAT(out_.str(), IsEmpty());
}

TEST_F(ArchiveCommandTest, ExplainsItself) {
  EXPECT_EQ(Run({"--help"}), CommandResult::kDone);
  EXPECT_THAT(out_.str(), StartsWith("Usage: onrecord-archive backup ARCHIVE COPY"));
  const std::vector<std::vector<std::string>> misuses = {
      {},
      {"backup"},
      {"backup", "a"},
      {"backup", "a", "b", "c"},
      {"check"},
      {"check", "a", "b"},
      {"restore", "a"},
      {"vacuum", "a"},
      {"-backup"},
      {"check", "--fast"},
      {"check", "--replace", "a"},
      {"check", ""},
      {"backup", "--replace", "a", "b"},
      {"restore", "--replace", "--replace", "a", "b"}};
  for (const auto& words : misuses) {
    EXPECT_EQ(Run(words), CommandResult::kMisused) << testing::PrintToString(words);
    EXPECT_THAT(err_.str(), StartsWith("Usage: "));
  }
}

}  // namespace
}  // namespace onrecord::query
