#include "query-service/archive/article_export.h"

#include <random>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "query-service/archive/analysis_codec.h"
#include "query-service/archive/article_reader.h"
#include "query-service/archive/article_samples.h"

namespace onrecord::query {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class ArticleExportTest : public ArchiveTest {
 protected:
  // Everything that `archive` exports, `limit` articles at a time.
  static std::vector<ArticleRecords> Export(const Archive& archive, int limit = 7,
                                            const ArticleFilter& filter = {}) {
    std::vector<ArticleRecords> all;
    const auto begun = archive.BeginExport(filter, std::nullopt);
    EXPECT_TRUE(begun.ok()) << begun.status();
    for (;;) {
      auto items = (*begun)->Next(limit);
      EXPECT_TRUE(items.ok()) << items.status();
      if (!items.ok() || items->empty()) return all;
      for (auto& item : *items) all.push_back(std::move(item.records));
    }
  }

  static absl::StatusOr<CommitResult> Import(Archive& archive, const ArticleRecords& records) {
    return archive.Import(records.article, ToAnalysis(records));
  }

  // An article in which `speakers` people, some of them shared with other articles, take positions.
  static ArticleSample RandomSample(std::mt19937& random, int number) {
    const auto below = [&](int bound) {
      return std::uniform_int_distribution<int>(0, bound - 1)(random);
    };
    ArticleSample sample(absl::StrCat("a", number));
    sample.article.title = absl::StrCat("Title ", number);
    sample.article.publisher = absl::StrCat("Publisher ", below(3));
    if (below(5) > 0) sample.article.publish_time = absl::FromUnixSeconds(below(4));
    const char* const names[] = {"Ann Lee", "ANN LEE", "Lee",     "Port Authority",
                                 "Bo Ek",   "Åsa Ö",   "workers", "a person"};
    for (int i = below(6); i >= 0; --i) {
      sample.AddSpeaker(names[below(8)],
                        below(4) == 0 ? SpeakerType::kUnnamed : SpeakerType::kPerson);
      auto& local = sample.analysis.speakers.back();
      if (below(2) == 0) local.speaker.aliases = {"Zed", "Ay"};
      if (below(2) == 0) local.speaker.roles = {"mayor"};
      if (below(2) == 0) {
        local.mentions = {{sample.AddWords("she"), MentionForm::kPronoun}};
      }
    }
    const auto someone = [&] {
      return absl::StrCat("s", 1 + below(static_cast<int>(sample.analysis.speakers.size())));
    };
    for (int i = below(4); i > 0; --i) {
      PositionRecord& position = sample.AddPosition(absl::StrCat("p-", i), {someone()}, "so be it");
      if (below(2) == 0) position.via = {{someone(), "", {}}};
      position.negated = below(2) == 0;
    }
    for (int i = below(4); i > 0; --i) {
      EventRecord& event =
          sample.AddEvent(absl::StrCat("e-", i), EventType::kProtest, {someone(), someone()});
      if (!sample.analysis.positions.empty()) event.positions = {sample.analysis.positions[0].id};
      if (below(2) == 0) event.place = Place{sample.AddWords("Oslo"), "Oslo", "NO", 59.9, {}};
      if (below(2) == 0) {
        event.time = EventTime{sample.AddWords("then"), "X", absl::FromUnixSeconds(5),
                               absl::FromUnixSeconds(6)};
      }
    }
    return sample;
  }

  std::unique_ptr<Archive> OpenOther() const {
    return Archive::Open(directory_.File("other.db")).value();
  }
};

TEST_F(ArticleExportTest, GivesEveryArticleOnceOldestFirst) {
  for (const char* id : {"c", "b", "a"}) {
    ArticleSample sample(id);
    sample.article.publish_time = absl::FromUnixSeconds(id[0] == 'c' ? 1 : 2);
    Commit(sample);
  }
  std::vector<std::string> ids;
  for (const ArticleRecords& records : Export(*archive_, 2)) ids.push_back(records.article.id);
  EXPECT_THAT(ids, ElementsAre("c", "b", "a"));
}

TEST_F(ArticleExportTest, ShowsOneRevisionWhateverHappens) {
  for (int i = 0; i < 10; ++i) Commit(ArticleSample(absl::StrCat("a", i)));
  auto begun = archive_->BeginExport({}, std::nullopt).value();
  EXPECT_EQ(begun->archive_revision(), 10);
  EXPECT_EQ(begun->Next(3)->size(), 3u);
  ASSERT_TRUE(archive_->DeleteArticle("a5").ok());
  ArticleSample late("a99");
  Commit(late);
  EXPECT_EQ(begun->Next(100)->size(), 7u);
  EXPECT_THAT(*begun->Next(1), IsEmpty());
}

TEST_F(ArticleExportTest, GoesOnAfterAKey) {
  for (int i = 0; i < 5; ++i) Commit(ArticleSample(absl::StrCat("a", i)));
  auto first = archive_->BeginExport({}, std::nullopt).value();
  const ListKey key = first->Next(2)->back().key;
  first.reset();
  auto second = archive_->BeginExport({}, key).value();
  const auto rest = second->Next(10);
  ASSERT_EQ(rest->size(), 3u);
  EXPECT_EQ(rest->front().records.article.id, "a2");
}

TEST_F(ArticleExportTest, EndsWhenAbandoned) {
  // Long enough for SQLite to ask.
  ArticleSample sample("a");
  for (int i = 0; i < 2000; ++i) sample.AddPosition(absl::StrCat("p-", i), {}, "so");
  Commit(sample);
  auto begun = archive_->BeginExport({}, std::nullopt, [] { return true; }).value();
  EXPECT_TRUE(absl::IsCancelled(begun->Next(1).status()));
}

TEST_F(ArticleExportTest, ImportIntoAnEmptyArchiveEqualsTheFirst) {
  std::mt19937 random(1);
  for (int i = 0; i < 60; ++i) Commit(RandomSample(random, i));
  for (int i = 0; i < 20; ++i) {
    ASSERT_TRUE(RandomSample(random, i).CommitTo(*archive_, /*replace=*/true).ok());
  }
  const auto other = OpenOther();
  const std::vector<ArticleRecords> exported = Export(*archive_);
  ASSERT_EQ(exported.size(), 60u);
  for (const ArticleRecords& records : exported) {
    const auto imported = Import(*other, records);
    ASSERT_TRUE(imported.ok()) << imported.status();
    EXPECT_EQ(imported->outcome, CommitOutcome::kCreated);
    EXPECT_EQ(imported->article.revision, records.article.revision);
  }
  const std::vector<ArticleRecords> again = Export(*other);
  ASSERT_EQ(again.size(), exported.size());
  for (size_t i = 0; i < again.size(); ++i) {
    EXPECT_EQ(again[i].article.text, exported[i].article.text);
    EXPECT_EQ(EncodeAnalysis(ToAnalysis(again[i])), EncodeAnalysis(ToAnalysis(exported[i]))) << i;
  }
  const auto speakers = archive_->ListSpeakers({}, std::nullopt, 1000)->speakers;
  const auto others = other->ListSpeakers({}, std::nullopt, 1000)->speakers;
  ASSERT_EQ(speakers.size(), others.size());
  for (size_t i = 0; i < speakers.size(); ++i) {
    EXPECT_EQ(speakers[i].id, others[i].id);
    EXPECT_EQ(speakers[i].display_name, others[i].display_name);
    EXPECT_EQ(speakers[i].aliases, others[i].aliases);
    EXPECT_EQ(speakers[i].roles, others[i].roles);
    EXPECT_EQ(speakers[i].position_count, others[i].position_count);
    EXPECT_EQ(speakers[i].article_count, others[i].article_count);
  }
}

TEST_F(ArticleExportTest, ImportingAgainChangesNothing) {
  std::mt19937 random(2);
  for (int i = 0; i < 30; ++i) Commit(RandomSample(random, i));
  const int64_t revision = archive_->revision();
  for (const ArticleRecords& records : Export(*archive_)) {
    const auto imported = Import(*archive_, records);
    ASSERT_TRUE(imported.ok()) << imported.status();
    EXPECT_EQ(imported->outcome, CommitOutcome::kUnchanged) << records.article.id;
  }
  EXPECT_EQ(archive_->revision(), revision);
}

TEST_F(ArticleExportTest, ImportReplacesWhatDiffersInTheLeast) {
  ArticleSample sample("a");
  const std::string ann = sample.AddSpeaker("Ann Lee");
  sample.AddPosition("p-1", {ann}, "so be it").confidence = 0.25f;
  Commit(sample);
  const ArticleRecords records = Export(*archive_).at(0);

  ArticleRecords changed = records;
  changed.positions[0].confidence = 0.75f;
  auto imported = Import(*archive_, changed);
  ASSERT_TRUE(imported.ok()) << imported.status();
  EXPECT_EQ(imported->outcome, CommitOutcome::kRevised);
  EXPECT_EQ(imported->article.revision, 2);

  changed.article.title = "Another";
  changed.article.revision = 9;
  imported = Import(*archive_, changed);
  EXPECT_EQ(imported->outcome, CommitOutcome::kRevised);
  EXPECT_EQ(imported->article.revision, 9);
}

TEST_F(ArticleExportTest, ImportKeepsIdentityThatTheArchiveWouldNotDecide) {
  ArticleSample sample("a");
  const std::string ann = sample.AddSpeaker("Ann Lee");
  sample.AddPosition("p-1", {ann}, "so be it");
  Commit(sample);
  ArticleRecords namesake = Export(*archive_).at(0);
  namesake.article.id = "b";
  namesake.speakers[0].identity = "another Ann Lee";
  namesake.speakers[0].speaker.id = "ann-lee-2";
  namesake.positions[0].speakers[0].id = "ann-lee-2";
  ASSERT_TRUE(Import(*archive_, namesake).ok());
  EXPECT_EQ(archive_->GetSpeaker("ann-lee-2")->position_count, 1);
  EXPECT_EQ(Import(*archive_, namesake)->outcome, CommitOutcome::kUnchanged);
}

TEST_F(ArticleExportTest, NamesSpeakersAsCommittedAndWhoStandsForThem) {
  for (const char* name : {"Bob Smith", "Robert Smith"}) {
    ArticleSample sample(name[0] == 'B' ? "a" : "b");
    sample.AddPosition("p-1", {sample.AddSpeaker(name)}, "so be it");
    Commit(sample);
  }
  const std::string bob = Export(*archive_)[0].speakers[0].speaker.id;
  const std::string robert = Export(*archive_)[1].speakers[0].speaker.id;
  ASSERT_TRUE(archive_->MergeSpeakers(robert, {bob}).ok());
  const ArticleRecords merged = Export(*archive_)[0];
  EXPECT_EQ(merged.speakers[0].speaker.id, bob);
  EXPECT_EQ(merged.speakers[0].merged_into, robert);
  EXPECT_EQ(merged.positions[0].speakers[0].id, bob);
  EXPECT_EQ(Import(*archive_, merged)->outcome, CommitOutcome::kUnchanged);
}

}  // namespace
}  // namespace onrecord::query
