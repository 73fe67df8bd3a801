// The form in which gold data and predictions are written: one JSON object a line, spans as [begin,
// end] pairs that count code points.

#ifndef ONRECORD_TESTS_ACCURACY_GOLD_JSON_H_
#define ONRECORD_TESTS_ACCURACY_GOLD_JSON_H_

#include <istream>
#include <nlohmann/json.hpp>
#include <ostream>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/statusor.h"
#include "ingest-service/text/span.h"
#include "proto/fields/offset_encoding.h"

namespace onrecord::accuracy {

// The rows of `input`. INVALID_ARGUMENT, with the line's number, where one is no JSON object.
absl::StatusOr<std::vector<nlohmann::json>> ReadRows(std::istream& input);

// What a program does that predicts row by row: writes what `predict` makes of each row of `input`
// to `output`, a line each. Returns its exit status; says on standard error what failed.
int PredictRows(
    std::istream& input, std::ostream& output,
    absl::FunctionRef<absl::StatusOr<nlohmann::json>(const nlohmann::json& row)> predict);

// Spans of code points as spans of bytes. INVALID_ARGUMENT where one lies outside the text or isn't
// a pair.
absl::StatusOr<std::vector<ingest::Span>> SpansFromJson(const nlohmann::json& spans,
                                                        const fields::OffsetConverter& offsets);

nlohmann::json SpansToJson(const std::vector<ingest::Span>& spans,
                           const fields::OffsetConverter& offsets);

}  // namespace onrecord::accuracy

#endif  // ONRECORD_TESTS_ACCURACY_GOLD_JSON_H_
