// An event of which an article tells several times.

#ifndef ONRECORD_INGEST_SERVICE_ANALYSIS_MERGED_EVENT_H_
#define ONRECORD_INGEST_SERVICE_ANALYSIS_MERGED_EVENT_H_

#include <string>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_set.h"
#include "ingest-service/analysis/analysis.h"
#include "ingest-service/analysis/trigger_words.h"

namespace onrecord::ingest {

// Grows by one mention after another. Comparing with and joining a mention take time in the size of
// that mention, however many were joined before. Not thread-safe.
class MergedEvent {
 public:
  // `words` are those of the mention's trigger, here and below.
  MergedEvent(LinkedEvent first, TriggerWords words);

  // Whether `later`, of the event's type and status and with a trigger of the same stem, tells of
  // it.
  bool IsToldBy(const LinkedEvent& later, const TriggerWords& words) const;

  void Join(LinkedEvent later, TriggerWords words);

  // The event as all mentions tell it. To be called once, at the end.
  LinkedEvent Take();

 private:
  using Speakers = absl::flat_hash_set<int>;

  // Whether `words` take the event to be known, and don't qualify it as another one.
  bool IsReferredToBy(const TriggerWords& words) const;
  bool IsContradictedBy(const LinkedEvent& later) const;
  void AddWords(TriggerWords words);
  // Those of one mention; what an earlier one told already isn't told again.
  void AddMagnitudes(std::vector<Magnitude> magnitudes);

  LinkedEvent event_;
  Speakers actors_;
  Speakers recipients_;
  absl::flat_hash_set<GrammaticalNumber> numbers_;  // of the triggers, where known
  absl::flat_hash_set<std::string> qualifiers_;
  absl::flat_hash_set<std::string> units_;  // of the magnitudes
  absl::flat_hash_set<std::pair<std::string, double>> counts_;
};

}  // namespace onrecord::ingest

#endif  // ONRECORD_INGEST_SERVICE_ANALYSIS_MERGED_EVENT_H_
