// onrecord_places < CASES.jsonl > PREDICTED.jsonl
//
// Resolves places that are given. CASES: {"id", "text", "place"}: the place's words, which stand in
// the text; where more than once, the last time counts. PREDICTED: {"id", "country", "name"}: ISO
// code and name of what the words mean; each empty where there is none.

#include <iostream>
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
  return json({{"id", row["id"]}, {"country", resolved.country_code}, {"name", resolved.name}});
}

}  // namespace
}  // namespace onrecord::accuracy

int main() {
  return onrecord::accuracy::PredictRows(std::cin, std::cout, onrecord::accuracy::Predict);
}
