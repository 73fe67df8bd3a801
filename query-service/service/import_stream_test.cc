#include <map>
#include <string>
#include <thread>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "proto/rpc/errors.h"
#include "query-service/service/service_fixture.h"

namespace onrecord::query {
namespace {

using testing::HasSubstr;

class ImportStreamTest : public ServiceFixture {
 protected:
  std::vector<v1::ArticleRecords> Export(v1::OffsetEncoding encoding) {
    v1::ExportRecordsRequest request;
    request.set_offset_encoding(encoding);
    grpc::ClientContext context;
    const auto stream = queries_->ExportRecords(&context, request);
    std::vector<v1::ArticleRecords> all;
    v1::ExportRecordsResponse message;
    while (stream->Read(&message)) all.push_back(message.records());
    EXPECT_TRUE(stream->Finish().ok());
    return all;
  }

  // Imports all and returns the answers by tag, which is the article's place in `all`.
  std::map<std::string, v1::ImportRecordsResponse> Import(
      const std::vector<v1::ArticleRecords>& all) {
    grpc::ClientContext context;
    const auto stream = archives_->ImportRecords(&context);
    std::thread sender([&] {
      for (size_t i = 0; i < all.size(); ++i) {
        v1::ImportRecordsRequest request;
        request.set_tag(absl::StrCat(i));
        *request.mutable_records() = all[i];
        EXPECT_TRUE(stream->Write(request));
      }
      stream->WritesDone();
    });
    std::map<std::string, v1::ImportRecordsResponse> answers;
    v1::ImportRecordsResponse answer;
    while (stream->Read(&answer)) answers[answer.tag()] = answer;
    sender.join();
    EXPECT_TRUE(stream->Finish().ok());
    return answers;
  }
};

TEST_F(ImportStreamTest, TakesWhatExportWrote) {
  for (int i = 0; i < 30; ++i) ASSERT_TRUE(Commit(Example(absl::StrCat("a", i))).ok());
  for (const auto encoding : {v1::OFFSET_ENCODING_UTF8, v1::OFFSET_ENCODING_UTF16}) {
    std::vector<v1::ArticleRecords> exported = Export(encoding);
    auto answers = Import(exported);
    ASSERT_EQ(answers.size(), 30u);
    for (const auto& [tag, answer] : answers) {
      EXPECT_EQ(answer.imported().outcome(), v1::COMMIT_OUTCOME_UNCHANGED)
          << answer.ShortDebugString();
    }
    EXPECT_EQ(archive_->revision(), 30);
  }
  std::vector<v1::ArticleRecords> exported = Export(v1::OFFSET_ENCODING_UTF32);
  for (int i = 0; i < 30; ++i) ASSERT_TRUE(archive_->DeleteArticle(absl::StrCat("a", i)).ok());
  for (const auto& [tag, answer] : Import(exported)) {
    EXPECT_EQ(answer.imported().outcome(), v1::COMMIT_OUTCOME_CREATED) << answer.ShortDebugString();
  }
  const auto again = Export(v1::OFFSET_ENCODING_UTF32);
  ASSERT_EQ(again.size(), exported.size());
  for (size_t i = 0; i < again.size(); ++i) {
    EXPECT_EQ(again[i].article().text(), exported[i].article().text());
    // With the revision counted on, since the names were taken before.
    *exported[i].mutable_article() = again[i].article();
    EXPECT_EQ(again[i].SerializeAsString(), exported[i].SerializeAsString());
  }
}

TEST_F(ImportStreamTest, AnswersWhatIsWrongWithOneAndKeepsTheOthers) {
  for (int i = 0; i < 3; ++i) ASSERT_TRUE(Commit(Example(absl::StrCat("a", i))).ok());
  std::vector<v1::ArticleRecords> exported = Export(v1::OFFSET_ENCODING_UTF8);
  exported[0].mutable_article()->set_title("Another");
  exported[1].mutable_positions(0)->mutable_speakers(0)->set_speaker("speakers/nobody");
  exported[2].mutable_speakers(0)->mutable_speaker()->set_name("Ann");
  exported.emplace_back();
  auto answers = Import(exported);
  EXPECT_EQ(answers["0"].imported().outcome(), v1::COMMIT_OUTCOME_REVISED);
  EXPECT_EQ(answers["0"].imported().article().revision(), 2);
  EXPECT_EQ(answers["1"].error().code(), static_cast<int>(absl::StatusCode::kInvalidArgument));
  EXPECT_THAT(answers["1"].error().message(), HasSubstr("analysis.positions[0].speakers[0]"));
  EXPECT_THAT(answers["2"].error().message(), HasSubstr("analysis.speakers[0].speaker.name"));
  EXPECT_THAT(answers["3"].error().message(), HasSubstr("article.name"));
  EXPECT_EQ(archive_->revision(), 4);
}

}  // namespace
}  // namespace onrecord::query
