#include "query-service/archive/article_writer.h"

#include <memory>
#include <random>
#include <string>

#include "gtest/gtest.h"
#include "proto/rpc/errors.h"
#include "query-service/archive/article_samples.h"
#include "query-service/archive/row_order.h"
#include "query-service/archive/schema.h"

namespace onrecord::query {
namespace {

class ArticleWriterTest : public testing::Test {
 protected:
  ArticleWriterTest() {
    connection_ = *Connection::Open(directory_.File("a.db"), Connection::Access::kWrite);
    EXPECT_TRUE(Migrate(*connection_).ok());
    EXPECT_TRUE(connection_->Execute("PRAGMA foreign_keys = ON; BEGIN").ok());
  }

  absl::StatusOr<CommitResult> Commit(const ArticleSample& sample, bool replace = false) {
    return ArticleWriter(*connection_, absl::UnixEpoch())
        .Commit(sample.article, sample.analysis, replace);
  }

  // Puts a position of an article that there is already into `row`.
  void Occupy(int64_t row) {
    EXPECT_TRUE(connection_
                    ->Execute(absl::StrCat(
                        "INSERT INTO positions SELECT ", row, ", article, 'x", row,
                        "', publish_us, kind, quotation, hedged, confidence, model_version,"
                        " spans, negated FROM positions ORDER BY row LIMIT 1"))
                    .ok())
        << row;
  }

  int64_t RowOfFirstPosition(const std::string& article) {
    return Read(
        absl::StrCat("SELECT min(p.row) FROM positions p JOIN articles a"
                     " ON a.row = p.article WHERE a.id = '",
                     article, "'"));
  }

  int64_t Read(const std::string& sql) { return *connection_->ReadInt(sql); }

  TemporaryDirectory directory_;
  std::unique_ptr<Connection> connection_;
};

ArticleSample Sample(const std::string& id, const std::optional<absl::Time>& time) {
  ArticleSample sample(id);
  sample.article.publish_time = time;
  const std::string speaker = sample.AddSpeaker("Anna Alt");
  sample.AddPosition("p1", {speaker}, "first words");
  sample.AddPosition("p2", {speaker}, "second words");
  EventRecord& event = sample.AddEvent("e1", EventType::kAid, {speaker});
  event.positions = {"p1"};
  event.performed_in = "p2";
  event.place = Place{event.triggers[0], "Geneva", "CH", {}, {}};
  return sample;
}

TEST_F(ArticleWriterTest, RowsFollowPublicationTime) {
  ASSERT_TRUE(Commit(Sample("late", At("2026-03-12T00:00:00Z"))).ok());
  ASSERT_TRUE(Commit(Sample("unknown", std::nullopt)).ok());
  ASSERT_TRUE(Commit(Sample("early", At("1969-03-12T00:00:00Z"))).ok());
  ASSERT_TRUE(Commit(Sample("again-late", At("2026-03-12T00:00:00.5Z"))).ok());
  for (const char* table : {"articles", "positions", "events"}) {
    EXPECT_EQ(Read(absl::StrCat("SELECT count(*) FROM ", table, " a JOIN ", table,
                                " b ON a.row < b.row AND a.publish_us / 1000000 >"
                                " b.publish_us / 1000000")),
              0)
        << table;
  }
}

TEST_F(ArticleWriterTest, TakesRowsLeftFreeWhereTheEndOfASecondIsTaken) {
  const RowRange rows = RowsOfSecond(0);
  ASSERT_TRUE(Commit(Sample("first", absl::UnixEpoch())).ok());
  ASSERT_TRUE(Commit(Sample("second", absl::UnixEpoch())).ok());
  Occupy(rows.last);
  ASSERT_TRUE(Commit(Sample("third", absl::UnixEpoch())).ok());
  EXPECT_EQ(RowOfFirstPosition("third"), rows.first + 4);

  ASSERT_TRUE(ArticleWriter(*connection_, absl::UnixEpoch()).Delete("second").ok());
  ASSERT_TRUE(Commit(Sample("fourth", absl::UnixEpoch())).ok());
  EXPECT_EQ(RowOfFirstPosition("fourth"), rows.first + 2);
}

TEST_F(ArticleWriterTest, RefusesWhatFindsNoRoomInItsSecond) {
  const RowRange rows = RowsOfSecond(0);
  ASSERT_TRUE(Commit(Sample("owner", absl::UnixEpoch())).ok());
  constexpr int kPositions = 4096;
  for (int64_t row = rows.first + kPositions - 1; row <= rows.last; row += kPositions) Occupy(row);
  ArticleSample sample("large");
  sample.article.publish_time = absl::UnixEpoch();
  for (int i = 0; i < kPositions; ++i) sample.AddPosition(absl::StrCat("p", i), {}, "words");
  const absl::Status refused = Commit(sample).status();
  EXPECT_EQ(refused.code(), absl::StatusCode::kResourceExhausted);
  EXPECT_EQ(rpc::ReasonOf(refused), "STORAGE_FULL");
  sample.article.publish_time = absl::FromUnixSeconds(1);
  sample.article.id = "elsewhere";
  EXPECT_TRUE(Commit(sample).ok());
}

TEST_F(ArticleWriterTest, LeavesNothingOfDeletedArticles) {
  std::mt19937 random(7);
  for (int i = 0; i < 60; ++i) {
    const std::string id = absl::StrCat("a", random() % 5);
    if (random() % 3 == 0) {
      ArticleWriter(*connection_, absl::UnixEpoch()).Delete(id).IgnoreError();
      continue;
    }
    ArticleSample sample = Sample(id, At("2026-03-12T00:00:00Z"));
    sample.AddWords(absl::StrCat("Version ", i));
    ASSERT_TRUE(Commit(sample).ok());
  }
  for (int i = 0; i < 5; ++i) {
    ArticleWriter(*connection_, absl::UnixEpoch()).Delete(absl::StrCat("a", i)).IgnoreError();
  }
  for (const char* table :
       {"articles", "speakers", "speaker_names", "article_speakers", "article_names", "positions",
        "position_speakers", "events", "event_participants", "event_positions",
        "article_text('words OR version')", "position_text('words')", "event_text('geneva')",
        "speaker_text('anna')"}) {
    EXPECT_EQ(Read(absl::StrCat("SELECT count(*) FROM ", table)), 0) << table;
  }
  EXPECT_EQ(Read("SELECT count(*) FROM pragma_integrity_check WHERE integrity_check <> 'ok'"), 0);
  for (const char* index : {"article_text", "speaker_text", "role_text"}) {
    EXPECT_TRUE(connection_
                    ->Execute(absl::StrCat("INSERT INTO ", index, "(", index,
                                           ") VALUES ('integrity-check')"))
                    .ok())
        << index;
  }
}

TEST_F(ArticleWriterTest, TextIndexesAgreeWithTables) {
  ArticleSample with_role = Sample("a", std::nullopt);
  with_role.analysis.speakers.front().speaker.roles = {"mayor"};
  ASSERT_TRUE(Commit(with_role).ok());
  ASSERT_TRUE(Commit(Sample("b", At("2026-03-12T00:00:00Z"))).ok());
  ArticleSample revised = Sample("a", std::nullopt);
  revised.AddWords("Revised.");
  ASSERT_TRUE(Commit(revised).ok());
  for (const char* index : {"article_text", "speaker_text", "role_text"}) {
    EXPECT_TRUE(connection_
                    ->Execute(absl::StrCat("INSERT INTO ", index, "(", index,
                                           ", rank) VALUES ('integrity-check', 1)"))
                    .ok())
        << index;
  }
  EXPECT_EQ(Read("SELECT count(*) FROM position_text('words')"), 4);
  EXPECT_EQ(Read("SELECT count(*) FROM event_text('geneva')"), 2);
  EXPECT_EQ(Read("SELECT count(*) FROM positions WHERE row IN"
                 " (SELECT rowid FROM position_text('words'))"),
            4);
}

TEST_F(ArticleWriterTest, ReportsAllThatDoesNotFit) {
  ArticleSample sample = Sample("a", std::nullopt);
  sample.analysis.positions[0].speakers[0].id = "s5";
  sample.analysis.events[0].triggers = {{0, 100000}};
  const absl::Status refused = Commit(sample).status();
  EXPECT_EQ(refused.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(refused.message(),
            "analysis.positions[0].speakers[0].speaker: must be the id of one of analysis.speakers;"
            " analysis.events[0].triggers[0]: must have 0 <= begin <= end <= length of the"
            " article's text");
}

}  // namespace
}  // namespace onrecord::query
