#include "ingest-service/service/archive_client.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "grpcpp/client_context.h"
#include "grpcpp/create_channel.h"
#include "grpcpp/security/credentials.h"
#include "grpcpp/support/channel_arguments.h"
#include "proto/rpc/call_observer.h"
#include "proto/rpc/errors.h"
#include "proto/rpc/status.h"

namespace onrecord::ingest {
namespace {

constexpr absl::Duration kRetryAfter = absl::Seconds(1);
constexpr int kConnectMs = 2000;  // for one attempt; refused ones end at once
constexpr int kFirstReconnectMs = 100;
constexpr int kLongestReconnectMs = 1000;

std::shared_ptr<grpc::Channel> Connect(const std::string& address) {
  grpc::ChannelArguments arguments;
  arguments.SetInt(GRPC_ARG_INITIAL_RECONNECT_BACKOFF_MS, kFirstReconnectMs);
  arguments.SetInt(GRPC_ARG_MIN_RECONNECT_BACKOFF_MS, kConnectMs);
  arguments.SetInt(GRPC_ARG_MAX_RECONNECT_BACKOFF_MS, kLongestReconnectMs);
  return grpc::CreateCustomChannel(address, grpc::InsecureChannelCredentials(), arguments);
}

// One commit under way: all that gRPC writes to until it is done.
struct PendingCommit {
  std::unique_ptr<grpc::ClientContext> context;
  v1::CommitArticleRequest request;
  v1::CommitArticleResponse response;
  ArchiveClient::Done done;
};

absl::Status Explain(const grpc::Status& status, const std::string& address) {
  const absl::Status answered = rpc::FromGrpcStatus(status);
  if (answered.code() != absl::StatusCode::kUnavailable) return answered;
  return rpc::WithRetry(rpc::WithReason(absl::UnavailableError(absl::StrCat(
                                            "query-service at ", address,
                                            " cannot be reached, so the article may not have "
                                            "been kept; "
                                            "sending it again is safe")),
                                        "ARCHIVE_UNAVAILABLE", {{"address", address}}),
                        kRetryAfter);
}

}  // namespace

ArchiveClient::ArchiveClient(const std::string& address, int max_commits)
    : address_(address),
      max_commits_(max_commits),
      stub_(v1::ArchiveService::NewStub(Connect(address))) {}

void ArchiveClient::Commit(const grpc::CallbackServerContext& context, absl::Time deadline,
                           v1::CommitArticleRequest request, Done done) {
  if (under_way_.fetch_add(1) >= max_commits_) {
    under_way_.fetch_sub(1);
    done(rpc::Overloaded(absl::StrCat(max_commits_, " articles wait for the archive already"),
                         kRetryAfter));
    return;
  }
  auto pending = std::make_unique<PendingCommit>();
  pending->context = grpc::ClientContext::FromCallbackServerContext(context);
  pending->context->set_deadline(absl::ToChronoTime(deadline));
  pending->context->AddMetadata(rpc::kRequestIdKey, rpc::RequestId(context));
  pending->request = std::move(request);
  pending->done = std::move(done);
  PendingCommit* const commit = pending.release();  // owned by the callback from here on
  stub_->async()->CommitArticle(commit->context.get(), &commit->request, &commit->response,
                                [this, commit](const grpc::Status& status) {
                                  const std::unique_ptr<PendingCommit> owned(commit);
                                  under_way_.fetch_sub(1);
                                  if (status.ok()) {
                                    owned->done(std::move(owned->response));
                                  } else {
                                    owned->done(Explain(status, address_));
                                  }
                                });
}

}  // namespace onrecord::ingest
