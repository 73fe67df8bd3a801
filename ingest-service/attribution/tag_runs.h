// From tags to spans: the BIO scheme, in which each token begins a span (B), continues one (I) or
// stands outside.

#ifndef ONRECORD_INGEST_SERVICE_ATTRIBUTION_TAG_RUNS_H_
#define ONRECORD_INGEST_SERVICE_ATTRIBUTION_TAG_RUNS_H_

#include <cstdint>
#include <vector>

#include "absl/types/span.h"

namespace onrecord::ingest {

// Tokens [begin, end) that carry one span.
struct TokenRun {
  int begin = 0;
  int end = 0;

  friend bool operator==(TokenRun a, TokenRun b) { return a.begin == b.begin && a.end == b.end; }
};

// The most probable tag of each token and how probable it is.
struct Tags {
  std::vector<uint8_t> tag;
  std::vector<float> probability;
};

// Chooses for each of `rows` tokens the tag with the largest of its `columns` logits, the first of
// equals.
Tags ChooseTags(int rows, int columns, absl::Span<const float> logits);

// The spans that `begin_tag` and `inside_tag` mark, in order. An inside tag with nothing to
// continue begins a span: the networks are not bound to the scheme, and a span seen without its
// first token is still a span.
std::vector<TokenRun> FindRuns(absl::Span<const uint8_t> tags, uint8_t begin_tag,
                               uint8_t inside_tag);

}  // namespace onrecord::ingest

#endif  // ONRECORD_INGEST_SERVICE_ATTRIBUTION_TAG_RUNS_H_
