// The little language of text filters: words, "several words", prefix*, -exclusions.
//
// Example: "trade deal" tariff* -steel finds what has "trade deal", a word beginning with "tariff"
// and no "steel". Anything else that people type is taken for what a reader of text would see:
// punctuation parts words and is not looked for, and words that punctuation joins ("co-operate",
// "U.S.") must follow each other. No input reaches the archive as syntax.

#ifndef ONRECORD_QUERY_SERVICE_QUERY_TEXT_QUERY_H_
#define ONRECORD_QUERY_SERVICE_QUERY_TEXT_QUERY_H_

#include <string_view>

#include "absl/status/statusor.h"
#include "query-service/archive/filters.h"

namespace onrecord::query {

// The terms of a PositionFilter.text or ArticleFilter.text; none where `text` is blank. Typographic
// quotation marks count as such. Terms without a letter or digit ("&") are passed over.
//
// INVALID_ARGUMENT with a sentence, to be placed in a field's violation: more than 1,000 characters
// or 32 terms, a quotation mark without its partner, a '*' elsewhere than at the end of a term or
// after fewer than two letters or digits, no word to find.
absl::StatusOr<TextQuery> ParseTextQuery(std::string_view text);

// The terms of a SpeakerFilter.text: words in any order, the last may be a beginning.
// INVALID_ARGUMENT: more than 200 characters or 32 words, no letter or digit though not blank.
absl::StatusOr<TextQuery> ParseNameQuery(std::string_view text);

}  // namespace onrecord::query

#endif  // ONRECORD_QUERY_SERVICE_QUERY_TEXT_QUERY_H_
