// The article's text with its outer structure: paragraphs, sentences and quotations.
//
// This is what every later stage reads. A Document only points into the text that it was made from:
// the text must outlive it. Documents are immutable after ReadDocument and may be read from any
// number of threads.

#ifndef ONRECORD_INGEST_SERVICE_TEXT_DOCUMENT_H_
#define ONRECORD_INGEST_SERVICE_TEXT_DOCUMENT_H_

#include <cstdint>
#include <string_view>
#include <vector>

#include "ingest-service/text/quotations.h"
#include "ingest-service/text/span.h"

namespace onrecord::ingest {

struct Document {
  std::string_view text;
  // Lines with something other than white space on them, without surrounding white space, in order.
  // Never overlap.
  std::vector<Span> paragraphs;
  // In order, each within one paragraph, without surrounding white space.
  std::vector<Span> sentences;
  // Outermost quotations only, in order; each within one paragraph. A quotation over several
  // paragraphs that opens each with a mark and closes once is one entry per paragraph, all but the
  // last with closed = false.
  std::vector<Quotation> quotations;
};

// Finds paragraphs, sentences and quotations. Takes time linear in the text's length, whatever it
// holds. REQUIRES: text is valid UTF-8 of less than 2^31 bytes.
Document ReadDocument(std::string_view text);

// The index in `document.sentences` (or `.paragraphs`) of the last one that begins at or before
// `offset`; 0 when there is none such.
int SentenceAt(const Document& document, int32_t offset);
int ParagraphAt(const Document& document, int32_t offset);

// Whether what stands at `offset` is between quotation marks.
bool InQuotation(const Document& document, int32_t offset);

}  // namespace onrecord::ingest

#endif  // ONRECORD_INGEST_SERVICE_TEXT_DOCUMENT_H_
