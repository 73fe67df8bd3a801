// One cue of a clause, read: whose words, which words. See nested_reader.h for what it is for.

#ifndef ONRECORD_INGEST_SERVICE_ATTRIBUTION_NESTED_CLAUSES_H_
#define ONRECORD_INGEST_SERVICE_ATTRIBUTION_NESTED_CLAUSES_H_

#include <optional>
#include <vector>

#include "absl/functional/function_ref.h"
#include "ingest-service/attribution/clause.h"
#include "ingest-service/attribution/nested_cues.h"
#include "ingest-service/text/span.h"

namespace onrecord::ingest {

struct CueReading {
  WordRange source;
  WordRange cue;
  std::vector<WordRange> content;  // one or two, in order
  PositionKind kind = PositionKind::kStatement;
};

// Reads cues of one clause. Immutable; refers to what it was made of.
class CueReader {
 public:
  // `limit`: where the content around the clause ends, so how far a quotation within may reach.
  CueReader(const Clause& clause, int limit, absl::FunctionRef<bool(Span)> may_speak)
      : clause_(clause), limit_(limit), may_speak_(may_speak) {}

  // What the word at `i` attributes; nothing where it isn't a cue with source and content. Takes
  // bounded time.
  std::optional<CueReading> ReadAt(int i) const;

 private:
  using Content = std::vector<WordRange>;

  std::optional<CueReading> ReadAccordingTo(int i) const;
  std::optional<CueReading> ReadVerb(int i, const NestedVerb& verb) const;
  std::optional<CueReading> ReadPassive(int i, int group, const NestedVerb& verb) const;
  std::optional<CueReading> ReadNoun(int i, const NestedNoun& noun) const;

  bool MaySpeak(WordRange range) const;
  Content ToEnd(int begin) const;
  Content Quoted(int begin) const;
  bool IsInfinitiveAt(int at) const;
  Content ContentBehind(const NestedVerb& verb, int after) const;
  Content ClauseBehind(const NestedVerb& verb, int at, bool addressed) const;
  Content ObjectBehind(const NestedVerb& verb, int at) const;
  Content ContentBefore(WordRange subject, int after) const;
  Content ContentBehindAgent(const NestedVerb& verb, int at) const;
  WordRange AddresseeAt(const NestedVerb& verb, int at) const;
  std::optional<WordRange> PossessorOf(int noun) const;
  int EndOfSubjectClause(int begin, int end) const;

  const Clause& clause_;
  const int limit_;
  const absl::FunctionRef<bool(Span)> may_speak_;
};

}  // namespace onrecord::ingest

#endif  // ONRECORD_INGEST_SERVICE_ATTRIBUTION_NESTED_CLAUSES_H_
