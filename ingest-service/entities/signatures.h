// Signatures: who writes, where the article says so.
//
//   Ann Okafor is the author of "Tides".      at the end of a comment
//   Ann Okafor. / @okafor.                    alone in a paragraph, behind each letter
//   By Ann Okafor                             at the beginning

#ifndef ONRECORD_INGEST_SERVICE_ENTITIES_SIGNATURES_H_
#define ONRECORD_INGEST_SERVICE_ENTITIES_SIGNATURES_H_

#include <vector>

#include "ingest-service/text/document.h"
#include "ingest-service/text/words.h"

namespace onrecord::ingest {

struct Signature {
  Span signed_text;  // what was written under it
  Span name;
};

// The signatures of `document`, in order, their texts never overlapping. `words` are the words of
// its text.
std::vector<Signature> FindSignatures(const Document& document, const std::vector<Word>& words);

}  // namespace onrecord::ingest

#endif  // ONRECORD_INGEST_SERVICE_ENTITIES_SIGNATURES_H_
