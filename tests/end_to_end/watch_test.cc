// Watching an archive change while it is killed and comes back.

#include <csignal>
#include <string>
#include <thread>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/testing/call.h"
#include "tests/testing/sample_articles.h"
#include "tests/testing/service_pair.h"
#include "tests/testing/status_matchers.h"

namespace onrecord::tests {
namespace {

class WatchTest : public ::testing::Test {
 protected:
  grpc::Status Commit(int number) {
    return Call(pair_.archive(), &ArchiveStub::CommitArticle,
                MillCommit(absl::StrCat("articles/mill-", number), v1::POSITION_KIND_DENIAL,
                           v1::EVENT_TYPE_CONSULT, absl::StrCat("note ", number)))
        .status;
  }

  // Reads `count` changes after `revision`, each of which must be the next; returns the last.
  int64_t ReadChanges(int64_t revision, int count) {
    grpc::ClientContext context;
    context.set_deadline(absl::ToChronoTime(absl::Now() + absl::Seconds(60)));
    v1::WatchChangesRequest request;
    request.set_after_revision(revision);
    const auto watch = pair_.query().WatchChanges(&context, request);
    v1::WatchChangesResponse message;
    while (count > 0 && watch->Read(&message)) {
      if (message.kind() == v1::CHANGE_KIND_UNSPECIFIED) continue;
      EXPECT_EQ(message.archive_revision(), ++revision);
      --count;
    }
    EXPECT_EQ(count, 0);
    context.TryCancel();
    return revision;
  }

  ServicePair pair_{ServicePair::Services::kQueryOnly};
};

TEST_F(WatchTest, ResumesOverKillsWithoutGapOrRepeat) {
  int64_t revision = 0;
  for (int round = 0; round < 5; ++round) {
    for (int i = 0; i < 10; ++i) ASSERT_TRUE(Commit(round * 10 + i).ok());
    revision = ReadChanges(revision, 7);
    pair_.RestartQuery();
  }
  EXPECT_EQ(ReadChanges(revision, 15), 50);
}

TEST_F(WatchTest, ShutdownEndsWatchesAtOnce) {
  grpc::ClientContext context;
  const auto watch = pair_.query().WatchChanges(&context, v1::WatchChangesRequest());
  v1::WatchChangesResponse message;
  ASSERT_TRUE(watch->Read(&message));
  const absl::Time begin = absl::Now();
  pair_.query_process().Signal(SIGTERM);
  EXPECT_FALSE(watch->Read(&message));
  EXPECT_THAT(watch->Finish(), Fails(grpc::StatusCode::UNAVAILABLE, "SHUTTING_DOWN"));
  EXPECT_LT(absl::Now() - begin, absl::Seconds(5));  // the drain time is 10
  EXPECT_EQ(pair_.query_process().WaitForExit(), 0);
}

}  // namespace
}  // namespace onrecord::tests
