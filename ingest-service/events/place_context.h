// What an article as a whole says about which of several places of one name is meant.
//
// Names are ambiguous: there are a Georgia with a parliament and one with a governor. As published
// for geoparsing (CLAVIN; Mordecai 3: Halterman 2023, arXiv:2303.13675; Leidner 2007 surveys the
// older ones), three things decide: how large a place is, what the words beside it say contains it
// ("Paris, Texas"), and which countries the rest of the article is about. These are added up with
// fixed weights here: no gold data of ours is large enough to train them.

#ifndef ONRECORD_INGEST_SERVICE_EVENTS_PLACE_CONTEXT_H_
#define ONRECORD_INGEST_SERVICE_EVENTS_PLACE_CONTEXT_H_

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "ingest-service/events/gazetteer.h"
#include "ingest-service/events/place_names.h"
#include "ingest-service/text/words.h"

namespace onrecord::ingest {

// How much `entry` is to be expected by its kind and size alone, about 6 (a small town) to 13.
double PlacePrior(const GazetteerEntry& entry);

// How much it speaks for `inner` that `outer` is named with it as what contains it: 0 for nothing,
// at most 9 for the very region.
double ContainmentSupport(const GazetteerEntry& inner, const GazetteerEntry& outer);

// The places named in one article. Immutable and may be read from any number of threads; `text` and
// `words` must outlive it.
class PlaceContext {
 public:
  // REQUIRES: `words` are those of `text`. Takes time linear in the number of words.
  PlaceContext(std::string_view text, const std::vector<Word>& words);

  std::string_view text() const { return text_; }
  const std::vector<Word>& words() const { return *words_; }

  // How much the article speaks for `entry` as what `key` means in it: the other names of its
  // country and region, and whether the article once says so itself ("Paris, Texas"). In [0, 12].
  double Support(std::string_view key, const GazetteerEntry& entry) const;

  // How much of what the article names beside `key` is in the country, in names.
  double NamesInCountry(std::string_view key, std::string_view country_code) const;

  // The country that more than half of the names are in; empty where none is.
  std::string_view MainCountry() const;

 private:
  using Region = std::pair<std::string_view, std::string_view>;  // codes of country and region
  // What one key means, as far as it alone tells.
  struct Naming {
    int count = 0;
    double weight = 1;  // of each: little where it may well be somebody's surname
    std::vector<GazetteerEntry> entries;
    std::vector<double> shares;  // of the entries; sum to 1
    bool settled = false;        // by a container that the article names with it

    double NamesOf(size_t entry) const { return count * weight * shares[entry]; }
  };

  void CountNames();
  void SettleByContainer(Naming& name, const Naming& container);
  void AddUp();
  size_t NamingOf(const PlaceName& name);
  static Region RegionOf(const GazetteerEntry& entry) { return {entry.country_code, entry.region}; }
  double NamesInRegion(std::string_view key, const Region& region) const;
  const Naming* FindNaming(std::string_view key) const;

  std::string_view text_;
  const std::vector<Word>* words_;
  std::vector<Naming> namings_;  // in order of first appearance, so that sums never differ
  absl::flat_hash_map<std::string, size_t> naming_of_key_;
  absl::flat_hash_map<std::string_view, double> in_country_;
  absl::flat_hash_map<Region, double> in_region_;
  double total_ = 0;
};

}  // namespace onrecord::ingest

#endif  // ONRECORD_INGEST_SERVICE_EVENTS_PLACE_CONTEXT_H_
