// Calls as a client makes them, one expression each.

#ifndef ONRECORD_TESTS_TESTING_CALL_H_
#define ONRECORD_TESTS_TESTING_CALL_H_

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "google/protobuf/text_format.h"
#include "grpcpp/channel.h"
#include "grpcpp/client_context.h"
#include "grpcpp/support/status.h"

namespace onrecord::tests {

// A unary call's outcome. `response` is empty unless `status` is OK.
template <class Response>
struct Answer {
  grpc::Status status;
  Response response;
};

inline constexpr absl::Duration kCallTimeout = absl::Seconds(120);

// Calls `method` of `stub`: Call(pair.query(), &v1::QueryService::Stub::GetArticle, request).
template <class Stub, class Request, class Response>
Answer<Response> Call(Stub& stub,
                      grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&, Response*),
                      const Request& request, absl::Duration timeout = kCallTimeout) {
  grpc::ClientContext context;
  context.set_deadline(absl::ToChronoTime(absl::Now() + timeout));
  Answer<Response> answer;
  answer.status = (stub.*method)(&context, request, &answer.response);
  return answer;
}

// The pages of a list, one after the other until the last.
template <class Stub, class Request, class Response>
std::vector<Answer<Response>> CallForPages(Stub& stub,
                                           grpc::Status (Stub::*method)(grpc::ClientContext*,
                                                                        const Request&, Response*),
                                           Request request) {
  std::vector<Answer<Response>> pages;
  do {
    pages.push_back(Call(stub, method, request));
    request.set_page_token(pages.back().response.next_page_token());
  } while (!request.page_token().empty());
  return pages;
}

// Sends `bytes` as a request's only message to `method`
// ("/onrecord.v1.IngestService/IngestArticle") and returns the bytes of the first message that
// comes back: for requests that no generated code would send. Also for streams.
Answer<std::string> CallWithBytes(const std::shared_ptr<grpc::Channel>& channel,
                                  const std::string& method, const std::string& bytes);

// A channel to `address` of its own that tries again soon after it lost the server.
std::shared_ptr<grpc::Channel> Connect(const std::string& address);

// The message that `text` is in protobuf's text format. Aborts where it is none: the test is wrong.
template <class Message>
Message FromText(const std::string& text) {
  Message message;
  if (!google::protobuf::TextFormat::ParseFromString(text, &message)) std::abort();
  return message;
}

}  // namespace onrecord::tests

#endif  // ONRECORD_TESTS_TESTING_CALL_H_
