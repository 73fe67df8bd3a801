#include "tests/robustness/archive_check.h"

#include <sqlite3.h>

#include <csignal>
#include <map>
#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/robustness/cast_reader.h"
#include "tests/testing/call.h"
#include "tests/testing/sample_articles.h"
#include "tests/testing/service_pair.h"
#include "tests/testing/status_matchers.h"

namespace onrecord::tests {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr char kName[] = "articles/mill";

class ArchiveCheckTest : public ::testing::Test {
 protected:
  ArchiveCheckTest() : pair_(ServicePair::Services::kQueryOnly) {
    const auto commit =
        MillCommit(kName, v1::POSITION_KIND_REFUSAL, v1::EVENT_TYPE_CONSULT, "a clerk recalled");
    EXPECT_THAT(Call(pair_.archive(), &ArchiveStub::CommitArticle, commit).status, IsOk());
    state_.exists = true;
    state_.text = commit.article().text();
    state_.revision = 1;
  }

  std::string SpeakerOf(const std::string& article) {
    std::map<std::string, std::string> speakers;
    EXPECT_TRUE(ReadSpeakers(pair_.query(), {article}, speakers).ok());
    return speakers[article];
  }

  // Stops the service and changes its file behind its back.
  void Tamper(const std::string& sql) {
    pair_.query_process().Signal(SIGTERM);
    ASSERT_EQ(pair_.query_process().WaitForExit(), 0);
    sqlite3* database = nullptr;
    ASSERT_EQ(sqlite3_open(pair_.archive_file().c_str(), &database), SQLITE_OK);
    ASSERT_EQ(sqlite3_exec(database, sql.c_str(), nullptr, nullptr, nullptr), SQLITE_OK)
        << sqlite3_errmsg(database);
    sqlite3_close(database);
  }

  ServicePair pair_;
  ArticleState state_;
  WriteModel model_;
};

TEST_F(ArchiveCheckTest, FindsNothingWrongWhereNothingIs) {
  model_.Acknowledge(kName, state_);
  const ArchiveReport report = CheckAnswers(pair_.query(), {&model_});
  EXPECT_EQ(report.as_acknowledged, 1);
  EXPECT_THAT(report.faults, IsEmpty());
  Tamper("SELECT 1");
  EXPECT_THAT(CheckFile(pair_.archive_file()), IsEmpty());
}

TEST_F(ArchiveCheckTest, FindsLostArticles) {
  model_.Acknowledge(kName, state_);
  model_.Acknowledge("articles/lost", state_);
  EXPECT_THAT(CheckAnswers(pair_.query(), {&model_}).faults,
              Contains(HasSubstr("articles/lost is gone")));
}

TEST_F(ArchiveCheckTest, FindsArticlesThatNobodyWrote) {
  EXPECT_THAT(CheckAnswers(pair_.query(), {&model_}).faults,
              Contains(HasSubstr("articles/mill was never written")));
}

TEST_F(ArchiveCheckTest, FindsHalfAnArticle) {
  model_.Acknowledge(kName, state_);
  Tamper("DELETE FROM positions");
  pair_.RestartQuery();
  EXPECT_THAT(CheckAnswers(pair_.query(), {&model_}).faults,
              Contains(HasSubstr("states 1 positions and has 0")));
}

TEST_F(ArchiveCheckTest, FindsMergersThatNobodyDecided) {
  const std::string brandt = SpeakerOf(kName);
  CastModel casts;
  casts.Acknowledge(brandt, {{{kName, brandt}}, {{brandt, brandt}}});
  const ArchiveReport report = CheckCasts(pair_.query(), casts);
  EXPECT_EQ(report.as_acknowledged, 1);
  EXPECT_THAT(report.faults, IsEmpty());
  Tamper(
      "UPDATE speakers SET merged_into = (SELECT row FROM speakers WHERE type = 2) WHERE type = 1");
  pair_.RestartQuery();
  EXPECT_THAT(CheckCasts(pair_.query(), casts).faults,
              Contains(HasSubstr("by whom no decision left them")));
}

TEST_F(ArchiveCheckTest, FindsHalfASplit) {
  const std::string brandt = SpeakerOf(kName);
  CastModel casts;
  casts.Acknowledge(brandt, {{{kName, brandt}}, {{brandt, brandt}}});
  // The position is somebody else's now, the event is not.
  Tamper("UPDATE position_speakers SET speaker = (SELECT row FROM speakers WHERE type = 2)");
  pair_.RestartQuery();
  EXPECT_THAT(CheckCasts(pair_.query(), casts).faults,
              Contains(HasSubstr("by whom no decision left them")));
}

TEST_F(ArchiveCheckTest, FindsDanglingRows) {
  Tamper("PRAGMA foreign_keys = OFF; DELETE FROM speakers");
  EXPECT_THAT(CheckFile(pair_.archive_file()), Contains(HasSubstr("refers to nothing")));
}

TEST_F(ArchiveCheckTest, FindsStaleFullText) {
  Tamper("UPDATE articles SET title = 'Another'");
  EXPECT_THAT(CheckFile(pair_.archive_file()), Contains(HasSubstr("article_text")));
}

}  // namespace
}  // namespace onrecord::tests
