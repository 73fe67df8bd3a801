// Whether what a sentence tells at a place lies in the past or ahead: decides which "Tuesday" a
// newspaper means.

#ifndef ONRECORD_INGEST_SERVICE_EVENTS_TIMES_TENSE_H_
#define ONRECORD_INGEST_SERVICE_EVENTS_TIMES_TENSE_H_

#include <optional>
#include <vector>

#include "ingest-service/events/times/time_tokens.h"

namespace onrecord::ingest {

enum class Tense { kPast, kFuture };

// The tenses of one sentence. Verbs and the words of plans tell them: "said", "will", "scheduled".
class SentenceTenses {
 public:
  // Linear in the sentence's length. The tokens must outlive it.
  explicit SentenceTenses(const TimeTokens& tokens);

  // Of the expression that begins at token i: that of the nearest telling word before it, else
  // behind it; future where it is a deadline, "to meet before Friday". nullopt where nothing tells.
  // REQUIRES: i is a token.
  std::optional<Tense> At(int i) const;

 private:
  bool IsDeadline(int i) const;

  const TimeTokens& tokens_;
  std::vector<std::optional<Tense>> before_;  // of the nearest telling word before each token
  std::vector<std::optional<Tense>> after_;   // at or behind it
};

}  // namespace onrecord::ingest

#endif  // ONRECORD_INGEST_SERVICE_EVENTS_TIMES_TENSE_H_
