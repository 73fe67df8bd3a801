#include "ingest-service/events/times/counted_nouns.h"

#include "absl/container/flat_hash_set.h"
#include "ingest-service/text/closed_classes.h"
#include "ingest-service/text/ends_with.h"

namespace onrecord::ingest {
namespace {

using WordSet = absl::flat_hash_set<std::string_view>;

// Small words in "s" beside those of the closed classes.
bool IsSmallWord(std::string_view lower) {
  static const WordSet* const set = new WordSet{
      "this",    "thus", "plus",       "minus", "perhaps", "always", "sometimes", "besides",
      "whereas", "says", "afterwards", "his",   "hers",    "yours",  "theirs"};
  return set->contains(lower) || IsPreposition(lower) || IsConjunction(lower) ||
         IsAuxiliaryVerb(lower);
}

}  // namespace

bool IsCountedNoun(std::string_view lower) {
  static const WordSet* const others =
      new WordSet{"people", "men", "women", "children", "police", "staff", "personnel", "percent"};
  if (others->contains(lower)) return true;
  return lower.size() > 3 && EndsWith(lower, "s") && !EndsWith(lower, "ss") && !IsSmallWord(lower);
}

}  // namespace onrecord::ingest
