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

Containment::Containment(const std::vector<Attribution>& attributions) {
  for (int i = 0; i < static_cast<int>(attributions.size()); ++i) {
    for (const Span& span : attributions[i].content) contents_.push_back({span, i, 0});
  }
  absl::c_sort(contents_, [](const Content& a, const Content& b) {
    return a.span != b.span ? a.span < b.span : a.attribution < b.attribution;
  });
  int32_t reach = 0;
  for (Content& content : contents_) content.reach = reach = std::max(reach, content.span.end);
}

std::vector<int> Containment::Around(Span span) const {
  std::vector<Content> around;
  const auto after = std::upper_bound(
      contents_.begin(), contents_.end(), span.begin,
      [](int32_t begin, const Content& content) { return begin < content.span.begin; });
  for (auto at = after; at != contents_.begin();) {
    --at;
    if (at->reach < span.end) break;
    if (at->span.Contains(span)) around.push_back(*at);
  }
  absl::c_sort(around, [](const Content& a, const Content& b) {
    return a.span.size() != b.span.size() ? a.span.size() < b.span.size()
                                          : a.attribution < b.attribution;
  });
  std::vector<int> attributions;
  for (const Content& content : around) {
    if (!absl::c_linear_search(attributions, content.attribution)) {
      attributions.push_back(content.attribution);
    }
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
