#include "ingest-service/analysis/containment.h"

#include <algorithm>

#include "absl/algorithm/container.h"

namespace onrecord::ingest {
namespace {

bool ContentHolds(const Attribution& attribution, Span span) {
  return absl::c_any_of(attribution.content,
                        [span](const Span& content) { return content.Contains(span); });
}

bool ContentHoldsAll(const Attribution& attribution, const std::vector<Span>& spans) {
  return absl::c_all_of(
      spans, [&attribution](const Span& span) { return ContentHolds(attribution, span); });
}

// Whether `span` lies between the ends of the content and is neither who says it nor that they do.
bool AmidContent(const Attribution& attribution, Span span) {
  const Span reach = {attribution.content.front().begin, attribution.content.back().end};
  const auto overlaps = [span](const Span& other) { return other.Overlaps(span); };
  return reach.Contains(span) && absl::c_none_of(attribution.source, overlaps) &&
         absl::c_none_of(attribution.cue, overlaps);
}

// Whether `outer` tells of `inner`. A word that the network left out amid the content makes no
// difference to a source.
bool Tells(const Attribution& outer, const Attribution& inner) {
  return ContentHoldsAll(outer, inner.cue) &&
         absl::c_all_of(inner.source,
                        [&outer](const Span& span) { return AmidContent(outer, span); }) &&
         !ContentHoldsAll(inner, outer.cue);
}

std::vector<SpanIndex::Entry> ContentsOf(const std::vector<Attribution>& attributions) {
  std::vector<SpanIndex::Entry> contents;
  for (int i = 0; i < static_cast<int>(attributions.size()); ++i) {
    for (const Span& span : attributions[i].content) contents.push_back({span, i});
  }
  return contents;
}

// Whether going outwards from `start` ends within kDeepestNesting steps without coming to
// `avoided`.
bool EndsWithout(const std::vector<int>& outer, int start, int avoided) {
  int at = start;
  for (int steps = 0; steps < kDeepestNesting && at != avoided; ++steps) {
    at = outer[at];
    if (at < 0) return true;
  }
  return false;
}

}  // namespace

Containment::Containment(const std::vector<Attribution>& attributions)
    : contents_(ContentsOf(attributions)) {}

std::vector<int> Containment::Around(Span span) const {
  std::vector<SpanIndex::Entry> around = contents_.Overlapping(span);
  const auto misses = [span](const SpanIndex::Entry& content) {
    return !content.span.Contains(span);
  };
  around.erase(std::remove_if(around.begin(), around.end(), misses), around.end());
  absl::c_sort(around, [](const SpanIndex::Entry& a, const SpanIndex::Entry& b) {
    return a.span.size() != b.span.size() ? a.span.size() < b.span.size() : a.owner < b.owner;
  });
  std::vector<int> attributions;
  for (const SpanIndex::Entry& content : around) {
    if (!absl::c_linear_search(attributions, content.owner)) attributions.push_back(content.owner);
  }
  return attributions;
}

std::optional<std::vector<int>> FindOuter(const std::vector<Attribution>& attributions,
                                          const Containment& containment,
                                          absl::FunctionRef<bool()> cancelled) {
  std::vector<int> outer(attributions.size(), -1);
  for (int i = 0; i < static_cast<int>(attributions.size()); ++i) {
    if (cancelled()) return std::nullopt;
    for (const int candidate : containment.Around(attributions[i].cue.front())) {
      if (candidate == i || !Tells(attributions[candidate], attributions[i])) continue;
      if (!EndsWithout(outer, candidate, i)) continue;
      outer[i] = candidate;
      break;
    }
  }
  return outer;
}

}  // namespace onrecord::ingest
