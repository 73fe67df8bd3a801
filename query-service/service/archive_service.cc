#include "query-service/service/archive_service.h"

#include <utility>

#include "proto/rpc/unary_call.h"
#include "query-service/query/change_articles.h"
#include "query-service/query/change_speakers.h"
#include "query-service/service/answer_conversions.h"
#include "query-service/service/commit_conversions.h"
#include "query-service/service/import_stream.h"

namespace onrecord::query {

grpc::ServerUnaryReactor* ArchiveService::CommitArticle(grpc::CallbackServerContext* context,
                                                        const v1::CommitArticleRequest* request,
                                                        v1::CommitArticleResponse* response) {
  return rpc::RunUnary(pool_, context, longest_, [=](const rpc::CallClock& clock) {
    absl::StatusOr<CommitArticleRequest> commit = FromProto(*request);
    if (!commit.ok()) return commit.status();
    const absl::Status in_time = clock.Check();
    if (!in_time.ok()) return in_time;
    const auto committed = query::CommitArticle(archive_, *std::move(commit), max_text_bytes_);
    if (!committed.ok()) return committed.status();
    *response = ToProto(*committed);
    return absl::OkStatus();
  });
}

grpc::ServerUnaryReactor* ArchiveService::DeleteArticle(grpc::CallbackServerContext* context,
                                                        const v1::DeleteArticleRequest* request,
                                                        v1::Article* response) {
  return rpc::RunUnary(pool_, context, longest_, [=](const rpc::CallClock&) {
    const auto deleted = query::DeleteArticle(archive_, request->name(), request->etag());
    if (deleted.ok()) *response = ToProto(*deleted);
    return deleted.status();
  });
}

grpc::ServerUnaryReactor* ArchiveService::UndeleteArticle(grpc::CallbackServerContext* context,
                                                          const v1::UndeleteArticleRequest* request,
                                                          v1::Article* response) {
  return rpc::RunUnary(pool_, context, longest_, [=](const rpc::CallClock&) {
    const auto undeleted = query::UndeleteArticle(archive_, request->name(), request->etag());
    if (undeleted.ok()) *response = ToProto(*undeleted);
    return undeleted.status();
  });
}

grpc::ServerUnaryReactor* ArchiveService::PurgeArticle(grpc::CallbackServerContext* context,
                                                       const v1::PurgeArticleRequest* request,
                                                       v1::PurgeArticleResponse*) {
  return rpc::RunUnary(pool_, context, longest_, [=](const rpc::CallClock&) {
    return query::PurgeArticle(archive_, request->name(), request->etag());
  });
}

grpc::ServerUnaryReactor* ArchiveService::MergeSpeakers(grpc::CallbackServerContext* context,
                                                        const v1::MergeSpeakersRequest* request,
                                                        v1::MergeSpeakersResponse* response) {
  return rpc::RunUnary(pool_, context, longest_, [=](const rpc::CallClock&) {
    const auto merged = query::MergeSpeakers(archive_, request->name(),
                                             {request->others().begin(), request->others().end()});
    if (merged.ok()) *response->mutable_speaker() = ToProto(*merged);
    return merged.status();
  });
}

grpc::ServerUnaryReactor* ArchiveService::SplitSpeaker(grpc::CallbackServerContext* context,
                                                       const v1::SplitSpeakerRequest* request,
                                                       v1::SplitSpeakerResponse* response) {
  return rpc::RunUnary(pool_, context, longest_, [=](const rpc::CallClock&) {
    const auto split = query::SplitSpeaker(
        archive_, request->name(), {request->articles().begin(), request->articles().end()});
    if (!split.ok()) return split.status();
    *response->mutable_speaker() = ToProto(split->speaker);
    *response->mutable_split_speaker() = ToProto(split->split_speaker);
    return absl::OkStatus();
  });
}

grpc::ServerBidiReactor<grpc::ByteBuffer, grpc::ByteBuffer>* ArchiveService::ImportRecords(
    grpc::CallbackServerContext* context) {
  return new ImportStream(context, archive_, pool_, longest_, max_text_bytes_);
}

}  // namespace onrecord::query
