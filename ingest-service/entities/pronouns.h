// Pronouns: their classes, and whom one means.

#ifndef ONRECORD_INGEST_SERVICE_ENTITIES_PRONOUNS_H_
#define ONRECORD_INGEST_SERVICE_ENTITIES_PRONOUNS_H_

#include <string_view>
#include <vector>

#include "absl/types/span.h"
#include "ingest-service/entities/speaker_memory.h"

namespace onrecord::ingest {

enum class PronounClass {
  kNone,          // no pronoun
  kMale,          // "he", "his"
  kFemale,        // "she", "hers"
  kThing,         // "it", "this"
  kPlural,        // "they", "these"
  kFirstPerson,   // "I", "our"
  kSecondPerson,  // "you"
  kRelative,      // "who", "which"
};

// The class of a word in lower case; contracted verbs behind it ("they've") don't matter.
PronounClass ClassOf(std::string_view lower);

// The gender that a pronoun tells, kUnknown for those that tell none.
Gender PronounGender(std::string_view lower);

// Whom the pronoun of the third person at `span` means, empty where nobody near fits. `quoted` are
// the speakers of the quotation around it: they would say "I" of themselves. `named` are those whom
// it speaks of by name, which few do of themselves. Takes bounded time.
std::vector<int> FindAntecedents(const SpeakerMemory& memory, PronounClass pronoun, Span span,
                                 absl::Span<const int> quoted, absl::Span<const int> named = {});

}  // namespace onrecord::ingest

#endif  // ONRECORD_INGEST_SERVICE_ENTITIES_PRONOUNS_H_
