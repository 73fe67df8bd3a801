#include "query-service/query/change_speakers.h"

#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "proto/rpc/errors.h"
#include "query-service/archive/article_samples.h"

namespace onrecord::query {
namespace {

using testing::HasSubstr;

class ChangeSpeakersTest : public ArchiveTest {
 protected:
  ChangeSpeakersTest() {
    ArticleSample sample("a");
    sample.AddSpeaker("Ann Alba");
    sample.AddSpeaker("Bob Blau");
    Commit(sample);
    const auto speakers = archive_->ListSpeakers({}, std::nullopt, 9)->speakers;
    ann_ = "speakers/" + speakers.at(0).id;
    bob_ = "speakers/" + speakers.at(1).id;
  }

  static void ExpectBad(const absl::Status& status, const std::string& reason,
                        const std::string& field) {
    EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument) << status;
    EXPECT_EQ(rpc::ReasonOf(status), reason);
    EXPECT_THAT(std::string(status.message()), HasSubstr(field));
  }

  std::string ann_;
  std::string bob_;
};

TEST_F(ChangeSpeakersTest, MergesAndSplitsByName) {
  const auto merged = MergeSpeakers(*archive_, ann_, {bob_});
  ASSERT_TRUE(merged.ok()) << merged.status();
  EXPECT_EQ("speakers/" + merged->id, ann_);
  const auto split = SplitSpeaker(*archive_, bob_, {});
  ASSERT_TRUE(split.ok()) << split.status();
  EXPECT_EQ("speakers/" + split->split_speaker.id, bob_);
}

TEST_F(ChangeSpeakersTest, NamesWhatIsMissing) {
  ExpectBad(MergeSpeakers(*archive_, "", {bob_}).status(), "REQUIRED_FIELD", "name");
  ExpectBad(MergeSpeakers(*archive_, ann_, {}).status(), "REQUIRED_FIELD", "others");
  ExpectBad(SplitSpeaker(*archive_, "", {}).status(), "REQUIRED_FIELD", "name");
}

TEST_F(ChangeSpeakersTest, NamesFieldThatBreaksItsRule) {
  ExpectBad(MergeSpeakers(*archive_, "ann", {bob_}).status(), "INVALID_FIELD", "name");
  ExpectBad(MergeSpeakers(*archive_, ann_, {bob_, "bob"}).status(), "INVALID_FIELD", "others[1]");
  ExpectBad(MergeSpeakers(*archive_, ann_, std::vector<std::string>(101, bob_)).status(),
            "INVALID_FIELD", "others");
  ExpectBad(SplitSpeaker(*archive_, "articles/a", {}).status(), "INVALID_FIELD", "name");
  ExpectBad(SplitSpeaker(*archive_, ann_, {"a"}).status(), "INVALID_FIELD", "articles[0]");
  ExpectBad(SplitSpeaker(*archive_, ann_, std::vector<std::string>(1001, "articles/a")).status(),
            "INVALID_FIELD", "articles");
}

TEST_F(ChangeSpeakersTest, NobodyIsMergedIntoThemselves) {
  ExpectBad(MergeSpeakers(*archive_, ann_, {bob_, ann_}).status(), "SPEAKER_CONFLICT", "others[1]");
  EXPECT_EQ(archive_->revision(), 1);
}

}  // namespace
}  // namespace onrecord::query
