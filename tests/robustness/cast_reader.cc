#include "tests/robustness/cast_reader.h"

#include "tests/robustness/patient_call.h"

namespace onrecord::tests {
namespace {

constexpr int kMostRecords = 1000;

void Note(const std::string& article, const std::string& speaker,
          std::map<std::string, std::string>& speakers) {
  const auto [known, is_new] = speakers.emplace(article, speaker);
  if (!is_new && known->second != speaker) known->second.clear();
}

}  // namespace

grpc::Status ReadSpeakers(v1::QueryService::Stub& stub, const std::vector<std::string>& articles,
                          std::map<std::string, std::string>& speakers) {
  v1::ListPositionsRequest position_request;
  position_request.mutable_filter()->mutable_articles()->Assign(articles.begin(), articles.end());
  position_request.set_page_size(kMostRecords);
  v1::ListPositionsResponse positions;
  grpc::Status status =
      CallPatiently(stub, &v1::QueryService::Stub::ListPositions, position_request, &positions);
  if (!status.ok()) return status;
  v1::ListEventsRequest event_request;
  event_request.mutable_filter()->mutable_articles()->Assign(articles.begin(), articles.end());
  event_request.set_page_size(kMostRecords);
  v1::ListEventsResponse events;
  status = CallPatiently(stub, &v1::QueryService::Stub::ListEvents, event_request, &events);
  if (!status.ok()) return status;

  for (const v1::Position& position : positions.positions()) {
    Note(position.article(), position.speakers(0).speaker(), speakers);
  }
  for (const v1::Event& event : events.events()) {
    Note(event.article(), event.actors(0).speaker().speaker(), speakers);
  }
  return grpc::Status::OK;
}

}  // namespace onrecord::tests
