// Mergers and splits among commits and deletions, at random, against a model that goes through all
// that was committed.

#include <algorithm>
#include <map>
#include <random>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gtest/gtest.h"
#include "query-service/archive/article_samples.h"
#include "query-service/archive/identity.h"

namespace onrecord::query {
namespace {

constexpr int kArticles = 12;
constexpr int kPeople = 7;

// Who speaks in an article: for each position its speakers, by number of person.
using Committed = std::vector<std::vector<int>>;

// What the archive should say, kept as plainly as can be. An identity is a number: people's, then
// those of splits as they come.
class SpeakerModel {
 public:
  std::map<std::string, Committed> articles;
  std::map<int, std::pair<int, int>> merged;         // into whom, under whom
  std::map<std::pair<std::string, int>, int> split;  // (article, identity): split-off
  int identities = kPeople;

  int IdentityIn(const std::string& article, int person) const {
    int identity = person;
    for (auto next = split.find({article, identity}); next != split.end();
         next = split.find({article, identity})) {
      identity = next->second;
    }
    return identity;
  }

  int RootOf(int identity) const {
    const auto found = merged.find(identity);
    return found == merged.end() ? identity : found->second.first;
  }

  // "article/position" of the positions that a speaker takes.
  std::set<std::string> PositionsOf(int root) const {
    std::set<std::string> positions;
    for (const auto& [article, committed] : articles) {
      for (size_t i = 0; i < committed.size(); ++i) {
        for (const int person : committed[i]) {
          if (RootOf(IdentityIn(article, person)) == root) {
            positions.insert(absl::StrCat(article, "/p", i));
          }
        }
      }
    }
    return positions;
  }

  std::set<std::string> ArticlesOf(int root) const {
    std::set<std::string> found;
    for (const std::string& position : PositionsOf(root)) {
      found.insert(position.substr(0, position.find('/')));
    }
    return found;
  }

  // Those of the root's identities that the article speaks of.
  std::set<int> IdentitiesIn(const std::string& article, int root) const {
    std::set<int> found;
    for (const auto& people : articles.at(article)) {
      for (const int person : people) {
        const int identity = IdentityIn(article, person);
        if (RootOf(identity) == root) found.insert(identity);
      }
    }
    return found;
  }

  void Merge(int survivor, int other) {
    for (int identity = 0; identity < identities; ++identity) {
      if (identity != other && RootOf(identity) == other) merged[identity].first = survivor;
    }
    merged[other] = {survivor, survivor};
  }

  void TakeOut(int identity) {
    const int root = RootOf(identity);
    merged.erase(identity);
    std::vector<int> taken = {identity};
    for (size_t i = 0; i < taken.size(); ++i) {
      for (auto& [other, into] : merged) {
        if (into.first != root || into.second != taken[i]) continue;
        into.first = identity;
        taken.push_back(other);
      }
    }
  }
};

class SpeakerModelTest : public ArchiveTest, public testing::WithParamInterface<int> {
 protected:
  int Pick(int below) { return std::uniform_int_distribution<int>(0, below - 1)(random_); }

  static std::string RoleOf(int person) { return absl::StrCat("role", person); }
  static std::string NameOf(int person) { return absl::StrCat("Person Number", person); }

  void CommitSome() {
    const std::string id = absl::StrCat("a", Pick(kArticles));
    ArticleSample sample(id);
    std::vector<std::string> locals;
    std::vector<int> people;
    for (int person = 0; person < kPeople; ++person) {
      if (Pick(3) != 0) continue;
      people.push_back(person);
      locals.push_back(sample.AddSpeaker(NameOf(person)));
      sample.analysis.speakers.back().speaker.roles = {RoleOf(person)};
      // Given, since after a split nothing tells who is meant.
      sample.analysis.speakers.back().identity =
          NamedIdentity(NameOf(person), SpeakerType::kPerson);
    }
    Committed committed;
    for (size_t i = 0; i < people.size(); ++i) {
      std::vector<int> speakers = {people[i]};
      std::vector<std::string> refs = {locals[i]};
      const int second = Pick(static_cast<int>(people.size()));
      if (second != static_cast<int>(i)) {
        speakers.push_back(people[second]);
        refs.push_back(locals[second]);
      }
      sample.AddPosition(absl::StrCat("p", i), refs, absl::StrCat("words ", ++words_));
      committed.push_back(speakers);
    }
    Commit(sample);
    model_.articles[id] = committed;
    if (committed.empty()) model_.articles.erase(id);
    // An article without speakers stays in the archive but says nothing of anybody.
    LearnIds(people);
  }

  // Ids of identities as answers of unmerged speakers show them first.
  void LearnIds(const std::vector<int>& people) {
    for (size_t i = 0; i < people.size(); ++i) {
      const std::string id = SpeakerId(
          NameOf(people[i]), NamedIdentity(NameOf(people[i]), SpeakerType::kPerson), kIdDigits);
      ids_[people[i]] = id;
    }
  }

  void DeleteSome() {
    const std::string id = absl::StrCat("a", Pick(kArticles));
    if (!archive_->DeleteArticle(id).ok()) return;
    // Half of them come back at once.
    if (Pick(2) == 0) {
      ASSERT_TRUE(archive_->UndeleteArticle(id).ok());
    } else {
      model_.articles.erase(id);
    }
  }

  // Identities that are known and not merged, or are merged.
  std::vector<int> Identities(bool is_merged) {
    std::vector<int> found;
    for (const auto& [identity, id] : ids_) {
      const bool merged = model_.merged.count(identity) > 0;
      if (merged != is_merged) continue;
      if (!merged && model_.PositionsOf(identity).empty()) continue;
      found.push_back(identity);
    }
    return found;
  }

  void MergeSome() {
    const std::vector<int> roots = Identities(false);
    if (roots.size() < 2) return;
    const int survivor = roots[Pick(static_cast<int>(roots.size()))];
    const int other = roots[Pick(static_cast<int>(roots.size()))];
    if (survivor == other) return;
    const auto merged = archive_->MergeSpeakers(ids_[survivor], {ids_[other]});
    ASSERT_TRUE(merged.ok()) << merged.status();
    model_.Merge(survivor, other);
  }

  void TakeSomeOut() {
    const std::vector<int> merged = Identities(true);
    if (merged.empty()) return;
    const int identity = merged[Pick(static_cast<int>(merged.size()))];
    const auto split = archive_->SplitSpeaker(ids_[identity], {});
    ASSERT_TRUE(split.ok()) << split.status();
    model_.TakeOut(identity);
  }

  void SplitSomeArticles() {
    const std::vector<int> roots = Identities(false);
    if (roots.empty()) return;
    const int root = roots[Pick(static_cast<int>(roots.size()))];
    std::vector<std::string> articles;
    const auto all = model_.ArticlesOf(root);
    for (const std::string& article : all) {
      if (Pick(2) == 0 && articles.size() + 1 < all.size()) articles.push_back(article);
    }
    if (articles.empty()) return;
    const auto split = archive_->SplitSpeaker(ids_[root], articles);
    ASSERT_TRUE(split.ok()) << split.status();
    NoteSplit(root, articles, split->split_speaker);
  }

  void NoteSplit(int root, const std::vector<std::string>& articles, const SpeakerRecord& split) {
    std::map<int, std::vector<std::string>> moved;
    for (const std::string& article : articles) {
      for (const int identity : model_.IdentitiesIn(article, root)) {
        moved[identity].push_back(article);
      }
    }
    // The first of the new identities stands for all; which that is, only its id tells.
    std::map<int, int> new_identities;
    for (const auto& [identity, in] : moved) {
      const int made = model_.identities++;
      new_identities[identity] = made;
      for (const std::string& article : in) model_.split[{article, identity}] = made;
      ids_[made] = SplitId(identity, in.front());
    }
    int first = -1;
    for (const auto& [identity, made] : new_identities) {
      if (ids_[made] == split.id) first = made;
    }
    ASSERT_NE(first, -1) << split.id;
    for (const auto& [identity, made] : new_identities) {
      if (made != first) model_.merged[made] = {first, first};
    }
  }

  // The id of what is split off an identity; its name is that of all here, its person's.
  std::string SplitId(int identity, const std::string& article) {
    identities_[model_.identities - 1] =
        absl::StrCat("split/", article, "/", IdentityText(identity));
    person_[model_.identities - 1] = PersonOf(identity);
    return SpeakerId(NameOf(PersonOf(identity)), identities_[model_.identities - 1], kIdDigits);
  }
  int PersonOf(int identity) { return identity < kPeople ? identity : person_.at(identity); }
  std::string IdentityText(int identity) {
    if (identity >= kPeople) return identities_.at(identity);
    return NamedIdentity(NameOf(identity), SpeakerType::kPerson);
  }

  void Check() {
    std::map<std::string, int> expected;  // visible speakers
    for (int identity = 0; identity < model_.identities; ++identity) {
      if (model_.merged.count(identity) > 0) continue;
      if (!model_.PositionsOf(identity).empty()) expected[ids_[identity]] = identity;
    }
    const auto listed = archive_->ListSpeakers({}, std::nullopt, 1000);
    ASSERT_TRUE(listed.ok()) << listed.status();
    std::set<std::string> found;
    for (const SpeakerRecord& speaker : listed->speakers) {
      ASSERT_EQ(expected.count(speaker.id), 1u) << speaker.id;
      found.insert(speaker.id);
      CheckSpeaker(speaker, expected[speaker.id]);
    }
    ASSERT_EQ(found.size(), expected.size());
    CheckCounts(expected);
    CheckPages(listed->speakers);
    CheckNames(listed->speakers);
  }

  // Both orders in pages of any size, against all speakers sorted.
  void CheckPages(std::vector<SpeakerRecord> all) {
    for (const SpeakerOrder order : {SpeakerOrder::kByName, SpeakerOrder::kMostQuoted}) {
      std::sort(all.begin(), all.end(), [&](const SpeakerRecord& a, const SpeakerRecord& b) {
        if (order == SpeakerOrder::kMostQuoted && a.position_count != b.position_count) {
          return a.position_count > b.position_count;
        }
        if (order == SpeakerOrder::kByName && a.display_name != b.display_name) {
          return a.display_name < b.display_name;
        }
        return a.id < b.id;
      });
      std::vector<std::string> expected;
      for (const SpeakerRecord& speaker : all) expected.push_back(speaker.id);
      EXPECT_EQ(Paged({}, order), expected);
    }
  }

  std::vector<std::string> Paged(const SpeakerFilter& filter, SpeakerOrder order) {
    const int size = 1 + Pick(4);
    std::vector<std::string> ids;
    std::optional<SpeakerKey> after;
    do {
      const auto page = archive_->ListSpeakers(filter, after, size, order);
      EXPECT_TRUE(page.ok()) << page.status();
      for (const SpeakerRecord& speaker : page->speakers) ids.push_back(speaker.id);
      after = page->next;
    } while (after.has_value());
    return ids;
  }

  // Who bears a name or has a role, whichever identity it came with.
  void CheckNames(const std::vector<SpeakerRecord>& all) {
    const int person = Pick(kPeople);
    SpeakerFilter by_name;
    by_name.text.terms = {{absl::StrCat("number", person), false, false}};
    SpeakerFilter by_role;
    by_role.role.terms = {{RoleOf(person), false, false}};
    std::vector<std::string> expected;
    for (const SpeakerRecord& speaker : all) {
      std::vector<std::string> names = speaker.aliases;
      names.push_back(speaker.display_name);
      const bool has_name = std::count(names.begin(), names.end(), NameOf(person)) > 0;
      EXPECT_EQ(has_name,
                std::count(speaker.roles.begin(), speaker.roles.end(), RoleOf(person)) > 0);
      if (has_name) expected.push_back(speaker.id);
    }
    EXPECT_EQ(Paged(by_name, SpeakerOrder::kByName), expected);
    EXPECT_EQ(Paged(by_role, SpeakerOrder::kByName), expected);
  }

  void CheckSpeaker(const SpeakerRecord& speaker, int root) {
    const auto positions = model_.PositionsOf(root);
    EXPECT_EQ(speaker.position_count, static_cast<int>(positions.size())) << speaker.id;
    EXPECT_EQ(speaker.article_count, static_cast<int>(model_.ArticlesOf(root).size()))
        << speaker.id;
    std::set<std::string> merged;
    for (const auto& [identity, into] : model_.merged) {
      if (into.first == root) merged.insert(ids_[identity]);
    }
    EXPECT_EQ(std::set<std::string>(speaker.merged_ids.begin(), speaker.merged_ids.end()), merged);
    PositionFilter filter;
    filter.speakers = {merged.empty() ? speaker.id : *merged.begin()};
    std::set<std::string> listed;
    const auto page = archive_->ListPositions(filter, ListOrder::kNewestFirst, std::nullopt, 1000);
    for (const PositionRecord& position : page->positions) {
      EXPECT_TRUE(listed.insert(absl::StrCat(position.article_id, "/", position.id)).second);
      EXPECT_EQ(std::count_if(position.speakers.begin(), position.speakers.end(),
                              [&](const SpeakerRef& ref) { return ref.id == speaker.id; }),
                1);
    }
    EXPECT_EQ(listed, positions);
  }

  void CheckCounts(const std::map<std::string, int>& expected) {
    const auto counts = archive_->CountPositions({}, PositionGrouping::kSpeaker, 1000);
    ASSERT_EQ(counts->groups.size(), expected.size());
    for (const CountedGroup& group : counts->groups) {
      EXPECT_EQ(group.count,
                static_cast<int64_t>(model_.PositionsOf(expected.at(group.by.key)).size()));
    }
  }

  std::mt19937 random_{static_cast<unsigned>(GetParam())};
  SpeakerModel model_;
  std::map<int, std::string> ids_;
  std::map<int, std::string> identities_;  // of splits
  std::map<int, int> person_;              // of splits
  int words_ = 0;
};

TEST_P(SpeakerModelTest, EqualsModelAfterEveryChange) {
  for (int step = 0; step < 150 && !HasFailure(); ++step) {
    switch (Pick(8)) {
      case 0:
      case 1:
        MergeSome();
        break;
      case 2:
        TakeSomeOut();
        break;
      case 3:
        SplitSomeArticles();
        break;
      case 4:
        DeleteSome();
        break;
      default:
        CommitSome();
    }
    Check();
  }
}

INSTANTIATE_TEST_SUITE_P(Seeds, SpeakerModelTest, testing::Range(1, 9));

}  // namespace
}  // namespace onrecord::query
