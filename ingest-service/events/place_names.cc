#include "ingest-service/events/place_names.h"

#include <algorithm>
#include <string_view>

#include "absl/algorithm/container.h"
#include "absl/strings/ascii.h"
#include "ingest-service/events/gazetteer.h"
#include "ingest-service/text/closed_classes.h"

namespace onrecord::ingest {
namespace {

constexpr int kLongestName = 7;  // words

// Words that stand capitalised beside a place's name without belonging to it.
constexpr std::string_view kNeighbours[] = {
    "a",         "an",        "the",        "this",    "north",       "south",    "east",
    "west",      "northern",  "southern",   "eastern", "western",     "central",  "greater",
    "downtown",  "upper",     "lower",      "mid",     "inner",       "outer",    "old",
    "today",     "yesterday", "monday",     "tuesday", "wednesday",   "thursday", "friday",
    "saturday",  "sunday",    "occupied",   "when",    "state",       "province", "region",
    "county",    "city",      "district",   "oblast",  "governorate", "island",   "islands",
    "peninsula", "republic",  "prefecture", "valley"};

bool IsNeighbour(const Word& word) {
  return IsPreposition(word.lower) || IsConjunction(word.lower) ||
         absl::c_linear_search(kNeighbours, word.lower);
}

bool BelongsToName(const Word& word) {
  return word.IsWord() && word.capitalized && !IsNeighbour(word);
}

// Words that are a name only in one writing: "US" and "U.S." but not "Us", and never "In".
bool MayBeName(std::string_view text, const std::vector<Word>& words, const PlaceName& name) {
  if (name.behind_comma) return true;
  const Word& word = words[name.first];
  if (name.last == name.first + 1 && (IsPreposition(word.lower) || IsConjunction(word.lower))) {
    return false;
  }
  const std::string_view surface = Surface(text, word.span);
  return name.key.size() > 2 || absl::c_none_of(surface, absl::ascii_islower);
}

// The first part of a compound of two names: "Gaza" of "Gaza-Egypt".
std::optional<PlaceName> NameInCompound(const std::vector<Word>& words, int first) {
  const std::string_view compound = words[first].lower;
  const size_t hyphen = compound.find('-');
  if (hyphen == compound.npos) return std::nullopt;
  PlaceName name{first, first + 1, FoldPlaceName(compound.substr(0, hyphen))};
  if (name.key.size() < 3 && compound.find('.') == compound.npos) return std::nullopt;
  if (!MatchPlaceKey(name.key).is_key) return std::nullopt;
  return name;
}

}  // namespace

std::optional<PlaceName> PlaceNameAt(std::string_view text, const std::vector<Word>& words,
                                     int first, int last) {
  if (!words[first].IsWord() || !words[first].capitalized) return std::nullopt;
  std::optional<PlaceName> longest;
  std::string key;
  for (int end = first; end < std::min(last, first + kLongestName) && words[end].IsWord(); ++end) {
    const std::string word = FoldPlaceName(words[end].lower);
    if (end != first) key.push_back(' ');
    key += word;
    PlaceName name{first, end + 1, key};
    name.behind_comma = first > 0 && words[first - 1].Is(",");
    const PlaceKeyMatch match = MatchPlaceKey(key);
    if (match.is_key && MayBeName(text, words, name)) longest = name;
    if (!match.is_beginning) break;
  }
  if (!longest) longest = NameInCompound(words, first);
  if (!longest) return std::nullopt;
  longest->beside_name =
      (longest->first > 0 && BelongsToName(words[longest->first - 1])) ||
      (longest->last < static_cast<int>(words.size()) && BelongsToName(words[longest->last]));
  return longest;
}

std::vector<PlaceName> FindPlaceNames(std::string_view text, const std::vector<Word>& words,
                                      int first, int last) {
  std::vector<PlaceName> names;
  for (int i = first; i < last;) {
    std::optional<PlaceName> name = PlaceNameAt(text, words, i, last);
    i = name ? name->last : i + 1;
    if (name) names.push_back(*std::move(name));
  }
  return names;
}

}  // namespace onrecord::ingest
