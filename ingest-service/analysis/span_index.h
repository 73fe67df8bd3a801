// Spans of many owners, to be found by the words that they share with another span.

#ifndef ONRECORD_INGEST_SERVICE_ANALYSIS_SPAN_INDEX_H_
#define ONRECORD_INGEST_SERVICE_ANALYSIS_SPAN_INDEX_H_

#include <cstdint>
#include <vector>

#include "ingest-service/text/span.h"

namespace onrecord::ingest {

// Immutable: safe from any number of threads.
class SpanIndex {
 public:
  struct Entry {
    Span span;
    int owner = 0;
  };

  explicit SpanIndex(const std::vector<Entry>& entries);

  // The entries that overlap `span`, in the order of the text, those on the same words by owner.
  // Takes time in the number of entries that begin before the end of `span` and after the last that
  // lies, with all before it, wholly before `span`.
  std::vector<Entry> Overlapping(Span span) const;

 private:
  struct Place {
    Entry entry;
    int32_t reach;  // the largest end of this and all earlier entries
  };

  std::vector<Place> places_;  // by their spans
};

}  // namespace onrecord::ingest

#endif  // ONRECORD_INGEST_SERVICE_ANALYSIS_SPAN_INDEX_H_
