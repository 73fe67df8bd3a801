// Who is who in a few articles, as the archive answers it.

#ifndef ONRECORD_TESTS_ROBUSTNESS_CAST_READER_H_
#define ONRECORD_TESTS_ROBUSTNESS_CAST_READER_H_

#include <map>
#include <string>
#include <vector>

#include "grpcpp/support/status.h"
#include "onrecord/v1/query_service.grpc.pb.h"

namespace onrecord::tests {

// Adds the speaker of each of `articles` to `speakers`: the one who takes all its positions and is
// the actor of all its events, or "" where these differ; nothing for an article that says nothing.
// At most 1,000 positions and events in all. Else what the service failed with.
grpc::Status ReadSpeakers(v1::QueryService::Stub& stub, const std::vector<std::string>& articles,
                          std::map<std::string, std::string>& speakers);

}  // namespace onrecord::tests

#endif  // ONRECORD_TESTS_ROBUSTNESS_CAST_READER_H_
