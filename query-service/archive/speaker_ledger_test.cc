#include "query-service/archive/speaker_ledger.h"

#include <memory>
#include <string>

#include "gtest/gtest.h"
#include "query-service/archive/article_samples.h"
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
    EXPECT_TRUE(connection_->Execute("BEGIN").ok());
  }

  // Adds the share of `sample` as if its article were in `row`.
  SpeakerRows Add(int64_t row, const ArticleSample& sample) {
    SpeakerLedger ledger(*connection_);
    const auto rows = ledger.Resolve(sample.article.id, sample.analysis);
    EXPECT_TRUE(rows.ok()) << rows.status();
    EXPECT_TRUE(ledger.Add(row, sample.analysis, *rows).ok());
    EXPECT_TRUE(ledger.Settle().ok());
    return *rows;
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
  const SpeakerRows rows = Add(1, sample);
  EXPECT_EQ(rows.at("s1"), rows.at("s2"));
  EXPECT_EQ(Read("SELECT position_count FROM speakers"), 1);
  EXPECT_EQ(Read("SELECT article_count FROM speakers"), 1);
}

TEST_F(SpeakerLedgerTest, CountsOnlyArticlesWithPart) {
  ArticleSample silent("a");
  silent.AddSpeaker("Anna Alt");
  Add(1, silent);
  EXPECT_EQ(Read("SELECT article_count FROM speakers"), 0);
  ArticleSample acting("b");
  acting.AddEvent("e", EventType::kAid, {acting.AddSpeaker("Anna Alt")});
  Add(2, acting);
  EXPECT_EQ(Read("SELECT article_count FROM speakers"), 1);
  EXPECT_EQ(Read("SELECT position_count FROM speakers"), 0);
}

TEST_F(SpeakerLedgerTest, KeepsMentionsOfArticle) {
  ArticleSample sample("a");
  sample.AddSpeaker("Anna Alt");
  sample.analysis.speakers[0].mentions = {{{3, 7}, MentionForm::kPronoun}};
  Add(1, sample);
  Statement row = connection_->Prepare("SELECT mentions FROM article_speakers");
  ASSERT_TRUE(*row.Step());
  ByteReader mentions(row.Text(0));
  EXPECT_EQ(mentions.Length(), 1u);
  EXPECT_EQ(mentions.GetSpan(), (Span{3, 7}));
  EXPECT_EQ(mentions.Number(), static_cast<uint64_t>(MentionForm::kPronoun));
  EXPECT_TRUE(mentions.Finished());
}

TEST_F(SpeakerLedgerTest, LengthensIdThatIsTaken) {
  const std::string taken =
      SpeakerId("Anna Alt", SpeakerIdentity("Anna Alt", SpeakerType::kPerson, "a", 0), kIdDigits);
  ASSERT_TRUE(connection_
                  ->Execute(absl::StrCat("INSERT INTO speakers VALUES (1, '", taken,
                                         "', 'other', 1, 'Anna Alt', 0, 0)"))
                  .ok());
  ArticleSample sample("a");
  sample.AddSpeaker("Anna Alt");
  const SpeakerRows rows = Add(1, sample);
  EXPECT_NE(rows.at("s1"), 1);
  EXPECT_EQ(Read(absl::StrCat("SELECT length(id) FROM speakers WHERE row = ", rows.at("s1"))),
            static_cast<int64_t>(taken.size()) + kLongIdDigits - kIdDigits);
}

TEST_F(SpeakerLedgerTest, LeavesNothingAfterLastArticle) {
  ArticleSample sample("a");
  sample.AddPosition("p1", {sample.AddSpeaker("Anna Alt")}, "it");
  sample.analysis.speakers[0].speaker.aliases = {"Alt", "Anna Alt"};
  sample.analysis.speakers[0].speaker.roles = {"chair"};
  Add(1, sample);
  SpeakerLedger ledger(*connection_);
  ASSERT_TRUE(ledger.Remove(1).ok());
  ASSERT_TRUE(connection_->Execute("DELETE FROM article_speakers; DELETE FROM article_names").ok());
  ASSERT_TRUE(ledger.Settle().ok());
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
