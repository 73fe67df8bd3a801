#include "ingest-service/attribution/hedging.h"

#include <algorithm>

#include "absl/algorithm/container.h"
#include "ingest-service/text/closed_classes.h"
#include "ingest-service/text/words.h"

namespace onrecord::ingest {
namespace {

constexpr int kBeginning = 20;               // words and marks
constexpr int32_t kLongestBeginning = 2000;  // bytes that are looked at in each span

bool Hedges(std::string_view lower) {
  if (IsContractedWithNot(lower)) lower.remove_suffix(3);
  constexpr std::string_view kHedges[] = {"may",      "might",      "could",       "perhaps",
                                          "maybe",    "possibly",   "possible",    "likely",
                                          "unlikely", "probably",   "potentially", "potential",
                                          "if",       "apparently", "possibility"};
  return absl::c_linear_search(kHedges, lower);
}

}  // namespace

bool IsHedged(std::string_view text, const std::vector<Span>& content) {
  int seen = 0;
  for (const Span& span : content) {
    const Span beginning = {span.begin, std::min(span.end, span.begin + kLongestBeginning)};
    for (const Word& word : ReadWords(Surface(text, beginning))) {
      const bool month = word.lower == "may" && word.capitalized && seen > 0;
      if (!month && Hedges(word.lower)) return true;
      if (++seen == kBeginning) return false;
    }
  }
  return false;
}

}  // namespace onrecord::ingest
