// The places of the world by their names: countries with their adjectives, regions, cities, waters,
// and sites that stand for a place.
//
// The table (gazetteer/gazetteer.inc) is compiled in as text in order of its keys and is searched
// where it lies: there is nothing to load, and it takes no memory of its own. gazetteer/README.md
// tells its sources and their licences. All functions may be called from any thread.

#ifndef ONRECORD_INGEST_SERVICE_EVENTS_GAZETTEER_H_
#define ONRECORD_INGEST_SERVICE_EVENTS_GAZETTEER_H_

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace onrecord::ingest {

enum class PlaceKind {
  kCountry,
  kRegion,     // of the first order: a state, a province
  kArea,       // any other land or water: "Sahel", "Donbas", "Red Sea"
  kCapital,    // of a country
  kCity,       // any other populated place
  kSite,       // "Tahrir Square"
  kAdjective,  // of a country, or its people: "Syrian", "Syrians"
  kShortForm,  // of a region's name, which counts only behind another name: "Calif."
};

struct GazetteerEntry {
  std::string name;  // as usually written; empty for an adjective
  PlaceKind kind = PlaceKind::kCity;
  std::string_view country_code;  // ISO 3166-1 alpha-2, "XK" for Kosovo; empty where in several
  std::string_view region;        // code of the first-order region it is or lies in; may be empty
  std::string_view capital;       // of a country: the key of its capital; else empty
  std::optional<double> latitude;
  std::optional<double> longitude;
  double size = 0;            // decimal logarithm of its people's number; 0 where unknown
  bool by_rare_name = false;  // looked up by a name that may be foreign or old: "Halab"
};

// The key of a name: lower case, without diacritics, full stops and apostrophes, its words apart by
// one space. "São Paulo" and "SAO PAULO" have one key. Takes any bytes.
std::string FoldPlaceName(std::string_view name);

// What bears the name of `key`; empty where nothing does.
std::vector<GazetteerEntry> LookUpPlace(std::string_view key);

struct PlaceKeyMatch {
  bool is_key = false;        // whether LookUpPlace finds anything
  bool is_beginning = false;  // whether some longer key begins with these words
};
PlaceKeyMatch MatchPlaceKey(std::string_view key);

// The country itself; nullopt where the code is none's.
std::optional<GazetteerEntry> FindCountry(std::string_view country_code);

// The capital of the country, with its position where the table has one; nullopt where unknown.
std::optional<GazetteerEntry> FindCapital(std::string_view country_code);

}  // namespace onrecord::ingest

#endif  // ONRECORD_INGEST_SERVICE_EVENTS_GAZETTEER_H_
