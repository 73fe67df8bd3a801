#include "deploy/show/session.h"

#include <grpcpp/grpcpp.h>

#include <fstream>
#include <utility>

#include "absl/status/statusor.h"
#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "deploy/show/article_file.h"
#include "deploy/show/grpcurl_calls.h"
#include "deploy/show/html_view.h"
#include "deploy/show/ingest.h"
#include "deploy/show/reading.h"
#include "deploy/show/terminal_text.h"
#include "deploy/show/terminal_view.h"

namespace onrecord::show {
namespace {

std::shared_ptr<grpc::Channel> Connect(const std::string& address) {
  grpc::ChannelArguments arguments;
  arguments.SetMaxReceiveMessageSize(-1);  // a page of positions has no bound of its own
  return grpc::CreateCustomChannel(address, grpc::InsecureChannelCredentials(), arguments);
}

absl::Status CheckOptions(const SessionOptions& options) {
  if (options.files.empty()) {
    return absl::InvalidArgumentError("no articles given; see --help");
  }
  if (options.color != "auto" && options.color != "always" && options.color != "never") {
    return absl::InvalidArgumentError(
        absl::StrCat("--color is auto, always or never, not '", options.color, "'"));
  }
  return absl::OkStatus();
}

absl::StatusOr<std::vector<v1::Article>> ReadFiles(const std::vector<std::string>& files) {
  std::vector<v1::Article> articles;
  for (const std::string& file : files) {
    absl::StatusOr<v1::Article> article = ReadArticleFile(file);
    if (!article.ok()) return article.status();
    articles.push_back(*std::move(article));
  }
  return articles;
}

// "created", "revised" or "unchanged".
std::string OutcomeLabel(v1::CommitOutcome outcome) {
  return absl::AsciiStrToLower(
      absl::StripPrefix(v1::CommitOutcome_Name(outcome), "COMMIT_OUTCOME_"));
}

std::string ProgressLine(const IngestResult& result) {
  if (!result.ok()) {
    return absl::StrCat("failed: ", SanitizeForTerminal(result.status().message()));
  }
  const v1::Article& article = result->article();
  return absl::StrCat(SanitizeForTerminal(article.name()), " ", OutcomeLabel(result->outcome()),
                      ": ", article.position_count(), " positions, ", article.event_count(),
                      " events, ", article.speaker_count(), " speakers");
}

// The error for a service that failed, with the first thing to check.
absl::Status ServiceError(absl::string_view service, const std::string& address,
                          const absl::Status& status) {
  std::string message =
      absl::StrCat(service, " at ", address, ": ", SanitizeForTerminal(status.message()));
  if (status.code() == absl::StatusCode::kUnavailable) {
    absl::StrAppend(&message, "; is it running?");
  }
  return absl::Status(status.code(), message);
}

// Ingests and returns the names of the articles kept; how many were not is in `failed`.
absl::StatusOr<std::vector<std::string>> IngestFiles(const SessionOptions& options,
                                                     const std::vector<v1::Article>& articles,
                                                     std::ostream& progress, int& failed) {
  const auto stub = v1::IngestService::NewStub(Connect(options.ingest_address));
  int done = 0;
  const auto tell = [&](int index, const IngestResult& result) {
    progress << "[" << ++done << "/" << articles.size() << "] " << options.files[index] << ": "
             << ProgressLine(result) << std::endl;
  };
  std::vector<std::string> names;
  absl::Status first_error;
  for (const IngestResult& result : IngestAll(*stub, articles, tell)) {
    if (result.ok()) {
      names.push_back(result->article().name());
    } else {
      ++failed;
      first_error.Update(result.status());
    }
  }
  if (done == 0) return ServiceError("ingest-service", options.ingest_address, first_error);
  return names;
}

absl::StatusOr<std::vector<Reading>> FetchAll(const SessionOptions& options,
                                              const std::vector<std::string>& names) {
  const auto stub = v1::QueryService::NewStub(Connect(options.query_address));
  std::vector<Reading> readings;
  for (const std::string& name : names) {
    absl::StatusOr<Reading> reading = FetchReading(*stub, name);
    if (!reading.ok()) {
      return ServiceError("query-service", options.query_address, reading.status());
    }
    readings.push_back(*std::move(reading));
  }
  return readings;
}

absl::Status WritePage(const std::vector<Reading>& readings, const std::string& path) {
  std::ofstream file(path, std::ios::binary | std::ios::trunc);
  file << RenderHtml(readings);
  file.close();
  if (!file) return absl::UnknownError(absl::StrCat(path, ": cannot be written"));
  return absl::OkStatus();
}

}  // namespace

absl::Status RunSession(const SessionOptions& options, std::ostream& out, std::ostream& progress) {
  if (absl::Status status = CheckOptions(options); !status.ok()) return status;
  const auto articles = ReadFiles(options.files);
  if (!articles.ok()) return articles.status();
  int failed = 0;
  const auto names = IngestFiles(options, *articles, progress, failed);
  if (!names.ok()) return names.status();
  const auto readings = FetchAll(options, *names);
  if (!readings.ok()) return readings.status();

  if (!readings->empty()) {
    out << "\n" << RenderTerminal(*readings, {WantsColor(options.color), TerminalWidth()});
  }
  if (!options.html_path.empty()) {
    absl::Status status = WritePage(*readings, options.html_path);
    if (!status.ok()) return status;
    progress << "\nWrote " << options.html_path << std::endl;
  }
  if (options.print_calls) {
    for (const Call& call :
         GrpcurlCalls(*readings, options.ingest_address, options.query_address)) {
      out << "\n# " << SanitizeForTerminal(call.question) << "\n" << call.command << "\n";
    }
  }
  if (failed == 0) return absl::OkStatus();
  return absl::InvalidArgumentError(
      absl::StrCat(failed, " of ", articles->size(), " articles were not kept; see above"));
}

}  // namespace onrecord::show
