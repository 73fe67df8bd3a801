// onrecord_times < ARTICLES.jsonl > PREDICTED.jsonl
//
// Finds the time expressions of articles as the reader of events finds them. ARTICLES: {"id",
// "text", "publish_time"}, the last in RFC 3339; its offset is the publisher's. PREDICTED, in the
// same order: {"id", "times": [{"begin", "end", "value"}, ...]}, in code points; the value is empty
// where it isn't known.

#include <iostream>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "ingest-service/events/time_expressions.h"
#include "ingest-service/text/document.h"
#include "proto/fields/offset_encoding.h"
#include "tests/accuracy/gold_json.h"

namespace onrecord::accuracy {
namespace {

using nlohmann::json;

// INVALID_ARGUMENT where `publish_time` isn't in RFC 3339.
absl::StatusOr<ingest::EventContext> ContextOf(const std::string& publish_time) {
  ingest::EventContext context;
  absl::Time time;
  absl::CivilSecond local;
  std::string error;
  const bool parsed = absl::ParseTime(absl::RFC3339_full, publish_time, &time, &error) &&
                      absl::ParseCivilTime(publish_time.substr(0, 19), &local);
  if (!parsed) return absl::InvalidArgumentError(absl::StrCat(publish_time, ": ", error));
  const absl::Duration offset = absl::FromCivil(local, absl::UTCTimeZone()) - time;
  context.publish_time = time;
  context.utc_offset_minutes = static_cast<int>(absl::ToInt64Minutes(offset));
  return context;
}

absl::StatusOr<json> Predict(const json& row) {
  const std::string text = row["text"];
  const absl::StatusOr<ingest::EventContext> context = ContextOf(row["publish_time"]);
  if (!context.ok()) return context.status();
  const fields::OffsetConverter offsets(text, fields::OffsetEncoding::kUtf32);
  const std::vector<ingest::Word> words = ingest::ReadWords(text);
  const ingest::Document document = ingest::ReadDocument(text);
  ingest::NarrativeTime narrative;
  json times = json::array();
  for (const ingest::Span& sentence : document.sentences) {
    const int first = ingest::FirstWordFrom(words, sentence.begin);
    const int last = ingest::FirstWordFrom(words, sentence.end);
    for (const ingest::EventTime& time :
         ingest::FindTimeExpressions(words, first, last, *context, narrative)) {
      times.push_back({{"begin", offsets.FromBytes(time.span.begin)},
                       {"end", offsets.FromBytes(time.span.end)},
                       {"value", time.value}});
    }
  }
  return json{{"id", row["id"]}, {"times", std::move(times)}};
}

}  // namespace
}  // namespace onrecord::accuracy

int main() {
  return onrecord::accuracy::PredictRows(std::cin, std::cout, onrecord::accuracy::Predict);
}
