// Rules that fields of several requests share.

#ifndef ONRECORD_QUERY_SERVICE_QUERY_FIELD_RULES_H_
#define ONRECORD_QUERY_SERVICE_QUERY_FIELD_RULES_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "proto/rpc/errors.h"
#include "query-service/archive/archive.h"
#include "query-service/archive/filters.h"

namespace onrecord::query {

// The highest numbers of the contract's enums; each goes from 1 (0 is never an answer) without a
// gap.
inline constexpr int kLastSpeakerType = static_cast<int>(SpeakerType::kOther);
inline constexpr int kLastMentionForm = static_cast<int>(MentionForm::kPronoun);
inline constexpr int kLastPositionKind = static_cast<int>(PositionKind::kQuestion);
inline constexpr int kLastQuotation = static_cast<int>(Quotation::kMixed);
inline constexpr int kLastEventType = static_cast<int>(EventType::kOther);
inline constexpr int kLastEventStatus = static_cast<int>(EventStatus::kDenied);

// Collects what is wrong with a request.
class FieldRules {
 public:
  // Notes a violation unless `holds`. Violations after the first 20 are not kept.
  void Require(bool holds, const std::string& field, const std::string& description);

  // `value` is a value of an enum that ends with `last`.
  void RequireEnum(int value, int last, const std::string& field);

  // `value` is in [0, 1].
  void RequireScore(double value, const std::string& field);

  // `value` is a finite number.
  void RequireFinite(double value, const std::string& field);

  // A list of `count` values has at most `max_count`.
  void RequireCount(size_t count, size_t max_count, const std::string& field);

  // `value` has at most `max_chars` characters.
  void RequireLength(std::string_view value, size_t max_chars, const std::string& field);

  // `value` has that and is not blank.
  void RequireText(std::string_view value, size_t max_chars, const std::string& field);

  // `values` are at most `max_count`, and RequireText holds of each.
  void RequireTexts(const std::vector<std::string>& values, size_t max_count, size_t max_chars,
                    const std::string& field);

  // `value` is an ISO 3166-1 alpha-2 code, at least in form.
  void RequireCountryCode(std::string_view value, const std::string& field);

  // OK, or INVALID_ARGUMENT with the violations.
  absl::Status status() const;

 private:
  std::vector<rpc::FieldViolation> violations_;
};

// "field[index]".
std::string Indexed(const std::string& field, size_t index);

// How many records a page has at most: `page_size`, or 50 where that is 0. INVALID_ARGUMENT outside
// 0 to 1,000.
absl::StatusOr<int> PageLimit(int32_t page_size);

// The order of the contract's ListOrder `order`; newest first where that is 0. By relevance needs
// the terms of `text`, the filter's, or null where the list has none.
absl::StatusOr<ListOrder> OrderOf(int order, const TextQuery* text);

// The order of the contract's SpeakerOrder `order`; by name where that is 0.
absl::StatusOr<SpeakerOrder> SpeakerOrderOf(int order);

// Whether the contract's ArticleView or RecordView `view` includes the text, or words of it;
// `by_default` where that is 0. Both have the same numbers.
absl::StatusOr<bool> ViewHasText(int view, bool by_default);

// OK where `archive` has reached `min_revision`. FAILED_PRECONDITION, reason REVISION_NOT_REACHED,
// where not.
absl::Status CheckRevision(const Archive& archive, int64_t min_revision);

}  // namespace onrecord::query

#endif  // ONRECORD_QUERY_SERVICE_QUERY_FIELD_RULES_H_
