#include "query-service/query/list_deleted_articles.h"

#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "proto/rpc/errors.h"
#include "query-service/archive/article_samples.h"
#include "query-service/query/list_articles.h"

namespace onrecord::query {
namespace {

using testing::ElementsAre;

class ListDeletedArticlesTest : public ArchiveTest {
 protected:
  ListDeletedArticlesTest() {
    for (const char* id : {"a", "b", "c"}) {
      Commit(ArticleSample(id));
      EXPECT_TRUE(archive_->DeleteArticle(id).ok());
    }
  }
};

TEST_F(ListDeletedArticlesTest, PagesEndToEnd) {
  ListDeletedArticlesRequest request;
  request.page_size = 2;
  std::vector<std::string> ids;
  do {
    const auto page = ListDeletedArticles(*archive_, request);
    ASSERT_TRUE(page.ok()) << page.status();
    EXPECT_EQ(page->archive_revision, 6);
    for (const ArticleRecord& article : page->articles) ids.push_back(article.id);
    request.page_token = page->next_page_token;
  } while (!request.page_token.empty());
  EXPECT_THAT(ids, ElementsAre("c", "b", "a"));
}

TEST_F(ListDeletedArticlesTest, RejectsBadRequests) {
  ListDeletedArticlesRequest request;
  request.page_size = 1001;
  EXPECT_EQ(ListDeletedArticles(*archive_, request).status().code(),
            absl::StatusCode::kInvalidArgument);
  request = {};
  request.min_revision = 7;
  EXPECT_EQ(rpc::ReasonOf(ListDeletedArticles(*archive_, request).status()),
            "REVISION_NOT_REACHED");
  Commit(ArticleSample("d"));
  Commit(ArticleSample("e"));
  ListArticlesRequest other;
  other.page_size = 1;
  request = {};
  request.page_token = ListArticles(*archive_, other)->next_page_token;
  EXPECT_EQ(rpc::ReasonOf(ListDeletedArticles(*archive_, request).status()), "INVALID_PAGE_TOKEN");
}

}  // namespace
}  // namespace onrecord::query
