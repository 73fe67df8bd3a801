#include "ingest-service/text/closed_classes.h"

#include "absl/container/flat_hash_set.h"

namespace onrecord::ingest {
namespace {

using WordSet = absl::flat_hash_set<std::string_view>;

}  // namespace

bool IsContractedWithNot(std::string_view lower) {
  return lower.size() >= 3 && lower.substr(lower.size() - 3) == "n't";
}

bool IsModalVerb(std::string_view lower) {
  static const WordSet* const set =
      new WordSet{"will",  "would",    "can",       "could",    "may",    "might",
                  "must",  "shall",    "should",    "cannot",   "won't",  "wouldn't",
                  "can't", "couldn't", "shouldn't", "mightn't", "mustn't"};
  return set->contains(lower);
}

bool IsFormOfBe(std::string_view lower) {
  static const WordSet* const set =
      new WordSet{"be",   "am",    "is",    "are",    "was",    "were",
                  "been", "being", "isn't", "aren't", "wasn't", "weren't"};
  return set->contains(lower);
}

bool IsFiniteAuxiliary(std::string_view lower) {
  static const WordSet* const set =
      new WordSet{"has", "have", "had", "do", "does", "did", "am", "is", "are", "was", "were"};
  return set->contains(lower) || IsModalVerb(lower) || IsContractedWithNot(lower);
}

bool IsAuxiliaryVerb(std::string_view lower) {
  return IsFiniteAuxiliary(lower) || IsFormOfBe(lower) || lower == "having";
}

bool IsPreposition(std::string_view lower) {
  static const WordSet* const set = new WordSet{
      "of",        "in",       "on",      "at",      "to",      "for",        "from",    "by",
      "with",      "about",    "against", "over",    "under",   "after",      "before",  "during",
      "since",     "until",    "into",    "onto",    "through", "throughout", "between", "among",
      "around",    "without",  "within",  "toward",  "towards", "across",     "behind",  "beyond",
      "near",      "per",      "via",     "despite", "as",      "like",       "than",    "amid",
      "upon",      "off",      "out",     "up",      "down",    "along",      "inside",  "outside",
      "following", "including"};
  return set->contains(lower);
}

bool IsConjunction(std::string_view lower) {
  static const WordSet* const set = new WordSet{
      "that",  "because", "if",   "when", "while", "although", "though", "whether", "where", "why",
      "how",   "what",    "and",  "or",   "but",   "so",       "unless", "since",   "then",  "who",
      "which", "whose",   "whom", "nor",  "once",  "yet",      "either", "neither"};
  return set->contains(lower);
}

}  // namespace onrecord::ingest
