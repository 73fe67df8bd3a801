// What the words of an event's trigger and those before it tell about which event is meant.

#ifndef ONRECORD_INGEST_SERVICE_ANALYSIS_TRIGGER_WORDS_H_
#define ONRECORD_INGEST_SERVICE_ANALYSIS_TRIGGER_WORDS_H_

#include <string>
#include <string_view>

#include "ingest-service/text/span.h"

namespace onrecord::ingest {

enum class GrammaticalNumber {
  kUnknown,   // of a participle: "arrested"
  kSingular,  // or the base form of a verb
  kPlural,    // or its third person
};

struct TriggerWords {
  // The word that names the event, in lower case: "talks" of "peace talks", "accept" of "wouldn't
  // accept", "stepped" of "stepped down"; empty where there is no such word.
  std::string head;
  GrammaticalNumber number = GrammaticalNumber::kUnknown;
  // The word before the trigger that tells which one it is, in lower case: "secret" of "their
  // secret meeting"; empty where there is none.
  std::string qualifier;
  // Whether the words say that the event is known already: "the attack", "their secret meeting",
  // "Osei's accusation"; but not "their second meeting" or "the latest attack", which tell of one
  // more.
  bool refers_back = false;
};

// Takes constant time beside the length of `trigger`. REQUIRES: as for Surface.
TriggerWords ReadTriggerWords(std::string_view text, Span trigger);

}  // namespace onrecord::ingest

#endif  // ONRECORD_INGEST_SERVICE_ANALYSIS_TRIGGER_WORDS_H_
