// What every gRPC tool expects of a server: health, reflection, request ids, and an orderly end.

#include <csignal>
#include <string>
#include <thread>

#include "absl/time/clock.h"
#include "gmock/gmock.h"
#include "grpc/health/v1/health.pb.h"
#include "gtest/gtest.h"
#include "tests/testing/call.h"
#include "tests/testing/sample_articles.h"
#include "tests/testing/service_pair.h"
#include "tests/testing/status_matchers.h"

namespace onrecord::tests {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;

// Requests of grpc.reflection.v1alpha.ServerReflection: list_services, and file_containing_symbol
// with its name. Debian ships the service without its generated code.
constexpr char kReflection[] = "/grpc.reflection.v1alpha.ServerReflection/ServerReflectionInfo";
const std::string kListServices = std::string("\x3A\x00", 2);
std::string FileOf(const std::string& symbol) {
  return std::string("\x22") + static_cast<char>(symbol.size()) + symbol;
}

// Of a service by its name, or of the server as a whole.
int HealthOf(const std::shared_ptr<grpc::Channel>& channel, const std::string& service = "") {
  grpc::health::v1::HealthCheckRequest request;
  request.set_service(service);
  const auto answer =
      CallWithBytes(channel, "/grpc.health.v1.Health/Check", request.SerializeAsString());
  grpc::health::v1::HealthCheckResponse response;
  EXPECT_THAT(answer.status, IsOk());
  EXPECT_TRUE(response.ParseFromString(answer.response));
  return response.status();
}

// The request id that comes back with an answer to `sent`; empty: none is sent.
std::string EchoOf(QueryStub& stub, const std::string& sent) {
  grpc::ClientContext context;
  if (!sent.empty()) context.AddMetadata("x-request-id", sent);
  v1::ListArticlesResponse response;
  EXPECT_THAT(stub.ListArticles(&context, v1::ListArticlesRequest(), &response), IsOk());
  const auto& metadata = context.GetServerInitialMetadata();
  const auto found = metadata.find("x-request-id");
  return found == metadata.end() ? "" : std::string(found->second.data(), found->second.size());
}

// Some seconds of reading for one core: long enough to be in progress when something else
// happens.
std::string LongText() {
  std::string text;
  while (text.size() < 60'000) text += FerryArticle().text();
  return text;
}

TEST(Health, BothServicesServe) {
  ServicePair pair;
  EXPECT_EQ(HealthOf(pair.query_channel()), grpc::health::v1::HealthCheckResponse::SERVING);
  EXPECT_EQ(HealthOf(pair.ingest_channel()), grpc::health::v1::HealthCheckResponse::SERVING);
  EXPECT_EQ(HealthOf(pair.query_channel(), "onrecord.v1.QueryService"),
            grpc::health::v1::HealthCheckResponse::SERVING);
  EXPECT_EQ(HealthOf(pair.query_channel(), "onrecord.v1.ArchiveService"),
            grpc::health::v1::HealthCheckResponse::SERVING);
  EXPECT_EQ(HealthOf(pair.ingest_channel(), "onrecord.v1.IngestService"),
            grpc::health::v1::HealthCheckResponse::SERVING);
}

TEST(Reflection, DescribesBothServices) {
  ServicePair pair;
  EXPECT_THAT(CallWithBytes(pair.query_channel(), kReflection, kListServices).response,
              AllOf(HasSubstr("onrecord.v1.QueryService"), HasSubstr("onrecord.v1.ArchiveService"),
                    HasSubstr("grpc.health.v1.Health")));
  EXPECT_THAT(CallWithBytes(pair.ingest_channel(), kReflection, kListServices).response,
              HasSubstr("onrecord.v1.IngestService"));
  EXPECT_THAT(
      CallWithBytes(pair.query_channel(), kReflection, FileOf("onrecord.v1.QueryService")).response,
      AllOf(HasSubstr("ListPositions"), HasSubstr("PositionFilter")));
  EXPECT_THAT(
      CallWithBytes(pair.ingest_channel(), kReflection, FileOf("onrecord.v1.Article")).response,
      HasSubstr("publish_utc_offset_minutes"));
}

TEST(RequestId, ComesBackAndIsLogged) {
  ServicePair pair(ServicePair::Services::kQueryOnly);
  EXPECT_EQ(EchoOf(pair.query(), "story-4711"), "story-4711");
  pair.query_process().Signal(SIGTERM);
  EXPECT_EQ(pair.query_process().WaitForExit(), 0);
  EXPECT_THAT(pair.query_process().log(), HasSubstr("\"request_id\":\"story-4711\""));
}

TEST(RequestId, IsMadeWhereNoneOrABadOneIsSent) {
  ServicePair pair(ServicePair::Services::kQueryOnly);
  const std::string made = EchoOf(pair.query(), "");
  EXPECT_NE(made, "");
  EXPECT_NE(EchoOf(pair.query(), ""), made);
  const std::string bad = "a b\"c";
  EXPECT_NE(EchoOf(pair.query(), bad), bad);
}

TEST(RequestId, TravelsToTheArchive) {
  ServicePair pair;
  grpc::ClientContext context;
  context.AddMetadata("x-request-id", "ferry-1");
  v1::IngestArticleRequest request;
  *request.mutable_article() = FerryArticle();
  v1::IngestArticleResponse response;
  ASSERT_THAT(pair.ingest().IngestArticle(&context, request, &response), IsOk());
  pair.query_process().Signal(SIGTERM);
  EXPECT_EQ(pair.query_process().WaitForExit(), 0);
  EXPECT_THAT(pair.query_process().log(),
              AllOf(HasSubstr("CommitArticle"), HasSubstr("\"request_id\":\"ferry-1\"")));
}

TEST(Drain, StopsBothServicesCleanly) {
  ServicePair pair;
  for (const int signal : {SIGTERM, SIGINT}) {
    pair.RestartQuery();
    pair.RestartIngest();
    for (ServiceProcess* process : {&pair.query_process(), &pair.ingest_process()}) {
      process->Signal(signal);
      EXPECT_EQ(process->WaitForExit(), 0) << process->log();
      EXPECT_THAT(process->log(), AllOf(HasSubstr("draining"), HasSubstr("stopped")));
    }
  }
}

TEST(Drain, FinishesWhatIsInProgressAndRefusesTheRest) {
  ServicePair pair(ServicePair::Services::kBoth, {{}, {"--drain_time=60s"}});
  v1::IngestArticleRequest request;
  request.mutable_article()->set_name("articles/long");
  request.mutable_article()->set_text(LongText());
  Answer<v1::IngestArticleResponse> in_progress;
  std::thread client(
      [&] { in_progress = Call(pair.ingest(), &IngestStub::IngestArticle, request); });
  absl::SleepFor(absl::Milliseconds(700));
  pair.ingest_process().Signal(SIGTERM);
  absl::SleepFor(absl::Milliseconds(300));
  const auto stub = v1::IngestService::NewStub(Connect(pair.ingest_address()));
  EXPECT_EQ(Call(*stub, &IngestStub::AnalyzeArticle,
                 FromText<v1::AnalyzeArticleRequest>("article { text: 'It rained.' }"))
                .status.error_code(),
            grpc::StatusCode::UNAVAILABLE);
  EXPECT_EQ(pair.ingest_process().WaitForExit(absl::ZeroDuration()), std::nullopt)
      << "the request in progress must be long enough for this test";
  client.join();
  EXPECT_THAT(in_progress.status, IsOk());
  EXPECT_EQ(pair.ingest_process().WaitForExit(), 0);
  EXPECT_THAT(Call(pair.query(), &QueryStub::GetArticle,
                   FromText<v1::GetArticleRequest>("name: 'articles/long'"))
                  .status,
              IsOk());
}

TEST(Drain, WaitsNoLongerThanItsTime) {
  ServicePair pair(ServicePair::Services::kBoth, {{}, {"--drain_time=500ms"}});
  v1::AnalyzeArticleRequest request;
  request.mutable_article()->set_text(LongText());
  grpc::Status status;
  std::thread client(
      [&] { status = Call(pair.ingest(), &IngestStub::AnalyzeArticle, request).status; });
  absl::SleepFor(absl::Milliseconds(500));
  const absl::Time begin = absl::Now();
  pair.ingest_process().Signal(SIGTERM);
  EXPECT_EQ(pair.ingest_process().WaitForExit(), 0);
  EXPECT_LT(absl::Now() - begin, absl::Seconds(6));
  client.join();
  EXPECT_FALSE(status.ok());
}

}  // namespace
}  // namespace onrecord::tests
