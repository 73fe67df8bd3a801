#include "query-service/archive/match_expression.h"

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"

namespace onrecord::query {
namespace {

std::string Quoted(const TextTerm& term) {
  // FTS5 reads a NUL as the end of the expression; between words it means no more than a space.
  const std::string words =
      absl::StrReplaceAll(term.words, {{"\"", "\"\""}, {absl::string_view("\0", 1), " "}});
  return absl::StrCat("\"", words, "\"", term.prefix ? " *" : "");
}

}  // namespace

std::string MatchExpression(const TextQuery& query) {
  std::vector<std::string> wanted;
  std::vector<std::string> excluded;
  for (const TextTerm& term : query.terms) {
    (term.excluded ? excluded : wanted).push_back(Quoted(term));
  }
  const std::string all = absl::StrJoin(wanted, " AND ");
  if (excluded.empty()) return all;
  return absl::StrCat("(", all, ") NOT (", absl::StrJoin(excluded, " OR "), ")");
}

}  // namespace onrecord::query
