// The gRPC edge of the archive's read side.

#ifndef ONRECORD_QUERY_SERVICE_SERVICE_QUERY_SERVICE_H_
#define ONRECORD_QUERY_SERVICE_SERVICE_QUERY_SERVICE_H_

#include <cstdint>

#include "absl/time/time.h"
#include "onrecord/v1/query_service.grpc.pb.h"
#include "proto/rpc/worker_pool.h"
#include "query-service/archive/archive.h"
#include "query-service/service/answer_cache.h"
#include "query-service/service/stream_host.h"

namespace onrecord::query {

// Serves onrecord.v1.QueryService: each method converts, asks the query of its name and converts
// back, on the pool. What is passed must outlive it.
class QueryService : public v1::QueryService::CallbackService {
 public:
  // `longest` is the time that a unary request may take whose client set no sooner deadline. Holds
  // at most `answer_cache_bytes` of answers to lists.
  QueryService(const Archive& archive, rpc::WorkerPool& pool, absl::Duration longest,
               StreamHost& streams, int64_t answer_cache_bytes = 64 << 20)
      : archive_(archive),
        pool_(pool),
        longest_(longest),
        streams_(streams),
        answers_(answer_cache_bytes) {}

  grpc::ServerUnaryReactor* GetArticle(grpc::CallbackServerContext* context,
                                       const v1::GetArticleRequest* request,
                                       v1::Article* response) override;
  grpc::ServerUnaryReactor* ListArticles(grpc::CallbackServerContext* context,
                                         const v1::ListArticlesRequest* request,
                                         v1::ListArticlesResponse* response) override;
  grpc::ServerUnaryReactor* ListDeletedArticles(grpc::CallbackServerContext* context,
                                                const v1::ListDeletedArticlesRequest* request,
                                                v1::ListDeletedArticlesResponse* response) override;
  grpc::ServerUnaryReactor* GetSpeaker(grpc::CallbackServerContext* context,
                                       const v1::GetSpeakerRequest* request,
                                       v1::Speaker* response) override;
  grpc::ServerUnaryReactor* ListSpeakers(grpc::CallbackServerContext* context,
                                         const v1::ListSpeakersRequest* request,
                                         v1::ListSpeakersResponse* response) override;
  grpc::ServerUnaryReactor* GetPosition(grpc::CallbackServerContext* context,
                                        const v1::GetPositionRequest* request,
                                        v1::Position* response) override;
  grpc::ServerUnaryReactor* ListPositions(grpc::CallbackServerContext* context,
                                          const v1::ListPositionsRequest* request,
                                          v1::ListPositionsResponse* response) override;
  grpc::ServerUnaryReactor* GetEvent(grpc::CallbackServerContext* context,
                                     const v1::GetEventRequest* request,
                                     v1::Event* response) override;
  grpc::ServerUnaryReactor* ListEvents(grpc::CallbackServerContext* context,
                                       const v1::ListEventsRequest* request,
                                       v1::ListEventsResponse* response) override;
  grpc::ServerUnaryReactor* BatchGetArticles(grpc::CallbackServerContext* context,
                                             const v1::BatchGetArticlesRequest* request,
                                             v1::BatchGetArticlesResponse* response) override;
  grpc::ServerUnaryReactor* BatchGetSpeakers(grpc::CallbackServerContext* context,
                                             const v1::BatchGetSpeakersRequest* request,
                                             v1::BatchGetSpeakersResponse* response) override;
  grpc::ServerUnaryReactor* BatchGetPositions(grpc::CallbackServerContext* context,
                                              const v1::BatchGetPositionsRequest* request,
                                              v1::BatchGetPositionsResponse* response) override;
  grpc::ServerUnaryReactor* BatchGetEvents(grpc::CallbackServerContext* context,
                                           const v1::BatchGetEventsRequest* request,
                                           v1::BatchGetEventsResponse* response) override;
  grpc::ServerUnaryReactor* CountPositions(grpc::CallbackServerContext* context,
                                           const v1::CountPositionsRequest* request,
                                           v1::CountPositionsResponse* response) override;
  grpc::ServerUnaryReactor* CountEvents(grpc::CallbackServerContext* context,
                                        const v1::CountEventsRequest* request,
                                        v1::CountEventsResponse* response) override;
  grpc::ServerUnaryReactor* GetSpeakerTimeline(grpc::CallbackServerContext* context,
                                               const v1::GetSpeakerTimelineRequest* request,
                                               v1::GetSpeakerTimelineResponse* response) override;
  grpc::ServerUnaryReactor* CompareSpeakers(grpc::CallbackServerContext* context,
                                            const v1::CompareSpeakersRequest* request,
                                            v1::CompareSpeakersResponse* response) override;

  grpc::ServerWriteReactor<v1::ExportRecordsResponse>* ExportRecords(
      grpc::CallbackServerContext* context, const v1::ExportRecordsRequest* request) override;
  grpc::ServerWriteReactor<v1::WatchChangesResponse>* WatchChanges(
      grpc::CallbackServerContext* context, const v1::WatchChangesRequest* request) override;

 private:
  const Archive& archive_;
  rpc::WorkerPool& pool_;
  const absl::Duration longest_;
  StreamHost& streams_;
  AnswerCache answers_;
};

}  // namespace onrecord::query

#endif  // ONRECORD_QUERY_SERVICE_SERVICE_QUERY_SERVICE_H_
