#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "google/protobuf/util/message_differencer.h"
#include "gtest/gtest.h"
#include "proto/rpc/errors.h"
#include "query-service/service/service_fixture.h"

namespace onrecord::query {
namespace {

using google::protobuf::util::MessageDifferencer;

class ExportStreamTest : public ServiceFixture {
 protected:
  struct Exported {
    std::vector<v1::ExportRecordsResponse> messages;
    absl::Status status;
  };

  Exported Export(const v1::ExportRecordsRequest& request = {}) {
    grpc::ClientContext context;
    const auto stream = queries_->ExportRecords(&context, request);
    Exported exported;
    v1::ExportRecordsResponse message;
    while (stream->Read(&message)) exported.messages.push_back(message);
    exported.status = rpc::FromGrpcStatus(stream->Finish());
    return exported;
  }
};

TEST_F(ExportStreamTest, SendsEachArticleAsListsShowIt) {
  for (int i = 0; i < 40; ++i) ASSERT_TRUE(Commit(Example(absl::StrCat("a", i))).ok());
  const Exported exported = Export();
  ASSERT_TRUE(exported.status.ok()) << exported.status;
  ASSERT_EQ(exported.messages.size(), 40u);
  for (const v1::ExportRecordsResponse& message : exported.messages) {
    EXPECT_EQ(message.archive_revision(), 40);
    const v1::ArticleRecords& records = message.records();
    EXPECT_EQ(records.offset_encoding(), v1::OFFSET_ENCODING_UTF8);
    ASSERT_EQ(records.speakers_size(), 1);
    EXPECT_EQ(records.speakers(0).speaker().display_name(), "Ann Lee");
    EXPECT_EQ(records.speakers(0).mentions(0).span().text(), "Ann Lee");
    v1::ListPositionsRequest list;
    list.mutable_filter()->add_articles(records.article().name());
    v1::ListPositionsResponse positions;
    ASSERT_TRUE(Call(&v1::QueryService::Stub::ListPositions, list, &positions).ok());
    ASSERT_EQ(records.positions_size(), 1);
    EXPECT_TRUE(MessageDifferencer::Equals(records.positions(0), positions.positions(0)));
    EXPECT_EQ(records.positions(0).speakers(0).speaker(), records.speakers(0).speaker().name());
    ASSERT_EQ(records.events_size(), 1);
    EXPECT_EQ(records.events(0).positions(0), records.positions(0).name());
  }
}

TEST_F(ExportStreamTest, GoesOnAfterAnyMessage) {
  for (int i = 0; i < 20; ++i) ASSERT_TRUE(Commit(Example(absl::StrCat("a", i))).ok());
  const Exported whole = Export();
  for (size_t i = 0; i < whole.messages.size(); i += 7) {
    v1::ExportRecordsRequest request;
    request.set_resume_token(whole.messages[i].resume_token());
    const Exported rest = Export(request);
    ASSERT_TRUE(rest.status.ok()) << rest.status;
    ASSERT_EQ(rest.messages.size(), whole.messages.size() - i - 1);
    for (size_t j = 0; j < rest.messages.size(); ++j) {
      EXPECT_TRUE(MessageDifferencer::Equals(rest.messages[j], whole.messages[i + 1 + j]));
    }
  }
}

TEST_F(ExportStreamTest, EndsWithNothingForAnEmptyArchive) {
  const Exported exported = Export();
  EXPECT_TRUE(exported.status.ok()) << exported.status;
  EXPECT_TRUE(exported.messages.empty());
}

TEST_F(ExportStreamTest, TellsWhatIsWrongWithTheRequest) {
  v1::ExportRecordsRequest request;
  request.set_offset_encoding(static_cast<v1::OffsetEncoding>(9));
  EXPECT_EQ(rpc::ReasonOf(Export(request).status), "INVALID_FIELD");
  request.Clear();
  request.set_resume_token("nonsense");
  EXPECT_EQ(rpc::ReasonOf(Export(request).status), "INVALID_RESUME_TOKEN");
}

TEST_F(ExportStreamTest, CutsOffWhoDoesNotRead) {
  CommitLongArticles();
  grpc::ClientContext context;
  const auto stream = queries_->ExportRecords(&context, {});
  absl::SleepFor(kLimits.longest_unread + absl::Seconds(2));
  std::string last;
  v1::ExportRecordsResponse message;
  int messages = 0;
  for (; stream->Read(&message); ++messages) last = message.resume_token();
  const absl::Status status = rpc::FromGrpcStatus(stream->Finish());
  EXPECT_EQ(status.code(), absl::StatusCode::kAborted) << status;
  EXPECT_EQ(rpc::ReasonOf(status), "SLOW_CLIENT");
  EXPECT_LT(messages, kLongArticles);
  v1::ExportRecordsRequest request;
  request.set_resume_token(last);
  EXPECT_EQ(Export(request).messages.size(), static_cast<size_t>(kLongArticles - messages));
}

TEST_F(ExportStreamTest, RefusesMoreExportsThanItHas) {
  CommitLongArticles();
  grpc::ClientContext contexts[2];
  std::unique_ptr<grpc::ClientReader<v1::ExportRecordsResponse>> streams[2];
  v1::ExportRecordsResponse message;
  for (int i = 0; i < 2; ++i) {
    streams[i] = queries_->ExportRecords(&contexts[i], {});
    ASSERT_TRUE(streams[i]->Read(&message));
  }
  EXPECT_EQ(Export().status.code(), absl::StatusCode::kResourceExhausted);
  contexts[0].TryCancel();
  EXPECT_EQ(streams[0]->Finish().error_code(), grpc::StatusCode::CANCELLED);
  // The place is free once the server has noticed.
  absl::Status status = absl::ResourceExhaustedError("");
  for (int i = 0; i < 100 && absl::IsResourceExhausted(status); ++i) {
    absl::SleepFor(absl::Milliseconds(50));
    status = Export().status;
  }
  EXPECT_TRUE(status.ok()) << status;
  contexts[1].TryCancel();
}

TEST_F(ExportStreamTest, EndsWhenTheServerDrains) {
  CommitLongArticles();
  grpc::ClientContext context;
  const auto stream = queries_->ExportRecords(&context, {});
  v1::ExportRecordsResponse message;
  ASSERT_TRUE(stream->Read(&message));
  streams_.open().EndAll();
  while (stream->Read(&message)) {
  }
  EXPECT_EQ(stream->Finish().error_code(), grpc::StatusCode::UNAVAILABLE);
  EXPECT_EQ(Export().status.code(), absl::StatusCode::kUnavailable);
}

}  // namespace
}  // namespace onrecord::query
