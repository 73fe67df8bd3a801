#include "ingest-service/analysis/completion.h"

#include <utility>

#include "ingest-service/analysis/speaking_words.h"
#include "ingest-service/attribution/continuation.h"
#include "ingest-service/attribution/label_reader.h"
#include "ingest-service/attribution/nested_reader.h"
#include "ingest-service/attribution/refinement.h"
#include "ingest-service/text/words.h"

namespace onrecord::ingest {

std::vector<Attribution> CompleteAttributions(const Document& document,
                                              const std::vector<Entity>& entities,
                                              std::vector<Attribution> attributions) {
  attributions = JoinContinuations(document, std::move(attributions));
  attributions = RefineAttributions(document.text, std::move(attributions));
  attributions = AddLabelAttributions(document, std::move(attributions));
  const std::vector<Word> words = ReadWords(document.text);
  const SpeakingWords speaking(words, entities);
  return AddNestedAttributions(document, words, std::move(attributions),
                               [&speaking](Span phrase) { return speaking.MaySpeak(phrase); });
}

}  // namespace onrecord::ingest
