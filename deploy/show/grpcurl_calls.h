// Calls for a newcomer to paste: the services as grpcurl reaches them, asked about what was just
// read.

#ifndef ONRECORD_DEPLOY_SHOW_GRPCURL_CALLS_H_
#define ONRECORD_DEPLOY_SHOW_GRPCURL_CALLS_H_

#include <string>
#include <vector>

#include "deploy/show/reading.h"

namespace onrecord::show {

struct Call {
  std::string question;  // what it answers: "What did Maria Lindqvist say?"
  std::string command;   // one line for a POSIX shell
};

// Five calls to the services at these addresses: the contract, the positions of the speaker who
// takes most of them, full text, events, and an article read without being kept. Where the readings
// hold nothing to ask about, the call goes without its filter.
std::vector<Call> GrpcurlCalls(const std::vector<Reading>& readings,
                               const std::string& ingest_address, const std::string& query_address);

}  // namespace onrecord::show

#endif  // ONRECORD_DEPLOY_SHOW_GRPCURL_CALLS_H_
