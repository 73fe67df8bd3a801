#include "query-service/query/batch_get_records.h"

#include <random>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "proto/rpc/errors.h"
#include "query-service/archive/article_samples.h"
#include "query-service/query/get_records.h"

namespace onrecord::query {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

constexpr int kArticles = 20;

class BatchGetRecordsTest : public ArchiveTest {
 protected:
  BatchGetRecordsTest() {
    for (int i = 0; i < kArticles; ++i) {
      ArticleSample sample(absl::StrCat("a", i));
      const std::string speaker = sample.AddSpeaker(absl::StrCat("Anna Alt", i));
      sample.AddPosition("p", {speaker}, absl::StrCat("words ", i));
      sample.AddEvent("e", EventType::kAid, {speaker});
      Commit(sample);
    }
  }

  // Names of some articles' parts, in any order, some of them twice.
  std::vector<std::string> RandomNames(const std::string& suffix) {
    std::vector<std::string> names;
    for (int i = static_cast<int>(random_() % 30); i >= 0; --i) {
      names.push_back(absl::StrCat("articles/a", random_() % kArticles, suffix));
    }
    return names;
  }

  absl::Status Refusal(const std::vector<std::string>& names, int64_t min_revision = 0) {
    return BatchGetPositions(*archive_, {names, min_revision}, true).status();
  }

  std::mt19937 random_{20260312};
};

TEST_F(BatchGetRecordsTest, AnswersAsSingleReadsDo) {
  for (int round = 0; round < 20; ++round) {
    const std::vector<std::string> articles = RandomNames("");
    const auto found = BatchGetArticles(*archive_, {articles, kArticles}, round % 3);
    ASSERT_TRUE(found.ok()) << found.status();
    EXPECT_EQ(found->archive_revision, kArticles);
    ASSERT_EQ(found->articles.size(), articles.size());
    const std::vector<std::string> positions = RandomNames("/positions/p");
    const auto found_positions = BatchGetPositions(*archive_, {positions}, round % 2 == 0);
    ASSERT_EQ(found_positions->positions.size(), positions.size());
    const std::vector<std::string> events = RandomNames("/events/e");
    const auto found_events = BatchGetEvents(*archive_, {events}, round % 2 == 0);
    ASSERT_EQ(found_events->events.size(), events.size());
    std::vector<std::string> speakers;
    for (size_t i = 0; i < articles.size(); ++i) {
      const auto single = GetArticle(*archive_, articles[i], round % 3, 0);
      EXPECT_EQ(found->articles[i].id, single->id);
      EXPECT_EQ(found->articles[i].text, single->text);
    }
    for (size_t i = 0; i < positions.size(); ++i) {
      const auto single = GetPosition(*archive_, positions[i], 0);
      EXPECT_EQ(found_positions->positions[i].article_id, single->position.article_id);
      EXPECT_EQ(found_positions->positions[i].content, single->position.content);
      EXPECT_EQ(found_positions->texts.count(single->position.article_id), 1 - round % 2);
      speakers.push_back("speakers/" + single->position.speakers.at(0).id);
    }
    for (size_t i = 0; i < events.size(); ++i) {
      const auto single = GetEvent(*archive_, events[i], 0);
      EXPECT_EQ(found_events->events[i].article_id, single->event.article_id);
      EXPECT_EQ(found_events->events[i].actors.at(0).speaker.id,
                single->event.actors.at(0).speaker.id);
    }
    const auto found_speakers = BatchGetSpeakers(*archive_, {speakers});
    ASSERT_EQ(found_speakers->speakers.size(), speakers.size());
    for (size_t i = 0; i < speakers.size(); ++i) {
      EXPECT_EQ("speakers/" + found_speakers->speakers[i].id, speakers[i]);
    }
  }
}

TEST_F(BatchGetRecordsTest, NamesWhatIsMissing) {
  const std::string there = "articles/a0/positions/p";
  absl::Status refused = Refusal({there, "articles/x/positions/p", "articles/a0/positions/q"});
  EXPECT_EQ(refused.code(), absl::StatusCode::kNotFound);
  EXPECT_EQ(rpc::ReasonOf(refused), "RESOURCE_NOT_FOUND");
  EXPECT_EQ(refused.message(),
            "2 of 3 do not exist: articles/x/positions/p,articles/a0/positions/q");
  refused = Refusal(std::vector<std::string>(11, "articles/x/positions/p"));
  EXPECT_THAT(std::string(refused.message()), HasSubstr(" and others"));
}

TEST_F(BatchGetRecordsTest, RejectsWhatCannotBe) {
  EXPECT_EQ(rpc::ReasonOf(Refusal({})), "REQUIRED_FIELD");
  const absl::Status malformed = Refusal({"articles/a0/positions/p", "articles/a0"});
  EXPECT_EQ(rpc::ReasonOf(malformed), "INVALID_FIELD");
  EXPECT_THAT(std::string(malformed.message()), StartsWith("names[1]: "));
  const std::vector<std::string> most(kMaxBatchRecords, "articles/a0/positions/p");
  EXPECT_TRUE(Refusal(most).ok());
  std::vector<std::string> more = most;
  more.push_back(most[0]);
  EXPECT_EQ(rpc::ReasonOf(Refusal(more)), "INVALID_FIELD");
  EXPECT_EQ(rpc::ReasonOf(Refusal(most, kArticles + 1)), "REVISION_NOT_REACHED");
  const std::vector<std::string> articles(kMaxBatchArticles + 1, "articles/a0");
  EXPECT_EQ(rpc::ReasonOf(BatchGetArticles(*archive_, {articles}, 0).status()), "INVALID_FIELD");
  EXPECT_EQ(rpc::ReasonOf(BatchGetArticles(*archive_, {{"articles/a0"}}, 7).status()),
            "INVALID_FIELD");
}

TEST_F(BatchGetRecordsTest, SaysHowManyFitOneAnswer) {
  ArticleSample large("large");
  large.article.text = std::string(Archive::kPageSentBytes / 2, 'x');
  Commit(large);
  const std::vector<std::string> names(5, "articles/large");
  const absl::Status refused = BatchGetArticles(*archive_, {names}, 0).status();
  EXPECT_EQ(refused.code(), absl::StatusCode::kResourceExhausted);
  EXPECT_EQ(rpc::ReasonOf(refused), "ANSWER_TOO_LARGE");
  EXPECT_THAT(std::string(refused.message()), HasSubstr("the first 3 fit"));
  EXPECT_TRUE(BatchGetArticles(*archive_, {{names.begin(), names.begin() + 3}}, 0).ok());
  EXPECT_TRUE(BatchGetArticles(*archive_, {names}, 1).ok());
}

}  // namespace
}  // namespace onrecord::query
