#include "query-service/query/speaker_views.h"

#include <functional>
#include <string>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "proto/rpc/errors.h"
#include "query-service/archive/article_samples.h"

namespace onrecord::query {
namespace {

class SpeakerViewsTest : public ArchiveTest {
 protected:
  SpeakerViewsTest() {
    Say("Anna Alt", "2026-01-10", PositionKind::kDemand);
    Say("Anna Alt", "2026-02-10", PositionKind::kDenial);
    Say("Anna Alt", "2026-02-11", PositionKind::kDenial);
    Say("Berta Bach", "2026-02-20", PositionKind::kSupport);
    Say("Berta Bach", "2026-03-20", PositionKind::kSupport);
    const auto page = archive_->ListSpeakers({}, {}, 9);
    EXPECT_TRUE(page.ok()) << page.status();
    for (const SpeakerRecord& speaker : page->speakers) {
      (speaker.display_name == "Anna Alt" ? anna_ : berta_) = absl::StrCat("speakers/", speaker.id);
    }
  }

  void Say(const std::string& name, const std::string& day, PositionKind kind) {
    ArticleSample sample(absl::StrCat("on-", day));
    sample.article.publish_time = At(day + "T12:00:00Z");
    sample.AddPosition("p", {sample.AddSpeaker(name)}, "the tax", kind);
    Commit(sample);
  }

  CompareSpeakersRequest Comparison() const {
    CompareSpeakersRequest request;
    request.speaker = anna_;
    request.other_speaker = berta_;
    return request;
  }

  std::string anna_;
  std::string berta_;
};

void ExpectBad(const absl::Status& status, const std::string& field) {
  EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument) << field;
  EXPECT_TRUE(absl::StartsWith(status.message(), field + ": ")) << status;
}

TEST_F(SpeakerViewsTest, TimelineIsByMonthWithOneExample) {
  GetSpeakerTimelineRequest request;
  request.name = anna_;
  request.filter.text = "tax";
  const auto view = GetSpeakerTimeline(*archive_, request);
  ASSERT_TRUE(view.ok()) << view.status();
  ASSERT_EQ(view->timeline.periods.size(), 2u);
  EXPECT_EQ(view->timeline.periods[0].start, "2026-02");
  EXPECT_EQ(view->timeline.periods[0].count, 2);
  ASSERT_EQ(view->timeline.periods[0].examples.size(), 1u);
  EXPECT_EQ(view->timeline.periods[0].examples[0].article_id, "on-2026-02-11");
  EXPECT_EQ(view->timeline.count, 3);
  EXPECT_EQ(view->archive_revision, 5);
}

TEST_F(SpeakerViewsTest, ComparisonHasBothSidesAndWhatTheyShare) {
  const auto view = CompareSpeakers(*archive_, Comparison());
  ASSERT_TRUE(view.ok()) << view.status();
  EXPECT_EQ(view->speaker.count, 3);
  EXPECT_EQ(view->speaker.kinds.at(PositionKind::kDenial), 2);
  EXPECT_EQ(view->other_speaker.count, 2);
  ASSERT_EQ(view->other_speaker.examples.size(), 1u);
  EXPECT_EQ(view->other_speaker.examples[0].article_id, "on-2026-03-20");
  ASSERT_EQ(view->shared_periods.size(), 1u);
  EXPECT_EQ(view->shared_periods[0].start, "2026-02");
  EXPECT_EQ(view->shared_periods[0].count, 2);
  EXPECT_EQ(view->shared_periods[0].other_count, 1);
  EXPECT_FALSE(view->truncated);
}

TEST_F(SpeakerViewsTest, SharedPeriodsAreCut) {
  Say("Anna Alt", "2026-03-21", PositionKind::kDemand);
  CompareSpeakersRequest request = Comparison();
  request.max_periods = 1;
  const auto view = CompareSpeakers(*archive_, request);
  ASSERT_TRUE(view.ok()) << view.status();
  ASSERT_EQ(view->shared_periods.size(), 1u);
  EXPECT_EQ(view->shared_periods[0].start, "2026-03");
  EXPECT_TRUE(view->truncated);
}

TEST_F(SpeakerViewsTest, RejectsBadRequests) {
  const auto bad = [&](const std::function<void(CompareSpeakersRequest&)>& breaks,
                       const std::string& field) {
    CompareSpeakersRequest request = Comparison();
    breaks(request);
    ExpectBad(CompareSpeakers(*archive_, request).status(), field);
  };
  bad([](auto& r) { r.speaker = "anna"; }, "speaker");
  bad([](auto& r) { r.other_speaker = ""; }, "other_speaker");
  bad([](auto& r) { r.other_speaker = r.speaker; }, "other_speaker");
  bad([&](auto& r) { r.filter.speakers = {anna_}; }, "filter.speakers");
  bad([](auto& r) { r.filter.text = "-x"; }, "filter.text");
  bad([](auto& r) { r.period = 4; }, "period");
  bad([](auto& r) { r.max_periods = 1001; }, "max_periods");
  bad([](auto& r) { r.max_examples = 11; }, "max_examples");
  bad([](auto& r) { r.max_examples = -1; }, "max_examples");
  GetSpeakerTimelineRequest timeline;
  timeline.name = "speakers/";
  ExpectBad(GetSpeakerTimeline(*archive_, timeline).status(), "name");
}

TEST_F(SpeakerViewsTest, NamesWhoIsMissing) {
  CompareSpeakersRequest request = Comparison();
  request.other_speaker = "speakers/nobody-00000000";
  EXPECT_EQ(rpc::ReasonOf(CompareSpeakers(*archive_, request).status()), "RESOURCE_NOT_FOUND");
  GetSpeakerTimelineRequest timeline;
  timeline.name = "speakers/nobody-00000000";
  EXPECT_EQ(GetSpeakerTimeline(*archive_, timeline).status().code(), absl::StatusCode::kNotFound);
  timeline.name = anna_;
  timeline.min_revision = 99;
  EXPECT_EQ(rpc::ReasonOf(GetSpeakerTimeline(*archive_, timeline).status()),
            "REVISION_NOT_REACHED");
}

}  // namespace
}  // namespace onrecord::query
