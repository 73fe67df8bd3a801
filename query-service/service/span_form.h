// In which form an answer shows places in texts.

#ifndef ONRECORD_QUERY_SERVICE_SERVICE_SPAN_FORM_H_
#define ONRECORD_QUERY_SERVICE_SERVICE_SPAN_FORM_H_

#include "absl/status/statusor.h"
#include "proto/fields/offset_encoding.h"
#include "proto/fields/wire_fields.h"
#include "query-service/query/field_rules.h"

namespace onrecord::query {

struct SpanForm {
  fields::OffsetEncoding encoding = fields::OffsetEncoding::kUtf8;
  bool with_words = true;

  // Whether the texts of the articles are needed: what is kept counts in UTF-8.
  bool NeedsTexts() const { return with_words || encoding != fields::OffsetEncoding::kUtf8; }

  // Another for each form.
  int Number() const { return 2 * static_cast<int>(encoding) + (with_words ? 1 : 0); }
};

// What the fields `offset_encoding` and `view` (a RecordView) of `request` choose. INVALID_ARGUMENT
// where one is none that the contract knows.
template <class Request>
absl::StatusOr<SpanForm> ReadSpanForm(const Request& request) {
  const auto encoding = fields::ReadOffsetEncoding(request.offset_encoding());
  if (!encoding.ok()) return encoding.status();
  const auto with_words = ViewHasText(request.view(), /*by_default=*/true);
  if (!with_words.ok()) return with_words.status();
  return SpanForm{*encoding, *with_words};
}

}  // namespace onrecord::query

#endif  // ONRECORD_QUERY_SERVICE_SERVICE_SPAN_FORM_H_
