#include <memory>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "gtest/gtest.h"
#include "proto/rpc/errors.h"
#include "query-service/service/service_fixture.h"

namespace onrecord::query {
namespace {

class WatchStreamTest : public ServiceFixture {
 protected:
  using Stream = grpc::ClientReader<v1::WatchChangesResponse>;

  WatchStreamTest() {
    archive_->SetListener([this] { streams_.open().Wake(); });
  }
  ~WatchStreamTest() override {
    archive_->SetListener([] {});
  }

  std::unique_ptr<Stream> Watch(grpc::ClientContext& context,
                                const v1::WatchChangesRequest& request = {}) {
    context.set_deadline(absl::ToChronoTime(absl::Now() + absl::Seconds(30)));
    return queries_->WatchChanges(&context, request);
  }

  // The next change, checkpoints left out.
  static v1::WatchChangesResponse NextChange(Stream& stream) {
    v1::WatchChangesResponse message;
    while (stream.Read(&message)) {
      if (message.kind() != v1::CHANGE_KIND_UNSPECIFIED) return message;
    }
    ADD_FAILURE() << stream.Finish().error_message();
    return {};
  }

  absl::Status EndOf(const v1::WatchChangesRequest& request) {
    grpc::ClientContext context;
    const auto stream = Watch(context, request);
    v1::WatchChangesResponse message;
    EXPECT_FALSE(stream->Read(&message));
    return rpc::FromGrpcStatus(stream->Finish());
  }
};

TEST_F(WatchStreamTest, TellsWhatWasAndWhatComes) {
  ASSERT_TRUE(Commit(Example("a")).ok());
  grpc::ClientContext context;
  const auto stream = Watch(context);
  v1::WatchChangesResponse change = NextChange(*stream);
  EXPECT_EQ(change.archive_revision(), 1);
  EXPECT_EQ(change.kind(), v1::CHANGE_KIND_CREATED);
  EXPECT_EQ(change.article().name(), "articles/a");
  EXPECT_EQ(change.article().position_count(), 1);
  EXPECT_EQ(change.article().text(), "");

  const absl::Time begin = absl::Now();
  v1::CommitArticleRequest revised = Example("a");
  revised.set_replace(true);
  ASSERT_TRUE(Commit(revised).ok());
  change = NextChange(*stream);
  EXPECT_LT(absl::Now() - begin, absl::Milliseconds(900));  // woken, not looking each second
  EXPECT_EQ(change.kind(), v1::CHANGE_KIND_REVISED);
  EXPECT_EQ(change.article_revision(), 2);
  ASSERT_TRUE(archive_->DeleteArticle("a").ok());
  change = NextChange(*stream);
  EXPECT_EQ(change.archive_revision(), 3);
  EXPECT_EQ(change.kind(), v1::CHANGE_KIND_DELETED);
  EXPECT_TRUE(change.deleted());
  EXPECT_EQ(change.article().publisher(), "");
  context.TryCancel();
}

TEST_F(WatchStreamTest, MissesAndRepeatsNothingUnderManyCommits) {
  constexpr int kWriters = 4;
  constexpr int kEach = 60;
  std::vector<std::thread> writers;
  for (int w = 0; w < kWriters; ++w) {
    writers.emplace_back([this, w] {
      for (int i = 0; i < kEach; ++i) {
        EXPECT_TRUE(Commit(Example(absl::StrCat("a", w, "-", i))).ok());
      }
    });
  }
  int64_t revision = 0;
  while (revision < kWriters * kEach) {
    // Cut off again and again, and resumed.
    grpc::ClientContext context;
    v1::WatchChangesRequest request;
    request.set_after_revision(revision);
    const auto stream = Watch(context, request);
    for (int i = 0; i < 25 && revision < kWriters * kEach; ++i) {
      ASSERT_EQ(NextChange(*stream).archive_revision(), revision + 1);
      ++revision;
    }
    context.TryCancel();
  }
  for (std::thread& writer : writers) writer.join();
}

TEST_F(WatchStreamTest, FiltersByKindArticleAndPublisher) {
  ASSERT_TRUE(Commit(Example("a")).ok());
  v1::CommitArticleRequest other = Example("b");
  other.mutable_article()->set_publisher("Gazette");
  ASSERT_TRUE(Commit(other).ok());
  ASSERT_TRUE(archive_->DeleteArticle("a").ok());
  ASSERT_TRUE(archive_->DeleteArticle("b").ok());
  const auto first = [this](const v1::WatchChangesRequest& request) {
    grpc::ClientContext context;
    const auto stream = Watch(context, request);
    const int64_t revision = NextChange(*stream).archive_revision();
    context.TryCancel();
    return revision;
  };
  v1::WatchChangesRequest request;
  request.add_kinds(v1::CHANGE_KIND_DELETED);
  EXPECT_EQ(first(request), 3);
  request.add_publishers("Gazette");
  EXPECT_EQ(first(request), 4);
  request.Clear();
  request.add_articles("articles/b");
  EXPECT_EQ(first(request), 2);
}

TEST_F(WatchStreamTest, SaysHowFarItIsWhenNothingMatches) {
  ASSERT_TRUE(Commit(Example("a")).ok());
  v1::WatchChangesRequest request;
  request.add_kinds(v1::CHANGE_KIND_DELETED);
  grpc::ClientContext context;
  const auto stream = Watch(context, request);
  v1::WatchChangesResponse message;
  ASSERT_TRUE(stream->Read(&message));
  EXPECT_EQ(message.kind(), v1::CHANGE_KIND_UNSPECIFIED);
  EXPECT_EQ(message.archive_revision(), 1);
  EXPECT_FALSE(message.has_article());
  ASSERT_TRUE(Commit(Example("b")).ok());
  ASSERT_TRUE(stream->Read(&message));  // once the interval is over
  EXPECT_EQ(message.kind(), v1::CHANGE_KIND_UNSPECIFIED);
  EXPECT_EQ(message.archive_revision(), 2);
  context.TryCancel();
}

TEST_F(WatchStreamTest, RefusesWhatCannotBe) {
  v1::WatchChangesRequest request;
  request.set_after_revision(7);
  const absl::Status ahead = EndOf(request);
  EXPECT_EQ(ahead.code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_EQ(rpc::ReasonOf(ahead), "REVISION_NOT_REACHED");
  request.set_after_revision(-1);
  EXPECT_EQ(rpc::ReasonOf(EndOf(request)), "INVALID_FIELD");
  request.Clear();
  request.add_articles("nonsense");
  EXPECT_EQ(rpc::ReasonOf(EndOf(request)), "INVALID_FIELD");
  request.Clear();
  request.add_kinds(static_cast<v1::ChangeKind>(77));
  EXPECT_EQ(rpc::ReasonOf(EndOf(request)), "INVALID_FIELD");
}

TEST_F(WatchStreamTest, AdmitsSoManyWatches) {
  grpc::ClientContext contexts[3];
  std::unique_ptr<Stream> open[3];
  v1::WatchChangesResponse message;
  for (int i = 0; i < kLimits.max_watches; ++i) {
    open[i] = Watch(contexts[i]);
    ASSERT_TRUE(open[i]->Read(&message));  // the first checkpoint
  }
  EXPECT_EQ(EndOf({}).code(), absl::StatusCode::kResourceExhausted);
  for (grpc::ClientContext& context : contexts) context.TryCancel();
}

TEST_F(WatchStreamTest, EndsWhenTheServerDrains) {
  grpc::ClientContext context;
  const auto stream = Watch(context);
  v1::WatchChangesResponse message;
  ASSERT_TRUE(stream->Read(&message));
  streams_.open().EndAll();
  EXPECT_FALSE(stream->Read(&message));
  EXPECT_EQ(rpc::ReasonOf(rpc::FromGrpcStatus(stream->Finish())), "SHUTTING_DOWN");
}

}  // namespace
}  // namespace onrecord::query
