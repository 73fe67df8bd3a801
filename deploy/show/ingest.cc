#include "deploy/show/ingest.h"

#include <grpcpp/client_context.h>

#include <chrono>
#include <cstdint>
#include <string>
#include <thread>

#include "absl/status/status.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "deploy/show/server_error.h"

namespace onrecord::show {
namespace {

using Stream =
    grpc::ClientReaderWriterInterface<v1::IngestArticlesRequest, v1::IngestArticlesResponse>;

// Flow control may hold back a Write until answers are read, so writing has its own thread.
void SendAll(const std::vector<v1::Article>& articles, Stream& stream) {
  for (size_t i = 0; i < articles.size(); ++i) {
    v1::IngestArticlesRequest request;
    request.set_tag(absl::StrCat(i));
    *request.mutable_article() = articles[i];
    if (!stream.Write(request)) return;  // Finish tells why.
  }
  stream.WritesDone();
}

IngestResult ResultOf(const v1::IngestArticlesResponse& response) {
  if (response.has_ingested()) return response.ingested();
  absl::Status status = ExplainServerError(response.error());
  return status.ok() ? absl::InternalError("the server answered with neither result nor error")
                     : status;
}

}  // namespace

std::vector<IngestResult> IngestAll(v1::IngestService::StubInterface& service,
                                    const std::vector<v1::Article>& articles,
                                    const IngestProgress& progress) {
  grpc::ClientContext context;
  context.set_deadline(std::chrono::system_clock::now() + std::chrono::minutes(1) +
                       std::chrono::seconds(10 * static_cast<int64_t>(articles.size())));
  const auto stream = service.IngestArticles(&context);
  std::thread sender([&] { SendAll(articles, *stream); });

  std::vector<IngestResult> results(articles.size(), absl::UnknownError("unanswered"));
  std::vector<bool> answered(articles.size(), false);
  v1::IngestArticlesResponse response;
  while (stream->Read(&response)) {
    size_t index = 0;
    if (!absl::SimpleAtoi(response.tag(), &index) || index >= articles.size()) continue;
    results[index] = ResultOf(response);
    answered[index] = true;
    progress(static_cast<int>(index), results[index]);
  }
  sender.join();

  absl::Status end = ExplainServerError(stream->Finish());
  if (end.ok()) end = absl::InternalError("the server ended the stream without an answer");
  for (size_t i = 0; i < results.size(); ++i) {
    if (!answered[i]) results[i] = end;
  }
  return results;
}

}  // namespace onrecord::show
