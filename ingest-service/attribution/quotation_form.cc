#include "ingest-service/attribution/quotation_form.h"

#include <algorithm>

#include "ingest-service/text/code_points.h"

namespace onrecord::ingest {
namespace {

bool HasWords(std::string_view text, Span span) {
  for (int32_t at = span.begin; at < span.end;) {
    if (IsLetterOrDigit(NextCodePoint(text, at))) return true;
  }
  return false;
}

}  // namespace

QuotationForm FindQuotationForm(const Document& document, const std::vector<Span>& content) {
  bool quoted = false;
  bool unquoted = false;
  for (const Span& span : content) {
    auto quotation = std::partition_point(
        document.quotations.begin(), document.quotations.end(),
        [&span](const Quotation& candidate) { return candidate.span.end <= span.begin; });
    int32_t at = span.begin;  // everything before it has been judged
    for (; quotation != document.quotations.end() && quotation->span.begin < span.end;
         ++quotation) {
      const Span inside = {std::max(at, quotation->span.begin),
                           std::min(span.end, quotation->span.end)};
      unquoted = unquoted || HasWords(document.text, {at, inside.begin});
      quoted = quoted || HasWords(document.text, inside);
      at = inside.end;
    }
    unquoted = unquoted || HasWords(document.text, {at, span.end});
  }
  if (!quoted) return QuotationForm::kIndirect;
  return unquoted ? QuotationForm::kMixed : QuotationForm::kDirect;
}

}  // namespace onrecord::ingest
