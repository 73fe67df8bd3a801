// onrecord-show: ingests articles and shows what the archive then holds about them.

#include <iostream>
#include <string>
#include <vector>

#include "absl/flags/flag.h"
#include "absl/flags/parse.h"
#include "absl/flags/usage.h"
#include "absl/flags/usage_config.h"
#include "absl/strings/match.h"
#include "deploy/show/session.h"

ABSL_FLAG(std::string, ingest, "127.0.0.1:50051", "Address of ingest-service.");
ABSL_FLAG(std::string, query, "127.0.0.1:50052", "Address of query-service.");
ABSL_FLAG(std::string, html, "", "Also write what is shown to this file, as one web page.");
ABSL_FLAG(std::string, color, "auto",
          "Colour on the terminal: auto (heeds NO_COLOR), always or never.");
ABSL_FLAG(bool, calls, false, "Also print five grpcurl calls that ask about what is shown.");

int main(int argc, char** argv) {
  absl::SetProgramUsageMessage(
      "Ingests articles and shows who said what and what happened in them.\n\n"
      "  onrecord-show [--ingest=ADDRESS] [--query=ADDRESS] [--html=FILE] ARTICLE.txt...\n\n"
      "A file is an article's text. It may begin with header lines and an empty line after them:\n"
      "Title, Publisher, Uri, Published (2026-03-12T07:30:00+01:00), Language, Author, Id.");
  absl::FlagsUsageConfig usage;
  usage.contains_help_flags = [](absl::string_view file) {
    return absl::StrContains(file, "deploy/show/");
  };
  absl::SetFlagsUsageConfig(usage);
  std::vector<char*> arguments = absl::ParseCommandLine(argc, argv);
  onrecord::show::SessionOptions options;
  options.files.assign(arguments.begin() + 1, arguments.end());
  options.ingest_address = absl::GetFlag(FLAGS_ingest);
  options.query_address = absl::GetFlag(FLAGS_query);
  options.html_path = absl::GetFlag(FLAGS_html);
  options.color = absl::GetFlag(FLAGS_color);
  options.print_calls = absl::GetFlag(FLAGS_calls);
  const absl::Status status = onrecord::show::RunSession(options, std::cout, std::cerr);
  if (status.ok()) return 0;
  std::cerr << "onrecord-show: " << status.message() << "\n";
  return 1;
}
