#include "query-service/query/export_records.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "gtest/gtest.h"
#include "proto/rpc/errors.h"
#include "query-service/archive/article_samples.h"

namespace onrecord::query {
namespace {

class ExportRecordsTest : public ArchiveTest {
 protected:
  ExportRecordsTest() {
    for (int i = 0; i < 5; ++i) Commit(ArticleSample(absl::StrCat("a", i)));
  }

  absl::StatusOr<std::unique_ptr<RecordExport>> Begin(const ExportRecordsRequest& request) {
    return RecordExport::Begin(*archive_, request);
  }

  // A request that goes on after the first two articles.
  ExportRecordsRequest Resumed() {
    ExportRecordsRequest request;
    const auto begun = Begin({});
    request.resume_token = (*begun)->Next(2)->back().resume_token;
    return request;
  }
};

TEST_F(ExportRecordsTest, GoesOnWithTheTokenAtTheSameRevision) {
  const auto resumed = Begin(Resumed());
  ASSERT_TRUE(resumed.ok()) << resumed.status();
  const auto rest = (*resumed)->Next(10);
  ASSERT_EQ(rest->size(), 3u);
  EXPECT_EQ(rest->front().records.article.id, "a2");
}

TEST_F(ExportRecordsTest, RefusesToMixRevisionsUnlessTold) {
  ExportRecordsRequest request = Resumed();
  Commit(ArticleSample("a9"));
  const absl::Status gone = Begin(request).status();
  EXPECT_EQ(gone.code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_EQ(rpc::ReasonOf(gone), "SNAPSHOT_GONE");
  request.allow_later_revision = true;
  const auto resumed = Begin(request);
  ASSERT_TRUE(resumed.ok()) << resumed.status();
  EXPECT_EQ((*resumed)->archive_revision(), 6);
  EXPECT_EQ((*resumed)->Next(10)->size(), 4u);
}

TEST_F(ExportRecordsTest, RefusesTokensOfOtherFiltersAndDamagedOnes) {
  ExportRecordsRequest request = Resumed();
  request.filter.publishers = {"Herald"};
  EXPECT_EQ(rpc::ReasonOf(Begin(request).status()), "INVALID_RESUME_TOKEN");
  request.filter = {};
  request.resume_token += "A";
  EXPECT_EQ(rpc::ReasonOf(Begin(request).status()), "INVALID_RESUME_TOKEN");
}

TEST_F(ExportRecordsTest, ChecksFilterAndRevision) {
  ExportRecordsRequest request;
  request.filter.text = "\"open";
  EXPECT_EQ(rpc::ReasonOf(Begin(request).status()), "INVALID_FIELD");
  request.filter.text = "";
  request.min_revision = 6;
  EXPECT_EQ(rpc::ReasonOf(Begin(request).status()), "REVISION_NOT_REACHED");
}

}  // namespace
}  // namespace onrecord::query
