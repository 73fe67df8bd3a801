#include "ingest-service/events/places.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "absl/algorithm/container.h"
#include "ingest-service/events/place_expression.h"
#include "ingest-service/events/place_names.h"

namespace onrecord::ingest {
namespace {

constexpr int kLongestIntroduction = 6;  // words between a preposition and the first name
constexpr int kLongestDateline = 16;     // words
constexpr int kDatelineLines = 3;
// Of an owner alone ("in Clinton's speech"), to be a place: a city of 200,000, or a town of 20,000
// in the article's country.
constexpr double kLeastOwnerValue = 8;

constexpr std::string_view kPrepositions[] = {"in",     "at",         "near",    "outside",
                                              "across", "throughout", "inside",  "into",
                                              "around", "off",        "through", "on"};
// Nouns of a part of the earth, which may stand before a name ("the outskirts of Cairo") and which
// make an adjective a place ("a Syrian village").
constexpr std::string_view kPlaceNouns[] = {
    "city",      "cities",     "town",   "towns",   "village",   "villages",   "port",
    "resort",    "province",   "state",  "region",  "district",  "capital",    "island",
    "islands",   "peninsula",  "suburb", "suburbs", "outskirts", "prefecture", "coast",
    "highlands", "mountains",  "border", "banks",   "shore",     "shores",     "streets",
    "territory", "department", "area",   "soil",    "waters",    "side",       "countryside",
    "desert",    "airspace"};
// Other words that may stand there.
constexpr std::string_view kModifiers[] = {"the",          "a",
                                           "an",           "of",
                                           "downtown",     "central",
                                           "northern",     "southern",
                                           "eastern",      "western",
                                           "north",        "south",
                                           "east",         "west",
                                           "nearby",       "neighboring",
                                           "neighbouring", "northeastern",
                                           "northwestern", "southeastern",
                                           "southwestern", "north-east",
                                           "north-west",   "south-east",
                                           "south-west",   "part",
                                           "parts",        "most",
                                           "edge",         "heart",
                                           "middle"};

using Words = std::vector<Word>;

Place MakePlace(const ResolvedPlace& resolved, Span span) {
  Place place;
  place.span = span;
  place.name = resolved.entry.name;
  place.country_code = std::string(resolved.entry.country_code);
  place.latitude = resolved.entry.latitude;
  place.longitude = resolved.entry.longitude;
  return place;
}

bool IsPlaceNoun(const Word& word) { return absl::c_linear_search(kPlaceNouns, word.lower); }

Span SpanOf(const Words& words, int first, int last) {
  return {words[first].span.begin, words[last - 1].span.end};
}

bool IsAdjective(const PlaceName& name) {
  return absl::c_any_of(LookUpPlace(name.key), [](const GazetteerEntry& entry) {
    return entry.kind == PlaceKind::kAdjective;
  });
}

// Whether some place of `name` is or contains one that `inner` may mean.
bool MayContain(const PlaceName& name, const PlaceName& inner) {
  const std::vector<GazetteerEntry> inner_entries = LookUpPlace(inner.key);
  for (const GazetteerEntry& outer : LookUpPlace(name.key)) {
    if (outer.kind == PlaceKind::kAdjective) continue;
    for (const GazetteerEntry& entry : inner_entries) {
      if (ContainmentSupport(entry, outer) >= 7) return true;
    }
  }
  return false;
}

class PlaceFinder {
 public:
  PlaceFinder(const PlaceContext& context, int last)
      : context_(context), words_(context.words()), last_(last) {}

  // The place whose expression begins behind the preposition at word `preposition`; the word behind
  // the expression goes to `after`.
  std::optional<Place> PlaceBehind(int preposition, int& after) const {
    const int begin = SkipIntroduction(preposition + 1);
    std::optional<PlaceName> name = NameAt(begin);
    if (!name) return std::nullopt;
    const int end = ReadAdjectivesAndOwners(*name);
    if (!FitsPreposition(preposition, *name)) return std::nullopt;
    if (IsPartOfLongerName(*name)) return std::nullopt;
    const bool only_adjective = end == name->last && IsAdjective(*name);
    if (only_adjective && (end == last_ || !IsPlaceNoun(words_[end]))) return std::nullopt;
    after = ReadContainer(*name, end);
    const std::optional<ResolvedPlace> resolved = ResolveExpression(context_, begin, after);
    if (!resolved || (IsOwner(after) && resolved->value < kLeastOwnerValue)) return std::nullopt;
    return MakePlace(*resolved, SpanOf(words_, begin, after));
  }

 private:
  std::optional<PlaceName> NameAt(int at) const {
    if (at >= last_) return std::nullopt;
    return PlaceNameAt(context_.text(), words_, at, last_);
  }

  bool IsOwner(int after) const {
    return after < last_ && words_[after].kind == WordKind::kPossessive;
  }

  // "on" is of place where a noun says so ("on the outskirts of Cairo") or with a site or an area.
  bool FitsPreposition(int preposition, const PlaceName& name) const {
    if (words_[preposition].lower != "on") return true;
    const auto introduction = absl::MakeSpan(words_).subspan(preposition, name.first - preposition);
    return absl::c_any_of(introduction, IsPlaceNoun) ||
           absl::c_any_of(LookUpPlace(name.key), [](const GazetteerEntry& entry) {
             return entry.kind == PlaceKind::kSite || entry.kind == PlaceKind::kArea;
           });
  }

  int SkipIntroduction(int at) const {
    const int most = std::min(last_, at + kLongestIntroduction);
    const auto introduces = [](const Word& word) {
      return IsPlaceNoun(word) || absl::c_linear_search(kModifiers, word.lower);
    };
    while (at < most && introduces(words_[at]) && !NameAt(at)) ++at;
    return at;
  }

  // Goes from an adjective or an owner on to what follows: from "Syrian" to the end of "Syrian city
  // of Aleppo", from "Kenya" to the end of "Kenya's capital". `name` becomes the last name; gives
  // the word behind the expression.
  int ReadAdjectivesAndOwners(PlaceName& name) const {
    int after = name.last;
    for (int steps = 0; steps < 2; ++steps) {
      const bool owner = IsOwner(after);
      if (!owner && !IsAdjective(name)) break;
      const int begin = owner ? after + 1 : after;
      const int at = SkipIntroduction(begin);
      const std::optional<PlaceName> next = NameAt(at);
      if (!next) return NounsEnd(begin, after);
      name = *next;
      after = name.last;
    }
    return after;
  }

  // Behind the nouns of an introduction that no name follows: "capital" of "the German capital".
  int NounsEnd(int begin, int otherwise) const {
    const int end = SkipIntroduction(begin);
    return end > begin && words_[end - 1].lower == "capital" ? end : otherwise;
  }

  // "in Paris Hilton's house" is not in that city.
  bool IsPartOfLongerName(const PlaceName& name) const {
    return name.beside_name && !IsAdjective(name);
  }

  // "Paris, France": behind the container.
  int ReadContainer(const PlaceName& name, int after) const {
    if (after != name.last || after + 1 >= last_ || !words_[after].Is(",")) return after;
    const std::optional<PlaceName> container = NameAt(after + 1);
    return container && MayContain(*container, name) ? container->last : after;
  }

  const PlaceContext& context_;
  const Words& words_;
  const int last_;
};

bool IsDash(const Word& word) {
  return word.Is("—") || word.Is("–") || word.Is("-") || word.Is("―");
}

// The word behind the names of a dateline that begins at word `first`; `first` where there is none.
// "HONG KONG, March 3 —", "CAIRO (AP) —": a dash ends it, a parenthesis, a slash or a number ends
// the names.
int DatelineNamesEnd(const PlaceContext& context, int first) {
  const Words& words = context.words();
  const int most = std::min(static_cast<int>(words.size()), first + kLongestDateline);
  int names_end = first;
  bool in_names = true;
  for (int i = first; i < most; ++i) {
    const Word& word = words[i];
    if (IsDash(word)) return in_names ? i : names_end;
    const bool of_name = word.Is(",") || word.Is(".") || (word.IsWord() && word.capitalized);
    if (in_names && !of_name) {
      names_end = i;
      in_names = false;
    }
    const bool lower = word.IsWord() && !word.capitalized;
    if (lower && word.lower != "of") return first;
  }
  return first;
}

std::optional<Place> DatelineAt(const PlaceContext& context, int first) {
  const int end = DatelineNamesEnd(context, first);
  if (end == first) return std::nullopt;
  const std::optional<PlaceName> name = PlaceNameAt(context.text(), context.words(), first, end);
  if (!name || IsAdjective(*name)) return std::nullopt;
  if (name->last < end && context.words()[name->last].IsWord()) return std::nullopt;
  int last = name->last;
  // What stands behind a comma is a container, or a day: "Kyiv, Ukraine, March 3".
  if (last + 1 < end && context.words()[last].Is(",")) {
    const std::optional<PlaceName> container =
        PlaceNameAt(context.text(), context.words(), last + 1, end);
    if (container && MayContain(*container, *name)) last = container->last;
  }
  const std::optional<ResolvedPlace> resolved = ResolveExpression(context, first, last);
  if (!resolved) return std::nullopt;
  return MakePlace(*resolved, SpanOf(context.words(), first, last));
}

// The words that begin the first lines of the text.
std::vector<int> FirstWordsOfLines(const PlaceContext& context) {
  std::vector<int> firsts;
  size_t begin = 0;
  while (firsts.size() < kDatelineLines && begin < context.text().size()) {
    const int word = FirstWordFrom(context.words(), static_cast<int32_t>(begin));
    if (word == static_cast<int>(context.words().size())) break;
    if (firsts.empty() || firsts.back() != word) firsts.push_back(word);
    const size_t line_end = context.text().find('\n', context.words()[word].span.begin);
    if (line_end == std::string_view::npos) break;
    begin = line_end + 1;
  }
  return firsts;
}

}  // namespace

std::optional<Place> ResolvePlace(const PlaceContext& context, Span span) {
  const int first = FirstWordFrom(context.words(), span.begin);
  const int last = FirstWordFrom(context.words(), span.end);
  const std::optional<ResolvedPlace> resolved = ResolveExpression(context, first, last);
  if (!resolved) return std::nullopt;
  return MakePlace(*resolved, span);
}

std::vector<Place> FindPlaces(const PlaceContext& context, int first, int last) {
  const PlaceFinder finder(context, last);
  std::vector<Place> places;
  for (int i = first; i + 1 < last; ++i) {
    if (!absl::c_linear_search(kPrepositions, context.words()[i].lower)) continue;
    int after = i + 1;
    std::optional<Place> place = finder.PlaceBehind(i, after);
    if (!place) continue;
    places.push_back(*std::move(place));
    i = after - 1;
  }
  return places;
}

std::optional<Place> FindDatelinePlace(const PlaceContext& context) {
  for (const int first : FirstWordsOfLines(context)) {
    std::optional<Place> place = DatelineAt(context, first);
    if (place) return place;
  }
  return std::nullopt;
}

}  // namespace onrecord::ingest
