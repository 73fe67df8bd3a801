// What a speaker does by saying something: asserts, denies, demands, promises, warns.
//
// A first reading: the cue's verb decides where it is a telling one ("denied", "vowed"); where it
// is neutral
// ("said", "told"), simple signs in the content do ("we will never" refuses, "must" demands). It
// knows no more than its lexicon, and what it does not know it calls a statement.

#ifndef ONRECORD_INGEST_SERVICE_ATTRIBUTION_POSITION_KIND_H_
#define ONRECORD_INGEST_SERVICE_ATTRIBUTION_POSITION_KIND_H_

#include "ingest-service/text/document.h"

namespace onrecord::ingest {

struct Attribution;

// Values are those of onrecord.v1.PositionKind, which says what each means.
enum class PositionKind {
  kUnspecified = 0,
  kStatement = 1,
  kOpinion = 2,
  kPrediction = 3,
  kDenial = 4,
  kConfirmation = 5,
  kAccusation = 6,
  kCriticism = 7,
  kSupport = 8,
  kDemand = 9,
  kProposal = 10,
  kPromise = 11,
  kAgreement = 12,
  kRefusal = 13,
  kThreat = 14,
  kWarning = 15,
  kQuestion = 16,
};

struct KindReading {
  PositionKind kind = PositionKind::kStatement;  // never kUnspecified
  bool hedged = false;                           // presented as uncertain or conditional
};

// Reads the kind of `attribution`. REQUIRES: its spans lie within document.text.
KindReading ReadKind(const Document& document, const Attribution& attribution);

}  // namespace onrecord::ingest

#endif  // ONRECORD_INGEST_SERVICE_ATTRIBUTION_POSITION_KIND_H_
