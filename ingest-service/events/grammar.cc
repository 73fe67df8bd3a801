#include "ingest-service/events/grammar.h"

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "ingest-service/text/closed_classes.h"

namespace onrecord::ingest {
namespace {

using WordSet = absl::flat_hash_set<std::string_view>;

}  // namespace

bool IsDeterminer(std::string_view lower) {
  static const WordSet* const set = new WordSet{
      "the",   "a",    "an",   "this",    "that", "these", "those", "his",  "her",  "its",
      "their", "our",  "my",   "your",    "some", "any",   "every", "each", "no",   "another",
      "other", "many", "most", "several", "few",  "all",   "both",  "more", "such", "whose"};
  return set->contains(lower);
}

bool IsPassiveAuxiliary(std::string_view lower) {
  return IsFormOfBe(lower) || lower == "got" || lower == "get" || lower == "gets" ||
         lower == "getting";
}

bool IsAuxiliary(std::string_view lower) {
  return IsAuxiliaryVerb(lower) || IsPassiveAuxiliary(lower);
}

bool IsPersonalPronoun(std::string_view lower) {
  static const WordSet* const set =
      new WordSet{"he",  "she",  "they", "it", "we",      "i",       "you",
                  "him", "them", "me",   "us", "himself", "herself", "themselves"};
  return set->contains(lower) || lower == "her";
}

bool IsNegation(std::string_view lower) {
  if (lower == "not" || lower == "never" || lower == "no" || lower == "nor" || lower == "cannot" ||
      lower == "nobody" || lower == "without") {
    return true;
  }
  return IsContractedWithNot(lower);
}

bool IsReportingVerb(std::string_view lower) {
  static const WordSet* const set = new WordSet{
      "said",     "says",    "say",     "told",      "tells",   "added",    "wrote",     "writes",
      "reported", "reports", "argued",  "argues",    "claimed", "claims",   "noted",     "believes",
      "believed", "thinks",  "thought", "announced", "stated",  "insisted", "explained", "tweeted",
      "asked",    "asks",    "wants",   "wanted",    "plans",   "planned",  "vowed",     "hopes",
      "expects",  "tried",   "began",   "continued", "decided", "appeared", "seemed",    "became",
      "made",     "took",    "went",    "came",      "gave",    "called",   "used",      "found"};
  return set->contains(lower);
}

std::optional<double> NumberWord(std::string_view lower) {
  static const auto* const numbers = new absl::flat_hash_map<std::string_view, double>{
      {"two", 2},        {"three", 3},      {"four", 4},      {"five", 5},       {"six", 6},
      {"seven", 7},      {"eight", 8},      {"nine", 9},      {"ten", 10},       {"eleven", 11},
      {"twelve", 12},    {"thirteen", 13},  {"fourteen", 14}, {"fifteen", 15},   {"sixteen", 16},
      {"seventeen", 17}, {"eighteen", 18},  {"nineteen", 19}, {"twenty", 20},    {"thirty", 30},
      {"forty", 40},     {"fifty", 50},     {"hundred", 100}, {"thousand", 1e3}, {"million", 1e6},
      {"billion", 1e9},  {"trillion", 1e12}};
  const auto found = numbers->find(lower);
  if (found == numbers->end()) return std::nullopt;
  return found->second;
}

}  // namespace onrecord::ingest
