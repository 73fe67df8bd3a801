#include "ingest-service/events/places.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>

#include "absl/container/flat_hash_map.h"

namespace onrecord::ingest {
namespace {

constexpr double kUnknown = std::numeric_limits<double>::quiet_NaN();
constexpr int kLongestPlace = 4;  // words

struct GazetteerEntry {
  std::string_view name;
  std::string_view country_code;
  double latitude;
  double longitude;
};

constexpr GazetteerEntry kPlaces[] = {
#include "ingest-service/events/places.inc"
};

const GazetteerEntry* FindEntry(std::string_view name) {
  static const auto* const entries = [] {
    auto* map = new absl::flat_hash_map<std::string_view, const GazetteerEntry*>();
    for (const GazetteerEntry& entry : kPlaces) map->emplace(entry.name, &entry);
    return map;
  }();
  const auto found = entries->find(name);
  return found == entries->end() ? nullptr : found->second;
}

bool IntroducesPlace(std::string_view lower) {
  return lower == "in" || lower == "at" || lower == "near" || lower == "outside" ||
         lower == "across" || lower == "throughout" || lower == "inside";
}

// The longest gazetteer name that begins at word `first`; its last word's end goes to `after`.
const GazetteerEntry* LongestEntry(std::string_view text, const std::vector<Word>& words, int first,
                                   int last, int& after) {
  for (int end = std::min(last, first + kLongestPlace); end > first; --end) {
    const Span span = {words[first].span.begin, words[end - 1].span.end};
    const GazetteerEntry* entry = FindEntry(Surface(text, span));
    // "in Washington Street" and "in the Paris Accord" are not in those cities.
    const bool goes_on = end < last && words[end].IsWord() && words[end].capitalized;
    if (entry == nullptr || goes_on) continue;
    after = end;
    return entry;
  }
  return nullptr;
}

Place MakePlace(const GazetteerEntry& entry, Span span) {
  Place place;
  place.span = span;
  place.name = std::string(entry.name);
  place.country_code = std::string(entry.country_code);
  if (!std::isnan(entry.latitude)) {
    place.latitude = entry.latitude;
    place.longitude = entry.longitude;
  }
  return place;
}

}  // namespace

std::vector<Place> FindPlaces(std::string_view text, const std::vector<Word>& words, int first,
                              int last) {
  std::vector<Place> places;
  for (int i = first; i + 1 < last; ++i) {
    if (!IntroducesPlace(words[i].lower)) continue;
    int begin = i + 1;
    if (begin + 1 < last && (words[begin].lower == "the" || words[begin].lower == "downtown")) {
      ++begin;
    }
    int after = begin;
    const GazetteerEntry* entry = LongestEntry(text, words, begin, last, after);
    if (entry == nullptr) continue;
    places.push_back(MakePlace(*entry, Span{words[begin].span.begin, words[after - 1].span.end}));
    i = after - 1;
  }
  return places;
}

}  // namespace onrecord::ingest
