#include "ingest-service/events/place_context.h"

#include <algorithm>
#include <cmath>
#include <optional>

namespace onrecord::ingest {
namespace {

// The weights, in the unit of PlacePrior: 1.5 are a place ten times as large.
constexpr double kPriorPerSize = 1.5;
constexpr double kCountryPrior = 12;
constexpr double kAreaPrior = 11;     // at least; written by hand, since it is in the news
constexpr double kAreaPerSize = 0.1;  // so that the larger of two comes first
constexpr double kCapitalBonus = 2;
constexpr double kRareNameMalus = 3;
constexpr double kShareWeight = 2.5;  // of the share of names in the country
constexpr double kNamesWeight = 0.5;  // of each name in the country, up to kMostOfNames
constexpr double kMostOfNames = 1.5;
constexpr double kRegionWeight = 1.5;  // of one name in the region
constexpr double kSettledBonus = 5.5;
constexpr double kWellKnownPrior = 8;  // a city of 200,000
constexpr double kTownWeight = 0.25;   // of a name that only smaller ones have

bool IsNamed(const PlaceName& name, const GazetteerEntry& entry) {
  if (entry.kind == PlaceKind::kShortForm) return name.behind_comma;
  return !name.beside_name || entry.kind == PlaceKind::kAdjective;
}

// How far down it lies: a site in a city in a region in a country.
int LevelOf(PlaceKind kind) {
  switch (kind) {
    case PlaceKind::kCountry:
    case PlaceKind::kAdjective:
      return 0;
    case PlaceKind::kRegion:
    case PlaceKind::kArea:
    case PlaceKind::kShortForm:
      return 1;
    case PlaceKind::kCapital:
    case PlaceKind::kCity:
      return 2;
    case PlaceKind::kSite:
      return 3;
  }
  return 0;
}

// What is left of a difference of sums, where rounding alone leaves no zero.
double WithoutResidue(double names) { return names < 0.001 ? 0 : names; }

// Shares that sum to 1 and grow e-fold with each unit of the prior.
std::vector<double> SharesOf(const std::vector<GazetteerEntry>& entries) {
  std::vector<double> shares;
  double sum = 0;
  for (const GazetteerEntry& entry : entries) {
    shares.push_back(std::exp(PlacePrior(entry)));
    sum += shares.back();
  }
  for (double& share : shares) share /= sum;
  return shares;
}

}  // namespace

double PlacePrior(const GazetteerEntry& entry) {
  const double by_size = kPriorPerSize * entry.size - (entry.by_rare_name ? kRareNameMalus : 0);
  switch (entry.kind) {
    case PlaceKind::kCountry:
      return kCountryPrior;
    case PlaceKind::kArea:
    case PlaceKind::kSite:
      return std::max(kAreaPrior + kAreaPerSize * entry.size, by_size);
    case PlaceKind::kCapital:
      return by_size + kCapitalBonus;
    case PlaceKind::kRegion:
    case PlaceKind::kShortForm:
    case PlaceKind::kCity:
    case PlaceKind::kAdjective:
      return by_size;
  }
  return 0;
}

double ContainmentSupport(const GazetteerEntry& inner, const GazetteerEntry& outer) {
  if (inner.country_code.empty() || inner.country_code != outer.country_code) return 0;
  const int inner_level = LevelOf(inner.kind);
  const int outer_level = LevelOf(outer.kind);
  const bool same_region = !inner.region.empty() && inner.region == outer.region;
  if (inner_level == outer_level) return inner_level >= 2 && same_region ? 5 : 0;
  if (inner_level < outer_level) return 0;
  if (outer_level == 0) return 8;
  if (same_region) return 9;
  return outer.kind == PlaceKind::kArea && outer.region.empty() ? 7 : 2;
}

PlaceContext::PlaceContext(std::string_view text, const std::vector<Word>& words)
    : text_(text), words_(&words) {
  CountNames();
  AddUp();
}

size_t PlaceContext::NamingOf(const PlaceName& name) {
  const auto [at, is_new] = naming_of_key_.try_emplace(name.key, namings_.size());
  if (is_new) {
    Naming& naming = namings_.emplace_back();
    naming.entries = LookUpPlace(name.key);
    naming.shares = SharesOf(naming.entries);
    const bool known = std::any_of(naming.entries.begin(), naming.entries.end(),
                                   [](const auto& e) { return PlacePrior(e) >= kWellKnownPrior; });
    if (!known) naming.weight = kTownWeight;
  }
  return at->second;
}

const PlaceContext::Naming* PlaceContext::FindNaming(std::string_view key) const {
  const auto found = naming_of_key_.find(std::string(key));
  return found == naming_of_key_.end() ? nullptr : &namings_[found->second];
}

void PlaceContext::CountNames() {
  std::optional<PlaceName> previous;
  for (PlaceName& name : FindPlaceNames(text_, *words_, 0, static_cast<int>(words_->size()))) {
    Naming& naming = namings_[NamingOf(name)];
    const bool counts = std::any_of(naming.entries.begin(), naming.entries.end(),
                                    [&](const GazetteerEntry& e) { return IsNamed(name, e); });
    if (counts) ++naming.count;
    if (previous && name.behind_comma && previous->last + 1 == name.first) {
      SettleByContainer(namings_[NamingOf(*previous)], naming);
    }
    previous = std::move(name);
  }
}

void PlaceContext::SettleByContainer(Naming& name, const Naming& container) {
  if (name.settled) return;
  double best = 0;
  size_t chosen = 0;
  for (size_t i = 0; i < name.entries.size(); ++i) {
    for (const GazetteerEntry& outer : container.entries) {
      if (outer.kind == PlaceKind::kAdjective) continue;
      const double support = ContainmentSupport(name.entries[i], outer);
      const double value = support < 7 ? 0 : support + PlacePrior(name.entries[i]) / 100;
      if (value <= best) continue;
      best = value;
      chosen = i;
    }
  }
  if (best == 0) return;
  std::fill(name.shares.begin(), name.shares.end(), 0);
  name.shares[chosen] = 1;
  name.settled = true;
  name.weight = 1;
}

void PlaceContext::AddUp() {
  for (const Naming& naming : namings_) {
    for (size_t i = 0; i < naming.entries.size(); ++i) {
      const GazetteerEntry& entry = naming.entries[i];
      if (entry.country_code.empty()) continue;
      const double names = naming.NamesOf(i);
      in_country_[entry.country_code] += names;
      if (!entry.region.empty()) in_region_[RegionOf(entry)] += names;
      total_ += names;
    }
  }
}

double PlaceContext::NamesInCountry(std::string_view key, std::string_view country_code) const {
  const auto in_country = in_country_.find(country_code);
  if (in_country == in_country_.end()) return 0;
  double names = in_country->second;
  if (const Naming* own = FindNaming(key)) {
    for (size_t i = 0; i < own->entries.size(); ++i) {
      if (own->entries[i].country_code == country_code) names -= own->NamesOf(i);
    }
  }
  return WithoutResidue(names);
}

double PlaceContext::NamesInRegion(std::string_view key, const Region& region) const {
  const auto in_region = in_region_.find(region);
  if (in_region == in_region_.end()) return 0;
  double names = in_region->second;
  if (const Naming* own = FindNaming(key)) {
    for (size_t i = 0; i < own->entries.size(); ++i) {
      if (RegionOf(own->entries[i]) == region) names -= own->NamesOf(i);
    }
  }
  return WithoutResidue(names);
}

double PlaceContext::Support(std::string_view key, const GazetteerEntry& entry) const {
  if (entry.country_code.empty()) return 0;
  const Naming* own = FindNaming(key);
  double others = total_;
  double support = 0;
  for (size_t i = 0; own != nullptr && i < own->entries.size(); ++i) {
    if (!own->entries[i].country_code.empty()) others -= own->NamesOf(i);
    const bool same = RegionOf(own->entries[i]) == RegionOf(entry);
    if (own->settled && own->shares[i] == 1 && same) support += kSettledBonus;
  }
  const double names = NamesInCountry(key, entry.country_code);
  if (names > 0) support += kShareWeight * names / std::max(others, names);
  support += std::min(kMostOfNames, kNamesWeight * names);
  return support + kRegionWeight * std::min(1.0, NamesInRegion(key, RegionOf(entry)));
}

std::string_view PlaceContext::MainCountry() const {
  for (const auto& [country, names] : in_country_) {
    if (names > total_ / 2) return country;
  }
  return {};
}

}  // namespace onrecord::ingest
