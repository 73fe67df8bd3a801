// Participants: the noun phrases around a trigger that did it or that it was done to.

#ifndef ONRECORD_INGEST_SERVICE_EVENTS_PARTICIPANTS_H_
#define ONRECORD_INGEST_SERVICE_EVENTS_PARTICIPANTS_H_

#include <vector>

#include "absl/types/span.h"
#include "ingest-service/events/events.h"
#include "ingest-service/events/triggers.h"
#include "ingest-service/text/span.h"
#include "ingest-service/text/words.h"

namespace onrecord::ingest {

// A noun phrase: words [first, last) of the text.
struct NounPhrase {
  int first = 0;
  int last = 0;
};

// The noun phrases that may be participants among words[first, last), in order, never overlapping:
// given mentions, personal pronouns, and runs of words that a determiner or the beginning of a
// clause opens. Triggers end a phrase.
std::vector<NounPhrase> FindNounPhrases(const std::vector<Word>& words, int first, int last,
                                        absl::Span<const Span> mentions,
                                        absl::Span<const Trigger> triggers);

struct Participants {
  std::vector<NounPhrase> actors;
  std::vector<NounPhrase> recipients;
};

// Who did the event of `trigger` to whom, in the sentence words[first, last) with these noun
// phrases. A passive swaps the sides: "was arrested by the police".
Participants FindParticipants(const std::vector<Word>& words, int first, int last,
                              absl::Span<const NounPhrase> phrases, const Trigger& trigger);

}  // namespace onrecord::ingest

#endif  // ONRECORD_INGEST_SERVICE_EVENTS_PARTICIPANTS_H_
