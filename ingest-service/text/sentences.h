// Sentences of a paragraph.
//
// Own rules rather than a general segmenter, because news breaks the general ones in the same few
// places: titles and initials before names ("Sen. J. B. Pritzker"), acronyms that may or may not
// end a sentence ("the U.S."), questions inside a reporting sentence (“Why?” she asked), closing
// marks after the stop.

#ifndef ONRECORD_INGEST_SERVICE_TEXT_SENTENCES_H_
#define ONRECORD_INGEST_SERVICE_TEXT_SENTENCES_H_

#include <string_view>
#include <vector>

#include "ingest-service/text/span.h"

namespace onrecord::ingest {

// Cuts text[paragraph] into sentences: in order, without surrounding white space, together holding
// everything else. Linear in the paragraph's length. Empty where the paragraph is white space only.
std::vector<Span> FindSentences(std::string_view text, Span paragraph);

}  // namespace onrecord::ingest

#endif  // ONRECORD_INGEST_SERVICE_TEXT_SENTENCES_H_
