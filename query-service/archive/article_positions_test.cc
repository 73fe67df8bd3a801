#include "query-service/archive/article_positions.h"

#include <map>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "query-service/archive/article_samples.h"

namespace onrecord::query {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::UnorderedElementsAre;

TEST(PositionChanges, CanBeReadBack) {
  const PositionChanges changes = {{"ann"}, {"bob", "cat"}, {}, {"p1"}, {"p2", "p3"}};
  const auto read = DecodePositionChanges(EncodePositionChanges(changes));
  ASSERT_TRUE(read.ok()) << read.status();
  EXPECT_EQ(read->kept_speakers, changes.kept_speakers);
  EXPECT_EQ(read->added_speakers, changes.added_speakers);
  EXPECT_EQ(read->removed_speakers, changes.removed_speakers);
  EXPECT_EQ(read->added_positions, changes.added_positions);
  EXPECT_EQ(read->removed_positions, changes.removed_positions);
  EXPECT_NE(EncodePositionChanges({}), "");
  for (const char* bytes : {"", "\x01", "\x05xx"}) {
    EXPECT_EQ(DecodePositionChanges(bytes).status().code(), absl::StatusCode::kDataLoss);
  }
}

class ArticlePositionsTest : public ArchiveTest {
 protected:
  // Says that each speaker took a position, whose id is the speaker's first letter.
  static ArticleSample Sample(const std::string& id, const std::vector<std::string>& names) {
    ArticleSample sample(id);
    for (const std::string& name : names) {
      sample.AddPosition(name.substr(0, 1), {sample.AddSpeaker(name)}, "so it is");
    }
    return sample;
  }

  void Replace(const ArticleSample& sample) {
    const auto committed = sample.CommitTo(*archive_, /*replace=*/true);
    ASSERT_TRUE(committed.ok()) << committed.status();
    const SpeakerPage page = archive_->ListSpeakers({}, std::nullopt, 100).value();
    for (const SpeakerRecord& speaker : page.speakers) {
      ids_.emplace(speaker.display_name, speaker.id);
    }
  }

  PositionChanges LastChange() {
    return ChangesAfter(*archive_, archive_->revision() - 1).at(0).positions.value();
  }

  // Revisions of the changes that a watch of these speakers is told.
  std::set<int64_t> Watch(const std::set<std::string>& names) {
    ChangeFilter filter;
    for (const std::string& name : names) filter.speakers.insert(ids_.at(name));
    std::set<int64_t> revisions;
    for (int64_t revision = 0; revision < archive_->revision();) {
      const auto page = archive_->WatchChanges(revision, filter, 3);
      EXPECT_TRUE(page.ok()) << page.status();
      for (const WatchedChange& watched : page->changes) {
        EXPECT_TRUE(revisions.insert(watched.change.archive_revision).second);
      }
      revision = page->up_to_revision;
    }
    return revisions;
  }

  std::map<std::string, std::string> ids_;  // of all speakers that ever were, by their names
};

TEST_F(ArticlePositionsTest, ChangesTellWhoAndWhatCameAndWent) {
  Replace(Sample("a", {"Ann Alba", "Bob Blau"}));
  const std::string ann = ids_["Ann Alba"];
  const std::string bob = ids_["Bob Blau"];
  PositionChanges created = LastChange();
  EXPECT_THAT(created.kept_speakers, IsEmpty());
  EXPECT_THAT(created.added_speakers, UnorderedElementsAre(ann, bob));
  EXPECT_THAT(created.removed_speakers, IsEmpty());
  EXPECT_THAT(created.added_positions, IsEmpty());

  Replace(Sample("a", {"Ann Alba", "Cat Cyan"}));
  const std::string cat = ids_["Cat Cyan"];
  const PositionChanges revised = LastChange();
  EXPECT_THAT(revised.kept_speakers, ElementsAre(ann));
  EXPECT_THAT(revised.added_speakers, ElementsAre(cat));
  EXPECT_THAT(revised.removed_speakers, ElementsAre(bob));
  EXPECT_THAT(revised.added_positions, ElementsAre("C"));
  EXPECT_THAT(revised.removed_positions, ElementsAre("B"));

  ASSERT_TRUE(archive_->DeleteArticle("a").ok());
  const PositionChanges deleted = LastChange();
  EXPECT_THAT(deleted.kept_speakers, IsEmpty());
  EXPECT_THAT(deleted.removed_speakers, UnorderedElementsAre(ann, cat));
  EXPECT_THAT(deleted.removed_positions, IsEmpty());
  ASSERT_TRUE(archive_->UndeleteArticle("a").ok());
  EXPECT_THAT(LastChange().added_speakers, UnorderedElementsAre(ann, cat));
  EXPECT_THAT(LastChange().removed_speakers, IsEmpty());
}

TEST_F(ArticlePositionsTest, OnlyWhoTakesAPositionIsNamed) {
  ArticleSample sample("a");
  const std::string ann = sample.AddSpeaker("Ann Alba");
  PositionRecord& position = sample.AddPosition("p", {ann}, "words about him");
  position.addressees = {{sample.AddSpeaker("Bob Blau"), "", {}}};
  position.via = {{sample.AddSpeaker("Cat Cyan"), "", {}}};
  sample.analysis.speakers[1].mentions = {{position.content[0], MentionForm::kNominal}};
  sample.AddEvent("e", EventType::kAid, {sample.AddSpeaker("Dan Dunn")});
  Replace(sample);
  EXPECT_THAT(LastChange().added_speakers, ElementsAre(ids_["Ann Alba"]));
  EXPECT_THAT(Watch({"Ann Alba"}), ElementsAre(1));
  for (const char* name : {"Bob Blau", "Cat Cyan", "Dan Dunn"}) {
    EXPECT_THAT(Watch({name}), IsEmpty());
  }
}

TEST_F(ArticlePositionsTest, MergedSpeakersAreWatchedAsOne) {
  Replace(Sample("a", {"Ann Alba"}));
  Replace(Sample("b", {"Bob Blau"}));
  Replace(Sample("c", {"Cat Cyan"}));
  ASSERT_TRUE(archive_->MergeSpeakers(ids_["Ann Alba"], {ids_["Bob Blau"]}).ok());
  for (const char* name : {"Ann Alba", "Bob Blau"}) {
    EXPECT_THAT(Watch({name}), ElementsAre(1, 2, 4));
  }
  EXPECT_THAT(Watch({"Cat Cyan"}), ElementsAre(3));
  ASSERT_TRUE(archive_->SplitSpeaker(ids_["Bob Blau"], {}).ok());
  EXPECT_THAT(Watch({"Ann Alba"}), ElementsAre(1, 4, 5));
  EXPECT_THAT(Watch({"Bob Blau"}), ElementsAre(2, 4, 5));
}

// What a watch of speakers tells is what a look at all articles before and after each write finds.
TEST_F(ArticlePositionsTest, WatchOfSpeakersMissesAndAddsNothing) {
  const std::vector<std::string> names = {"Ann Alba", "Bob Blau", "Cat Cyan", "Dan Dunn"};
  std::mt19937 random(20260312);
  std::map<std::string, std::set<std::string>> alive;
  std::map<std::string, std::set<std::string>> deleted;
  std::map<int64_t, std::set<std::string>> about;  // by revision: who took positions
  for (int step = 0; step < 200; ++step) {
    const std::string id = absl::StrCat("a", random() % 5);
    const int64_t revision = archive_->revision();
    const std::set<std::string> before = alive[id];
    if (random() % 3 > 0) {
      std::vector<std::string> takers;
      for (const std::string& name : names) {
        if (random() % 3 == 0) takers.push_back(name);
      }
      Replace(Sample(id, takers));
      alive[id] = {takers.begin(), takers.end()};
      deleted.erase(id);
    } else if (archive_->DeleteArticle(id).ok()) {
      deleted[id] = before;
      alive[id].clear();
    } else if (archive_->UndeleteArticle(id).ok()) {
      alive[id] = deleted[id];
    }
    if (archive_->revision() == revision) continue;
    std::set<std::string>& takers = about[archive_->revision()];
    takers = before;
    takers.insert(alive[id].begin(), alive[id].end());
  }
  for (int asked = 1; asked < 16; ++asked) {
    std::set<std::string> watched;
    for (int i = 0; i < 4; ++i) {
      if ((asked >> i) % 2 == 1) watched.insert(names[static_cast<size_t>(i)]);
    }
    std::set<int64_t> expected;
    for (const auto& [revision, takers] : about) {
      for (const std::string& name : takers) {
        if (watched.count(name) > 0) expected.insert(revision);
      }
    }
    EXPECT_EQ(Watch(watched), expected);
  }
}

}  // namespace
}  // namespace onrecord::query
