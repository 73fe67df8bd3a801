#include "query-service/archive/ranking.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "query-service/archive/article_samples.h"

namespace onrecord::query {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr int kAll = 1000;
constexpr const char* kWords[] = {"tax", "taxes", "trade", "deal", "port", "union"};
constexpr const char* kPublishers[] = {"Herald", "Post"};
constexpr int kWindows[] = {1, 2, 7, 20, 10'000};
constexpr int kPageSizes[] = {1, 2, 3, 5, 11, 50};

using Words = std::vector<std::string>;

// How often `term` begins in `words`.
int CountOf(const TextTerm& term, const Words& words) {
  const Words wanted = absl::StrSplit(term.words, ' ');
  int count = 0;
  for (size_t at = 0; at + wanted.size() <= words.size(); ++at) {
    bool same = std::equal(wanted.begin(), wanted.end() - 1, words.begin() + at);
    const std::string& last = words[at + wanted.size() - 1];
    same = same && (term.prefix ? absl::StartsWith(last, wanted.back()) : last == wanted.back());
    count += same ? 1 : 0;
  }
  return count;
}

// BM25 as the contract has it.
int64_t RelevanceOf(const TextQuery& text, const Words& title, const Words& words,
                    double typical_words) {
  const auto all = static_cast<double>(title.size() + words.size());
  double relevance = 0;
  for (const TextTerm& term : text.terms) {
    const double f = 5 * CountOf(term, title) + CountOf(term, words);
    relevance += 2.2 * f / (f + 1.2 * (0.25 + 0.75 * all / typical_words));
  }
  return std::llround(relevance * 1e6);
}

std::string NameOf(const PositionRecord& position) {
  return absl::StrCat(position.article_id, "/", position.id);
}
std::string NameOf(const ArticleRecord& article) { return article.id; }

template <typename Record>
std::vector<std::string> NamesOf(const std::vector<Record>& records) {
  std::vector<std::string> names;
  for (const Record& record : records) names.push_back(NameOf(record));
  return names;
}

TextQuery TextOf(const std::vector<std::string>& words) {
  TextQuery text;
  for (const std::string& word : words) text.terms.push_back({word, false, false});
  return text;
}

class RankingTest : public ArchiveTest {
 protected:
  int Pick(int below) { return std::uniform_int_distribution<int>(0, below - 1)(random_); }
  template <typename Value, size_t kCount>
  Value Any(const Value (&values)[kCount]) {
    return values[Pick(kCount)];
  }

  std::string AnyWords(int count) {
    Words words;
    for (int i = 0; i < count; ++i) words.push_back(Any(kWords));
    return absl::StrJoin(words, " ");
  }

  // Few moments, so that many articles share one.
  ArticleSample AnySample(const std::string& id) {
    ArticleSample sample(id);
    sample.article.publisher = Any(kPublishers);
    sample.article.title = AnyWords(Pick(3));
    if (Pick(5) != 0) {
      sample.article.publish_time = At("2026-03-12T00:00:00Z") + absl::Hours(8 * Pick(6));
    }
    for (int p = 1 + Pick(6); p > 0; --p) {
      sample
          .AddPosition(absl::StrCat("p", p), {}, AnyWords(1 + Pick(7)),
                       static_cast<PositionKind>(1 + Pick(2)))
          .confidence = 0.25f * static_cast<float>(Pick(5));
    }
    return sample;
  }

  void FillArchive(int articles) {
    for (int i = 0; i < articles; ++i) Commit(AnySample(absl::StrCat("a", i)));
  }

  TextQuery AnyText() {
    TextQuery text;
    text.terms.push_back({Any(kWords), Pick(3) == 0, false});
    if (Pick(3) == 0) text.terms.push_back({Any(kWords), false, true});
    if (Pick(3) == 0) text.terms.push_back({AnyWords(2), false, false});
    if (Pick(3) == 0) text.terms.push_back({Any(kWords), false, false});
    return text;
  }

  PositionFilter AnyFilter() {
    PositionFilter filter;
    filter.text = AnyText();
    if (Pick(4) == 0) filter.kinds = {PositionKind::kStatement};
    if (Pick(4) == 0) filter.publishers = {Any(kPublishers)};
    if (Pick(4) == 0) filter.min_confidence = 0.5f;
    if (Pick(4) == 0) filter.publish_time.end = At("2026-03-13T00:00:00.5Z");
    if (Pick(4) == 0) filter.articles = {"a1", "a2", "a3", "a4"};
    return filter;
  }

  void ReopenRanking(int max_ranked) {
    ArchiveOptions options;
    options.max_ranked = max_ranked;
    Reopen(options);
  }

  // What a list by relevance of `newest_first` is: the first `window` sorted, the others behind.
  template <typename Record, typename Relevance>
  static std::vector<std::string> Ranked(std::vector<Record> newest_first, int window,
                                         Relevance relevance) {
    const auto end = newest_first.begin() + std::min<ptrdiff_t>(window, newest_first.size());
    std::stable_sort(newest_first.begin(), end,
                     [&](const Record& a, const Record& b) { return relevance(a) > relevance(b); });
    return NamesOf(newest_first);
  }

  // All pages of `limit` by relevance; `between` is called before each but the first.
  template <typename Between>
  std::vector<std::string> ListRanked(const PositionFilter& filter, int limit, Between between) {
    std::vector<std::string> names;
    std::optional<ListKey> after;
    do {
      if (after.has_value()) between();
      const auto page = archive_->ListPositions(filter, ListOrder::kRelevance, after, limit);
      EXPECT_TRUE(page.ok()) << page.status();
      if (!page.ok()) break;
      EXPECT_LE(page->positions.size(), static_cast<size_t>(limit));
      EXPECT_FALSE(page->next.has_value() && page->positions.empty());
      for (const PositionRecord& position : page->positions) {
        EXPECT_EQ(page->texts.count(position.article_id), 1u);
        names.push_back(NameOf(position));
      }
      after = page->next;
    } while (after.has_value());
    return names;
  }
  std::vector<std::string> ListRanked(const PositionFilter& filter, int limit = kAll) {
    return ListRanked(filter, limit, [] {});
  }

  std::vector<std::string> Expected(const PositionFilter& filter, int window) {
    const auto page = archive_->ListPositions(filter, ListOrder::kNewestFirst, {}, kAll);
    return Ranked(page->positions, window, [&](const PositionRecord& position) {
      const Span& content = position.content[0];
      const std::string words =
          page->texts.at(position.article_id).substr(content.begin, content.end - content.begin);
      return RelevanceOf(filter.text, {}, absl::StrSplit(words, ' '), 15);
    });
  }

  std::mt19937 random_{20261201};
};

TEST_F(RankingTest, PositionsEqualScan) {
  FillArchive(40);
  size_t found = 0;
  for (const int window : kWindows) {
    ReopenRanking(window);
    for (int round = 0; round < 100; ++round) {
      const PositionFilter filter = AnyFilter();
      const std::vector<std::string> expected = Expected(filter, window);
      ASSERT_EQ(ListRanked(filter, Any(kPageSizes)), expected) << window << " " << round;
      found += expected.size();
    }
  }
  EXPECT_GT(found, 2000u);
}

TEST_F(RankingTest, ArticlesEqualScan) {
  FillArchive(60);
  size_t found = 0;
  for (const int window : kWindows) {
    ReopenRanking(window);
    for (int round = 0; round < 50; ++round) {
      ArticleFilter filter;
      filter.text = AnyText();
      if (Pick(3) == 0) filter.publishers = {Any(kPublishers)};
      const auto all = archive_->ListArticles(filter, ListOrder::kNewestFirst, {}, kAll, true);
      const auto expected = Ranked(all->articles, window, [&](const ArticleRecord& article) {
        const auto words = [](const std::string& text) -> Words {
          return absl::StrSplit(text, absl::ByAnyChar(" ."), absl::SkipEmpty());
        };
        return RelevanceOf(filter.text, words(article.title), words(article.text), 700);
      });
      found += expected.size();

      const int limit = Any(kPageSizes);
      std::vector<std::string> listed;
      std::optional<ListKey> after;
      do {
        const auto page =
            archive_->ListArticles(filter, ListOrder::kRelevance, after, limit, Pick(2) == 0);
        ASSERT_TRUE(page.ok()) << page.status();
        for (const std::string& name : NamesOf(page->articles)) listed.push_back(name);
        after = page->next;
      } while (after.has_value());
      ASSERT_EQ(listed, expected) << window << " " << round;
    }
  }
  EXPECT_GT(found, 2000u);
}

// Those of `names` whose article is none of `changed`.
std::vector<std::string> Unchanged(const std::vector<std::string>& names,
                                   const std::set<std::string>& changed) {
  std::vector<std::string> unchanged;
  for (const std::string& name : names) {
    if (changed.count(name.substr(0, name.find('/'))) == 0) unchanged.push_back(name);
  }
  return unchanged;
}

TEST_F(RankingTest, ChangesBetweenPagesNeitherRepeatNorHide) {
  FillArchive(40);
  for (const int window : kWindows) {
    ReopenRanking(window);
    for (int round = 0; round < 30; ++round) {
      const PositionFilter filter = AnyFilter();
      const std::vector<std::string> before = Expected(filter, window);
      std::set<std::string> changed;
      const std::vector<std::string> listed = ListRanked(filter, 1 + Pick(4), [&] {
        // Ids from a0 on are there at first, new ones are older and newer than those.
        const std::string id = absl::StrCat("a", Pick(50));
        if (!changed.insert(id).second) return;
        const auto deleted = archive_->DeleteArticle(id);
        ASSERT_TRUE(deleted.ok() || absl::IsNotFound(deleted.status())) << deleted.status();
        if (!deleted.ok()) Commit(AnySample(id));
      });
      ASSERT_EQ(Unchanged(listed, changed), Unchanged(before, changed)) << window << " " << round;
      std::set<std::string> once(listed.begin(), listed.end());
      ASSERT_EQ(once.size(), listed.size()) << window << " " << round;
    }
  }
}

TEST_F(RankingTest, BestComesFirstAndTiesNewest) {
  const char* const contents[] = {"tariff now", "tariff", "the tariff is a tariff", "tariff now"};
  for (int day = 1; day <= 4; ++day) {
    ArticleSample sample(absl::StrCat("day-", day));
    sample.article.publish_time = At("2026-03-01T00:00:00Z") + absl::Hours(24 * day);
    sample.AddPosition("p", {}, contents[day - 1]);
    sample.AddPosition("q", {}, "nothing of it");
    Commit(sample);
  }
  PositionFilter filter;
  filter.text = TextOf({"tariff"});
  EXPECT_THAT(ListRanked(filter), ElementsAre("day-3/p", "day-2/p", "day-4/p", "day-1/p"));
  filter.text = TextOf({"tariffs"});
  EXPECT_THAT(ListRanked(filter), IsEmpty());
  // With a window of two, the newest two are compared.
  ReopenRanking(2);
  filter.text = TextOf({"tariff"});
  EXPECT_THAT(ListRanked(filter), ElementsAre("day-3/p", "day-4/p", "day-2/p", "day-1/p"));
}

TEST_F(RankingTest, TitlesCountMoreThanTexts) {
  for (const char* id : {"in-title", "in-text"}) {
    ArticleSample sample(id);
    sample.article.title = id == std::string("in-title") ? "Tariff talks" : "Other talks";
    sample.AddWords(id == std::string("in-title") ? "words" : "tariff tariff");
    Commit(sample);
  }
  ArticleFilter filter;
  filter.text = TextOf({"tariff"});
  EXPECT_THAT(
      NamesOf(archive_->ListArticles(filter, ListOrder::kRelevance, {}, 9, false)->articles),
      ElementsAre("in-title", "in-text"));
}

TEST_F(RankingTest, PagesEndEarlyWhereTheyAreLarge) {
  for (const char* id : {"a", "b", "c"}) {
    ArticleSample sample(id);
    for (int i = 0; i < 200'000; ++i) sample.article.text += "tariff talks ";
    Commit(sample);
  }
  ArticleFilter filter;
  filter.text = TextOf({"tariff"});
  std::optional<ListKey> after;
  for (const char* id : {"c", "b", "a"}) {
    const auto page = archive_->ListArticles(filter, ListOrder::kRelevance, after, 9, true);
    ASSERT_TRUE(page.ok()) << page.status();
    EXPECT_THAT(NamesOf(page->articles), ElementsAre(id));
    after = page->next;
  }
  EXPECT_FALSE(after.has_value());
}

// Keys that no page had, as from a forged token.
TEST_F(RankingTest, AnyKeyIsAPlace) {
  FillArchive(10);
  PositionFilter filter;
  filter.text = TextOf({"tax"});
  const std::vector<std::string> all = ListRanked(filter);
  for (const int64_t number : {INT64_MIN, int64_t{-1}, int64_t{0}, INT64_MAX}) {
    for (const auto& rank : {std::optional<Rank>(),
                             {{number, INT64_MIN, INT64_MAX}},
                             {{number, INT64_MAX, INT64_MIN}}}) {
      const auto page =
          archive_->ListPositions(filter, ListOrder::kRelevance, ListKey{number, rank}, kAll);
      ASSERT_TRUE(page.ok()) << page.status();
      EXPECT_LE(page->positions.size(), all.size());
    }
  }
}

TEST_F(RankingTest, EndsWhenAbandoned) {
  for (int i = 0; i < 30; ++i) {
    ArticleSample sample(absl::StrCat("a", i));
    for (int p = 0; p < 100; ++p) sample.AddPosition(absl::StrCat("p", p), {}, "tax deal");
    Commit(sample);
  }
  PositionFilter filter;
  filter.text = TextOf({"tax"});
  const auto page =
      archive_->ListPositions(filter, ListOrder::kRelevance, {}, 5, [] { return true; });
  EXPECT_EQ(page.status().code(), absl::StatusCode::kCancelled);
}

}  // namespace
}  // namespace onrecord::query
