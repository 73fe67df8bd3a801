// Transcripts: paragraphs that begin with who speaks and a colon, in interviews and hearings.
//
//   Q: Will the port reopen?                 SMITH: We did not know.
//   A: Not before June.                      JONES: You must have known.
//
// Such a label is an attribution without a verb: its source is the label, its cue the colon, its
// content what stands behind it. Training data has none of them, so the network does not look for
// them.

#ifndef ONRECORD_INGEST_SERVICE_ATTRIBUTION_LABEL_READER_H_
#define ONRECORD_INGEST_SERVICE_ATTRIBUTION_LABEL_READER_H_

#include <string_view>
#include <vector>

#include "ingest-service/attribution/attribution.h"
#include "ingest-service/text/document.h"

namespace onrecord::ingest {

// Adds the attributions of labels, marked as found by rule, and puts all in order of their cues. A
// paragraph without a label between two that have one goes on with the speaker before it.
//
// One line with a colon makes no transcript: labels count where somebody asks and somebody answers,
// or two lines have labels in capitals, or of several names one returns. Times ("14:32:"), notes
// ("Update: ...") and salutations ("Dear editor:") are no labels. Where the network took a label
// for a cue, its attribution gets the label's source and content. Linear in the text's length.
std::vector<Attribution> AddLabelAttributions(const Document& document,
                                              std::vector<Attribution> attributions);

// Whether this attribution is a label's: its cue a colon right behind its source.
bool IsLabel(std::string_view text, const Attribution& attribution);

// Whether a label is whoever asks or whoever answers, without a name: "Q", "A".
bool IsAskingLabel(std::string_view label);
bool IsAnsweringLabel(std::string_view label);

}  // namespace onrecord::ingest

#endif  // ONRECORD_INGEST_SERVICE_ATTRIBUTION_LABEL_READER_H_
