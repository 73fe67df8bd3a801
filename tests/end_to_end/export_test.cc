// An archive exported whole and imported elsewhere.

#include <map>
#include <string>
#include <thread>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/testing/call.h"
#include "tests/testing/sample_articles.h"
#include "tests/testing/service_pair.h"
#include "tests/testing/status_matchers.h"

namespace onrecord::tests {
namespace {

class ExportTest : public ::testing::Test {
 protected:
  static void Commit(ServicePair& pair, const v1::CommitArticleRequest& request) {
    EXPECT_TRUE(Call(pair.archive(), &ArchiveStub::CommitArticle, request).status.ok());
  }

  // An archive with some history: articles created, revised and retracted.
  static void Fill(ServicePair& pair, int articles) {
    for (int i = 0; i < articles; ++i) {
      v1::CommitArticleRequest commit =
          MillCommit(absl::StrCat("articles/mill-", i), static_cast<v1::PositionKind>(1 + i % 16),
                     static_cast<v1::EventType>(1 + i % 17), absl::StrCat("note ", i));
      if (i % 3 != 0) commit.mutable_article()->mutable_publish_time()->set_seconds(1000 * (i % 7));
      Commit(pair, commit);
      if (i % 5 == 0) {
        commit.mutable_article()->set_title("Corrected");
        commit.set_replace(true);
        Commit(pair, commit);
      }
    }
    v1::DeleteArticleRequest retract;
    retract.set_name("articles/mill-4");
    EXPECT_TRUE(Call(pair.archive(), &ArchiveStub::DeleteArticle, retract).status.ok());
  }

  static std::vector<v1::ExportRecordsResponse> Export(ServicePair& pair) {
    grpc::ClientContext context;
    const auto stream = pair.query().ExportRecords(&context, v1::ExportRecordsRequest());
    std::vector<v1::ExportRecordsResponse> all;
    v1::ExportRecordsResponse message;
    while (stream->Read(&message)) all.push_back(message);
    EXPECT_TRUE(stream->Finish().ok());
    return all;
  }

  // How often each outcome came.
  static std::map<v1::CommitOutcome, int> Import(
      ServicePair& pair, const std::vector<v1::ExportRecordsResponse>& all) {
    grpc::ClientContext context;
    const auto stream = pair.archive().ImportRecords(&context);
    std::thread sender([&] {
      for (const v1::ExportRecordsResponse& message : all) {
        v1::ImportRecordsRequest request;
        request.set_tag(message.records().article().name());
        *request.mutable_records() = message.records();
        stream->Write(request);
      }
      stream->WritesDone();
    });
    std::map<v1::CommitOutcome, int> outcomes;
    v1::ImportRecordsResponse answer;
    while (stream->Read(&answer)) ++outcomes[answer.imported().outcome()];
    sender.join();
    EXPECT_TRUE(stream->Finish().ok());
    return outcomes;
  }

  // All records of one list, in its order, as bytes.
  template <class Request, class Method, class Records>
  static std::vector<std::string> List(ServicePair& pair, Method method, Records records) {
    std::vector<std::string> all;
    Request request;
    request.set_page_size(7);
    for (const auto& page : CallForPages(pair.query(), method, request)) {
      EXPECT_TRUE(page.status.ok());
      for (auto record : (page.response.*records)()) all.push_back(record.SerializeAsString());
    }
    return all;
  }

  static std::vector<std::string> Articles(ServicePair& pair) {
    std::vector<std::string> all;
    v1::ListArticlesRequest request;
    request.set_view(v1::ARTICLE_VIEW_FULL);
    for (const auto& page : CallForPages(pair.query(), &QueryStub::ListArticles, request)) {
      for (v1::Article article : page.response.articles()) {
        // The import's own.
        article.clear_archive_revision();
        article.clear_create_time();
        article.clear_update_time();
        article.clear_etag();
        all.push_back(article.SerializeAsString());
      }
    }
    return all;
  }

  ServicePair from_{ServicePair::Services::kQueryOnly};
  ServicePair to_{ServicePair::Services::kQueryOnly};
};

TEST_F(ExportTest, ImportedArchiveAnswersEveryListAsTheFirst) {
  Fill(from_, 60);
  const auto exported = Export(from_);
  ASSERT_EQ(exported.size(), 59u);
  EXPECT_EQ(Import(to_, exported)[v1::COMMIT_OUTCOME_CREATED], 59);

  EXPECT_EQ(Articles(from_), Articles(to_));
  const auto positions = [](ServicePair& pair) {
    return List<v1::ListPositionsRequest>(
        pair, &QueryStub::ListPositions,
        static_cast<const google::protobuf::RepeatedPtrField<v1::Position>& (
            v1::ListPositionsResponse::*)() const>(&v1::ListPositionsResponse::positions));
  };
  EXPECT_EQ(positions(from_).size(), 59u);
  EXPECT_EQ(positions(from_), positions(to_));
  const auto events = [](ServicePair& pair) {
    return List<v1::ListEventsRequest>(
        pair, &QueryStub::ListEvents,
        static_cast<const google::protobuf::RepeatedPtrField<v1::Event>& (
            v1::ListEventsResponse::*)() const>(&v1::ListEventsResponse::events));
  };
  EXPECT_EQ(events(from_), events(to_));
  const auto speakers = [](ServicePair& pair) {
    return List<v1::ListSpeakersRequest>(
        pair, &QueryStub::ListSpeakers,
        static_cast<const google::protobuf::RepeatedPtrField<v1::Speaker>& (
            v1::ListSpeakersResponse::*)() const>(&v1::ListSpeakersResponse::speakers));
  };
  EXPECT_EQ(speakers(from_), speakers(to_));

  EXPECT_EQ(Import(to_, exported)[v1::COMMIT_OUTCOME_UNCHANGED], 59);
  EXPECT_EQ(Import(from_, exported)[v1::COMMIT_OUTCOME_UNCHANGED], 59);
}

TEST_F(ExportTest, ShutdownEndsExportsAtOnce) {
  v1::CommitArticleRequest commit;
  commit.mutable_article()->set_text(std::string(1 << 20, 'x'));
  for (int i = 0; i < 24; ++i) {
    commit.mutable_article()->set_name(absl::StrCat("articles/long-", i));
    Commit(from_, commit);
  }
  grpc::ClientContext context;
  const auto stream = from_.query().ExportRecords(&context, v1::ExportRecordsRequest());
  v1::ExportRecordsResponse message;
  ASSERT_TRUE(stream->Read(&message));
  const absl::Time begin = absl::Now();
  from_.query_process().Signal(SIGTERM);
  while (stream->Read(&message)) {
  }
  EXPECT_THAT(stream->Finish(), Fails(grpc::StatusCode::UNAVAILABLE, "SHUTTING_DOWN"));
  EXPECT_LT(absl::Now() - begin, absl::Seconds(5));  // the drain time is 10
  EXPECT_EQ(from_.query_process().WaitForExit(), 0);
}

}  // namespace
}  // namespace onrecord::tests
