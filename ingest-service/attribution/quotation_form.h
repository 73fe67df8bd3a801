// Whose words an attribution's content is: the speaker's own, the article's, or some of each.

#ifndef ONRECORD_INGEST_SERVICE_ATTRIBUTION_QUOTATION_FORM_H_
#define ONRECORD_INGEST_SERVICE_ATTRIBUTION_QUOTATION_FORM_H_

#include <vector>

#include "ingest-service/text/document.h"
#include "ingest-service/text/span.h"

namespace onrecord::ingest {

// Values are those of onrecord.v1.Quotation.
enum class QuotationForm {
  kUnspecified = 0,
  kDirect = 1,    // every word stands between quotation marks
  kIndirect = 2,  // none does
  kMixed = 3,
};

// The form of `content`, judged by its letters and digits: a mark, a comma or a space more or less
// does not count. kIndirect where it has none. REQUIRES: the spans lie within document.text.
QuotationForm FindQuotationForm(const Document& document, const std::vector<Span>& content);

}  // namespace onrecord::ingest

#endif  // ONRECORD_INGEST_SERVICE_ATTRIBUTION_QUOTATION_FORM_H_
