// Quotations: the words that an article puts between quotation marks.
//
// Newspapers of the world agree neither on the marks nor on what a missing one means, and the
// apostrophe looks like one of them. Read here, outermost level only:
//
//   "straight"   “curly”   ”Swedish”   „low“   „Polish”   ``doubled'' and ''doubled''   「corner」
//   『corner』 «French»   »German«   »Finnish»   and, where it is no apostrophe:   ‘British’
//   'straight'   ‚low‘
//
// A quotation never reaches over the end of its paragraph: English convention opens every paragraph
// of a long quotation with a mark and closes only the last one, and a mark that somebody forgot
// shall not turn the rest of the article inside out. Single marks without a partner are taken for
// apostrophes.

#ifndef ONRECORD_INGEST_SERVICE_TEXT_QUOTATIONS_H_
#define ONRECORD_INGEST_SERVICE_TEXT_QUOTATIONS_H_

#include <string_view>
#include <vector>

#include "ingest-service/text/span.h"

namespace onrecord::ingest {

// Words between quotation marks.
struct Quotation {
  Span span;    // with its marks
  Span inside;  // without them
  bool closed =
      true;  // false where the closing mark is missing and the quotation ends with its paragraph
};

// The outermost quotations of `paragraphs`, in order. Linear in the text's length.
std::vector<Quotation> FindQuotations(std::string_view text, const std::vector<Span>& paragraphs);

}  // namespace onrecord::ingest

#endif  // ONRECORD_INGEST_SERVICE_TEXT_QUOTATIONS_H_
