#include "query-service/archive/speaker_ledger.h"

#include <memory>
#include <string>

#include "gtest/gtest.h"
#include "query-service/archive/article_samples.h"
#include "query-service/archive/article_writer.h"
#include "query-service/archive/byte_codec.h"
#include "query-service/archive/identity.h"
#include "query-service/archive/schema.h"

namespace onrecord::query {
namespace {

class SpeakerLedgerTest : public testing::Test {
 protected:
  SpeakerLedgerTest() {
    connection_ = *Connection::Open(directory_.File("a.db"), Connection::Access::kWrite);
    EXPECT_TRUE(Migrate(*connection_).ok());
    EXPECT_TRUE(connection_->Execute("PRAGMA foreign_keys = ON; BEGIN").ok());
  }

  // Commits `sample`; the rows of its speakers.
  SpeakerRows Add(const ArticleSample& sample) {
    const auto committed = ArticleWriter(*connection_, absl::UnixEpoch())
                               .Commit(sample.article, sample.analysis, /*replace=*/false);
    EXPECT_TRUE(committed.ok()) << committed.status();
    return *SpeakerLedger(*connection_).Resolve(sample.article.id, sample.analysis);
  }

  int64_t Read(const std::string& sql) { return *connection_->ReadInt(sql); }

  TemporaryDirectory directory_;
  std::unique_ptr<Connection> connection_;
};

TEST_F(SpeakerLedgerTest, JoinsSameSpeakersOfOneArticle) {
  ArticleSample sample("a");
  sample.AddSpeaker("Anna Alt");
  sample.AddSpeaker("ANNA ALT");
  sample.AddPosition("p1", {"s1", "s2"}, "it");
  const SpeakerRows rows = Add(sample);
  EXPECT_EQ(rows.at("s1"), rows.at("s2"));
  EXPECT_EQ(Read("SELECT position_count FROM speakers"), 1);
  EXPECT_EQ(Read("SELECT article_count FROM speakers"), 1);
}

TEST_F(SpeakerLedgerTest, CountsOnlyArticlesWithPart) {
  ArticleSample silent("a");
  silent.AddSpeaker("Anna Alt");
  Add(silent);
  EXPECT_EQ(Read("SELECT article_count FROM speakers"), 0);
  ArticleSample acting("b");
  acting.AddEvent("e", EventType::kAid, {acting.AddSpeaker("Anna Alt")});
  Add(acting);
  EXPECT_EQ(Read("SELECT article_count FROM speakers"), 1);
  EXPECT_EQ(Read("SELECT position_count FROM speakers"), 0);
}

TEST_F(SpeakerLedgerTest, KeepsMentionsOfArticle) {
  ArticleSample sample("a");
  sample.AddSpeaker("Anna Alt");
  sample.analysis.speakers[0].mentions = {{{1, 4}, MentionForm::kPronoun}};
  Add(sample);
  Statement row = connection_->Prepare("SELECT mentions FROM article_speakers");
  ASSERT_TRUE(*row.Step());
  ByteReader mentions(row.Text(0));
  EXPECT_EQ(mentions.Length(), 1u);
  EXPECT_EQ(mentions.GetSpan(), (Span{1, 4}));
  EXPECT_EQ(mentions.Number(), static_cast<uint64_t>(MentionForm::kPronoun));
  EXPECT_TRUE(mentions.Finished());
}

TEST_F(SpeakerLedgerTest, LengthensIdThatIsTaken) {
  const std::string taken =
      SpeakerId("Anna Alt", NamedIdentity("Anna Alt", SpeakerType::kPerson), kIdDigits);
  ASSERT_TRUE(connection_
                  ->Execute(absl::StrCat("INSERT INTO speakers VALUES (1, '", taken,
                                         "', 'other', 1, 'Anna Alt', 0, 0, NULL, NULL, '')"))
                  .ok());
  ArticleSample sample("a");
  sample.AddSpeaker("Anna Alt");
  const SpeakerRows rows = Add(sample);
  EXPECT_NE(rows.at("s1"), 1);
  EXPECT_EQ(Read(absl::StrCat("SELECT length(id) FROM speakers WHERE row = ", rows.at("s1"))),
            static_cast<int64_t>(taken.size()) + kLongIdDigits - kIdDigits);
}

TEST_F(SpeakerLedgerTest, LeavesNothingAfterLastArticle) {
  ArticleSample sample("a");
  sample.AddPosition("p1", {sample.AddSpeaker("Anna Alt")}, "it");
  sample.analysis.speakers[0].speaker.aliases = {"Alt", "Anna Alt"};
  sample.analysis.speakers[0].speaker.roles = {"chair"};
  Add(sample);
  ASSERT_TRUE(ArticleWriter(*connection_, absl::UnixEpoch()).Delete("a").ok());
  EXPECT_EQ(Read("SELECT count(*) FROM speakers"), 0);
  EXPECT_EQ(Read("SELECT count(*) FROM speaker_names"), 0);
  EXPECT_EQ(Read("SELECT count(*) FROM speaker_text('anna OR alt')"), 0);
}

TEST_F(SpeakerLedgerTest, RejectsLocalIdTwice) {
  ArticleSample sample("a");
  sample.AddSpeaker("Anna Alt");
  sample.analysis.speakers.push_back(sample.analysis.speakers[0]);
  SpeakerLedger ledger(*connection_);
  EXPECT_EQ(ledger.Resolve("a", sample.analysis).status().code(),
            absl::StatusCode::kInvalidArgument);
}

}  // namespace
}  // namespace onrecord::query
