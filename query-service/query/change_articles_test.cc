#include "query-service/query/change_articles.h"

#include <cmath>
#include <functional>
#include <string>

#include "absl/strings/match.h"
#include "gtest/gtest.h"
#include "proto/rpc/errors.h"
#include "query-service/archive/article_samples.h"
#include "query-service/archive/etag.h"

namespace onrecord::query {
namespace {

constexpr int64_t kMaxTextBytes = 1000;

CommitArticleRequest GoodRequest() {
  ArticleSample sample("ignored");
  sample.article.language = "";
  const std::string anna = sample.AddSpeaker("Anna Alt");
  sample.AddPosition("p", {anna}, "one").model_version = "";
  sample.AddEvent("e", EventType::kAid, {anna}).place = Place{{0, 4}, "Bern", "CH", 46.9, 7.4};
  CommitArticleRequest request;
  request.name = "articles/a";
  request.article = sample.article;
  request.analysis = sample.analysis;
  return request;
}

class ChangeArticlesTest : public ArchiveTest {
 protected:
  void ExpectBad(const std::function<void(CommitArticleRequest&)>& breaks, const std::string& field,
                 const std::string& reason = "INVALID_FIELD") {
    CommitArticleRequest request = GoodRequest();
    breaks(request);
    const absl::Status status = CommitArticle(*archive_, request, kMaxTextBytes).status();
    EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument) << field;
    EXPECT_EQ(rpc::ReasonOf(status), reason) << field;
    EXPECT_TRUE(absl::StartsWith(status.message(), field + ": ")) << field << ": " << status;
    EXPECT_EQ(archive_->revision(), 0);
  }
};

TEST_F(ChangeArticlesTest, CommitsWithDefaults) {
  const auto committed = CommitArticle(*archive_, GoodRequest(), kMaxTextBytes);
  ASSERT_TRUE(committed.ok()) << committed.status();
  EXPECT_EQ(committed->outcome, CommitOutcome::kCreated);
  EXPECT_EQ(committed->article.id, "a");
  EXPECT_EQ(committed->article.language, "en");
  EXPECT_EQ(archive_->GetPosition("a", "p")->positions.at(0).model_version, "test-1");
  EXPECT_EQ(CommitArticle(*archive_, GoodRequest(), kMaxTextBytes)->outcome,
            CommitOutcome::kUnchanged);
}

TEST_F(ChangeArticlesTest, NamesArticleFieldThatBreaksRule) {
  ExpectBad([](auto& r) { r.name = ""; }, "article.name", "REQUIRED_FIELD");
  ExpectBad([](auto& r) { r.name = "articles/-"; }, "article.name");
  ExpectBad([](auto& r) { r.article.text = ""; }, "article.text", "REQUIRED_FIELD");
  ExpectBad([](auto& r) { r.article.text = " \n"; }, "article.text");
  ExpectBad([](auto& r) { r.article.text = "a\xff"; }, "article.text");
  ExpectBad([](auto& r) { r.article.text = std::string("a\0", 2); }, "article.text");
  ExpectBad([](auto& r) { r.article.text = std::string(1001, 'a'); }, "article.text",
            "TEXT_TOO_LONG");
  ExpectBad([](auto& r) { r.article.title = std::string(1001, 'a'); }, "article.title");
  ExpectBad([](auto& r) { r.article.publisher = std::string(201, 'a'); }, "article.publisher");
  ExpectBad([](auto& r) { r.article.uri = std::string(2001, 'a'); }, "article.uri");
  ExpectBad([](auto& r) { r.article.publish_utc_offset_minutes = 841; },
            "article.publish_utc_offset_minutes");
  ExpectBad([](auto& r) { r.article.language = "english language"; }, "article.language");
  ExpectBad([](auto& r) { r.article.authors.resize(51); }, "article.authors");
  ExpectBad([](auto& r) { r.article.publish_time = absl::InfinitePast(); }, "article.publish_time");
}

TEST_F(ChangeArticlesTest, NamesAnalysisFieldThatBreaksRule) {
  const std::string speaker = "analysis.speakers[0]";
  ExpectBad([](auto& r) { r.analysis.speakers[0].id = "s0"; }, speaker + ".id");
  ExpectBad([](auto& r) { r.analysis.speakers[0].speaker.display_name = " "; },
            speaker + ".speaker.display_name");
  ExpectBad([](auto& r) { r.analysis.speakers[0].speaker.type = SpeakerType::kUnspecified; },
            speaker + ".speaker.type");
  ExpectBad(
      [](auto& r) {
        r.analysis.speakers[0].mentions = {{{0, 1}, MentionForm(4)}};
      },
      speaker + ".mentions[0].form");
  const std::string position = "analysis.positions[0]";
  ExpectBad([](auto& r) { r.analysis.positions[0].id = "a/b"; }, position + ".name");
  ExpectBad([](auto& r) { r.analysis.positions[0].kind = PositionKind(17); }, position + ".kind");
  ExpectBad([](auto& r) { r.analysis.positions[0].quotation = Quotation(0); },
            position + ".quotation");
  ExpectBad([](auto& r) { r.analysis.positions[0].cue.clear(); }, position + ".cue");
  ExpectBad([](auto& r) { r.analysis.positions[0].confidence = NAN; }, position + ".confidence");
  ExpectBad([](auto& r) { r.analysis.positions[0].content = {{5, 4}}; }, position + ".content[0]");
  ExpectBad(
      [](auto& r) {
        r.analysis.positions[0].via = {{"s2", "", {}}};
      },
      position + ".via[0].speaker");
  const std::string event = "analysis.events[0]";
  ExpectBad([](auto& r) { r.analysis.events[0].id = ""; }, event + ".name");
  ExpectBad([](auto& r) { r.analysis.events[0].type = EventType(18); }, event + ".type");
  ExpectBad([](auto& r) { r.analysis.events[0].status = EventStatus(-1); }, event + ".status");
  ExpectBad([](auto& r) { r.analysis.events[0].triggers.clear(); }, event + ".triggers");
  ExpectBad([](auto& r) { r.analysis.events[0].confidence = -1; }, event + ".confidence");
  ExpectBad([](auto& r) { r.analysis.events[0].place->latitude = 91; }, event + ".place.latitude");
  ExpectBad([](auto& r) { r.analysis.events[0].place->longitude = NAN; },
            event + ".place.longitude");
  ExpectBad([](auto& r) { r.analysis.events[0].place->country_code = "che"; },
            event + ".place.country_code");
  ExpectBad([](auto& r) { r.analysis.events[0].positions = {"q"}; }, event + ".positions[0]");
}

TEST_F(ChangeArticlesTest, NamesAnalysisFieldThatIsTooLongOrTooMany) {
  const std::string long_name(501, 'a');
  const std::string long_value(201, 'a');
  const std::string long_version(101, 'a');
  ExpectBad([&](auto& r) { r.article.authors = {long_value}; }, "article.authors[0]");
  const std::string speaker = "analysis.speakers[0].speaker";
  ExpectBad([&](auto& r) { r.analysis.speakers[0].speaker.display_name = long_name; },
            speaker + ".display_name");
  ExpectBad(
      [&](auto& r) {
        r.analysis.speakers[0].speaker.aliases = {"A", long_name};
      },
      speaker + ".aliases[1]");
  ExpectBad([&](auto& r) { r.analysis.speakers[0].speaker.aliases.assign(1001, "A"); },
            speaker + ".aliases");
  ExpectBad([&](auto& r) { r.analysis.speakers[0].speaker.roles = {" "}; }, speaker + ".roles[0]");
  ExpectBad([&](auto& r) { r.analysis.model_version = ""; }, "analysis.model_version");
  ExpectBad([&](auto& r) { r.analysis.positions[0].model_version = long_version; },
            "analysis.positions[0].model_version");
  const std::string event = "analysis.events[0]";
  ExpectBad([&](auto& r) { r.analysis.events[0].model_version = long_version; },
            event + ".model_version");
  ExpectBad([&](auto& r) { r.analysis.events[0].place->name = long_value; }, event + ".place.name");
  ExpectBad(
      [&](auto& r) {
        r.analysis.events[0].time = EventTime{{0, 1}, long_value, {}, {}};
      },
      event + ".time.value");
  ExpectBad(
      [&](auto& r) {
        r.analysis.events[0].magnitudes = {{{0, 1}, 1, long_value}};
      },
      event + ".magnitudes[0].unit");
  ExpectBad(
      [&](auto& r) {
        r.analysis.events[0].magnitudes = {{{0, 1}, INFINITY, "dollars"}};
      },
      event + ".magnitudes[0].value");
  ExpectBad([&](auto& r) { r.analysis.events.resize(100'001, r.analysis.events[0]); },
            "analysis.events");
}

TEST_F(ChangeArticlesTest, NeedsNoModelVersionWhereNothingWasRead) {
  CommitArticleRequest request = GoodRequest();
  request.analysis.model_version = "";
  request.analysis.positions.clear();
  request.analysis.events.clear();
  EXPECT_TRUE(CommitArticle(*archive_, request, kMaxTextBytes).ok());
}

TEST_F(ChangeArticlesTest, DeletesByName) {
  ASSERT_TRUE(CommitArticle(*archive_, GoodRequest(), kMaxTextBytes).ok());
  EXPECT_EQ(DeleteArticle(*archive_, "a").status().code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(DeleteArticle(*archive_, "articles/a")->id, "a");
  const absl::Status again = DeleteArticle(*archive_, "articles/a").status();
  EXPECT_EQ(again.code(), absl::StatusCode::kNotFound);
  EXPECT_EQ(rpc::ReasonOf(again), "RESOURCE_NOT_FOUND");
}

TEST_F(ChangeArticlesTest, SaysWhyConditionDoesNotHold) {
  const auto reason_of = [&](const CommitArticleRequest& request, absl::StatusCode code) {
    const absl::Status status = CommitArticle(*archive_, request, kMaxTextBytes).status();
    EXPECT_EQ(status.code(), code) << status;
    return rpc::ReasonOf(status);
  };
  CommitArticleRequest request = GoodRequest();
  request.etag = "x";
  EXPECT_EQ(reason_of(request, absl::StatusCode::kAborted), "ETAG_MISMATCH");
  request.must_not_exist = true;
  EXPECT_EQ(reason_of(request, absl::StatusCode::kInvalidArgument), "INVALID_FIELD");
  request.etag = "";
  EXPECT_EQ(reason_of(request, absl::StatusCode::kOk), "");
  EXPECT_EQ(reason_of(request, absl::StatusCode::kAlreadyExists), "RESOURCE_ALREADY_EXISTS");
}

TEST_F(ChangeArticlesTest, RetractedComesBackOnce) {
  const std::string name = "articles/a";
  ASSERT_TRUE(CommitArticle(*archive_, GoodRequest(), kMaxTextBytes).ok());
  EXPECT_EQ(rpc::ReasonOf(PurgeArticle(*archive_, name)), "NOT_RETRACTED");
  EXPECT_EQ(rpc::ReasonOf(DeleteArticle(*archive_, name, "x").status()), "ETAG_MISMATCH");
  const auto deleted = DeleteArticle(*archive_, name);
  ASSERT_TRUE(deleted.ok()) << deleted.status();
  EXPECT_EQ(rpc::ReasonOf(UndeleteArticle(*archive_, name, "x").status()), "ETAG_MISMATCH");
  EXPECT_EQ(UndeleteArticle(*archive_, name, EtagOf(*deleted))->text, deleted->text);
  const absl::Status again = UndeleteArticle(*archive_, name).status();
  EXPECT_EQ(again.code(), absl::StatusCode::kAlreadyExists);
  EXPECT_EQ(rpc::ReasonOf(again), "RESOURCE_ALREADY_EXISTS");
}

TEST_F(ChangeArticlesTest, PurgedNeverComesBack) {
  const std::string name = "articles/a";
  ASSERT_TRUE(CommitArticle(*archive_, GoodRequest(), kMaxTextBytes).ok());
  ASSERT_TRUE(DeleteArticle(*archive_, name).ok());
  EXPECT_TRUE(PurgeArticle(*archive_, name).ok());
  EXPECT_EQ(rpc::ReasonOf(PurgeArticle(*archive_, name)), "RESOURCE_NOT_FOUND");
  EXPECT_EQ(rpc::ReasonOf(UndeleteArticle(*archive_, name).status()), "RESOURCE_NOT_FOUND");
  EXPECT_EQ(UndeleteArticle(*archive_, "a").status().code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(PurgeArticle(*archive_, "a").code(), absl::StatusCode::kInvalidArgument);
}

}  // namespace
}  // namespace onrecord::query
