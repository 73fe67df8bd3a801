#include "query-service/archive/etag.h"

#include "gtest/gtest.h"

namespace onrecord::query {
namespace {

TEST(Etag, TellsStatesApart) {
  ArticleRecord article;
  article.id = "a";
  article.revision = 1;
  article.archive_revision = 2;
  const std::string etag = EtagOf(article);
  EXPECT_EQ(etag.size(), 12u);
  EXPECT_EQ(EtagOf(article), etag);
  ArticleRecord other = article;
  other.id = "b";
  EXPECT_NE(EtagOf(other), etag);
  other = article;
  other.revision = 2;
  EXPECT_NE(EtagOf(other), etag);
  other = article;
  other.archive_revision = 3;
  EXPECT_NE(EtagOf(other), etag);
}

TEST(Etag, IgnoresHowMuchOfAnArticleWasRead) {
  ArticleRecord article;
  article.id = "a";
  const std::string etag = EtagOf(article);
  article.text = "Text.";
  EXPECT_EQ(EtagOf(article), etag);
}

}  // namespace
}  // namespace onrecord::query
