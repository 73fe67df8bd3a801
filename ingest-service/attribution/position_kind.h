// What a speaker does by saying something: asserts, denies, demands, promises, warns.

#ifndef ONRECORD_INGEST_SERVICE_ATTRIBUTION_POSITION_KIND_H_
#define ONRECORD_INGEST_SERVICE_ATTRIBUTION_POSITION_KIND_H_

namespace onrecord::ingest {

// Values are those of onrecord.v1.PositionKind, which says what each means; from kStatement on they
// are in the order of the kind head's outputs.
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
inline constexpr int kPositionKinds = 16;  // without kUnspecified

struct KindReading {
  PositionKind kind = PositionKind::kStatement;  // never kUnspecified
  bool hedged = false;    // whether the content is presented as uncertain or conditional
  float probability = 0;  // of the kind, in [0, 1]
};

}  // namespace onrecord::ingest

#endif  // ONRECORD_INGEST_SERVICE_ATTRIBUTION_POSITION_KIND_H_
