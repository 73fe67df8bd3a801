#include "tests/accuracy/gold_json.h"

#include <iostream>
#include <optional>
#include <string>

#include "absl/strings/str_cat.h"

namespace onrecord::accuracy {

using nlohmann::json;

absl::StatusOr<std::vector<json>> ReadRows(std::istream& input) {
  std::vector<json> rows;
  std::string line;
  for (int number = 1; std::getline(input, line); ++number) {
    json row = json::parse(line, nullptr, /*allow_exceptions=*/false);
    if (!row.is_object()) {
      return absl::InvalidArgumentError(absl::StrCat("line ", number, " is no JSON object"));
    }
    rows.push_back(std::move(row));
  }
  return rows;
}

int PredictRows(
    std::istream& input, std::ostream& output,
    absl::FunctionRef<absl::StatusOr<nlohmann::json>(const nlohmann::json& row)> predict) {
  const absl::StatusOr<std::vector<nlohmann::json>> rows = ReadRows(input);
  if (!rows.ok()) {
    std::cerr << rows.status() << "\n";
    return 1;
  }
  for (const nlohmann::json& row : *rows) {
    const absl::StatusOr<nlohmann::json> predicted = predict(row);
    if (!predicted.ok()) {
      std::cerr << predicted.status() << "\n";
      return 1;
    }
    output << predicted->dump() << "\n";
  }
  return 0;
}

absl::StatusOr<std::vector<ingest::Span>> SpansFromJson(const json& spans,
                                                        const fields::OffsetConverter& offsets) {
  std::vector<ingest::Span> converted;
  for (const json& span : spans) {
    if (!span.is_array() || span.size() != 2) {
      return absl::InvalidArgumentError(absl::StrCat("not a span: ", span.dump()));
    }
    const std::optional<int32_t> begin = offsets.ToBytes(span[0].get<int32_t>());
    const std::optional<int32_t> end = offsets.ToBytes(span[1].get<int32_t>());
    if (!begin.has_value() || !end.has_value()) {
      return absl::InvalidArgumentError(absl::StrCat("span outside the text: ", span.dump()));
    }
    converted.push_back({*begin, *end});
  }
  return converted;
}

json SpansToJson(const std::vector<ingest::Span>& spans, const fields::OffsetConverter& offsets) {
  json converted = json::array();
  for (const ingest::Span& span : spans) {
    converted.push_back({offsets.FromBytes(span.begin), offsets.FromBytes(span.end)});
  }
  return converted;
}

}  // namespace onrecord::accuracy
