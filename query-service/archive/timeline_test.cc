#include "query-service/archive/timeline.h"

#include <map>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "query-service/archive/article_samples.h"

namespace onrecord::query {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class TimelineTest : public ArchiveTest {
 protected:
  std::string IdOf(const std::string& name) {
    const auto page = archive_->ListSpeakers({}, {}, 100);
    EXPECT_TRUE(page.ok()) << page.status();
    for (const SpeakerRecord& speaker : page->speakers) {
      if (speaker.display_name == name) return speaker.id;
    }
    return "nobody-00000000";
  }

  TimelineQuery QueryFor(const std::string& name) {
    TimelineQuery query;
    query.speakers = {IdOf(name)};
    query.max_periods = 1000;
    query.examples = 2;
    query.examples_per_period = true;
    return query;
  }

  Timeline Read(const TimelineQuery& query) {
    auto read = archive_->ReadTimelines(query);
    EXPECT_TRUE(read.ok()) << read.status();
    for (const Timeline& timeline : read->timelines) {
      for (const TimelinePeriod& period : timeline.periods) {
        for (const PositionRecord& example : period.examples) {
          EXPECT_EQ(read->texts.count(example.article_id), 1u);
        }
      }
    }
    return read->timelines.at(0);
  }
};

std::vector<std::string> StartsOf(const Timeline& timeline) {
  std::vector<std::string> starts;
  for (const TimelinePeriod& period : timeline.periods) starts.push_back(period.start);
  return starts;
}

TEST_F(TimelineTest, EqualsLinearCount) {
  std::mt19937 random(20260312);
  const std::vector<std::string> names = {"Anna Alt", "Berta Bach"};
  // Counts and articles by month, newest first where read backwards; undated below all.
  std::map<std::string, std::map<PositionKind, int64_t>> expected;
  std::map<std::string, std::vector<std::string>> newest;
  for (int i = 0; i < 60; ++i) {
    ArticleSample sample(absl::StrCat("a", i));
    // In order of time, so that the last committed is the newest.
    std::string month;
    if (i >= 10) {
      const absl::Time time = At("2025-11-03T12:00:00Z") + absl::Hours(24 * 2 * i);
      sample.article.publish_time = time;
      month = absl::FormatTime("%Y-%m", time, absl::UTCTimeZone());
    }
    const size_t who = random() % 2;
    const auto kind = static_cast<PositionKind>(1 + random() % 4);
    const bool about_tax = random() % 3 != 0;
    sample.AddPosition("p", {sample.AddSpeaker(names[who])}, about_tax ? "the tax" : "the weather",
                       kind);
    Commit(sample);
    if (who != 0 || !about_tax) continue;
    ++expected[month][kind];
    auto& ids = newest[month];
    ids.insert(ids.begin(), sample.article.id);
    if (ids.size() > 2) ids.pop_back();
  }
  TimelineQuery query = QueryFor("Anna Alt");
  query.filter.text.terms = {{"tax", false, false}};
  const Timeline timeline = Read(query);
  ASSERT_EQ(timeline.periods.size(), expected.size());
  int64_t total = 0;
  auto month = expected.rbegin();
  for (const TimelinePeriod& period : timeline.periods) {
    EXPECT_EQ(period.start, month->first);
    EXPECT_EQ(period.kinds, month->second) << period.start;
    std::vector<std::string> ids;
    for (const PositionRecord& example : period.examples) ids.push_back(example.article_id);
    EXPECT_EQ(ids, newest[period.start]) << period.start;
    total += period.count;
    ++month;
  }
  EXPECT_EQ(timeline.count, total);
  EXPECT_EQ(timeline.speaker->display_name, "Anna Alt");
}

TEST_F(TimelineTest, CutsTimeAsAsked) {
  for (const char* time : {"2025-12-31T23:59:59Z", "2026-01-01T00:00:00Z", "2026-01-04T12:00:00Z",
                           "2026-01-05T00:00:00Z", "1969-12-31T23:00:00Z"}) {
    ArticleSample sample(absl::StrCat("a", absl::ToUnixSeconds(At(time)) + 100000));
    sample.article.publish_time = At(time);
    sample.AddPosition("p", {sample.AddSpeaker("Anna Alt")}, "it");
    Commit(sample);
  }
  TimelineQuery query = QueryFor("Anna Alt");
  EXPECT_THAT(StartsOf(Read(query)), ElementsAre("2026-01", "2025-12", "1969-12"));
  query.period = TimelineQuery::Period::kWeek;
  EXPECT_THAT(StartsOf(Read(query)), ElementsAre("2026-01-05", "2025-12-29", "1969-12-29"));
  query.period = TimelineQuery::Period::kDay;
  EXPECT_THAT(StartsOf(Read(query)),
              ElementsAre("2026-01-05", "2026-01-04", "2026-01-01", "2025-12-31", "1969-12-31"));
  query.max_periods = 2;
  const Timeline cut = Read(query);
  EXPECT_THAT(StartsOf(cut), ElementsAre("2026-01-05", "2026-01-04"));
  EXPECT_TRUE(cut.truncated);
  EXPECT_EQ(cut.count, 5);
  query.max_periods = 5;
  EXPECT_FALSE(Read(query).truncated);
}

TEST_F(TimelineTest, ExamplesOfAllPeriodsAreTheNewest) {
  for (int day = 1; day <= 3; ++day) {
    ArticleSample sample(absl::StrCat("a", day));
    sample.article.publish_time = At("2026-01-31T00:00:00Z") + absl::Hours(24 * day);
    sample.AddPosition("p", {sample.AddSpeaker("Anna Alt")}, "it");
    Commit(sample);
  }
  TimelineQuery query = QueryFor("Anna Alt");
  query.period = TimelineQuery::Period::kDay;
  query.examples_per_period = false;
  const Timeline timeline = Read(query);
  ASSERT_EQ(timeline.examples.size(), 2u);
  EXPECT_EQ(timeline.examples[0].article_id, "a3");
  EXPECT_EQ(timeline.examples[1].article_id, "a2");
  EXPECT_THAT(timeline.periods[0].examples, IsEmpty());
}

TEST_F(TimelineTest, NobodyHasNoSpeaker) {
  TimelineQuery query = QueryFor("Nobody");
  const Timeline timeline = Read(query);
  EXPECT_FALSE(timeline.speaker.has_value());
  EXPECT_THAT(timeline.periods, IsEmpty());
}

}  // namespace
}  // namespace onrecord::query
