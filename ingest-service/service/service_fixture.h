// The ingest service over a real socket with the real model and an archive that only counts, for
// the tests beside this file.

#ifndef ONRECORD_INGEST_SERVICE_SERVICE_SERVICE_FIXTURE_H_
#define ONRECORD_INGEST_SERVICE_SERVICE_SERVICE_FIXTURE_H_

#include <memory>
#include <string>
#include <vector>

#include "absl/synchronization/mutex.h"
#include "grpcpp/create_channel.h"
#include "grpcpp/security/credentials.h"
#include "gtest/gtest.h"
#include "ingest-service/analysis/analyzer.h"
#include "ingest-service/service/archive_client.h"
#include "ingest-service/service/article_ingester.h"
#include "ingest-service/service/ingest_service.h"
#include "onrecord/v1/archive_service.grpc.pb.h"
#include "onrecord/v1/ingest_service.grpc.pb.h"
#include "proto/rpc/call_observer.h"
#include "proto/rpc/server.h"
#include "proto/rpc/status.h"

namespace onrecord::ingest {

// Takes every commit, fails it, or holds it back until told; remembers what it got.
class FakeArchive : public v1::ArchiveService::CallbackService {
 public:
  grpc::ServerUnaryReactor* CommitArticle(grpc::CallbackServerContext* context,
                                          const v1::CommitArticleRequest* request,
                                          v1::CommitArticleResponse* response) override {
    grpc::ServerUnaryReactor* reactor = context->DefaultReactor();
    absl::MutexLock lock(&mutex_);
    commits_.push_back(*request);
    request_ids_.push_back(rpc::RequestId(*context));
    response->mutable_article()->set_name(request->article().name());
    response->set_outcome(v1::COMMIT_OUTCOME_CREATED);
    if (holding_) {
      held_.push_back(reactor);
    } else {
      reactor->Finish(rpc::ToGrpcStatus(failure_));
    }
    return reactor;
  }

  void Hold() {
    absl::MutexLock lock(&mutex_);
    holding_ = true;
  }
  void Release() {
    absl::MutexLock lock(&mutex_);
    holding_ = false;
    for (grpc::ServerUnaryReactor* reactor : held_) reactor->Finish(grpc::Status::OK);
    held_.clear();
  }

  void FailWith(absl::Status failure) {
    absl::MutexLock lock(&mutex_);
    failure_ = std::move(failure);
  }
  std::vector<v1::CommitArticleRequest> commits() {
    absl::MutexLock lock(&mutex_);
    return commits_;
  }
  std::vector<std::string> request_ids() {
    absl::MutexLock lock(&mutex_);
    return request_ids_;
  }

 private:
  absl::Mutex mutex_;
  absl::Status failure_ ABSL_GUARDED_BY(mutex_);
  bool holding_ ABSL_GUARDED_BY(mutex_) = false;
  std::vector<grpc::ServerUnaryReactor*> held_ ABSL_GUARDED_BY(mutex_);
  std::vector<v1::CommitArticleRequest> commits_ ABSL_GUARDED_BY(mutex_);
  std::vector<std::string> request_ids_ ABSL_GUARDED_BY(mutex_);
};

// The committed model; loaded once for the whole test program.
inline const Analyzer& TestAnalyzer() {
  static const Analyzer* const kAnalyzer =
      Analyzer::Load("ingest-service/model/reader.safetensors").value().release();
  return *kAnalyzer;
}

class ServiceFixture : public testing::Test {
 protected:
  static constexpr char kSentence[] = "“We will not sell the harbour,” Maria Lindqvist said.";

  static constexpr int kStreamWindow = 3;

  ServiceFixture()
      : archive_server_(rpc::Server::Start({}, {&archive_}).value()),
        archive_client_(archive_server_->address(), 8),
        ingester_(TestAnalyzer(), pool_, archive_client_, {10'000, absl::Seconds(30)}),
        service_(ingester_, kStreamWindow),
        server_(rpc::Server::Start({}, {&service_}).value()),
        stub_(v1::IngestService::NewStub(
            grpc::CreateChannel(server_->address(), grpc::InsecureChannelCredentials()))) {}

  absl::Status Ingest(const v1::Article& article, v1::IngestArticleResponse* response) {
    grpc::ClientContext context;
    v1::IngestArticleRequest request;
    *request.mutable_article() = article;
    return rpc::FromGrpcStatus(stub_->IngestArticle(&context, request, response));
  }

  static v1::Article Make(const std::string& text) {
    v1::Article article;
    article.set_text(text);
    return article;
  }

  FakeArchive archive_;
  std::unique_ptr<rpc::Server> archive_server_;
  ArchiveClient archive_client_;
  rpc::WorkerPool pool_{2, 16};
  ArticleIngester ingester_;
  IngestService service_;
  std::unique_ptr<rpc::Server> server_;
  std::unique_ptr<v1::IngestService::Stub> stub_;
};

}  // namespace onrecord::ingest

#endif  // ONRECORD_INGEST_SERVICE_SERVICE_SERVICE_FIXTURE_H_
