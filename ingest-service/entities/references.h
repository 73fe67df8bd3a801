// References: what a source's words are made of, before anybody knows whom they mean.
//
// "Merkel and Macron" are two references, "the port's director, Maria Lindqvist, who ..." is one to
// a name, "his campaign" is one description with a possessor. Grammar only: nothing here looks
// beyond the source.

#ifndef ONRECORD_INGEST_SERVICE_ENTITIES_REFERENCES_H_
#define ONRECORD_INGEST_SERVICE_ENTITIES_REFERENCES_H_

#include <string>
#include <vector>

#include "absl/types/span.h"
#include "ingest-service/entities/entities.h"
#include "ingest-service/text/words.h"

namespace onrecord::ingest {

// A name mention: its place in the text and its entity.
struct NamedSpan {
  Span span;
  int entity = 0;
};

// How a description begins.
enum class Determiner { kNone, kIndefinite, kDefinite, kPossessive };

struct Reference {
  MentionForm form = MentionForm::kUnspecified;
  Span span;
  // Of a name.
  int entity = -1;
  // Of a pronoun: the word in lower case. Of a description: its head noun.
  std::string head;
  // Of a description only.
  Determiner determiner = Determiner::kNone;
  // The words between determiner and head, in lower case: "New", "York" of "the New York banker".
  std::vector<std::string> modifiers;
  // What a quantity is of: "voters" of "a number of voters"; empty where the head is no quantity.
  std::string counted;
  // The description without its determiner, in lower case: what makes two descriptions the same.
  std::string key;
  // The named entity that owns or qualifies the head ("the Clinton campaign"), -1 where there is
  // none.
  int owner = -1;
  // Whether it is a possessive ("Clinton's campaign").
  bool owner_possesses = false;
  // The named entity behind the head: "a spokesman for Clinton"; -1 where there is none.
  int complement = -1;
  // The possessive pronoun that owns it ("his campaign"), empty where there is none.
  std::string owner_pronoun;
  Span owner_span;
};

// The references that `source` makes, in order; empty where it holds no word. `names` are all name
// mentions of the text in order, `words` all its words.
std::vector<Reference> ReadReferences(const std::vector<Word>& words,
                                      absl::Span<const NamedSpan> names, Span source);

// Whether this is a pronoun that stands for somebody: "he", "whose", "themselves".
bool IsPronoun(std::string_view lower);

}  // namespace onrecord::ingest

#endif  // ONRECORD_INGEST_SERVICE_ENTITIES_REFERENCES_H_
