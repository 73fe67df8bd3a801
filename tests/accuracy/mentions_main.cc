// onrecord_mentions [--model reader.safetensors] < ARTICLES.jsonl > PREDICTED.jsonl
//
// Finds the names in articles as the network alone finds them. ARTICLES: {"id", "text"}. PREDICTED,
// in the same order: {"id", "mentions": [[begin, end, type], ...]}, in code points.

#include <absl/flags/flag.h>
#include <absl/flags/parse.h>
#include <absl/flags/usage.h>

#include <iostream>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "ingest-service/analysis/analyzer.h"
#include "proto/fields/offset_encoding.h"
#include "tests/accuracy/gold_json.h"
#include "tests/accuracy/record_names.h"

ABSL_FLAG(std::string, model, "ingest-service/model/reader.safetensors", "the reader's model file");

namespace onrecord::accuracy {
namespace {

using ingest::Analyzer;
using nlohmann::json;

absl::StatusOr<json> Predict(const Analyzer& analyzer, const json& row) {
  const std::string text = row["text"];
  const fields::OffsetConverter offsets(text, fields::OffsetEncoding::kUtf32);
  const auto found = analyzer.FindMentions(text, [] { return false; });
  if (!found.ok()) return found.status();
  json mentions = json::array();
  for (const ingest::NameMention& mention : *found) {
    mentions.push_back({offsets.FromBytes(mention.span.begin), offsets.FromBytes(mention.span.end),
                        NameOf(mention.type)});
  }
  return json{{"id", row["id"]}, {"mentions", std::move(mentions)}};
}

absl::Status Run() {
  absl::StatusOr<std::unique_ptr<Analyzer>> analyzer = Analyzer::Load(absl::GetFlag(FLAGS_model));
  if (!analyzer.ok()) return analyzer.status();
  const absl::StatusOr<std::vector<json>> rows = ReadRows(std::cin);
  if (!rows.ok()) return rows.status();
  for (const json& row : *rows) {
    absl::StatusOr<json> predicted = Predict(**analyzer, row);
    if (!predicted.ok()) return predicted.status();
    std::cout << predicted->dump() << "\n";
  }
  return absl::OkStatus();
}

}  // namespace
}  // namespace onrecord::accuracy

int main(int argc, char** argv) {
  absl::SetProgramUsageMessage("onrecord_mentions [--model FILE] < ARTICLES.jsonl");
  absl::ParseCommandLine(argc, argv);
  const absl::Status status = onrecord::accuracy::Run();
  if (status.ok()) return 0;
  std::cerr << status << "\n";
  return 1;
}
