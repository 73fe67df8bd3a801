// A clause of the text as a row of words, with the little grammar that finding attributions in it
// takes: where the subject of a verb stands, where a noun phrase ends, what begins a clause of its
// own. Judges words by short closed lists and by what stands beside them, never by a parse, and
// looks a bounded number of words around.

#ifndef ONRECORD_INGEST_SERVICE_ATTRIBUTION_CLAUSE_H_
#define ONRECORD_INGEST_SERVICE_ATTRIBUTION_CLAUSE_H_

#include <optional>
#include <string_view>
#include <vector>

#include "ingest-service/text/span.h"
#include "ingest-service/text/words.h"

namespace onrecord::ingest {

// Words [begin, end) of the text by their numbers.
struct WordRange {
  int begin = 0;
  int end = 0;

  bool empty() const { return end <= begin; }
};

bool IsAdverb(std::string_view lower);             // "also", "repeatedly", "not"
bool NegatesVerb(std::string_view lower);          // "not", "never"
bool OpensNounPhrase(std::string_view lower);      // "the", "two", "his"
bool IsPossessivePronoun(std::string_view lower);  // "his"
bool IsSubjectPronoun(std::string_view lower);     // "he", "who"
bool IsQuestionWord(std::string_view lower);       // "whether", "how"
bool IsOpeningMark(const Word& word);              // may open a quotation
bool IsClosingMark(const Word& word);              // may close one

// Words [bounds.begin, bounds.end) of `words`, which must outlive the clause. Immutable.
class Clause {
 public:
  Clause(const std::vector<Word>& words, WordRange bounds) : words_(words), bounds_(bounds) {}

  const WordRange& bounds() const { return bounds_; }
  bool Has(int i) const { return bounds_.begin <= i && i < bounds_.end; }
  const Word& At(int i) const { return words_[i]; }
  // The look-up form of word i; empty outside the clause.
  std::string_view Lower(int i) const { return Has(i) ? words_[i].lower : std::string_view(); }
  bool IsMark(int i) const { return Has(i) && words_[i].kind == WordKind::kPunctuation; }

  // The first of the auxiliaries and adverbs right before the verb at `verb`; `verb` where there
  // are none.
  int VerbGroupBegin(int verb) const;

  // The noun phrase or pronoun that ends right before `end`, or before an apposition between commas
  // that does ("David Cole, the union's president, said"); nothing where no such thing stands
  // there.
  std::optional<WordRange> SubjectBefore(int end) const;

  // The noun phrase that begins at `begin`, "of" included; may be empty.
  WordRange NounPhraseAt(int begin) const;

  // Behind adverbs and indications of time and occasion at `begin`: "on Monday", "in a statement".
  // A negation is none of them: it belongs to what follows.
  int AfterCircumstances(int begin) const;

  // Whether a clause with a subject and a finite verb of its own begins at `begin`. With
  // `auxiliary_only`, only a verb that cannot be anything else counts.
  bool BeginsClause(int begin, bool auxiliary_only) const;

  // Where the clause that begins at `begin` ends: its bounds, or a mark and conjunction that go on
  // with another matter; marks at its end left out.
  int EndOfClause(int begin) const;

  Span SpanOf(WordRange range) const {
    return {words_[range.begin].span.begin, words_[range.end - 1].span.end};
  }

 private:
  bool IsNounLike(int i) const;
  int NounPhraseBegin(int last) const;
  int WithoutMarks(int begin, int end) const;

  const std::vector<Word>& words_;
  const WordRange bounds_;
};

}  // namespace onrecord::ingest

#endif  // ONRECORD_INGEST_SERVICE_ATTRIBUTION_CLAUSE_H_
