#include "query-service/archive/index_search.h"

#include <utility>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "query-service/archive/match_expression.h"

namespace onrecord::query {
namespace {

// A word that no row is tagged with.
constexpr char kNoTag[] = "0";

std::string Letter(Tag tag) { return std::string(1, static_cast<char>(tag)); }

void AppendCondition(std::string& conditions, const std::string& separator,
                     const std::string& condition) {
  absl::StrAppend(&conditions, conditions.empty() ? "" : separator, condition);
}

}  // namespace

void IndexSearch::AddText(const std::string& columns, const TextQuery& text) {
  if (text.terms.empty()) return;
  AppendCondition(fixed_, " AND ",
                  absl::StrCat("({", columns, "} : (", MatchExpression(text), "))"));
}

void IndexSearch::AddStrings(Tag tag, const std::vector<std::string>& values) {
  std::vector<std::string> digits;
  for (const std::string& value : values) digits.push_back(absl::BytesToHexString(value));
  AddValues(tag, digits);
}

void IndexSearch::AddValues(Tag tag, const std::vector<std::string>& values) {
  if (values.empty()) return;
  const std::string letter = Letter(tag);
  AppendCondition(
      fixed_, " AND ",
      absl::StrCat("(tags : (", letter, absl::StrJoin(values, absl::StrCat(" OR ", letter)), "))"));
}

void IndexSearch::AddRows(Tag tag, const std::string& subquery, std::string value) {
  AppendCondition(rows_, " || ' AND ' || ",
                  absl::StrCat("(SELECT '(tags : (' || coalesce(group_concat('", Letter(tag),
                               "' || printf('%x', row), ' OR '), '", kNoTag, "') || '))' FROM (",
                               subquery, "))"));
  values_.push_back(std::move(value));
}

std::string IndexSearch::Sql() const {
  std::string sql = fixed_.empty() ? "" : "?";
  if (!rows_.empty()) AppendCondition(sql, " || ' AND ' || ", rows_);
  return absl::StrCat("(", sql, ")");
}

std::vector<std::string> IndexSearch::Values() const {
  std::vector<std::string> values;
  if (!fixed_.empty()) values.push_back(fixed_);
  values.insert(values.end(), values_.begin(), values_.end());
  return values;
}

}  // namespace onrecord::query
