// onrecord_speakers < ARTICLES.jsonl > PREDICTED.jsonl
//
// Reads the speakers of attributions that are given, so that score_speakers.py can judge who is
// meant apart from what the network finds. ARTICLES: {"id", "text", "attributions": [{"source",
// "cue", "content"}]}, spans in code points, and optionally "names": [{"span", "type",
// "probability"}]. PREDICTED: {"id", "positions": [{"cue", "source", "speaker", "type"}]}.

#include <algorithm>
#include <iostream>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "ingest-service/analysis/containment.h"
#include "ingest-service/analysis/position_reader.h"
#include "tests/accuracy/gold_json.h"
#include "tests/accuracy/record_names.h"

namespace onrecord::accuracy {
namespace {

using ingest::Attribution;
using ingest::Entity;
using ingest::Position;
using nlohmann::json;

bool NeverCancelled() { return false; }

absl::StatusOr<std::vector<Attribution>> AttributionsFromJson(
    const json& rows, const fields::OffsetConverter& offsets) {
  std::vector<Attribution> attributions;
  for (const json& row : rows) {
    Attribution attribution;
    for (const auto& [role, spans] :
         {std::pair{"source", &attribution.source}, std::pair{"cue", &attribution.cue},
          std::pair{"content", &attribution.content}}) {
      absl::StatusOr<std::vector<ingest::Span>> converted = SpansFromJson(row[role], offsets);
      if (!converted.ok()) return converted.status();
      *spans = *std::move(converted);
    }
    if (!attribution.cue.empty()) attributions.push_back(std::move(attribution));
  }
  std::stable_sort(
      attributions.begin(), attributions.end(),
      [](const Attribution& a, const Attribution& b) { return a.cue.front() < b.cue.front(); });
  return attributions;
}

// The names of `rows`; those of unknown type are left out.
absl::StatusOr<std::vector<ingest::NameMention>> NamesFromJson(
    const json& rows, const fields::OffsetConverter& offsets) {
  static constexpr std::string_view kTypes[] = {
      "Person", "Organization", "Location", "NORP", "Facility", "Product", "Misc", "Date", "Money"};
  std::vector<ingest::NameMention> names;
  for (const json& row : rows) {
    const auto type = std::find(std::begin(kTypes), std::end(kTypes), row["type"]);
    const absl::StatusOr<std::vector<ingest::Span>> span =
        SpansFromJson(json::array({row["span"]}), offsets);
    if (!span.ok()) return span.status();
    if (type == std::end(kTypes)) continue;
    names.push_back({span->front(), static_cast<ingest::MentionType>(type - std::begin(kTypes)),
                     row.value("probability", 1.0f)});
  }
  return names;
}

json PositionToJson(const std::vector<Entity>& entities, const Position& position,
                    const fields::OffsetConverter& offsets) {
  std::string names;
  for (const int speaker : position.speakers) {
    if (!names.empty()) names += " & ";
    names += entities[speaker].display_name;
  }
  const bool known = !position.speakers.empty();
  return {{"cue", SpansToJson(position.attribution.cue, offsets)},
          {"source", SpansToJson(position.attribution.source, offsets)},
          {"speaker", names},
          {"type", known ? NameOf(entities[position.speakers.front()].type) : ""}};
}

absl::StatusOr<json> Predict(const json& row) {
  const std::string text = row["text"];
  const fields::OffsetConverter offsets(text, fields::OffsetEncoding::kUtf32);
  const absl::StatusOr<std::vector<Attribution>> attributions =
      AttributionsFromJson(row["attributions"], offsets);
  if (!attributions.ok()) return attributions.status();
  const ingest::Document document = ingest::ReadDocument(text);
  const absl::StatusOr<std::vector<ingest::NameMention>> names =
      NamesFromJson(row.value("names", json::array()), offsets);
  if (!names.ok()) return names.status();
  ingest::SpeakerResolver resolver(document, ingest::FindEntities(document, *names));
  const auto positions = ingest::ReadPositions(
      document, *attributions, ingest::Containment(*attributions), resolver, NeverCancelled);
  json predicted = {{"id", row["id"]}, {"positions", json::array()}};
  for (const Position& position : *positions) {
    predicted["positions"].push_back(PositionToJson(resolver.entities(), position, offsets));
  }
  return predicted;
}

}  // namespace
}  // namespace onrecord::accuracy

int main() {
  return onrecord::accuracy::PredictRows(std::cin, std::cout, onrecord::accuracy::Predict);
}
