#include "ingest-service/tagging/argument_parts.h"

#include "ingest-service/tagging/word_tags.h"

namespace onrecord::ingest {

std::vector<ArgumentPart> ReadParts(const Arguments& arguments, int roles) {
  std::vector<ArgumentPart> parts(roles);
  for (const WordRun& run : FindRuns(arguments.tags.tag)) {
    ArgumentPart& part = parts[run.role];
    part.spans.push_back(SpanOf(arguments.words, run));
    for (int word = run.begin; word < run.end; ++word) {
      part.tokens.push_back(arguments.words[word].tokens.begin);
      part.probabilities.push_back(arguments.tags.probability[word]);
    }
  }
  return parts;
}

}  // namespace onrecord::ingest
