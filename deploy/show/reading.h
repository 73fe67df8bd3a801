// A reading: one article with everything that the archive holds about it, ready to be shown.

#ifndef ONRECORD_DEPLOY_SHOW_READING_H_
#define ONRECORD_DEPLOY_SHOW_READING_H_

#include <map>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "onrecord/v1/article.pb.h"
#include "onrecord/v1/event.pb.h"
#include "onrecord/v1/position.pb.h"
#include "onrecord/v1/query_service.grpc.pb.h"
#include "onrecord/v1/speaker.pb.h"

namespace onrecord::show {

struct Reading {
  v1::Article article;                          // with its text
  std::vector<v1::Position> positions;          // in order of their cues
  std::vector<v1::Event> events;                // in order of their first triggers
  std::map<std::string, v1::Speaker> speakers;  // by resource name: everybody named in the above
};

// Reads an article, all pages of its positions and events, and their speakers. Offsets count bytes.
// Fails with the first error that query-service answers; each call may take ten seconds.
absl::StatusOr<Reading> FetchReading(v1::QueryService::StubInterface& service,
                                     const std::string& article_name);

}  // namespace onrecord::show

#endif  // ONRECORD_DEPLOY_SHOW_READING_H_
