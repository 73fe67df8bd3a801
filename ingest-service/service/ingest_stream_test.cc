#include "ingest-service/service/ingest_stream.h"

#include <map>
#include <thread>

#include "absl/time/clock.h"
#include "ingest-service/service/service_fixture.h"

namespace onrecord::ingest {
namespace {

class IngestStreamTest : public ServiceFixture {
 protected:
  static v1::IngestArticlesRequest Request(const std::string& tag, const std::string& text) {
    v1::IngestArticlesRequest request;
    request.set_tag(tag);
    *request.mutable_article() = Make(text);
    return request;
  }
};

TEST_F(IngestStreamTest, AnswersEveryArticleUnderItsTag) {
  grpc::ClientContext context;
  auto stream = stub_->IngestArticles(&context);
  std::thread sender([&] {
    for (int i = 0; i < 20; ++i) {
      // Every fifth article is blank.
      const std::string tag = std::to_string(i);
      ASSERT_TRUE(stream->Write(Request(tag, i % 5 == 0 ? " " : kSentence + tag)));
    }
    stream->WritesDone();
  });
  std::map<std::string, v1::IngestArticlesResponse> answers;
  v1::IngestArticlesResponse answer;
  while (stream->Read(&answer)) answers[answer.tag()] = answer;
  sender.join();
  EXPECT_TRUE(stream->Finish().ok());
  ASSERT_EQ(answers.size(), 20u);
  EXPECT_EQ(answers["5"].error().code(), static_cast<int>(absl::StatusCode::kInvalidArgument));
  EXPECT_EQ(answers["6"].ingested().outcome(), v1::COMMIT_OUTCOME_CREATED);
  EXPECT_EQ(archive_.commits().size(), 16u);
}

TEST_F(IngestStreamTest, HandsWishesOn) {
  grpc::ClientContext context;
  auto stream = stub_->IngestArticles(&context);
  v1::IngestArticlesRequest request = Request("1", kSentence);
  request.set_replace(true);
  request.set_etag("of-old");
  request.set_must_not_exist(true);
  ASSERT_TRUE(stream->Write(request));
  stream->WritesDone();
  v1::IngestArticlesResponse answer;
  ASSERT_TRUE(stream->Read(&answer));
  EXPECT_TRUE(stream->Finish().ok());
  ASSERT_EQ(archive_.commits().size(), 1u);
  EXPECT_TRUE(archive_.commits()[0].replace());
  EXPECT_EQ(archive_.commits()[0].etag(), "of-old");
  EXPECT_TRUE(archive_.commits()[0].must_not_exist());
}

TEST_F(IngestStreamTest, TakesNoMoreThanItsWindow) {
  archive_.Hold();
  grpc::ClientContext context;
  auto stream = stub_->IngestArticles(&context);
  std::thread sender([&] {
    for (int i = 0; i < 40; ++i) stream->Write(Request(std::to_string(i), kSentence));
    stream->WritesDone();
  });
  while (archive_.commits().size() < kStreamWindow) absl::SleepFor(absl::Milliseconds(5));
  absl::SleepFor(absl::Milliseconds(200));  // time enough to read a fourth
  EXPECT_EQ(archive_.commits().size(), size_t{kStreamWindow});
  archive_.Release();
  v1::IngestArticlesResponse answer;
  int answers = 0;
  while (stream->Read(&answer)) ++answers;
  sender.join();
  EXPECT_EQ(answers, 40);
  EXPECT_TRUE(stream->Finish().ok());
}

TEST_F(IngestStreamTest, KeepsArticlesApartWhileOthersAreRead) {
  grpc::ClientContext context;
  auto stream = stub_->IngestArticles(&context);
  constexpr int kArticles = 200;
  // Refused at once, so that answers are made while large messages are still being parsed.
  std::thread sender([&] {
    for (int i = 0; i < kArticles; ++i) {
      stream->Write(Request(std::to_string(i), std::string(i % 2 == 0 ? 11'000 + i : 1, ' ')));
    }
    stream->WritesDone();
  });
  std::map<std::string, std::string> answers;
  v1::IngestArticlesResponse answer;
  while (stream->Read(&answer)) answers[answer.tag()] = answer.error().message();
  sender.join();
  EXPECT_TRUE(stream->Finish().ok());
  ASSERT_EQ(answers.size(), size_t{kArticles});
  for (int i = 0; i < kArticles; ++i) {
    const std::string expected =
        i % 2 == 0 ? "has " + std::to_string(11'000 + i) + " bytes" : "nothing but white space";
    EXPECT_NE(answers[std::to_string(i)].find(expected), std::string::npos) << i;
  }
}

TEST_F(IngestStreamTest, RefusesLongTagsOnly) {
  grpc::ClientContext context;
  auto stream = stub_->IngestArticles(&context);
  stream->Write(Request(std::string(129, 't'), kSentence));
  stream->WritesDone();
  v1::IngestArticlesResponse answer;
  ASSERT_TRUE(stream->Read(&answer));
  EXPECT_EQ(answer.error().code(), static_cast<int>(absl::StatusCode::kInvalidArgument));
  EXPECT_FALSE(stream->Read(&answer));
  EXPECT_TRUE(stream->Finish().ok());
}

TEST_F(IngestStreamTest, EndsWhenTheClientIsGone) {
  grpc::ClientContext context;
  auto stream = stub_->IngestArticles(&context);
  for (int i = 0; i < 10; ++i) stream->Write(Request(std::to_string(i), kSentence));
  context.TryCancel();
  EXPECT_EQ(stream->Finish().error_code(), grpc::StatusCode::CANCELLED);
  server_.reset();  // returns only once no stream is left
  v1::IngestArticleResponse response;
  EXPECT_EQ(Ingest(Make(kSentence), &response).code(), absl::StatusCode::kUnavailable);
}

TEST_F(IngestStreamTest, EndsAnEmptyStream) {
  grpc::ClientContext context;
  auto stream = stub_->IngestArticles(&context);
  stream->WritesDone();
  v1::IngestArticlesResponse answer;
  EXPECT_FALSE(stream->Read(&answer));
  EXPECT_TRUE(stream->Finish().ok());
}

}  // namespace
}  // namespace onrecord::ingest
