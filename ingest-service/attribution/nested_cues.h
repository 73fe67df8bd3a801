// The words by which an attribution inside another one's content is recognised: verbs of saying and
// thinking, nouns made of them, and how each takes the words that it attributes.
//
// The network needs no such list, as it has learned from thousands of articles what a cue is. But
// its training data marks one level of attribution only, so that inside content it has learned to
// find none. The list is written for this reader, with an eye on the commonest cues of news.

#ifndef ONRECORD_INGEST_SERVICE_ATTRIBUTION_NESTED_CUES_H_
#define ONRECORD_INGEST_SERVICE_ATTRIBUTION_NESTED_CUES_H_

#include <cstdint>
#include <string_view>

#include "ingest-service/attribution/position_kind.h"

namespace onrecord::ingest {

// How a cue takes its content; several may be possible.
enum Frame : uint16_t {
  kClause = 1 << 0,       // said that ..., said “...”, asked whether ...
  kInfinitive = 1 << 1,   // promised to ...
  kObject = 1 << 2,       // denied the charge
  kGerund = 1 << 3,       // denied taking ...
  kTelling = 1 << 4,      // told Osei that ...: somebody may stand between
  kTellingTo = 1 << 5,    // urged Osei to ...
  kWholeObject = 1 << 6,  // accused Osei of ..., called it a ..., dismissed it as ...
  kThinking = 1 << 7,     // says what goes on in somebody's mind
};

struct NestedVerb {
  std::string_view lemma;
  PositionKind kind = PositionKind::kStatement;
  uint16_t frames = 0;
  bool past = false;        // the form looked up may be the simple past
  bool participle = false;  // the form looked up may be the past participle
};

struct NestedNoun {
  PositionKind kind = PositionKind::kStatement;
  uint16_t frames = 0;  // kClause, kInfinitive
};

// The verb of which `lower` is a finite form or the past participle; nullptr where it is of none.
const NestedVerb* FindNestedVerb(std::string_view lower);

// The noun that `lower` is, in the singular or plural; nullptr where it is none.
const NestedNoun* FindNestedNoun(std::string_view lower);

// The preposition that puts the content behind the verb: "for" of "call", "on" of "insist"; empty
// where there is none.
std::string_view PrepositionOf(std::string_view lemma);

}  // namespace onrecord::ingest

#endif  // ONRECORD_INGEST_SERVICE_ATTRIBUTION_NESTED_CUES_H_
