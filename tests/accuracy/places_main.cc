// onrecord_places < CASES.jsonl > PREDICTED.jsonl
//
// Resolves places that are given, so that places.py can judge which place is meant apart from what
// is found. CASES: {"id", "text", "place"}: the place's words, which stand in the text; where more
// than once, the last time counts. PREDICTED: {"id", "country", "name", "found"}: ISO code and name
// of what the words mean, and the code of what the reader without a network finds where they stand;
// each empty where there is none.

#include <iostream>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "ingest-service/events/places.h"
#include "tests/accuracy/gold_json.h"

namespace onrecord::accuracy {
namespace {

using ingest::Place;
using ingest::PlaceContext;
using ingest::Span;
using nlohmann::json;

// The place that is found where `span` stands: behind a preposition, or in the dateline.
std::optional<Place> FindAt(const PlaceContext& context, Span span) {
  const int words = static_cast<int>(context.words().size());
  for (Place& place : FindPlaces(context, 0, words)) {
    if (place.span.Overlaps(span)) return std::move(place);
  }
  std::optional<Place> dateline = FindDatelinePlace(context);
  if (dateline && dateline->span.Overlaps(span)) return dateline;
  return std::nullopt;
}

absl::StatusOr<json> Predict(const json& row) {
  const std::string text = row["text"];
  const std::string words = row["place"];
  const size_t begin = text.rfind(words);
  if (begin == std::string::npos) {
    return absl::InvalidArgumentError(absl::StrCat("not in the text: ", words));
  }
  const Span span = {static_cast<int32_t>(begin), static_cast<int32_t>(begin + words.size())};
  const std::vector<ingest::Word> all_words = ingest::ReadWords(text);
  const PlaceContext context(text, all_words);
  const Place resolved = ResolvePlace(context, span).value_or(Place());
  const Place found = FindAt(context, span).value_or(Place());
  return json({{"id", row["id"]},
               {"country", resolved.country_code},
               {"name", resolved.name},
               {"found", found.country_code}});
}

absl::Status Run() {
  const absl::StatusOr<std::vector<json>> rows = ReadRows(std::cin);
  if (!rows.ok()) return rows.status();
  for (const json& row : *rows) {
    const absl::StatusOr<json> predicted = Predict(row);
    if (!predicted.ok()) return predicted.status();
    std::cout << predicted->dump() << "\n";
  }
  return absl::OkStatus();
}

}  // namespace
}  // namespace onrecord::accuracy

int main() {
  const absl::Status status = onrecord::accuracy::Run();
  if (status.ok()) return 0;
  std::cerr << status << "\n";
  return 1;
}
