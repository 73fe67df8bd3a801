// Every name of the expression is given the best of the places that it may mean: by kind and size,
// by the article, by the expression's other names ("Paris" in "Paris, Texas"), and by the common
// noun that goes with it ("Niger state"). Of these the best is the expression's place: what another
// name contains has gained by it, so that "Paris" wins over "Texas". An expression without a name
// may still have a country's adjective ("the Syrian border") or ask for a capital.
// place_expression_test.cc holds the rules as cases.

#include "ingest-service/events/place_expression.h"

#include <algorithm>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/algorithm/container.h"
#include "ingest-service/events/place_names.h"

namespace onrecord::ingest {
namespace {

constexpr int kMostWords = 32;
constexpr size_t kMostNames = 8;
constexpr double kNounBonus = 4;
constexpr double kBesideNameMalus = 5;

constexpr std::string_view kRegionNouns[] = {"state",    "province",    "region",     "district",
                                             "oblast",   "territory",   "prefecture", "county",
                                             "republic", "governorate", "department", "provinces"};
constexpr std::string_view kCityNouns[] = {"city",   "town",    "village",  "port",      "resort",
                                           "suburb", "capital", "downtown", "outskirts", "streets"};

struct Candidate {
  PlaceName name;
  std::vector<GazetteerEntry> entries;
  bool as_region = false;  // "the state of Punjab", "Niger state"
  bool as_city = false;    // "the port of Tripoli", "Gaza City"
};

bool IsRegion(PlaceKind kind) { return kind == PlaceKind::kRegion || kind == PlaceKind::kArea; }
bool IsCity(PlaceKind kind) { return kind == PlaceKind::kCity || kind == PlaceKind::kCapital; }

class Expression {
 public:
  Expression(const PlaceContext& context, int first, int last)
      : context_(context), words_(context.words()), first_(first), last_(last) {
    for (PlaceName& name : FindPlaceNames(context.text(), words_, first, last)) {
      if (candidates_.size() < kMostNames) AddCandidate(std::move(name));
    }
  }

  std::optional<ResolvedPlace> Resolve() const {
    std::optional<ResolvedPlace> best;
    for (size_t i = 0; i < candidates_.size(); ++i) {
      if (IsFarSide(i)) continue;
      for (const GazetteerEntry& entry : candidates_[i].entries) {
        if (entry.kind == PlaceKind::kAdjective || entry.kind == PlaceKind::kShortForm) continue;
        const double value = ValueOf(i, entry);
        if (best && value <= best->value) continue;
        best = ResolvedPlace{SeatOrSelf(candidates_[i], entry), value};
      }
    }
    if (AsksForCapital() && (!best || best->entry.kind == PlaceKind::kCountry)) {
      const std::string_view code = best ? best->entry.country_code : CountryOfAdjective();
      if (std::optional<ResolvedPlace> capital = CapitalOf(code)) return capital;
    }
    if (!best) best = AdjectivesCountry();
    return best ? best : ShortFormsRegion();
  }

 private:
  void AddCandidate(PlaceName name) {
    Candidate candidate;
    candidate.entries = LookUpPlace(name.key);
    const bool stands_alone = name.first == first_ && name.last >= last_;
    if (!name.behind_comma && !stands_alone) {
      candidate.entries.erase(
          std::remove_if(candidate.entries.begin(), candidate.entries.end(),
                         [](const auto& e) { return e.kind == PlaceKind::kShortForm; }),
          candidate.entries.end());
    }
    if (candidate.entries.empty()) return;
    candidate.as_region = HasNoun(name, kRegionNouns);
    candidate.as_city = HasNoun(name, kCityNouns);
    candidate.name = std::move(name);
    candidates_.push_back(std::move(candidate));
  }

  bool WordIsOneOf(int at, absl::Span<const std::string_view> nouns) const {
    return at >= 0 && at < static_cast<int>(words_.size()) &&
           absl::c_linear_search(nouns, words_[at].lower);
  }

  // "Punjab province", "the province of Punjab", "downtown Cairo".
  bool HasNoun(const PlaceName& name, absl::Span<const std::string_view> nouns) const {
    const bool with_of = name.first >= 2 && words_[name.first - 1].lower == "of";
    return WordIsOneOf(name.last, nouns) || WordIsOneOf(name.first - (with_of ? 2 : 1), nouns);
  }

  // The country on the other side: "Serbia" in "Hungary's border with Serbia".
  bool IsFarSide(size_t i) const {
    const int with = candidates_[i].name.first - 1;
    return i > 0 && with > first_ && words_[with].lower == "with" &&
           WordIsOneOf(with - 1, {"border", "borders", "frontier"});
  }

  double ValueOf(size_t i, const GazetteerEntry& entry) const {
    const Candidate& candidate = candidates_[i];
    double value = PlacePrior(entry) + context_.Support(candidate.name.key, entry);
    double containment = 0;
    for (size_t j = 0; j < candidates_.size(); ++j) {
      if (j == i) continue;
      for (const GazetteerEntry& outer : candidates_[j].entries) {
        containment = std::max(containment, ContainmentSupport(entry, outer));
      }
    }
    value += containment;
    if (candidate.as_region && IsRegion(entry.kind)) value += kNounBonus;
    if (candidate.as_city && IsCity(entry.kind)) value += kNounBonus;
    return candidate.name.beside_name ? value - kBesideNameMalus : value;
  }

  // The city that is meant by `entry`, a region called by the name of its city, where nothing says
  // that the region is meant: "Aleppo"; else `entry`.
  static GazetteerEntry SeatOrSelf(const Candidate& candidate, const GazetteerEntry& entry) {
    if (entry.kind != PlaceKind::kRegion || candidate.as_region) return entry;
    const auto seat = absl::c_find_if(candidate.entries, [&](const auto& other) {
      return IsCity(other.kind) && other.country_code == entry.country_code &&
             other.region == entry.region && !other.by_rare_name;
    });
    return seat == candidate.entries.end() ? entry : *seat;
  }

  // "the German capital", but not "the capital city of Uttar Pradesh".
  bool AsksForCapital() const {
    for (int i = first_; i < last_; ++i) {
      if (words_[i].lower == "capital") return true;
    }
    return false;
  }

  // The country that the first adjective means; else, where no name stands there either, the one
  // that the article is about: "the capital".
  std::string_view CountryOfAdjective() const {
    const std::optional<ResolvedPlace> country = AdjectivesCountry();
    if (country) return country->entry.country_code;
    return NamesAnything() ? std::string_view() : context_.MainCountry();
  }

  // Whether a name stands here, known or not: "the Ruritanian capital".
  bool NamesAnything() const {
    for (int i = first_; i < last_; ++i) {
      if (words_[i].capitalized && words_[i].lower != "the") return true;
    }
    return !candidates_.empty();
  }

  std::optional<ResolvedPlace> CapitalOf(std::string_view country_code) const {
    std::optional<GazetteerEntry> capital = FindCapital(country_code);
    if (!capital) return std::nullopt;
    const double value = PlacePrior(*capital) + ContainmentSupport(*capital, *capital);
    return ResolvedPlace{*std::move(capital), value};
  }

  std::optional<ResolvedPlace> AdjectivesCountry() const {
    std::optional<ResolvedPlace> best;
    for (const Candidate& candidate : candidates_) {
      for (const GazetteerEntry& entry : candidate.entries) {
        if (entry.kind != PlaceKind::kAdjective) continue;
        const double value = PlacePrior(entry) + context_.Support(candidate.name.key, entry);
        if (best && value <= best->value) continue;
        std::optional<GazetteerEntry> country = FindCountry(entry.country_code);
        if (country) best = ResolvedPlace{*std::move(country), value};
      }
    }
    return best;
  }

  // "FL" alone.
  std::optional<ResolvedPlace> ShortFormsRegion() const {
    for (const Candidate& candidate : candidates_) {
      for (const GazetteerEntry& entry : candidate.entries) {
        if (entry.kind != PlaceKind::kShortForm) continue;
        for (GazetteerEntry& region : LookUpPlace(FoldPlaceName(entry.name))) {
          const bool same = region.country_code == entry.country_code &&
                            region.region == entry.region && region.kind == PlaceKind::kRegion;
          if (same) return ResolvedPlace{std::move(region), PlacePrior(entry)};
        }
      }
    }
    return std::nullopt;
  }

  const PlaceContext& context_;
  const std::vector<Word>& words_;
  const int first_;
  const int last_;
  std::vector<Candidate> candidates_;
};

}  // namespace

std::optional<ResolvedPlace> ResolveExpression(const PlaceContext& context, int first, int last) {
  return Expression(context, first, std::min(last, first + kMostWords)).Resolve();
}

}  // namespace onrecord::ingest
