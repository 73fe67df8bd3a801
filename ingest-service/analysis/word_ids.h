// Identifiers made from words, so that a record keeps its name when the article around it is
// revised.

#ifndef ONRECORD_INGEST_SERVICE_ANALYSIS_WORD_IDS_H_
#define ONRECORD_INGEST_SERVICE_ANALYSIS_WORD_IDS_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "ingest-service/text/span.h"

namespace onrecord::ingest {

// Names the records of one article. The same words give the same id in every process and on every
// machine; the second record with the same words gets another, which depends on its being the
// second. Not thread-safe.
class WordIds {
 public:
  // `prefix` and 8 hex digits for the words of `roles`, each a list of spans of `text`. Never twice
  // the same.
  std::string Next(std::string_view prefix, std::string_view text,
                   const std::vector<std::vector<Span>>& roles);

 private:
  absl::flat_hash_map<uint64_t, uint32_t> repetitions_;  // by the hash of the words
  absl::flat_hash_set<std::string> given_;
};

}  // namespace onrecord::ingest

#endif  // ONRECORD_INGEST_SERVICE_ANALYSIS_WORD_IDS_H_
