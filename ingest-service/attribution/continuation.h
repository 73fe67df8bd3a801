// Quotations that go on behind their attribution: “We knew,” she said. “And we kept silent.”
//
// The network attributes such sentences mostly by itself, but within a paragraph and a window only,
// and misses some. Readers know three conventions, and so does this: a quotation that follows an
// attributed one in its paragraph is the same speaker's; paragraphs of one speech open with a mark
// each and close once; and a colon at a paragraph's end gives the floor to the quotation below.

#ifndef ONRECORD_INGEST_SERVICE_ATTRIBUTION_CONTINUATION_H_
#define ONRECORD_INGEST_SERVICE_ATTRIBUTION_CONTINUATION_H_

#include <vector>

#include "ingest-service/attribution/attribution.h"
#include "ingest-service/text/document.h"

namespace onrecord::ingest {

// Adds to the content of attributions the quotations that continue it and that no attribution has
// so far:
//
//   - the next in the same paragraph, where it is sentences of its own and nothing stands between
//     but who says it
//   - in the next paragraphs, while each opens with a mark, and no speaker's label, and the one
//     before has not closed; the same backwards from an attribution in the last of them
//   - the paragraph below one that ends with a colon behind the cue
//
// Attributions of less than kLeastConfidence (refinement.h) neither get nor keep anything. Takes
// time linear in the text and the attributions. REQUIRES: `attributions` are in order of their cues
// and lie within document.text.
std::vector<Attribution> JoinContinuations(const Document& document,
                                           std::vector<Attribution> attributions);

}  // namespace onrecord::ingest

#endif  // ONRECORD_INGEST_SERVICE_ATTRIBUTION_CONTINUATION_H_
