// A QueryService that knows its answers already: what a call costs that has nothing to find but
// goes the way of every call, over the pool of workers.

#ifndef ONRECORD_TESTS_BENCHMARKS_ARCHIVE_CANNED_SERVICE_H_
#define ONRECORD_TESTS_BENCHMARKS_ARCHIVE_CANNED_SERVICE_H_

#include <tuple>

#include "onrecord/v1/query_service.grpc.pb.h"
#include "proto/rpc/unary_call.h"

namespace onrecord::benchmarks {

// Answers every unary method with the message that was set for its type. Set them while no call
// runs.
class CannedService : public v1::QueryService::CallbackService {
 public:
  // The pool must outlive it.
  explicit CannedService(rpc::WorkerPool& pool) : pool_(pool) {}

  template <class Response>
  void Set(const Response& response) {
    std::get<Response>(answers_) = response;
  }

#define ONRECORD_CANNED(Method, Request, Response)                                           \
  grpc::ServerUnaryReactor* Method(grpc::CallbackServerContext* context, const v1::Request*, \
                                   v1::Response* response) override {                        \
    return Answer(context, response);                                                        \
  }
  ONRECORD_CANNED(GetArticle, GetArticleRequest, Article)
  ONRECORD_CANNED(ListArticles, ListArticlesRequest, ListArticlesResponse)
  ONRECORD_CANNED(GetSpeaker, GetSpeakerRequest, Speaker)
  ONRECORD_CANNED(ListSpeakers, ListSpeakersRequest, ListSpeakersResponse)
  ONRECORD_CANNED(GetPosition, GetPositionRequest, Position)
  ONRECORD_CANNED(ListPositions, ListPositionsRequest, ListPositionsResponse)
  ONRECORD_CANNED(GetEvent, GetEventRequest, Event)
  ONRECORD_CANNED(ListEvents, ListEventsRequest, ListEventsResponse)
  ONRECORD_CANNED(CountPositions, CountPositionsRequest, CountPositionsResponse)
  ONRECORD_CANNED(CountEvents, CountEventsRequest, CountEventsResponse)
#undef ONRECORD_CANNED

 private:
  template <class Response>
  grpc::ServerUnaryReactor* Answer(grpc::CallbackServerContext* context, Response* response) {
    return rpc::RunUnary(pool_, context, absl::Minutes(5), [=](const rpc::CallClock&) {
      *response = std::get<Response>(answers_);
      return absl::OkStatus();
    });
  }

  rpc::WorkerPool& pool_;
  std::tuple<v1::Article, v1::ListArticlesResponse, v1::Speaker, v1::ListSpeakersResponse,
             v1::Position, v1::ListPositionsResponse, v1::Event, v1::ListEventsResponse,
             v1::CountPositionsResponse, v1::CountEventsResponse>
      answers_;
};

}  // namespace onrecord::benchmarks

#endif  // ONRECORD_TESTS_BENCHMARKS_ARCHIVE_CANNED_SERVICE_H_
