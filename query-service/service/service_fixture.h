// Both services of query-service over a real socket and an archive of their own, for the tests
// beside this file.

#ifndef ONRECORD_QUERY_SERVICE_SERVICE_SERVICE_FIXTURE_H_
#define ONRECORD_QUERY_SERVICE_SERVICE_SERVICE_FIXTURE_H_

#include <filesystem>
#include <memory>
#include <string>

#include "absl/strings/str_cat.h"
#include "google/protobuf/text_format.h"
#include "grpcpp/create_channel.h"
#include "grpcpp/security/credentials.h"
#include "gtest/gtest.h"
#include "onrecord/v1/archive_service.grpc.pb.h"
#include "onrecord/v1/query_service.grpc.pb.h"
#include "proto/rpc/server.h"
#include "proto/rpc/status.h"
#include "query-service/archive/archive.h"
#include "query-service/service/archive_service.h"
#include "query-service/service/query_service.h"
#include "query-service/service/stream_host.h"

namespace onrecord::query {

class ServiceFixture : public testing::Test {
 protected:
  static constexpr int64_t kMaxTextBytes = 1000;
  static inline const StreamLimits kLimits = {
      4, 3, 2, absl::Seconds(60), absl::Seconds(1), absl::Seconds(2)};

  static ArchiveOptions Options() {
    ArchiveOptions options;
    options.exports = kLimits.max_exports;
    return options;
  }

  explicit ServiceFixture(const ArchiveOptions& options = Options())
      : directory_(MakeDirectory()),
        archive_(Archive::Open(directory_ + "/archive.db", options).value()),
        query_service_(*archive_, pool_, absl::Seconds(10), streams_),
        archive_service_(*archive_, pool_, absl::Seconds(10), kMaxTextBytes),
        server_(rpc::Server::Start({}, {&query_service_, &archive_service_}).value()),
        channel_(grpc::CreateChannel(server_->address(), grpc::InsecureChannelCredentials())),
        queries_(v1::QueryService::NewStub(channel_)),
        archives_(v1::ArchiveService::NewStub(channel_)) {}

  ~ServiceFixture() override {
    server_.reset();
    archive_.reset();
    std::filesystem::remove_all(directory_);
  }

  // An article in which Ann Lee denies something and workers strike.
  static v1::CommitArticleRequest Example(const std::string& id) {
    v1::CommitArticleRequest request;
    google::protobuf::TextFormat::ParseFromString(
        R"pb(article {
               text: "“No deal,” Ann Lee said. Workers struck."
               publisher: "Herald"
               publish_time { seconds: 1000 }
             }
             analysis {
               model_version: "m1"
               speakers {
                 id: "s1"
                 speaker { display_name: "Ann Lee" type: SPEAKER_TYPE_PERSON }
                 mentions {
                   span { begin: 15 end: 22 }
                   form: MENTION_FORM_NAME
                 }
               }
               positions {
                 name: "p-1"
                 speakers { speaker: "s1" }
                 kind: POSITION_KIND_DENIAL
                 quotation: QUOTATION_DIRECT
                 content { begin: 0 end: 14 }
                 source { begin: 15 end: 22 }
                 cue { begin: 23 end: 27 }
                 confidence: 0.9
               }
               events {
                 name: "e-1"
                 type: EVENT_TYPE_PROTEST
                 status: EVENT_STATUS_ACTUAL
                 triggers { begin: 37 end: 43 }
                 positions: "p-1"
                 confidence: 0.5
               }
             })pb",
        &request);
    request.mutable_article()->set_name("articles/" + id);
    return request;
  }

  absl::Status Commit(const v1::CommitArticleRequest& request,
                      v1::CommitArticleResponse* response = nullptr) {
    v1::CommitArticleResponse ignored;
    grpc::ClientContext context;
    return rpc::FromGrpcStatus(
        archives_->CommitArticle(&context, request, response == nullptr ? &ignored : response));
  }

  static constexpr int kLongArticles = 24;

  // Articles that every view of them makes long: together far more than gRPC and the kernel buffer.
  void CommitLongArticles() {
    for (int i = 0; i < kLongArticles; ++i) {
      ArticleRecord article;
      article.id = absl::StrCat("long-", i);
      article.language = "en";
      article.title = std::string(1 << 20, 'x');
      article.text = "News.";
      ASSERT_TRUE(archive_->Commit(article, {}, false).ok());
    }
  }

  // Calls one method of the query service.
  template <class Method, class Request, class Response>
  absl::Status Call(Method method, const Request& request, Response* response) {
    grpc::ClientContext context;
    return rpc::FromGrpcStatus(((*queries_).*method)(&context, request, response));
  }

  std::string directory_;
  std::unique_ptr<Archive> archive_;
  rpc::WorkerPool pool_{2, 16};
  StreamHost streams_{kLimits};
  QueryService query_service_;
  ArchiveService archive_service_;
  std::unique_ptr<rpc::Server> server_;
  std::shared_ptr<grpc::Channel> channel_;
  std::unique_ptr<v1::QueryService::Stub> queries_;
  std::unique_ptr<v1::ArchiveService::Stub> archives_;

 private:
  static std::string MakeDirectory() {
    std::string pattern = testing::TempDir() + "onrecord-XXXXXX";
    return mkdtemp(pattern.data());
  }
};

}  // namespace onrecord::query

#endif  // ONRECORD_QUERY_SERVICE_SERVICE_SERVICE_FIXTURE_H_
