#include "ingest-service/analysis/place_relation.h"

#include <optional>
#include <utility>

#include "ingest-service/events/gazetteer.h"
#include "ingest-service/events/place_context.h"

namespace onrecord::ingest {
namespace {

constexpr double kContained = 8;  // of ContainmentSupport, which is less where it is a guess

// What the gazetteer tells of `place`.
std::optional<GazetteerEntry> EntryOf(const Place& place) {
  for (GazetteerEntry& entry : LookUpPlace(FoldPlaceName(place.name))) {
    if (entry.country_code == place.country_code && entry.latitude == place.latitude &&
        entry.longitude == place.longitude) {
      return std::move(entry);
    }
  }
  return std::nullopt;
}

}  // namespace

bool LiesIn(const Place& inner, const Place& outer) {
  if (inner.country_code.empty() || inner.country_code != outer.country_code) return false;
  if (inner.name == outer.name) return false;
  const std::optional<GazetteerEntry> inner_entry = EntryOf(inner);
  const std::optional<GazetteerEntry> outer_entry = EntryOf(outer);
  return inner_entry && outer_entry && ContainmentSupport(*inner_entry, *outer_entry) >= kContained;
}

bool AreApart(const Place& a, const Place& b) {
  if (a.country_code.empty() || b.country_code.empty()) return false;
  if (a.country_code != b.country_code) return true;
  return a.name != b.name && !LiesIn(a, b) && !LiesIn(b, a);
}

}  // namespace onrecord::ingest
