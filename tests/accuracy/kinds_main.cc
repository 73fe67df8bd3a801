// onrecord_kinds ARTICLES.jsonl < ATTRIBUTIONS.jsonl > PREDICTED.jsonl
//
// Reads the kind of attributions that are given, so that score_kinds.py can judge the reading of
// kinds alone. ARTICLES: {"id", "text"}. ATTRIBUTIONS: {"id", "article", "source", "cue",
// "content"}. PREDICTED: {"id", "kind", "hedged"}. Attributions of articles that aren't there are
// an error.

#include <fstream>
#include <iostream>
#include <map>
#include <string>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "ingest-service/attribution/position_kind.h"
#include "tests/accuracy/gold_json.h"
#include "tests/accuracy/record_names.h"

namespace onrecord::accuracy {
namespace {

using nlohmann::json;

absl::StatusOr<json> Predict(const std::string& text, const json& row) {
  const fields::OffsetConverter offsets(text, fields::OffsetEncoding::kUtf32);
  ingest::Attribution attribution;
  for (const auto& [role, spans] :
       {std::pair{"source", &attribution.source}, std::pair{"cue", &attribution.cue},
        std::pair{"content", &attribution.content}}) {
    absl::StatusOr<std::vector<ingest::Span>> converted = SpansFromJson(row[role], offsets);
    if (!converted.ok()) return converted.status();
    *spans = *std::move(converted);
  }
  const ingest::KindReading reading = ingest::ReadKind(ingest::ReadDocument(text), attribution);
  return json{{"id", row["id"]}, {"kind", NameOf(reading.kind)}, {"hedged", reading.hedged}};
}

absl::Status Run(const char* articles_path) {
  std::ifstream articles_file(articles_path);
  absl::StatusOr<std::vector<json>> articles = ReadRows(articles_file);
  if (!articles.ok()) return articles.status();
  std::map<std::string, std::string> texts;
  for (const json& article : *articles) texts[article["id"]] = article["text"];
  absl::StatusOr<std::vector<json>> rows = ReadRows(std::cin);
  if (!rows.ok()) return rows.status();
  for (const json& row : *rows) {
    const auto text = texts.find(row["article"]);
    if (text == texts.end()) {
      return absl::NotFoundError(absl::StrCat("no article ", row["article"].dump()));
    }
    absl::StatusOr<json> predicted = Predict(text->second, row);
    if (!predicted.ok()) return predicted.status();
    std::cout << predicted->dump() << "\n";
  }
  return absl::OkStatus();
}

}  // namespace
}  // namespace onrecord::accuracy

int main(int argc, char** argv) {
  if (argc != 2) {
    std::cerr << "usage: onrecord_kinds ARTICLES.jsonl < ATTRIBUTIONS.jsonl\n";
    return 2;
  }
  const absl::Status status = onrecord::accuracy::Run(argv[1]);
  if (status.ok()) return 0;
  std::cerr << status << "\n";
  return 1;
}
