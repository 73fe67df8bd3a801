#include <algorithm>
#include <atomic>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "google/rpc/error_details.pb.h"
#include "gtest/gtest.h"
#include "proto/rpc/errors.h"
#include "query-service/service/service_fixture.h"

namespace onrecord::query {
namespace {

class WatchStreamTest : public ServiceFixture {
 protected:
  using Stream = grpc::ClientReader<v1::WatchChangesResponse>;

  explicit WatchStreamTest(const ArchiveOptions& options = Options()) : ServiceFixture(options) {
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

  // The same of one of several that follow each other: streams count as open until the server has
  // done with them, which the client does not see.
  absl::Status RefusalOf(const v1::WatchChangesRequest& request) {
    absl::Status end = EndOf(request);
    while (rpc::ReasonOf(end) == "OVERLOADED") end = EndOf(request);
    return end;
  }

  // What ErrorInfo says under `key`.
  static std::string MetadataOf(const absl::Status& status, const std::string& key) {
    const auto payload = status.GetPayload("type.googleapis.com/google.rpc.ErrorInfo");
    google::rpc::ErrorInfo info;
    if (payload.has_value()) info.ParseFromString(std::string(*payload));
    const auto found = info.metadata().find(key);
    return found == info.metadata().end() ? "" : found->second;
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

TEST_F(WatchStreamTest, TellsSpeakersWhoseArticlesChange) {
  ASSERT_TRUE(Commit(Example("a")).ok());
  v1::ListSpeakersResponse speakers;
  ASSERT_TRUE(
      Call(&v1::QueryService::Stub::ListSpeakers, v1::ListSpeakersRequest(), &speakers).ok());
  const std::string ann = speakers.speakers(0).name();
  v1::CommitArticleRequest other = Example("a");
  other.set_replace(true);
  other.mutable_analysis()->mutable_speakers(0)->mutable_speaker()->set_display_name("Bea Lund");
  other.mutable_analysis()->mutable_positions(0)->set_name("p-2");
  other.mutable_analysis()->mutable_events(0)->set_positions(0, "p-2");
  ASSERT_TRUE(Commit(other).ok());
  ASSERT_TRUE(Commit(other).ok());  // of somebody else
  ASSERT_TRUE(archive_->DeleteArticle("a").ok());
  ASSERT_TRUE(Commit(Example("b")).ok());

  v1::WatchChangesRequest request;
  request.add_speakers(ann);
  grpc::ClientContext context;
  const auto stream = Watch(context, request);
  v1::WatchChangesResponse change = NextChange(*stream);
  EXPECT_EQ(change.archive_revision(), 1);
  ASSERT_EQ(change.position_changes().added_speakers_size(), 1);
  EXPECT_EQ(change.position_changes().added_speakers(0), ann);
  change = NextChange(*stream);
  EXPECT_EQ(change.archive_revision(), 2);
  ASSERT_EQ(change.position_changes().removed_speakers_size(), 1);
  EXPECT_EQ(change.position_changes().removed_speakers(0), ann);
  ASSERT_EQ(change.position_changes().added_positions_size(), 1);
  EXPECT_EQ(change.position_changes().added_positions(0), "articles/a/positions/p-2");
  ASSERT_EQ(change.position_changes().removed_positions_size(), 1);
  EXPECT_EQ(change.position_changes().removed_positions(0), "articles/a/positions/p-1");
  EXPECT_FALSE(change.position_changes().truncated());
  EXPECT_EQ(NextChange(*stream).archive_revision(), 5);
  context.TryCancel();
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
  const absl::Status ahead = RefusalOf(request);
  EXPECT_EQ(ahead.code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_EQ(rpc::ReasonOf(ahead), "REVISION_NOT_REACHED");
  request.set_after_revision(-1);
  EXPECT_EQ(rpc::ReasonOf(RefusalOf(request)), "INVALID_FIELD");
  request.Clear();
  request.add_articles("nonsense");
  EXPECT_EQ(rpc::ReasonOf(RefusalOf(request)), "INVALID_FIELD");
  request.Clear();
  request.add_speakers("articles/a");
  EXPECT_EQ(rpc::ReasonOf(RefusalOf(request)), "INVALID_FIELD");
  request.Clear();
  request.add_kinds(static_cast<v1::ChangeKind>(77));
  EXPECT_EQ(rpc::ReasonOf(RefusalOf(request)), "INVALID_FIELD");
}

TEST_F(WatchStreamTest, CutsOffWhoDoesNotReadAndHoldsNoCommitUp) {
  CommitLongArticles();
  grpc::ClientContext context;
  const auto stream = Watch(context);
  int64_t last = NextChange(*stream).archive_revision();
  // A commit that waited for the watch would do so until that is cut off.
  absl::Duration longest;
  for (int i = 0; i < 10; ++i) {
    const absl::Time begin = absl::Now();
    ASSERT_TRUE(Commit(Example(absl::StrCat("meanwhile-", i))).ok());
    longest = std::max(longest, absl::Now() - begin);
  }
  EXPECT_LT(longest, kLimits.longest_unread);
  absl::SleepFor(kLimits.longest_unread + absl::Seconds(2));
  v1::WatchChangesResponse message;
  while (stream->Read(&message)) {
    ASSERT_EQ(message.archive_revision(), last + 1);
    last = message.archive_revision();
  }
  EXPECT_LT(last, kLongArticles);
  const absl::Status status = rpc::FromGrpcStatus(stream->Finish());
  EXPECT_EQ(status.code(), absl::StatusCode::kAborted) << status;
  EXPECT_EQ(rpc::ReasonOf(status), "SLOW_CLIENT");
  EXPECT_EQ(MetadataOf(status, "after_revision"), absl::StrCat(last));

  v1::WatchChangesRequest request;
  request.set_after_revision(last);
  grpc::ClientContext resumed;
  const auto rest = Watch(resumed, request);
  for (; last < archive_->revision(); ++last) {
    ASSERT_EQ(NextChange(*rest).archive_revision(), last + 1);
  }
  EXPECT_EQ(last, kLongArticles + 10);
  resumed.TryCancel();
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

constexpr absl::Duration kRetention = absl::Hours(1);

// With an archive whose clock can be set forward.
class ChangeRetentionTest : public WatchStreamTest {
 protected:
  ChangeRetentionTest() : WatchStreamTest(WithClock()) { passed_s_ = 0; }

  static ArchiveOptions WithClock() {
    ArchiveOptions options = Options();
    options.change_retention = kRetention;
    options.clock = [] { return absl::Now() + absl::Seconds(passed_s_.load()); };
    return options;
  }

  static void LetPass(absl::Duration time) { passed_s_ += absl::ToInt64Seconds(time); }

  void ExpectCompacted(const absl::Status& status, int64_t oldest) {
    EXPECT_EQ(status.code(), absl::StatusCode::kOutOfRange) << status;
    EXPECT_EQ(rpc::ReasonOf(status), "REVISION_COMPACTED");
    EXPECT_EQ(MetadataOf(status, "oldest_revision"), absl::StrCat(oldest));
  }

  static inline std::atomic<int64_t> passed_s_{0};
};

TEST_F(ChangeRetentionTest, TellsWhereAWatchCanGoOn) {
  for (const char* id : {"a", "b"}) ASSERT_TRUE(Commit(Example(id)).ok());
  LetPass(kRetention);
  for (const char* id : {"c", "d"}) ASSERT_TRUE(Commit(Example(id)).ok());
  v1::WatchChangesRequest request;
  ExpectCompacted(EndOf(request), 2);
  request.set_after_revision(1);
  ExpectCompacted(EndOf(request), 2);
  request.set_after_revision(2);
  grpc::ClientContext context;
  const auto stream = Watch(context, request);
  EXPECT_EQ(NextChange(*stream).archive_revision(), 3);
  EXPECT_EQ(NextChange(*stream).archive_revision(), 4);
  context.TryCancel();
}

TEST_F(ChangeRetentionTest, WatchThatKeepsUpOutlivesWhatItHasTold) {
  grpc::ClientContext context;
  const auto stream = Watch(context);
  for (int revision = 1; revision <= 5; ++revision) {
    ASSERT_TRUE(Commit(Example(absl::StrCat("a", revision))).ok());
    EXPECT_EQ(NextChange(*stream).archive_revision(), revision);
    LetPass(kRetention);
  }
  context.TryCancel();
}

TEST_F(ChangeRetentionTest, WatchThatFellBehindIsToldSo) {
  CommitLongArticles();
  grpc::ClientContext context;
  const auto stream = Watch(context);
  int64_t last = NextChange(*stream).archive_revision();
  ASSERT_TRUE(Commit(Example("a")).ok());  // far after what has been read for it
  LetPass(kRetention);
  ASSERT_TRUE(Commit(Example("b")).ok());
  v1::WatchChangesResponse message;
  while (stream->Read(&message)) ASSERT_EQ(message.archive_revision(), ++last);
  EXPECT_LT(last, archive_->revision() - 1);
  ExpectCompacted(rpc::FromGrpcStatus(stream->Finish()), archive_->revision() - 1);
}

}  // namespace
}  // namespace onrecord::query
