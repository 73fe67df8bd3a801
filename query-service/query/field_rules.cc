#include "query-service/query/field_rules.h"

#include <algorithm>
#include <cmath>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"

namespace onrecord::query {
namespace {

constexpr int kDefaultPageSize = 50;
constexpr int kMaxPageSize = 1000;

enum class ArticleView : int { kUnspecified = 0, kBasic = 1, kFull = 2 };
enum class OrderNumber : int {
  kUnspecified = 0,
  kNewestFirst = 1,
  kOldestFirst = 2,
  kRelevance = 3
};

size_t CountChars(std::string_view utf8) {
  return std::count_if(utf8.begin(), utf8.end(), [](char c) { return (c & 0xc0) != 0x80; });
}

absl::Status NoSuchOrder(int order) {
  return rpc::InvalidField("order",
                           absl::StrCat("has the value ", order, ", which is none of its enum's"));
}

}  // namespace

void FieldRules::Require(bool holds, const std::string& field, const std::string& description) {
  if (!holds && violations_.size() < rpc::kMaxViolations)
    violations_.push_back({field, description});
}

void FieldRules::RequireEnum(int value, int last, const std::string& field) {
  Require(value >= 1 && value <= last, field,
          value == 0 ? "must be set to a value other than UNSPECIFIED"
                     : absl::StrCat("has the value ", value, ", which is none of its enum's"));
}

void FieldRules::RequireScore(double value, const std::string& field) {
  Require(value >= 0 && value <= 1, field, "must be between 0 and 1");
}

void FieldRules::RequireFinite(double value, const std::string& field) {
  Require(std::isfinite(value), field, "must be a finite number");
}

void FieldRules::RequireCount(size_t count, size_t max_count, const std::string& field) {
  Require(count <= max_count, field, absl::StrCat("must have at most ", max_count, " values"));
}

void FieldRules::RequireLength(std::string_view value, size_t max_chars, const std::string& field) {
  // Counting the characters of what is short in bytes already would be in vain.
  Require(value.size() <= max_chars || CountChars(value) <= max_chars, field,
          absl::StrCat("must have at most ", max_chars, " characters"));
}

void FieldRules::RequireText(std::string_view value, size_t max_chars, const std::string& field) {
  const auto is_space = [](unsigned char c) { return absl::ascii_isspace(c); };
  Require(!std::all_of(value.begin(), value.end(), is_space), field, "must be set");
  RequireLength(value, max_chars, field);
}

void FieldRules::RequireTexts(const std::vector<std::string>& values, size_t max_count,
                              size_t max_chars, const std::string& field) {
  RequireCount(values.size(), max_count, field);
  for (size_t i = 0; i < values.size(); ++i) RequireText(values[i], max_chars, Indexed(field, i));
}

void FieldRules::RequireCountryCode(std::string_view value, const std::string& field) {
  const auto is_upper = [](unsigned char c) { return absl::ascii_isupper(c); };
  Require(value.size() == 2 && std::all_of(value.begin(), value.end(), is_upper), field,
          "must be an ISO 3166-1 code of two capital letters, such as \"CH\"");
}

absl::Status FieldRules::status() const {
  return violations_.empty() ? absl::OkStatus() : rpc::InvalidFields(violations_);
}

std::string Indexed(const std::string& field, size_t index) {
  return absl::StrCat(field, "[", index, "]");
}

absl::StatusOr<int> PageLimit(int32_t page_size) {
  if (page_size < 0 || page_size > kMaxPageSize) {
    return rpc::InvalidField("page_size", absl::StrCat("must be 0 to ", kMaxPageSize));
  }
  return page_size == 0 ? kDefaultPageSize : page_size;
}

absl::StatusOr<ListOrder> OrderOf(int order, const TextQuery* text) {
  switch (static_cast<OrderNumber>(order)) {
    case OrderNumber::kUnspecified:
    case OrderNumber::kNewestFirst:
      return ListOrder::kNewestFirst;
    case OrderNumber::kOldestFirst:
      return ListOrder::kOldestFirst;
    case OrderNumber::kRelevance:
      if (text == nullptr) {
        return rpc::InvalidField("order",
                                 "cannot be LIST_ORDER_RELEVANCE in a list without filter.text");
      }
      if (text->terms.empty()) {
        return rpc::InvalidField("order",
                                 "cannot be LIST_ORDER_RELEVANCE without words in filter.text");
      }
      return ListOrder::kRelevance;
  }
  return NoSuchOrder(order);
}

absl::StatusOr<SpeakerOrder> SpeakerOrderOf(int order) {
  if (order == 0) return SpeakerOrder::kByName;
  switch (static_cast<SpeakerOrder>(order)) {
    case SpeakerOrder::kByName:
    case SpeakerOrder::kMostQuoted:
      return static_cast<SpeakerOrder>(order);
  }
  return NoSuchOrder(order);
}

absl::StatusOr<bool> ViewHasText(int view, bool by_default) {
  switch (static_cast<ArticleView>(view)) {
    case ArticleView::kUnspecified:
      return by_default;
    case ArticleView::kBasic:
      return false;
    case ArticleView::kFull:
      return true;
  }
  return rpc::InvalidField("view",
                           absl::StrCat("has the value ", view, ", which is none of its enum's"));
}

absl::Status CheckRevision(const Archive& archive, int64_t min_revision) {
  if (min_revision < 0) return rpc::InvalidField("min_revision", "must not be negative");
  const int64_t revision = archive.revision();
  if (revision >= min_revision) return absl::OkStatus();
  return rpc::WithReason(
      absl::FailedPreconditionError(
          absl::StrCat("the archive is at revision ", revision, ", not yet at ", min_revision)),
      "REVISION_NOT_REACHED", {{"archive_revision", absl::StrCat(revision)}});
}

}  // namespace onrecord::query
