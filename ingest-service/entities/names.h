// Names in the text: capitalised sequences that stand for somebody, before it is known who is the
// same as whom.
//
// A name is read without its titles ("Senate Minority Leader Harry Reid" is Harry Reid with a
// role), with particles, initials, nicknames and suffixes ("Robert C. "Bobby" Scott Jr."), and with
// the connecting words of organisations
// ("Committee for a Responsible Federal Budget"). Capitals that grammar explains, at the beginning
// of a sentence or in a headline, are trusted only where the rest of the article confirms them.

#ifndef ONRECORD_INGEST_SERVICE_ENTITIES_NAMES_H_
#define ONRECORD_INGEST_SERVICE_ENTITIES_NAMES_H_

#include <string>
#include <vector>

#include "absl/types/span.h"
#include "ingest-service/entities/entities.h"
#include "ingest-service/entities/name_mention.h"
#include "ingest-service/text/document.h"
#include "ingest-service/text/words.h"

namespace onrecord::ingest {

struct Name {
  // Words of the name itself, [first, last) in the words it was read from.
  int first = 0;
  int last = 0;
  Span span;
  // The words in lower case, quoted nicknames and suffixes left out.
  std::vector<std::string> parts;
  // kUnspecified where neither lexicon nor context tells.
  SpeakerType type = SpeakerType::kUnspecified;
  Gender gender = Gender::kUnknown;
  // Capitalised words before the name that are an office: "Senate Minority Leader"; empty where
  // there is none.
  Span title;
};

// The names of `document`, in order, never overlapping. `words` are the words of its text. With
// `mentions`, the names that a network found in order of the text, those decide what is a name and
// of what type; without, capitals and lexicons do.
std::vector<Name> FindNames(const Document& document, const std::vector<Word>& words,
                            absl::Span<const NameMention> mentions = {});

}  // namespace onrecord::ingest

#endif  // ONRECORD_INGEST_SERVICE_ENTITIES_NAMES_H_
