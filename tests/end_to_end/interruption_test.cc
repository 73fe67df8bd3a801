// What stands between a client and its answer: an archive that is away, too much work, too little
// time.

#include <csignal>
#include <string>
#include <thread>
#include <vector>

#include "absl/time/clock.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/testing/call.h"
#include "tests/testing/sample_articles.h"
#include "tests/testing/service_pair.h"
#include "tests/testing/status_matchers.h"

namespace onrecord::tests {
namespace {

v1::IngestArticleRequest FerryRequest() {
  v1::IngestArticleRequest request;
  *request.mutable_article() = FerryArticle();
  return request;
}

// Some seconds of reading for one core.
v1::AnalyzeArticleRequest LongRequest() {
  v1::AnalyzeArticleRequest request;
  while (request.article().text().size() < 60'000) {
    request.mutable_article()->mutable_text()->append(FerryArticle().text());
  }
  return request;
}

TEST(ArchiveOutage, SaysThatTheArchiveIsAwayAndRecovers) {
  ServicePair pair;
  ASSERT_THAT(Call(pair.ingest(), &IngestStub::IngestArticle, FerryRequest()).status, IsOk());
  pair.query_process().Signal(SIGKILL);
  ASSERT_TRUE(pair.query_process().WaitForExit().has_value());

  v1::IngestArticleRequest request;
  *request.mutable_article() = ReservoirArticle();
  const grpc::Status away = Call(pair.ingest(), &IngestStub::IngestArticle, request).status;
  EXPECT_THAT(away, Fails(grpc::StatusCode::UNAVAILABLE, "ARCHIVE_UNAVAILABLE"));
  EXPECT_THAT(away, OffersRetry());
  v1::AnalyzeArticleRequest analysis;
  *analysis.mutable_article() = ReservoirArticle();
  EXPECT_THAT(Call(pair.ingest(), &IngestStub::AnalyzeArticle, analysis).status, IsOk())
      << "reading needs no archive";

  pair.RestartQuery();
  const absl::Time patience = absl::Now() + absl::Seconds(15);
  grpc::Status status = away;
  while (!status.ok() && absl::Now() < patience) {
    absl::SleepFor(absl::Milliseconds(200));
    status = Call(pair.ingest(), &IngestStub::IngestArticle, request).status;
  }
  EXPECT_THAT(status, IsOk());
  const auto articles = Call(pair.query(), &QueryStub::ListArticles, v1::ListArticlesRequest());
  EXPECT_EQ(articles.response.articles_size(), 2);
}

TEST(ArchiveOutage, StreamsReportItArticleByArticle) {
  ServicePair pair;
  pair.query_process().Signal(SIGKILL);
  ASSERT_TRUE(pair.query_process().WaitForExit().has_value());
  grpc::ClientContext context;
  const auto stream = pair.ingest().IngestArticles(&context);
  v1::IngestArticlesRequest request;
  *request.mutable_article() = ReservoirArticle();
  request.set_tag("away");
  stream->Write(request);
  v1::IngestArticlesResponse response;
  ASSERT_TRUE(stream->Read(&response));
  EXPECT_EQ(response.tag(), "away");
  EXPECT_THAT(response.error(), Fails(grpc::StatusCode::UNAVAILABLE, "ARCHIVE_UNAVAILABLE"));
  EXPECT_THAT(response.error(), OffersRetry());
  stream->WritesDone();
  EXPECT_THAT(stream->Finish(), IsOk());
}

// Sends `count` calls at once; all must succeed or be refused as too many, and both must occur.
template <class Stub, class Request, class Response>
void ExpectSomeRefused(Stub& stub,
                       grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&,
                                                    Response*),
                       const Request& request, int count) {
  std::vector<grpc::Status> statuses(count);
  std::vector<std::thread> clients;
  for (int i = 0; i < count; ++i) {
    clients.emplace_back([&, i] { statuses[i] = Call(stub, method, request).status; });
  }
  for (std::thread& client : clients) client.join();
  int succeeded = 0;
  for (const grpc::Status& status : statuses) {
    if (status.ok()) {
      ++succeeded;
    } else {
      EXPECT_THAT(status, Fails(grpc::StatusCode::RESOURCE_EXHAUSTED, "OVERLOADED"));
      EXPECT_THAT(status, OffersRetry());
    }
  }
  EXPECT_GT(succeeded, 0);
  EXPECT_LT(succeeded, count);
}

TEST(Overload, IngestServiceRefusesWhatCannotWait) {
  ServicePair pair(ServicePair::Services::kBoth, {{}, {"--threads=1", "--queue=1"}});
  v1::AnalyzeArticleRequest request;
  while (request.article().text().size() < 10'000) {
    request.mutable_article()->mutable_text()->append(FerryArticle().text());
  }
  ExpectSomeRefused(pair.ingest(), &IngestStub::AnalyzeArticle, request, 8);
  EXPECT_THAT(Call(pair.ingest(), &IngestStub::IngestArticle, FerryRequest()).status, IsOk());
}

TEST(Overload, QueryServiceRefusesWhatCannotWait) {
  ServicePair pair(ServicePair::Services::kQueryOnly, {{"--threads=1", "--queue=0"}, {}});
  v1::CommitArticleRequest commit;
  commit.mutable_article()->set_name("articles/large");
  commit.mutable_article()->set_text(std::string(1 << 20, 'a'));
  commit.set_replace(true);
  ExpectSomeRefused(pair.archive(), &ArchiveStub::CommitArticle, commit, 32);
  absl::SleepFor(absl::Seconds(1));  // as RetryInfo says
  EXPECT_THAT(Call(pair.query(), &QueryStub::ListArticles, v1::ListArticlesRequest()).status,
              IsOk());
}

TEST(Deadline, ShortOnesAreExceededAndHarmNobody) {
  ServicePair pair;
  for (int i = 0; i < 20; ++i) {
    EXPECT_EQ(Call(pair.ingest(), &IngestStub::AnalyzeArticle, LongRequest(), absl::Milliseconds(1))
                  .status.error_code(),
              grpc::StatusCode::DEADLINE_EXCEEDED);
  }
  const absl::Time begin = absl::Now();
  EXPECT_THAT(Call(pair.ingest(), &IngestStub::IngestArticle, FerryRequest()).status, IsOk());
  EXPECT_LT(absl::Now() - begin, absl::Seconds(10)) << "nobody waits for the twenty any more";
}

TEST(Deadline, ServerHasOneOfItsOwn) {
  ServicePair pair(ServicePair::Services::kBoth, {{}, {"--max_request_time=300ms"}});
  EXPECT_EQ(Call(pair.ingest(), &IngestStub::AnalyzeArticle, LongRequest()).status.error_code(),
            grpc::StatusCode::DEADLINE_EXCEEDED);
  EXPECT_THAT(Call(pair.ingest(), &IngestStub::AnalyzeArticle,
                   FromText<v1::AnalyzeArticleRequest>("article { text: 'It rained.' }"))
                  .status,
              IsOk());
}

TEST(Cancellation, FreesTheReader) {
  ServicePair pair(ServicePair::Services::kBoth, {{}, {"--threads=1"}});
  std::vector<std::thread> clients;
  std::vector<grpc::ClientContext> contexts(4);
  for (grpc::ClientContext& context : contexts) {
    clients.emplace_back([&pair, &context] {
      v1::AnalyzeArticleResponse response;
      EXPECT_EQ(pair.ingest().AnalyzeArticle(&context, LongRequest(), &response).error_code(),
                grpc::StatusCode::CANCELLED);
    });
  }
  absl::SleepFor(absl::Milliseconds(300));
  for (grpc::ClientContext& context : contexts) context.TryCancel();
  for (std::thread& client : clients) client.join();
  const absl::Time begin = absl::Now();
  EXPECT_THAT(Call(pair.ingest(), &IngestStub::IngestArticle, FerryRequest()).status, IsOk());
  EXPECT_LT(absl::Now() - begin, absl::Seconds(8));
}

}  // namespace
}  // namespace onrecord::tests
