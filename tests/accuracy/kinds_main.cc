// onrecord_kinds [--model reader.safetensors] ARTICLES.jsonl < ATTRIBUTIONS.jsonl > PREDICTED.jsonl
//
// Reads the kind of attributions that are given, so that score_kinds.py can judge the reading of
// kinds alone. ARTICLES: {"id", "text"}. ATTRIBUTIONS: {"id", "article", "source", "cue",
// "content"}. PREDICTED, in the same order: {"id", "kind", "hedged", "probability"}. Attributions
// of articles that aren't there are an error.

#include <absl/flags/flag.h>
#include <absl/flags/parse.h>
#include <absl/flags/usage.h>

#include <fstream>
#include <iostream>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "ingest-service/analysis/analyzer.h"
#include "proto/fields/offset_encoding.h"
#include "tests/accuracy/gold_json.h"
#include "tests/accuracy/record_names.h"

ABSL_FLAG(std::string, model, "ingest-service/model/reader.safetensors", "the reader's model file");

namespace onrecord::accuracy {
namespace {

using ingest::Analyzer;
using ingest::Attribution;
using nlohmann::json;

absl::StatusOr<Attribution> AttributionFromJson(const json& row,
                                                const fields::OffsetConverter& offsets) {
  Attribution attribution;
  for (const auto& [role, spans] :
       {std::pair{"source", &attribution.source}, std::pair{"cue", &attribution.cue},
        std::pair{"content", &attribution.content}}) {
    absl::StatusOr<std::vector<ingest::Span>> converted = SpansFromJson(row[role], offsets);
    if (!converted.ok()) return converted.status();
    *spans = *std::move(converted);
  }
  return attribution;
}

// Fills `predicted` for those of `rows` that `numbers` names, all of one article.
absl::Status Predict(const Analyzer& analyzer, const std::string& text,
                     const std::vector<json>& rows, const std::vector<size_t>& numbers,
                     std::vector<json>& predicted) {
  const fields::OffsetConverter offsets(text, fields::OffsetEncoding::kUtf32);
  std::vector<Attribution> attributions;
  for (const size_t number : numbers) {
    absl::StatusOr<Attribution> attribution = AttributionFromJson(rows[number], offsets);
    if (!attribution.ok()) return attribution.status();
    attributions.push_back(*std::move(attribution));
  }
  const auto kinds = analyzer.ReadKinds(text, attributions, [] { return false; });
  if (!kinds.ok()) return kinds.status();
  for (size_t i = 0; i < numbers.size(); ++i) {
    const ingest::KindReading& reading = (*kinds)[i];
    predicted[numbers[i]] = {{"id", rows[numbers[i]]["id"]},
                             {"kind", NameOf(reading.kind)},
                             {"hedged", reading.hedged},
                             {"probability", reading.probability}};
  }
  return absl::OkStatus();
}

absl::Status Run(const char* articles_path) {
  absl::StatusOr<std::unique_ptr<Analyzer>> analyzer = Analyzer::Load(absl::GetFlag(FLAGS_model));
  if (!analyzer.ok()) return analyzer.status();
  std::ifstream articles_file(articles_path);
  absl::StatusOr<std::vector<json>> articles = ReadRows(articles_file);
  if (!articles.ok()) return articles.status();
  std::map<std::string, std::string> texts;
  for (const json& article : *articles) texts[article["id"]] = article["text"];
  absl::StatusOr<std::vector<json>> rows = ReadRows(std::cin);
  if (!rows.ok()) return rows.status();

  std::map<std::string, std::vector<size_t>> by_article;
  for (size_t i = 0; i < rows->size(); ++i) by_article[(*rows)[i]["article"]].push_back(i);
  std::vector<json> predicted(rows->size());
  for (const auto& [article, numbers] : by_article) {
    const auto text = texts.find(article);
    if (text == texts.end()) return absl::NotFoundError(absl::StrCat("no article ", article));
    const absl::Status status = Predict(**analyzer, text->second, *rows, numbers, predicted);
    if (!status.ok()) return status;
  }
  for (const json& row : predicted) std::cout << row.dump() << "\n";
  return absl::OkStatus();
}

}  // namespace
}  // namespace onrecord::accuracy

int main(int argc, char** argv) {
  const std::string usage = "onrecord_kinds [--model FILE] ARTICLES.jsonl < ATTRIBUTIONS.jsonl";
  absl::SetProgramUsageMessage(usage);
  const std::vector<char*> arguments = absl::ParseCommandLine(argc, argv);
  if (arguments.size() != 2) {
    std::cerr << "usage: " << usage << "\n";
    return 2;
  }
  const absl::Status status = onrecord::accuracy::Run(arguments[1]);
  if (status.ok()) return 0;
  std::cerr << status << "\n";
  return 1;
}
