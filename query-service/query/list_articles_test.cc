#include "query-service/query/list_articles.h"

#include <string>

#include "gtest/gtest.h"
#include "proto/rpc/errors.h"
#include "query-service/archive/article_samples.h"

namespace onrecord::query {
namespace {

class ListArticlesTest : public ArchiveTest {
 protected:
  ListArticlesTest() {
    for (const char* id : {"a", "b"}) {
      ArticleSample sample(id);
      sample.article.title = "Harbour strike";
      Commit(sample);
    }
  }
};

TEST_F(ListArticlesTest, FindsInTitleAndText) {
  ListArticlesRequest request;
  request.page_size = 1;
  request.filter.text = "harbour news";
  auto page = ListArticles(*archive_, request);
  ASSERT_TRUE(page.ok()) << page.status();
  ASSERT_EQ(page->articles.size(), 1u);
  EXPECT_EQ(page->articles[0].id, "b");
  EXPECT_EQ(page->archive_revision, 2);
  request.page_token = page->next_page_token;
  page = ListArticles(*archive_, request);
  ASSERT_TRUE(page.ok()) << page.status();
  EXPECT_EQ(page->articles.at(0).id, "a");
  EXPECT_EQ(page->next_page_token, "");
}

TEST_F(ListArticlesTest, ViewDecidesText) {
  ListArticlesRequest request;
  EXPECT_EQ(ListArticles(*archive_, request)->articles.at(0).text, "");
  request.view = 1;
  EXPECT_EQ(ListArticles(*archive_, request)->articles.at(0).text, "");
  request.view = 2;
  EXPECT_EQ(ListArticles(*archive_, request)->articles.at(0).text, "News. ");
  request.view = 3;
  EXPECT_EQ(ListArticles(*archive_, request).status().code(), absl::StatusCode::kInvalidArgument);
}

TEST_F(ListArticlesTest, RejectsBadRequests) {
  ListArticlesRequest request;
  request.filter.text = "-x";
  EXPECT_EQ(ListArticles(*archive_, request).status().code(), absl::StatusCode::kInvalidArgument);
  request = {};
  request.page_token = "x";
  EXPECT_EQ(rpc::ReasonOf(ListArticles(*archive_, request).status()), "INVALID_PAGE_TOKEN");
  request = {};
  request.min_revision = 3;
  EXPECT_EQ(ListArticles(*archive_, request).status().code(),
            absl::StatusCode::kFailedPrecondition);
}

}  // namespace
}  // namespace onrecord::query
