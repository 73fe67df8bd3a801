// IngestArticles: many articles over one stream, one answer for each.

#include <map>
#include <string>
#include <thread>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/time/clock.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/testing/call.h"
#include "tests/testing/sample_articles.h"
#include "tests/testing/service_pair.h"
#include "tests/testing/status_matchers.h"

namespace onrecord::tests {
namespace {

constexpr int kArticles = 200;

v1::IngestArticlesRequest Tagged(int i) {
  v1::IngestArticlesRequest request;
  request.set_tag(absl::StrCat("tag-", i));
  request.mutable_article()->set_name(absl::StrCat("articles/n", i));
  request.mutable_article()->set_text(
      absl::StrCat("“We counted ", i, " herons,” said Ada Finch, the warden of the lake."));
  return request;
}

class StreamTest : public ::testing::Test {
 protected:
  int CountArticles() {
    int count = 0;
    for (const auto& page : CallForPages(pair_.query(), &QueryStub::ListArticles,
                                         FromText<v1::ListArticlesRequest>("page_size: 1000"))) {
      count += page.response.articles_size();
    }
    return count;
  }

  bool StillIngests() {
    v1::IngestArticleRequest request;
    *request.mutable_article() = ReservoirArticle();
    return Call(pair_.ingest(), &IngestStub::IngestArticle, request).status.ok();
  }

  ServicePair pair_;
  grpc::ClientContext context_;
};

TEST_F(StreamTest, AnswersEveryArticleUnderItsTag) {
  constexpr int kBad = 77;
  const auto stream = pair_.ingest().IngestArticles(&context_);
  std::thread writer([&] {
    for (int i = 0; i < kArticles; ++i) {
      v1::IngestArticlesRequest request = Tagged(i);
      if (i == kBad) request.mutable_article()->set_text(" \n ");
      ASSERT_TRUE(stream->Write(request));
    }
    stream->WritesDone();
  });
  std::map<std::string, v1::IngestArticlesResponse> answers;
  v1::IngestArticlesResponse response;
  while (stream->Read(&response)) {
    EXPECT_TRUE(answers.emplace(response.tag(), response).second) << response.tag();
  }
  writer.join();
  EXPECT_THAT(stream->Finish(), IsOk());

  ASSERT_EQ(answers.size(), static_cast<size_t>(kArticles));
  for (int i = 0; i < kArticles; ++i) {
    const auto& answer = answers[absl::StrCat("tag-", i)];
    if (i == kBad) {
      EXPECT_THAT(answer.error(), FailsOnField("INVALID_FIELD", "article.text"));
    } else {
      EXPECT_EQ(answer.ingested().article().name(), absl::StrCat("articles/n", i));
      EXPECT_EQ(answer.ingested().outcome(), v1::COMMIT_OUTCOME_CREATED);
    }
  }
  EXPECT_EQ(CountArticles(), kArticles - 1);
}

TEST_F(StreamTest, HoldsBackForASlowReader) {
  constexpr int kFew = 60;
  const auto stream = pair_.ingest().IngestArticles(&context_);
  std::thread writer([&] {
    for (int i = 0; i < kFew; ++i) stream->Write(Tagged(i));
    stream->WritesDone();
  });
  int answers = 0;
  v1::IngestArticlesResponse response;
  while (stream->Read(&response)) {
    EXPECT_TRUE(response.has_ingested()) << response.ShortDebugString();
    ++answers;
    absl::SleepFor(absl::Milliseconds(20));
  }
  writer.join();
  EXPECT_THAT(stream->Finish(), IsOk());
  EXPECT_EQ(answers, kFew);
}

TEST_F(StreamTest, AnswersWhileTheClientStaysOpen) {
  const auto stream = pair_.ingest().IngestArticles(&context_);
  v1::IngestArticlesResponse response;
  for (int i = 0; i < 3; ++i) {
    ASSERT_TRUE(stream->Write(Tagged(i)));
    ASSERT_TRUE(stream->Read(&response));
    EXPECT_EQ(response.tag(), absl::StrCat("tag-", i));
  }
  stream->WritesDone();
  EXPECT_FALSE(stream->Read(&response));
  EXPECT_THAT(stream->Finish(), IsOk());
}

TEST_F(StreamTest, EndsWhenNothingIsSent) {
  const auto stream = pair_.ingest().IngestArticles(&context_);
  stream->WritesDone();
  v1::IngestArticlesResponse response;
  EXPECT_FALSE(stream->Read(&response));
  EXPECT_THAT(stream->Finish(), IsOk());
}

TEST_F(StreamTest, TagsNeedNotBeUnique) {
  const auto stream = pair_.ingest().IngestArticles(&context_);
  for (int i = 0; i < 2; ++i) {
    v1::IngestArticlesRequest request = Tagged(i);
    request.set_tag("same");
    ASSERT_TRUE(stream->Write(request));
  }
  stream->WritesDone();
  v1::IngestArticlesResponse response;
  int answers = 0;
  while (stream->Read(&response)) answers += response.tag() == "same" ? 1 : 0;
  EXPECT_EQ(answers, 2);
}

TEST_F(StreamTest, RefusesATagThatIsTooLong) {
  const auto stream = pair_.ingest().IngestArticles(&context_);
  v1::IngestArticlesRequest request = Tagged(1);
  request.set_tag(std::string(129, 't'));
  ASSERT_TRUE(stream->Write(request));
  stream->WritesDone();
  v1::IngestArticlesResponse response;
  ASSERT_TRUE(stream->Read(&response));
  EXPECT_THAT(response.error(), FailsOnField("INVALID_FIELD", "tag"));
  EXPECT_THAT(stream->Finish(), IsOk());
  EXPECT_EQ(CountArticles(), 0);
}

TEST_F(StreamTest, MalformedMessageIsAnsweredUnderItsTag) {
  v1::IngestArticlesRequest request = Tagged(1);
  request.mutable_article()->set_text("“QQ,” she said.");
  const std::string broken = absl::StrReplaceAll(request.SerializeAsString(), {{"QQ", "\xFF\xFE"}});
  for (const auto& [bytes, tag] : std::map<std::string, std::string>{
           {broken, "tag-1"}, {"\xFF\xFF", ""}, {std::string("\x0A\x01\xFF", 3), ""}}) {
    const auto answer =
        CallWithBytes(pair_.ingest_channel(), "/onrecord.v1.IngestService/IngestArticles", bytes);
    EXPECT_THAT(answer.status, IsOk());
    v1::IngestArticlesResponse response;
    ASSERT_TRUE(response.ParseFromString(answer.response));
    EXPECT_EQ(response.tag(), tag);
    EXPECT_THAT(response.error(), Fails(grpc::StatusCode::INVALID_ARGUMENT, "MALFORMED_REQUEST"));
  }
  EXPECT_TRUE(StillIngests());
}

TEST_F(StreamTest, CancelledStreamLeavesTheServiceHealthy) {
  for (int round = 0; round < 5; ++round) {
    grpc::ClientContext context;
    const auto stream = pair_.ingest().IngestArticles(&context);
    for (int i = 0; i < 20; ++i) stream->Write(Tagged(i));
    v1::IngestArticlesResponse response;
    if (round % 2 == 0) stream->Read(&response);
    context.TryCancel();
    while (stream->Read(&response)) {
    }
    EXPECT_EQ(stream->Finish().error_code(), grpc::StatusCode::CANCELLED);
  }
  EXPECT_TRUE(StillIngests());
}

TEST_F(StreamTest, ClientThatVanishesLeavesTheServiceHealthy) {
  {
    const auto channel = Connect(pair_.ingest_address());
    const auto stub = v1::IngestService::NewStub(channel);
    grpc::ClientContext context;
    const auto stream = stub->IngestArticles(&context);
    for (int i = 0; i < 20; ++i) stream->Write(Tagged(i));
  }
  EXPECT_TRUE(StillIngests());
}

}  // namespace
}  // namespace onrecord::tests
