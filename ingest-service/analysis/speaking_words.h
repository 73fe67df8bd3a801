// Who in an article can say something: persons, organisations, governments and groups, by name or
// by description, and pronouns; neither deals nor storms.

#ifndef ONRECORD_INGEST_SERVICE_ANALYSIS_SPEAKING_WORDS_H_
#define ONRECORD_INGEST_SERVICE_ANALYSIS_SPEAKING_WORDS_H_

#include <vector>

#include "ingest-service/entities/entities.h"
#include "ingest-service/text/span.h"
#include "ingest-service/text/words.h"

namespace onrecord::ingest {

// Immutable: safe from any number of threads. Refers to `words`, those of the article.
class SpeakingWords {
 public:
  SpeakingWords(const std::vector<Word>& words, const std::vector<Entity>& entities);

  // Whether the noun phrase or pronoun at `phrase` can be a source. Documents can ("the report
  // said"), as they speak for those who wrote them.
  bool MaySpeak(Span phrase) const;

 private:
  struct Name {
    Span span;
    bool speaks;
  };

  // The name that holds the word at `span`; nullptr where there is none.
  const Name* NameAt(Span span) const;

  const std::vector<Word>& words_;
  std::vector<Name> names_;  // in order
};

}  // namespace onrecord::ingest

#endif  // ONRECORD_INGEST_SERVICE_ANALYSIS_SPEAKING_WORDS_H_
