#include "ingest-service/analysis/span_index.h"

#include <algorithm>

#include "absl/algorithm/container.h"

namespace onrecord::ingest {

SpanIndex::SpanIndex(const std::vector<Entry>& entries) {
  places_.reserve(entries.size());
  for (const Entry& entry : entries) places_.push_back({entry, 0});
  absl::c_sort(places_, [](const Place& a, const Place& b) {
    return a.entry.span != b.entry.span ? a.entry.span < b.entry.span
                                        : a.entry.owner < b.entry.owner;
  });
  int32_t reach = 0;
  for (Place& place : places_) place.reach = reach = std::max(reach, place.entry.span.end);
}

std::vector<SpanIndex::Entry> SpanIndex::Overlapping(Span span) const {
  std::vector<Entry> overlapping;
  auto at = std::lower_bound(
      places_.begin(), places_.end(), span.end,
      [](const Place& place, int32_t end) { return place.entry.span.begin < end; });
  while (at != places_.begin() && (--at)->reach > span.begin) {
    if (at->entry.span.Overlaps(span)) overlapping.push_back(at->entry);
  }
  absl::c_reverse(overlapping);
  return overlapping;
}

}  // namespace onrecord::ingest
