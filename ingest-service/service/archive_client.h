// ingest-service's connection to the archive.

#ifndef ONRECORD_INGEST_SERVICE_SERVICE_ARCHIVE_CLIENT_H_
#define ONRECORD_INGEST_SERVICE_SERVICE_ARCHIVE_CLIENT_H_

#include <atomic>
#include <memory>
#include <string>

#include "absl/functional/any_invocable.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "grpcpp/server_context.h"
#include "onrecord/v1/archive_service.grpc.pb.h"

namespace onrecord::ingest {

// Commits articles to query-service. Connects when first needed and again within a second whenever
// query-service comes back. Safe to use from any thread; must outlive its commits.
class ArchiveClient {
 public:
  using Done = absl::AnyInvocable<void(absl::StatusOr<v1::CommitArticleResponse>)>;

  // `address` is query-service's host:port; `max_commits` how many may be under way at the same
  // time.
  ArchiveClient(const std::string& address, int max_commits);

  // Sends a commit on behalf of the call of `context` (its cancellation and request id go along)
  // and calls `done` once, with the archive's answer, on a thread of gRPC's. UNAVAILABLE
  // (ARCHIVE_UNAVAILABLE, with RetryInfo) when query-service cannot be reached; RESOURCE_EXHAUSTED
  // at once, on this thread, when too many are under way. `context` must live until `done` returns.
  void Commit(const grpc::CallbackServerContext& context, absl::Time deadline,
              v1::CommitArticleRequest request, Done done);

 private:
  const std::string address_;
  const int max_commits_;
  std::unique_ptr<v1::ArchiveService::Stub> stub_;
  std::atomic<int> under_way_{0};
};

}  // namespace onrecord::ingest

#endif  // ONRECORD_INGEST_SERVICE_SERVICE_ARCHIVE_CLIENT_H_
