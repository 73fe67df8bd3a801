#include "query-service/query/get_records.h"

#include <string>

#include "gtest/gtest.h"
#include "proto/rpc/errors.h"
#include "query-service/archive/article_samples.h"

namespace onrecord::query {
namespace {

class GetRecordsTest : public ArchiveTest {
 protected:
  GetRecordsTest() {
    ArticleSample sample("a");
    const std::string anna = sample.AddSpeaker("Anna Alt");
    sample.AddPosition("p", {anna}, "one");
    sample.AddEvent("e", EventType::kAid, {anna});
    Commit(sample);
  }
};

TEST_F(GetRecordsTest, FindsByName) {
  EXPECT_EQ(GetArticle(*archive_, "articles/a", 0, 1)->id, "a");
  EXPECT_NE(GetArticle(*archive_, "articles/a", 0, 0)->text, "");
  EXPECT_EQ(GetArticle(*archive_, "articles/a", 1, 0)->text, "");
  const auto position = GetPosition(*archive_, "articles/a/positions/p", 1);
  ASSERT_TRUE(position.ok()) << position.status();
  EXPECT_EQ(position->position.id, "p");
  EXPECT_EQ(position->texts.at("a"), GetArticle(*archive_, "articles/a", 2, 0)->text);
  EXPECT_TRUE(GetPosition(*archive_, "articles/a/positions/p", 1, false)->texts.empty());
  const auto event = GetEvent(*archive_, "articles/a/events/e", 1);
  ASSERT_TRUE(event.ok()) << event.status();
  EXPECT_EQ(event->event.id, "e");
  EXPECT_EQ(event->texts, position->texts);
  EXPECT_TRUE(GetEvent(*archive_, "articles/a/events/e", 1, false)->texts.empty());
  const std::string speaker = "speakers/" + position->position.speakers.at(0).id;
  EXPECT_EQ(GetSpeaker(*archive_, speaker, 1)->display_name, "Anna Alt");
}

TEST_F(GetRecordsTest, ShowsRetractedWhereAskedTo) {
  ASSERT_TRUE(archive_->DeleteArticle("a").ok());
  EXPECT_EQ(rpc::ReasonOf(GetArticle(*archive_, "articles/a", 0, 0).status()),
            "RESOURCE_NOT_FOUND");
  const auto article = GetArticle(*archive_, "articles/a", 0, 0, /*show_deleted=*/true);
  ASSERT_TRUE(article.ok()) << article.status();
  EXPECT_NE(article->text, "");
  EXPECT_TRUE(article->delete_time.has_value());
  EXPECT_EQ(rpc::ReasonOf(GetArticle(*archive_, "articles/b", 0, 0, true).status()),
            "RESOURCE_NOT_FOUND");
}

TEST_F(GetRecordsTest, SaysWhatIsNotFound) {
  const absl::Status missing = GetArticle(*archive_, "articles/b", 0, 0).status();
  EXPECT_EQ(missing.code(), absl::StatusCode::kNotFound);
  EXPECT_EQ(rpc::ReasonOf(missing), "RESOURCE_NOT_FOUND");
  EXPECT_EQ(GetSpeaker(*archive_, "speakers/b", 0).status().code(), absl::StatusCode::kNotFound);
  EXPECT_EQ(GetPosition(*archive_, "articles/a/positions/e", 0).status().code(),
            absl::StatusCode::kNotFound);
  EXPECT_EQ(GetEvent(*archive_, "articles/a/events/p", 0).status().code(),
            absl::StatusCode::kNotFound);
}

TEST_F(GetRecordsTest, RejectsMalformedNames) {
  for (const absl::Status& status : {GetArticle(*archive_, "a", 0, 0).status(),
                                     GetArticle(*archive_, "articles/a", 7, 0).status(),
                                     GetSpeaker(*archive_, "articles/a", 0).status(),
                                     GetPosition(*archive_, "articles/a/events/e", 0).status(),
                                     GetEvent(*archive_, "", 0).status()}) {
    EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
    EXPECT_EQ(rpc::ReasonOf(status), "INVALID_FIELD");
  }
}

TEST_F(GetRecordsTest, WaitsForNoRevision) {
  for (const absl::Status& status : {GetArticle(*archive_, "articles/a", 0, 2).status(),
                                     GetSpeaker(*archive_, "speakers/a", 2).status(),
                                     GetPosition(*archive_, "articles/a/positions/p", 2).status(),
                                     GetEvent(*archive_, "articles/a/events/e", 2).status()}) {
    EXPECT_EQ(status.code(), absl::StatusCode::kFailedPrecondition);
    EXPECT_EQ(rpc::ReasonOf(status), "REVISION_NOT_REACHED");
  }
}

}  // namespace
}  // namespace onrecord::query
