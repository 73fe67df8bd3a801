// Attributions inside the content of others: "The Kremlin said Putin had warned Kiev".
//
// The network finds one level, as the articles that it learned from are annotated with one. What it
// attributes is searched here for further cues by grammar: a verb of saying or thinking, a noun
// made of one, or "according to", with a source in the same clause and words that are attributed.
// What looks like a cue and has no source that can speak ("the deal promised growth") or nothing
// that it attributes ("he told no one") is none.

#ifndef ONRECORD_INGEST_SERVICE_ATTRIBUTION_NESTED_READER_H_
#define ONRECORD_INGEST_SERVICE_ATTRIBUTION_NESTED_READER_H_

#include <vector>

#include "absl/functional/function_ref.h"
#include "ingest-service/attribution/attribution.h"
#include "ingest-service/text/document.h"
#include "ingest-service/text/span.h"
#include "ingest-service/text/words.h"

namespace onrecord::ingest {

// Attributions are looked for this many levels below those of the network.
inline constexpr int kDeepestNestedReading = 3;

// Adds to `attributions` those inside their content, marked as found by rule, and puts all in order
// of their cues. Each is as sure as the one around it, times a constant. A cue that is one already
// is left alone. `words` are those of the text; `may_speak` tells whether the noun phrase at a span
// can be somebody who says something. Takes time linear in the contents' length.
std::vector<Attribution> AddNestedAttributions(const Document& document,
                                               const std::vector<Word>& words,
                                               std::vector<Attribution> attributions,
                                               absl::FunctionRef<bool(Span)> may_speak);

}  // namespace onrecord::ingest

#endif  // ONRECORD_INGEST_SERVICE_ATTRIBUTION_NESTED_READER_H_
