// onrecord_read: reads articles with the whole reader and writes what it found in the form that
// gold data has.
//
//   onrecord_read --model reader.safetensors [--threads 2] [--float] [--network_only] <
//   ARTICLES.jsonl > PREDICTED.jsonl
//
// ARTICLES: {"id", "text"}. PREDICTED, in the same order: {"id", "attributions", "positions",
// "events"}, spans in code points. "attributions" are those that the network found, as gold data
// marks no others; "positions" are all. The time that reading took goes to standard error.

#include <absl/flags/flag.h>
#include <absl/flags/parse.h>
#include <absl/flags/usage.h>

#include <atomic>
#include <iostream>
#include <string>
#include <thread>
#include <vector>

#include "absl/strings/str_format.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "ingest-service/analysis/analyzer.h"
#include "proto/fields/offset_encoding.h"
#include "tests/accuracy/gold_json.h"
#include "tests/accuracy/record_names.h"

ABSL_FLAG(std::string, model, "ingest-service/model/reader.safetensors", "the reader's model file");
ABSL_FLAG(int, threads, 2, "articles to read at the same time");
ABSL_FLAG(bool, float, false, "multiply in fp32 even where this processor is faster in eight bits");
ABSL_FLAG(bool, network_only, false,
          "write the attributions as the network alone finds them, and nothing else");

namespace onrecord::accuracy {
namespace {

using ingest::Analysis;
using ingest::Analyzer;
using nlohmann::json;

json AttributionToJson(const ingest::Attribution& attribution,
                       const fields::OffsetConverter& offsets) {
  return {{"source", SpansToJson(attribution.source, offsets)},
          {"cue", SpansToJson(attribution.cue, offsets)},
          {"content", SpansToJson(attribution.content, offsets)},
          {"confidence", attribution.confidence}};
}

json Names(const Analysis& analysis, const std::vector<int>& speakers) {
  json names = json::array();
  for (const int speaker : speakers) names.push_back(analysis.speakers[speaker].display_name);
  return names;
}

// The display names of several speakers as gold data joins them.
std::string JoinNames(const Analysis& analysis, const std::vector<int>& speakers) {
  std::string joined;
  for (const int speaker : speakers) {
    if (!joined.empty()) joined += " & ";
    joined += analysis.speakers[speaker].display_name;
  }
  return joined;
}

json PositionToJson(const Analysis& analysis, const ingest::Position& position,
                    const fields::OffsetConverter& offsets) {
  json converted = AttributionToJson(position.attribution, offsets);
  converted["speaker"] = JoinNames(analysis, position.speakers);
  converted["type"] =
      position.speakers.empty() ? "" : NameOf(analysis.speakers[position.speakers.front()].type);
  converted["kind"] = NameOf(position.kind);
  converted["hedged"] = position.hedged;
  converted["addressee"] = JoinNames(analysis, position.addressees);
  converted["via"] = Names(analysis, position.via);  // nearest first
  return converted;
}

json EventToJson(std::string_view text, const ingest::Event& event) {
  const auto surfaces = [text](const std::vector<ingest::Span>& spans) {
    json words = json::array();
    for (const ingest::Span& span : spans) words.push_back(ingest::Surface(text, span));
    return words;
  };
  json converted = {{"type", NameOf(event.type)},
                    {"trigger", ingest::Surface(text, event.triggers.front())},
                    {"actor", surfaces(event.actors)},
                    {"recipient", surfaces(event.recipients)},
                    {"time", nullptr},
                    {"place", nullptr},
                    {"status", NameOf(event.status)}};
  if (event.time.has_value()) converted["time"] = ingest::Surface(text, event.time->span);
  if (event.place.has_value()) converted["place"] = ingest::Surface(text, event.place->span);
  return converted;
}

bool NeverCancelled() { return false; }

// What `analyzer` finds in the article `row`.
absl::StatusOr<json> Predict(const Analyzer& analyzer, const json& row) {
  const std::string text = row["text"];
  const fields::OffsetConverter offsets(text, fields::OffsetEncoding::kUtf32);
  json predicted = {{"id", row["id"]}, {"attributions", json::array()}};
  if (absl::GetFlag(FLAGS_network_only)) {
    const auto attributions = analyzer.FindAttributions(text, NeverCancelled);
    if (!attributions.ok()) return attributions.status();
    for (const ingest::Attribution& attribution : *attributions) {
      predicted["attributions"].push_back(AttributionToJson(attribution, offsets));
    }
    return predicted;
  }
  ingest::ArticleInput article;
  article.text = text;
  const absl::StatusOr<Analysis> analysis = analyzer.Analyze(article, NeverCancelled);
  if (!analysis.ok()) return analysis.status();
  predicted["positions"] = json::array();
  predicted["events"] = json::array();
  for (const ingest::Position& position : analysis->positions) {
    if (!position.attribution.by_rule) {
      predicted["attributions"].push_back(AttributionToJson(position.attribution, offsets));
    }
    predicted["positions"].push_back(PositionToJson(*analysis, position, offsets));
  }
  for (const ingest::LinkedEvent& event : analysis->events) {
    predicted["events"].push_back(EventToJson(text, event.event));
  }
  return predicted;
}

// The predictions for `rows`, in their order, with `threads` threads.
std::vector<absl::StatusOr<json>> PredictAll(const Analyzer& analyzer,
                                             const std::vector<json>& rows, int threads) {
  std::vector<absl::StatusOr<json>> predicted(rows.size());
  std::atomic<size_t> next = 0;
  std::vector<std::thread> readers;
  for (int i = 0; i < threads; ++i) {
    readers.emplace_back([&analyzer, &rows, &predicted, &next] {
      for (size_t row = next++; row < rows.size(); row = next++) {
        predicted[row] = Predict(analyzer, rows[row]);
      }
    });
  }
  for (std::thread& reader : readers) reader.join();
  return predicted;
}

absl::Status Run() {
  absl::StatusOr<std::unique_ptr<Analyzer>> analyzer = Analyzer::Load(
      absl::GetFlag(FLAGS_model),
      absl::GetFlag(FLAGS_float) ? ingest::Precision::kFloat : ingest::DefaultPrecision());
  if (!analyzer.ok()) return analyzer.status();
  const absl::StatusOr<std::vector<json>> rows = ReadRows(std::cin);
  if (!rows.ok()) return rows.status();
  const absl::Time begin = absl::Now();
  const auto all = PredictAll(**analyzer, *rows, std::max(1, absl::GetFlag(FLAGS_threads)));
  const double seconds = absl::ToDoubleSeconds(absl::Now() - begin);
  for (const absl::StatusOr<json>& predicted : all) {
    if (!predicted.ok()) return predicted.status();
    std::cout << predicted->dump() << "\n";
  }
  std::cerr << absl::StrFormat("%d articles in %.2f s\n", rows->size(), seconds);
  return absl::OkStatus();
}

}  // namespace
}  // namespace onrecord::accuracy

int main(int argc, char** argv) {
  absl::SetProgramUsageMessage("onrecord_read < ARTICLES.jsonl > PREDICTED.jsonl");
  absl::ParseCommandLine(argc, argv);
  const absl::Status status = onrecord::accuracy::Run();
  if (status.ok()) return 0;
  std::cerr << status << "\n";
  return 1;
}
