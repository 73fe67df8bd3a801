#include "tests/testing/call.h"

#include "gtest/gtest.h"
#include "onrecord/v1/query_service.grpc.pb.h"
#include "proto/rpc/server.h"

namespace onrecord::tests {
namespace {

// Answers two pages and one article.
class TwoPages : public v1::QueryService::Service {
 public:
  grpc::Status ListArticles(grpc::ServerContext*, const v1::ListArticlesRequest* request,
                            v1::ListArticlesResponse* response) override {
    if (request->page_token().empty()) response->set_next_page_token("second");
    response->add_articles()->set_name("articles/" + request->page_token());
    return grpc::Status::OK;
  }

  grpc::Status GetArticle(grpc::ServerContext*, const v1::GetArticleRequest* request,
                          v1::Article* response) override {
    response->set_name(request->name());
    return grpc::Status::OK;
  }
};

class CallTest : public ::testing::Test {
 protected:
  TwoPages service_;
  const std::unique_ptr<rpc::Server> server_ = *rpc::Server::Start({}, {&service_});
  const std::shared_ptr<grpc::Channel> channel_ = Connect(server_->address());
  const std::unique_ptr<v1::QueryService::Stub> stub_ = v1::QueryService::NewStub(channel_);
};

TEST_F(CallTest, FollowsPageTokens) {
  const auto pages = CallForPages(*stub_, &v1::QueryService::Stub::ListArticles, {});
  ASSERT_EQ(pages.size(), 2u);
  EXPECT_EQ(pages[1].response.articles(0).name(), "articles/second");
}

TEST_F(CallTest, SendsBytesAsTheyAre) {
  v1::GetArticleRequest request;
  request.set_name("articles/a");
  const Answer<std::string> answer =
      CallWithBytes(channel_, "/onrecord.v1.QueryService/GetArticle", request.SerializeAsString());
  ASSERT_TRUE(answer.status.ok());
  v1::Article article;
  EXPECT_TRUE(article.ParseFromString(answer.response));
  EXPECT_EQ(article.name(), "articles/a");
}

}  // namespace
}  // namespace onrecord::tests
