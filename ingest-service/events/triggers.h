// Triggers: the verbs and nouns that name events, found by a lexicon of lemmas.
//
// Each form says as much of its grammar as a lexicon can: whether it is a verb or a noun, and which
// form of the verb, so that a base form counts only where a verb can stand.

#ifndef ONRECORD_INGEST_SERVICE_EVENTS_TRIGGERS_H_
#define ONRECORD_INGEST_SERVICE_EVENTS_TRIGGERS_H_

#include <vector>

#include "ingest-service/events/events.h"
#include "ingest-service/text/words.h"

namespace onrecord::ingest {

enum class TriggerForm {
  kNoun,
  kBase,        // "attack", "to attack"
  kPresent,     // "attacks"
  kPast,        // "attacked": past tense, or participle that cannot be told from it
  kParticiple,  // "slain", "forbidden"
  kGerund,      // "attacking"
};

struct Trigger {
  EventType type = EventType::kUnspecified;
  TriggerForm form = TriggerForm::kNoun;
  // The words [first, last) in the words it was read from.
  int first = 0;
  int last = 0;
};

// The triggers among words[first, last), in order, never overlapping. Two verbs of one type joined
// by "and" ("shot and killed") are one trigger.
std::vector<Trigger> FindTriggers(const std::vector<Word>& words, int first, int last);

}  // namespace onrecord::ingest

#endif  // ONRECORD_INGEST_SERVICE_EVENTS_TRIGGERS_H_
