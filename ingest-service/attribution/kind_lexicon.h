// The words that give a position's kind away.

#ifndef ONRECORD_INGEST_SERVICE_ATTRIBUTION_KIND_LEXICON_H_
#define ONRECORD_INGEST_SERVICE_ATTRIBUTION_KIND_LEXICON_H_

#include <string_view>

#include "ingest-service/attribution/position_kind.h"

namespace onrecord::ingest {

// The kind that a cue with this word has: `word` in lower case and any inflection ("accused",
// "denies"). kStatement for words that report facts, kUnspecified for neutral words ("said") and
// for words that the lexicon lacks.
PositionKind KindOfCueWord(std::string_view word);

// The kind that a word of the content points to where the cue is neutral: kCriticism for words that
// blame
// ("disaster"), kSupport for words that praise, kOpinion for words of judgement, kUnspecified for
// all others.
PositionKind KindOfContentWord(std::string_view word);

// "may", "perhaps", "if": the word makes what it stands in uncertain or conditional.
bool IsHedge(std::string_view word);

}  // namespace onrecord::ingest

#endif  // ONRECORD_INGEST_SERVICE_ATTRIBUTION_KIND_LEXICON_H_
