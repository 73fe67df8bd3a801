#include "tests/testing/service_pair.h"

#include <csignal>

#include "gtest/gtest.h"
#include "tests/testing/call.h"
#include "tests/testing/sample_articles.h"
#include "tests/testing/status_matchers.h"

namespace onrecord::tests {
namespace {

TEST(ServicePair, KeepsAddressAndArchiveOverARestart) {
  ServicePair pair(ServicePair::Services::kQueryOnly);
  const std::string address = pair.query_address();
  const auto commit = MillCommit("articles/mill", v1::POSITION_KIND_REFUSAL, v1::EVENT_TYPE_CONSULT,
                                 "a clerk recalled");
  ASSERT_THAT(Call(pair.archive(), &ArchiveStub::CommitArticle, commit).status, IsOk());
  pair.RestartQuery();
  EXPECT_EQ(pair.query_process().address(), address);
  v1::GetArticleRequest request;
  request.set_name("articles/mill");
  EXPECT_THAT(Call(pair.query(), &QueryStub::GetArticle, request).status, IsOk());
}

TEST(ServicePair, RunsBothServices) {
  ServicePair pair;
  const auto answer = Call(pair.ingest(), &IngestStub::AnalyzeArticle,
                           FromText<v1::AnalyzeArticleRequest>(R"pb(article { text: "Rain." })pb"));
  EXPECT_THAT(answer.status, IsOk());
}

}  // namespace
}  // namespace onrecord::tests
