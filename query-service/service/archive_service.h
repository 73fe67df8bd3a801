// The gRPC edge of the archive's write side.

#ifndef ONRECORD_QUERY_SERVICE_SERVICE_ARCHIVE_SERVICE_H_
#define ONRECORD_QUERY_SERVICE_SERVICE_ARCHIVE_SERVICE_H_

#include <cstdint>

#include "absl/time/time.h"
#include "onrecord/v1/archive_service.grpc.pb.h"
#include "proto/rpc/worker_pool.h"
#include "query-service/archive/archive.h"

namespace onrecord::query {

// onrecord.v1.ArchiveService with unary calls as messages and the stream as bytes; see
// rpc::AnsweringStream.
using ArchiveServiceBase = v1::ArchiveService::WithCallbackMethod_CommitArticle<
    v1::ArchiveService::WithCallbackMethod_DeleteArticle<
        v1::ArchiveService::WithCallbackMethod_UndeleteArticle<
            v1::ArchiveService::WithCallbackMethod_PurgeArticle<
                v1::ArchiveService::WithCallbackMethod_MergeSpeakers<
                    v1::ArchiveService::WithCallbackMethod_SplitSpeaker<
                        v1::ArchiveService::WithRawCallbackMethod_ImportRecords<
                            v1::ArchiveService::Service>>>>>>>;

// Serves onrecord.v1.ArchiveService. Answers a commit only once it is durable. The archive and the
// pool must outlive it.
class ArchiveService : public ArchiveServiceBase {
 public:
  // `longest` is the time that a request may take whose client set no sooner deadline;
  // `max_text_bytes` the longest text of an article.
  ArchiveService(Archive& archive, rpc::WorkerPool& pool, absl::Duration longest,
                 int64_t max_text_bytes)
      : archive_(archive), pool_(pool), longest_(longest), max_text_bytes_(max_text_bytes) {}

  grpc::ServerUnaryReactor* CommitArticle(grpc::CallbackServerContext* context,
                                          const v1::CommitArticleRequest* request,
                                          v1::CommitArticleResponse* response) override;
  grpc::ServerUnaryReactor* DeleteArticle(grpc::CallbackServerContext* context,
                                          const v1::DeleteArticleRequest* request,
                                          v1::Article* response) override;
  grpc::ServerUnaryReactor* UndeleteArticle(grpc::CallbackServerContext* context,
                                            const v1::UndeleteArticleRequest* request,
                                            v1::Article* response) override;
  grpc::ServerUnaryReactor* PurgeArticle(grpc::CallbackServerContext* context,
                                         const v1::PurgeArticleRequest* request,
                                         v1::PurgeArticleResponse* response) override;
  grpc::ServerUnaryReactor* MergeSpeakers(grpc::CallbackServerContext* context,
                                          const v1::MergeSpeakersRequest* request,
                                          v1::MergeSpeakersResponse* response) override;
  grpc::ServerUnaryReactor* SplitSpeaker(grpc::CallbackServerContext* context,
                                         const v1::SplitSpeakerRequest* request,
                                         v1::SplitSpeakerResponse* response) override;
  grpc::ServerBidiReactor<grpc::ByteBuffer, grpc::ByteBuffer>* ImportRecords(
      grpc::CallbackServerContext* context) override;

 private:
  Archive& archive_;
  rpc::WorkerPool& pool_;
  const absl::Duration longest_;
  const int64_t max_text_bytes_;
};

}  // namespace onrecord::query

#endif  // ONRECORD_QUERY_SERVICE_SERVICE_ARCHIVE_SERVICE_H_
