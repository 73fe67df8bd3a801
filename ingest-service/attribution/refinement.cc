#include "ingest-service/attribution/refinement.h"

#include <algorithm>

#include "ingest-service/text/code_points.h"

namespace onrecord::ingest {
namespace {

// Whether something stands in `gap` that parts two spans: a word or the end of a paragraph.
bool Parts(std::string_view text, Span gap) {
  for (int32_t at = gap.begin; at < gap.end;) {
    const char32_t c = NextCodePoint(text, at);
    if (c == U'\n' || IsLetterOrDigit(c)) return true;
  }
  return false;
}

void JoinNeighbours(std::string_view text, std::vector<Span>& spans) {
  size_t kept = 0;
  for (size_t i = 1; i < spans.size(); ++i) {
    if (Parts(text, {spans[kept].end, spans[i].begin})) {
      spans[++kept] = spans[i];
    } else {
      spans[kept].end = std::max(spans[kept].end, spans[i].end);
    }
  }
  if (!spans.empty()) spans.resize(kept + 1);
}

}  // namespace

std::vector<Attribution> RefineAttributions(std::string_view text,
                                            std::vector<Attribution> attributions) {
  for (Attribution& attribution : attributions) {
    JoinNeighbours(text, attribution.source);
    JoinNeighbours(text, attribution.cue);
    JoinNeighbours(text, attribution.content);
  }
  attributions.erase(std::remove_if(attributions.begin(), attributions.end(),
                                    [](const Attribution& attribution) {
                                      return attribution.content.empty() ||
                                             attribution.confidence < kLeastConfidence;
                                    }),
                     attributions.end());
  return attributions;
}

}  // namespace onrecord::ingest
