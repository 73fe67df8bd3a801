#include "deploy/show/reading.h"

#include <grpcpp/client_context.h>

#include <algorithm>
#include <chrono>
#include <utility>

#include "absl/status/status.h"
#include "deploy/show/server_error.h"

namespace onrecord::show {
namespace {

constexpr int kPageSize = 200;
constexpr std::chrono::seconds kDeadline(10);

// Makes one call: `method` of `service` with `request` into `response`.
template <typename Method, typename Request, typename Response>
absl::Status Call(v1::QueryService::StubInterface& service, Method method, const Request& request,
                  Response& response) {
  grpc::ClientContext context;
  context.set_deadline(std::chrono::system_clock::now() + kDeadline);
  return ExplainServerError((service.*method)(&context, request, &response));
}

// Collects all pages of a list: calls `method` and gives each page to `take` until there is none
// left.
template <typename Response, typename Method, typename Request, typename Take>
absl::Status CallForPages(v1::QueryService::StubInterface& service, Method method, Request request,
                          Take take) {
  request.set_page_size(kPageSize);
  do {
    Response page;
    if (absl::Status status = Call(service, method, request, page); !status.ok()) return status;
    take(page);
    request.set_page_token(page.next_page_token());
  } while (!request.page_token().empty());
  return absl::OkStatus();
}

int FirstBegin(const google::protobuf::RepeatedPtrField<v1::Span>& spans) {
  return spans.empty() ? 0 : spans.Get(0).begin();
}

absl::Status FetchPositions(v1::QueryService::StubInterface& service, Reading& reading) {
  v1::ListPositionsRequest request;
  request.mutable_filter()->add_articles(reading.article.name());
  const auto take = [&](const v1::ListPositionsResponse& page) {
    reading.positions.insert(reading.positions.end(), page.positions().begin(),
                             page.positions().end());
  };
  absl::Status status = CallForPages<v1::ListPositionsResponse>(
      service, &v1::QueryService::StubInterface::ListPositions, request, take);
  std::stable_sort(reading.positions.begin(), reading.positions.end(),
                   [](const v1::Position& a, const v1::Position& b) {
                     return FirstBegin(a.cue()) < FirstBegin(b.cue());
                   });
  return status;
}

absl::Status FetchEvents(v1::QueryService::StubInterface& service, Reading& reading) {
  v1::ListEventsRequest request;
  request.mutable_filter()->add_articles(reading.article.name());
  const auto take = [&](const v1::ListEventsResponse& page) {
    reading.events.insert(reading.events.end(), page.events().begin(), page.events().end());
  };
  absl::Status status = CallForPages<v1::ListEventsResponse>(
      service, &v1::QueryService::StubInterface::ListEvents, request, take);
  std::stable_sort(reading.events.begin(), reading.events.end(),
                   [](const v1::Event& a, const v1::Event& b) {
                     return FirstBegin(a.triggers()) < FirstBegin(b.triggers());
                   });
  return status;
}

// Enters everybody that the positions and events refer to, without asking for them yet.
void NoteSpeakers(Reading& reading) {
  const auto note = [&](const v1::SpeakerRef& ref) { reading.speakers[ref.speaker()]; };
  for (const v1::Position& position : reading.positions) {
    std::for_each(position.speakers().begin(), position.speakers().end(), note);
    std::for_each(position.addressees().begin(), position.addressees().end(), note);
    std::for_each(position.via().begin(), position.via().end(), note);
  }
  const auto note_participant = [&](const v1::Participant& who) { note(who.speaker()); };
  for (const v1::Event& event : reading.events) {
    std::for_each(event.actors().begin(), event.actors().end(), note_participant);
    std::for_each(event.recipients().begin(), event.recipients().end(), note_participant);
  }
}

absl::Status FetchSpeakers(v1::QueryService::StubInterface& service, Reading& reading) {
  NoteSpeakers(reading);
  for (auto& [name, speaker] : reading.speakers) {
    v1::GetSpeakerRequest request;
    request.set_name(name);
    absl::Status status =
        Call(service, &v1::QueryService::StubInterface::GetSpeaker, request, speaker);
    if (!status.ok()) return status;
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<Reading> FetchReading(v1::QueryService::StubInterface& service,
                                     const std::string& article_name) {
  Reading reading;
  v1::GetArticleRequest request;
  request.set_name(article_name);
  absl::Status status =
      Call(service, &v1::QueryService::StubInterface::GetArticle, request, reading.article);
  if (status.ok()) status = FetchPositions(service, reading);
  if (status.ok()) status = FetchEvents(service, reading);
  if (status.ok()) status = FetchSpeakers(service, reading);
  if (!status.ok()) return status;
  return reading;
}

}  // namespace onrecord::show
