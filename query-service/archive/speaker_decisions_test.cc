#include "query-service/archive/speaker_decisions.h"

#include <algorithm>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "proto/rpc/errors.h"
#include "query-service/archive/article_samples.h"

namespace onrecord::query {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::UnorderedElementsAre;

// What the archive knows of three persons: in "a" Ann and Bob speak together, in "b" Bob alone, in
// "c" Cat does something to Ann. Nobody else would take them for one.
class SpeakerDecisionsTest : public ArchiveTest {
 protected:
  SpeakerDecisionsTest() {
    Commit(Joint("a"));
    ArticleSample b("b");
    b.AddPosition("p1", {Add(b, "Bob Blau", "bee keeper")}, "alone");
    Commit(b);
    ArticleSample c("c");
    EventRecord& event = c.AddEvent("e1", EventType::kAid, {c.AddSpeaker("Cat Cyan")});
    event.recipients.push_back({{c.AddSpeaker("Ann Alba"), "", {}}, event.triggers[0]});
    Commit(c);
    ann_ = Id("Ann Alba");
    bob_ = Id("Bob Blau");
    cat_ = Id("Cat Cyan");
  }

  static std::string Add(ArticleSample& sample, const std::string& name, const std::string& role) {
    const std::string id = sample.AddSpeaker(name);
    sample.analysis.speakers.back().speaker.roles = {role};
    return id;
  }

  static ArticleSample Joint(const std::string& id) {
    ArticleSample sample(id);
    const std::string ann = Add(sample, "Ann Alba", "aviator");
    const std::string bob = Add(sample, "Bob Blau", "baker");
    sample.AddPosition("p1", {ann, bob}, "jointly");
    sample.AddPosition("p2", {bob}, "later");
    return sample;
  }

  std::vector<SpeakerRecord> List() {
    return archive_->ListSpeakers({}, std::nullopt, 100).value().speakers;
  }

  std::string Id(const std::string& display_name) {
    for (const SpeakerRecord& speaker : List()) {
      if (speaker.display_name == display_name) return speaker.id;
    }
    ADD_FAILURE() << display_name;
    return "";
  }

  std::vector<std::string> Names() {
    std::vector<std::string> names;
    for (const SpeakerRecord& speaker : List()) names.push_back(speaker.display_name);
    return names;
  }

  // "article/position" of all positions of a speaker.
  std::vector<std::string> PositionsOf(const std::string& speaker) {
    PositionFilter filter;
    filter.speakers = {speaker};
    std::vector<std::string> found;
    const auto page = archive_->ListPositions(filter, ListOrder::kOldestFirst, std::nullopt, 100);
    for (const PositionRecord& position : page->positions) {
      found.push_back(position.article_id + "/" + position.id);
    }
    std::sort(found.begin(), found.end());
    return found;
  }

  void Merge(const std::string& survivor, const std::vector<std::string>& others) {
    const auto merged = archive_->MergeSpeakers(survivor, others);
    ASSERT_TRUE(merged.ok()) << merged.status();
  }

  void ExpectConflict(const absl::Status& status) {
    EXPECT_EQ(status.code(), absl::StatusCode::kFailedPrecondition) << status;
    EXPECT_EQ(rpc::ReasonOf(status), "SPEAKER_CONFLICT");
  }

  std::string ann_;
  std::string bob_;
  std::string cat_;
};

TEST_F(SpeakerDecisionsTest, MergedSpeakerHasFiguresOfAll) {
  const auto merged = archive_->MergeSpeakers(ann_, {bob_});
  ASSERT_TRUE(merged.ok()) << merged.status();
  EXPECT_EQ(merged->id, ann_);
  EXPECT_EQ(merged->position_count, 3);  // one of them is both speakers'
  EXPECT_EQ(merged->article_count, 3);   // one of them has both
  EXPECT_EQ(merged->display_name, "Ann Alba");
  EXPECT_THAT(merged->aliases, ElementsAre("Bob Blau"));
  EXPECT_THAT(merged->roles, ElementsAre("aviator", "baker", "bee keeper"));
  EXPECT_THAT(merged->merged_ids, ElementsAre(bob_));
}

TEST_F(SpeakerDecisionsTest, MergedIdFindsSurvivor) {
  Merge(ann_, {bob_});
  EXPECT_EQ(archive_->GetSpeaker(bob_)->id, ann_);
  EXPECT_THAT(Names(), ElementsAre("Ann Alba", "Cat Cyan"));
  EXPECT_THAT(PositionsOf(bob_), ElementsAre("a/p1", "a/p2", "b/p1"));
  EXPECT_EQ(PositionsOf(ann_), PositionsOf(bob_));
  SpeakerFilter named_bob;
  named_bob.text.terms = {{"bob"}};
  EXPECT_EQ(archive_->ListSpeakers(named_bob, std::nullopt, 9)->speakers.at(0).id, ann_);
}

TEST_F(SpeakerDecisionsTest, SurvivorKeepsItsNameAmongEqualOnes) {
  Merge(bob_, {ann_});
  EXPECT_EQ(archive_->GetSpeaker(ann_)->display_name, "Bob Blau");
  EXPECT_THAT(archive_->GetSpeaker(ann_)->aliases, ElementsAre("Ann Alba"));
}

TEST_F(SpeakerDecisionsTest, AnswersNameSurvivorOnce) {
  Merge(bob_, {ann_, cat_});
  const auto position = archive_->GetPosition("a", "p1");
  ASSERT_EQ(position->positions[0].speakers.size(), 1u);
  EXPECT_EQ(position->positions[0].speakers[0].id, bob_);
  EXPECT_EQ(position->positions[0].speakers[0].display_name,
            archive_->GetSpeaker(bob_)->display_name);
  const auto event = archive_->GetEvent("c", "e1");
  EXPECT_EQ(event->events[0].actors[0].speaker.id, bob_);
  EXPECT_EQ(event->events[0].recipients[0].speaker.id, bob_);
  const auto counts = archive_->CountPositions({}, PositionGrouping::kSpeaker, 10);
  ASSERT_EQ(counts->groups.size(), 1u);
  EXPECT_EQ(counts->groups[0].by.key, bob_);
  EXPECT_EQ(counts->groups[0].count, 3);
  EXPECT_EQ(archive_->CountEvents({}, EventGrouping::kActor, 10)->groups[0].by.key, bob_);
}

TEST_F(SpeakerDecisionsTest, CommitsAndDeletionsReachSurvivor) {
  Merge(ann_, {bob_});
  ArticleSample more("d");
  more.AddPosition("p1", {more.AddSpeaker("Bob Blau")}, "more");
  Commit(more);
  EXPECT_EQ(archive_->GetSpeaker(ann_)->position_count, 4);
  EXPECT_EQ(archive_->GetSpeaker(ann_)->article_count, 4);
  EXPECT_EQ(archive_->GetSpeaker(ann_)->display_name, "Bob Blau");
  ASSERT_TRUE(archive_->DeleteArticle("a").ok());
  EXPECT_EQ(archive_->GetSpeaker(ann_)->position_count, 2);
  EXPECT_EQ(archive_->GetSpeaker(ann_)->article_count, 3);
}

TEST_F(SpeakerDecisionsTest, MergerOutlivesItsArticles) {
  Merge(ann_, {bob_});
  for (const char* article : {"a", "b", "c"}) ASSERT_TRUE(archive_->DeleteArticle(article).ok());
  EXPECT_THAT(Names(), IsEmpty());
  EXPECT_TRUE(absl::IsNotFound(archive_->GetSpeaker(ann_).status()));
  Commit(Joint("a"));
  EXPECT_THAT(Names(), ElementsAre("Ann Alba"));
  EXPECT_THAT(archive_->GetSpeaker(bob_)->merged_ids, ElementsAre(bob_));
}

TEST_F(SpeakerDecisionsTest, ArticleComesBackWithItsIdentities) {
  Merge(ann_, {bob_});
  ASSERT_TRUE(archive_->DeleteArticle("a").ok());
  ASSERT_TRUE(archive_->UndeleteArticle("a").ok());
  EXPECT_THAT(PositionsOf(ann_), ElementsAre("a/p1", "a/p2", "b/p1"));
  ASSERT_TRUE(archive_->SplitSpeaker(bob_, {}).ok());
  EXPECT_THAT(PositionsOf(bob_), ElementsAre("a/p1", "a/p2", "b/p1"));
  EXPECT_THAT(PositionsOf(ann_), ElementsAre("a/p1"));
}

TEST_F(SpeakerDecisionsTest, SplitUndoesMerger) {
  const auto before = List();
  Merge(ann_, {bob_});
  const auto split = archive_->SplitSpeaker(bob_, {});
  ASSERT_TRUE(split.ok()) << split.status();
  EXPECT_EQ(split->speaker.id, ann_);
  EXPECT_EQ(split->split_speaker.id, bob_);
  const auto after = List();
  ASSERT_EQ(after.size(), before.size());
  for (size_t i = 0; i < after.size(); ++i) {
    EXPECT_EQ(after[i].id, before[i].id);
    EXPECT_EQ(after[i].display_name, before[i].display_name);
    EXPECT_EQ(after[i].position_count, before[i].position_count);
    EXPECT_EQ(after[i].article_count, before[i].article_count);
    EXPECT_EQ(after[i].roles, before[i].roles);
    EXPECT_THAT(after[i].merged_ids, IsEmpty());
  }
}

TEST_F(SpeakerDecisionsTest, SplitTakesWhatWasMergedBeforeAlong) {
  Merge(ann_, {bob_});
  Merge(cat_, {ann_});
  EXPECT_THAT(archive_->GetSpeaker(cat_)->merged_ids, UnorderedElementsAre(ann_, bob_));
  ASSERT_TRUE(archive_->SplitSpeaker(ann_, {}).ok());
  EXPECT_THAT(Names(), ElementsAre("Ann Alba", "Cat Cyan"));
  EXPECT_THAT(archive_->GetSpeaker(ann_)->merged_ids, ElementsAre(bob_));
  EXPECT_THAT(archive_->GetSpeaker(cat_)->merged_ids, IsEmpty());
}

TEST_F(SpeakerDecisionsTest, EachDecisionIsOneRevision) {
  Merge(ann_, {bob_, cat_});
  Merge(ann_, {cat_});  // is so already
  ASSERT_TRUE(archive_->SplitSpeaker(cat_, {}).ok());
  EXPECT_EQ(archive_->revision(), 5);
  const std::vector<Change> changes = ChangesAfter(*archive_, 3);
  ASSERT_EQ(changes.size(), 2u);
  EXPECT_EQ(changes[0].kind, Change::Kind::kMerged);
  EXPECT_EQ(changes[0].article_id, "");
  EXPECT_EQ(changes[0].speaker_id, ann_);
  EXPECT_THAT(changes[0].other_speaker_ids, ElementsAre(bob_, cat_));
  EXPECT_EQ(changes[1].kind, Change::Kind::kSplit);
  EXPECT_EQ(changes[1].speaker_id, ann_);
  EXPECT_THAT(changes[1].other_speaker_ids, ElementsAre(cat_));
}

TEST_F(SpeakerDecisionsTest, RefusesContradictoryMergers) {
  Merge(ann_, {bob_});
  ExpectConflict(archive_->MergeSpeakers(cat_, {bob_}).status());
  ExpectConflict(archive_->MergeSpeakers(bob_, {cat_}).status());
  ExpectConflict(archive_->MergeSpeakers(ann_, {cat_, ann_}).status());
  const absl::Status missing = archive_->MergeSpeakers(ann_, {"nobody"}).status();
  EXPECT_EQ(missing.code(), absl::StatusCode::kNotFound);
  EXPECT_EQ(rpc::ReasonOf(missing), "RESOURCE_NOT_FOUND");
  EXPECT_EQ(archive_->revision(), 4);
  EXPECT_THAT(archive_->GetSpeaker(cat_)->merged_ids, IsEmpty());
}

TEST_F(SpeakerDecisionsTest, RefusesTooManyMergers) {
  ArticleSample crowd("crowd");
  for (int i = 0; i <= Archive::kMaxMerged; ++i) {
    crowd.AddSpeaker(absl::StrCat("Twin N", i), SpeakerType::kGroup);
  }
  Commit(crowd);
  SpeakerFilter twins;
  twins.types = {SpeakerType::kGroup};
  const auto page = archive_->ListSpeakers(twins, std::nullopt, Archive::kMaxMerged + 1);
  std::vector<std::string> others;
  for (const SpeakerRecord& twin : page->speakers) others.push_back(twin.id);
  const std::string last = others.back();
  others.pop_back();
  Merge(ann_, others);
  ExpectConflict(archive_->MergeSpeakers(ann_, {last}).status());
  EXPECT_EQ(archive_->GetSpeaker(last)->id, last);
}

TEST_F(SpeakerDecisionsTest, SplitsNamesakeByArticles) {
  const auto split = archive_->SplitSpeaker(bob_, {"b"});
  ASSERT_TRUE(split.ok()) << split.status();
  const std::string& other = split->split_speaker.id;
  EXPECT_NE(other, bob_);
  EXPECT_EQ(split->split_speaker.display_name, "Bob Blau");
  EXPECT_THAT(split->split_speaker.roles, ElementsAre("bee keeper"));
  EXPECT_EQ(split->split_speaker.position_count, 1);
  EXPECT_THAT(split->speaker.roles, ElementsAre("baker"));
  EXPECT_EQ(split->speaker.position_count, 2);
  EXPECT_EQ(split->speaker.article_count, 1);
  EXPECT_THAT(PositionsOf(other), ElementsAre("b/p1"));
  EXPECT_THAT(PositionsOf(bob_), ElementsAre("a/p1", "a/p2"));
}

TEST_F(SpeakerDecisionsTest, LaterRevisionsStaySplit) {
  const std::string other = archive_->SplitSpeaker(bob_, {"b"})->split_speaker.id;
  ArticleSample b("b");
  b.AddPosition("p7", {b.AddSpeaker("Bob Blau")}, "corrected");
  Commit(b);
  EXPECT_THAT(PositionsOf(other), ElementsAre("b/p7"));
  ASSERT_TRUE(archive_->DeleteArticle("b").ok());
  EXPECT_TRUE(absl::IsNotFound(archive_->GetSpeaker(other).status()));
  Commit(b);
  EXPECT_THAT(PositionsOf(other), ElementsAre("b/p7"));
  ArticleSample d("d");
  d.AddPosition("p1", {Add(d, "Bob Blau", "baker")}, "elsewhere");
  Commit(d);
  EXPECT_THAT(PositionsOf(bob_), ElementsAre("a/p1", "a/p2", "d/p1"));
}

TEST_F(SpeakerDecisionsTest, MergingBackUndoesSplit) {
  const SpeakerRecord before = *archive_->GetSpeaker(bob_);
  const std::string other = archive_->SplitSpeaker(bob_, {"b"})->split_speaker.id;
  Merge(bob_, {other});
  const SpeakerRecord after = *archive_->GetSpeaker(bob_);
  EXPECT_EQ(after.position_count, before.position_count);
  EXPECT_EQ(after.article_count, before.article_count);
  EXPECT_EQ(after.display_name, before.display_name);
  EXPECT_EQ(after.aliases, before.aliases);
  EXPECT_EQ(after.roles, before.roles);
  EXPECT_THAT(PositionsOf(bob_), ElementsAre("a/p1", "a/p2", "b/p1"));
  // What was split off once can be split further.
  ASSERT_TRUE(archive_->SplitSpeaker(bob_, {"b"}).ok());
  EXPECT_THAT(PositionsOf(other), ElementsAre("a/p1", "a/p2"));
}

TEST_F(SpeakerDecisionsTest, SplitsAllIdentitiesOfAnArticleAsOne) {
  Merge(ann_, {bob_});
  const auto split = archive_->SplitSpeaker(ann_, {"a"});
  ASSERT_TRUE(split.ok()) << split.status();
  EXPECT_EQ(split->split_speaker.position_count, 2);
  EXPECT_EQ(split->split_speaker.article_count, 1);
  EXPECT_THAT(PositionsOf(split->split_speaker.id), ElementsAre("a/p1", "a/p2"));
  EXPECT_THAT(PositionsOf(ann_), ElementsAre("b/p1"));
  EXPECT_EQ(archive_->GetEvent("c", "e1")->events[0].recipients[0].speaker.id, ann_);
}

TEST_F(SpeakerDecisionsTest, RefusesImpossibleSplits) {
  ExpectConflict(archive_->SplitSpeaker(bob_, {}).status());
  ExpectConflict(archive_->SplitSpeaker(bob_, {"c"}).status());
  ExpectConflict(archive_->SplitSpeaker(bob_, {"a", "b"}).status());
  EXPECT_TRUE(absl::IsNotFound(archive_->SplitSpeaker(bob_, {"none"}).status()));
  EXPECT_TRUE(absl::IsNotFound(archive_->SplitSpeaker("nobody", {"a"}).status()));
  Merge(ann_, {bob_});
  ExpectConflict(archive_->SplitSpeaker(bob_, {"b"}).status());
  EXPECT_EQ(archive_->revision(), 4);
}

TEST_F(SpeakerDecisionsTest, DecisionsSurviveReopening) {
  Merge(ann_, {bob_});
  const std::string other = archive_->SplitSpeaker(ann_, {"b"})->split_speaker.id;
  Reopen();
  EXPECT_EQ(archive_->GetSpeaker(bob_)->id, ann_);
  EXPECT_THAT(PositionsOf(other), ElementsAre("b/p1"));
}

}  // namespace
}  // namespace onrecord::query
