#include "query-service/archive/deleted_articles.h"

#include <algorithm>
#include <map>
#include <random>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "query-service/archive/archive_contents.h"
#include "query-service/archive/article_samples.h"
#include "query-service/archive/etag.h"

namespace onrecord::query {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr int kAll = 1000;
constexpr absl::Duration kWindow = absl::Hours(24);

class DeletedArticlesTest : public ArchiveTest {
 protected:
  DeletedArticlesTest() {
    options_.undelete_window = kWindow;
    options_.clock = [this] { return now_; };
    Reopen(options_);
  }

  std::vector<std::string> Deleted(int limit = kAll) {
    std::vector<std::string> ids;
    std::optional<ListKey> after;
    do {
      const auto page = archive_->ListDeletedArticles(after, limit);
      EXPECT_LE(static_cast<int>(page->articles.size()), limit);
      for (const ArticleRecord& article : page->articles) ids.push_back(article.id);
      after = page->next;
    } while (after.has_value());
    return ids;
  }

  int64_t RowsKept() {
    return *(*Connection::Open(path(), Connection::Access::kRead))
                ->ReadInt("SELECT count(*) FROM deleted_articles");
  }

  ArchiveOptions options_;
  absl::Time now_ = At("2026-03-12T00:00:00.000001Z");
  std::mt19937 random_{20260312};
};

TEST_F(DeletedArticlesTest, ArticleComesBackAsItWas) {
  ArticleSample sample = RandomSample("a", random_);
  Commit(RandomSample("b", random_));
  Commit(sample);
  sample.AddWords("Revised.");
  Commit(sample);
  const ArticleRecord before = *archive_->GetArticle("a", true);
  const std::string contents = Contents(*archive_);

  now_ += absl::Hours(1);
  const auto deleted = archive_->DeleteArticle("a");
  ASSERT_TRUE(deleted.ok()) << deleted.status();
  EXPECT_EQ(deleted->delete_time, now_);
  EXPECT_EQ(deleted->purge_time, now_ + kWindow);
  EXPECT_EQ(EtagOf(*deleted), EtagOf(before));
  EXPECT_NE(Contents(*archive_), contents);
  EXPECT_EQ(archive_->GetArticle("a", true).status().code(), absl::StatusCode::kNotFound);
  const auto shown = archive_->GetArticle("a", true, /*show_deleted=*/true);
  ASSERT_TRUE(shown.ok()) << shown.status();
  EXPECT_EQ(shown->text, before.text);
  EXPECT_EQ(shown->delete_time, now_);
  EXPECT_EQ(archive_->GetArticle("a", false, true)->text, "");

  now_ += absl::Hours(1);
  const auto undeleted = archive_->UndeleteArticle("a");
  ASSERT_TRUE(undeleted.ok()) << undeleted.status();
  EXPECT_EQ(undeleted->text, before.text);
  EXPECT_EQ(undeleted->revision, 2);
  EXPECT_EQ(undeleted->archive_revision, 5);
  EXPECT_EQ(undeleted->delete_time, std::nullopt);
  const ArticleRecord after = *archive_->GetArticle("a", true, true);
  EXPECT_EQ(after.create_time, before.create_time);
  EXPECT_EQ(after.update_time, before.update_time);
  EXPECT_EQ(after.delete_time, std::nullopt);
  EXPECT_NE(EtagOf(after), EtagOf(before));
  EXPECT_EQ(Contents(*archive_), contents);
  EXPECT_THAT(Deleted(), IsEmpty());
  EXPECT_EQ(archive_->revision(), 5);
  const std::vector<Change> changes = ChangesAfter(*archive_, 3);
  ASSERT_EQ(changes.size(), 2u);
  EXPECT_EQ(changes[0].kind, Change::Kind::kDeleted);
  EXPECT_EQ(changes[1].kind, Change::Kind::kUndeleted);
  EXPECT_EQ(changes[1].article_revision, 2);
}

// After any writes the archive is as one to which only what is left was ever committed.
TEST_F(DeletedArticlesTest, AnyOrderOfWritesLeavesWhatIsLeft) {
  std::map<std::string, ArticleSample> alive;
  std::map<std::string, ArticleSample> deleted;
  for (int step = 0; step < 400; ++step) {
    const std::string id = absl::StrCat("a", random_() % 6);
    switch (random_() % 3) {
      case 0: {
        const ArticleSample sample = RandomSample(id, random_);
        ASSERT_TRUE(sample.CommitTo(*archive_, /*replace=*/true).ok());
        alive.insert_or_assign(id, sample);
        deleted.erase(id);
        break;
      }
      case 1: {
        const auto result = archive_->DeleteArticle(id);
        ASSERT_EQ(result.ok(), alive.count(id) == 1) << result.status();
        if (result.ok()) deleted.insert(alive.extract(id));
        break;
      }
      default: {
        const auto result = archive_->UndeleteArticle(id);
        ASSERT_EQ(result.status().code(), alive.count(id) == 1 ? absl::StatusCode::kAlreadyExists
                                          : deleted.count(id) == 0 ? absl::StatusCode::kNotFound
                                                                   : absl::StatusCode::kOk)
            << result.status();
        if (result.ok()) alive.insert(deleted.extract(id));
      }
    }
    if (step % 10 != 0) continue;
    const TemporaryDirectory directory;
    const auto fresh = Archive::Open(directory.File("fresh.db")).value();
    for (const auto& [name, sample] : alive) ASSERT_TRUE(sample.CommitTo(*fresh).ok());
    ASSERT_EQ(Contents(*archive_), Contents(*fresh)) << step;
    ASSERT_EQ(Deleted().size(), deleted.size());
  }
}

TEST_F(DeletedArticlesTest, WindowEnds) {
  Commit(ArticleSample("a"));
  ASSERT_TRUE(archive_->DeleteArticle("a").ok());
  now_ += kWindow - absl::Microseconds(1);
  EXPECT_TRUE(archive_->GetArticle("a", true, true).ok());
  now_ += absl::Microseconds(1);
  EXPECT_EQ(archive_->GetArticle("a", true, true).status().code(), absl::StatusCode::kNotFound);
  EXPECT_EQ(archive_->UndeleteArticle("a").status().code(), absl::StatusCode::kNotFound);
  EXPECT_EQ(archive_->PurgeArticle("a").code(), absl::StatusCode::kNotFound);
  EXPECT_THAT(Deleted(), IsEmpty());
}

TEST_F(DeletedArticlesTest, KeepsNothingWithoutWindow) {
  options_.undelete_window = absl::ZeroDuration();
  Reopen(options_);
  Commit(ArticleSample("a"));
  const auto deleted = archive_->DeleteArticle("a");
  EXPECT_EQ(deleted->purge_time, deleted->delete_time);
  EXPECT_EQ(archive_->UndeleteArticle("a").status().code(), absl::StatusCode::kNotFound);
  EXPECT_EQ(RowsKept(), 0);
}

TEST_F(DeletedArticlesTest, WritesTakeAFewOfTheExpiredAlong) {
  for (int i = 0; i < 10; ++i) {
    Commit(ArticleSample(absl::StrCat("a", i)));
    ASSERT_TRUE(archive_->DeleteArticle(absl::StrCat("a", i)).ok());
  }
  now_ += kWindow;
  EXPECT_EQ(RowsKept(), 10);
  Commit(ArticleSample("b"));
  EXPECT_EQ(RowsKept(), 6);
  Commit(ArticleSample("c"));
  EXPECT_EQ(RowsKept(), 2);
}

TEST_F(DeletedArticlesTest, OpeningForgetsAllThatIsExpired) {
  for (int i = 0; i < 120; ++i) {
    Commit(ArticleSample(absl::StrCat("a", i)));
    ASSERT_TRUE(archive_->DeleteArticle(absl::StrCat("a", i)).ok());
  }
  now_ += kWindow - absl::Hours(1);
  Commit(ArticleSample("late"));
  ASSERT_TRUE(archive_->DeleteArticle("late").ok());
  now_ += absl::Hours(1);
  Reopen(options_);
  EXPECT_EQ(RowsKept(), 1);
  EXPECT_THAT(Deleted(), ElementsAre("late"));
}

TEST_F(DeletedArticlesTest, PurgeForgetsAtOnceAndTellsNobody) {
  Commit(ArticleSample("a"));
  EXPECT_EQ(archive_->PurgeArticle("a").code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_EQ(archive_->PurgeArticle("x").code(), absl::StatusCode::kNotFound);
  const auto deleted = archive_->DeleteArticle("a");
  EXPECT_EQ(archive_->PurgeArticle("a", "other").code(), absl::StatusCode::kAborted);
  EXPECT_TRUE(archive_->PurgeArticle("a", EtagOf(*deleted)).ok());
  EXPECT_EQ(archive_->UndeleteArticle("a").status().code(), absl::StatusCode::kNotFound);
  EXPECT_EQ(archive_->revision(), 2);
  EXPECT_EQ(RowsKept(), 0);
}

TEST_F(DeletedArticlesTest, NewCommitTakesTheNameAndCountsOn) {
  Commit(ArticleSample("a"));
  ASSERT_TRUE(archive_->DeleteArticle("a").ok());
  const auto committed = ArticleSample("a").CommitTo(*archive_);
  ASSERT_TRUE(committed.ok()) << committed.status();
  EXPECT_EQ(committed->article.revision, 2);
  EXPECT_EQ(RowsKept(), 0);
  EXPECT_EQ(archive_->UndeleteArticle("a").status().code(), absl::StatusCode::kAlreadyExists);
}

TEST_F(DeletedArticlesTest, RetractedAgainAfterComingBack) {
  Commit(ArticleSample("a"));
  const auto first = archive_->DeleteArticle("a");
  ASSERT_TRUE(archive_->UndeleteArticle("a", EtagOf(*first)).ok());
  const auto second = archive_->DeleteArticle("a");
  EXPECT_NE(EtagOf(*second), EtagOf(*first));
  EXPECT_EQ(archive_->UndeleteArticle("a", EtagOf(*first)).status().code(),
            absl::StatusCode::kAborted);
  EXPECT_TRUE(archive_->UndeleteArticle("a", EtagOf(*second)).ok());
}

TEST_F(DeletedArticlesTest, ListsLastRetractedFirstInPagesOfAnySize) {
  std::vector<std::string> ids;
  for (int i = 0; i < 40; ++i) {
    const std::string id = absl::StrCat("a", random_() % 1000, "-", i);
    Commit(ArticleSample(id));
    if (random_() % 2 == 0) now_ += absl::Microseconds(1);
    ASSERT_TRUE(archive_->DeleteArticle(id).ok());
    ids.insert(ids.begin(), id);
  }
  for (const int limit : {1, 3, 7, 39, 40, 41}) EXPECT_EQ(Deleted(limit), ids) << limit;
}

TEST_F(DeletedArticlesTest, ConditionsGuardEveryWrite) {
  const ArticleSample sample("a");
  WriteCondition condition;
  condition.etag = "nothing-there";
  const auto commit = [&](bool replace = false) {
    return archive_->Commit(sample.article, sample.analysis, replace, condition).status().code();
  };
  EXPECT_EQ(commit(), absl::StatusCode::kAborted);
  condition = {"", /*must_not_exist=*/true};
  EXPECT_EQ(commit(), absl::StatusCode::kOk);
  EXPECT_EQ(commit(), absl::StatusCode::kAlreadyExists);
  const std::string etag = EtagOf(*archive_->GetArticle("a", false));
  condition = {etag, false};
  EXPECT_EQ(commit(), absl::StatusCode::kOk);  // the same text: nothing changed
  EXPECT_EQ(commit(/*replace=*/true), absl::StatusCode::kOk);
  EXPECT_EQ(commit(), absl::StatusCode::kAborted);
  EXPECT_EQ(archive_->DeleteArticle("a", etag).status().code(), absl::StatusCode::kAborted);
  EXPECT_EQ(archive_->revision(), 2);
  ASSERT_TRUE(archive_->DeleteArticle("a", EtagOf(*archive_->GetArticle("a", false))).ok());
  condition = {"", /*must_not_exist=*/true};
  EXPECT_EQ(commit(), absl::StatusCode::kOk);
}

}  // namespace
}  // namespace onrecord::query
