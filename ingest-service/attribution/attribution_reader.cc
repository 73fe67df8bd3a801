#include "ingest-service/attribution/attribution_reader.h"

#include <utility>

#include "ingest-service/tagging/argument_parts.h"
#include "ingest-service/tagging/window_words.h"
#include "ingest-service/tagging/word_tags.h"

namespace onrecord::ingest {
namespace {

// What a word is to a cue.
enum Role : int { kSource = 0, kContent = 1 };
constexpr int kRoles = 2;

}  // namespace

AttributionReader::AttributionReader(CueHead cue_head, ArgumentHead argument_head,
                                     KindHead kind_head, ConfidenceModel confidence)
    : cue_head_(std::move(cue_head)),
      argument_head_(std::move(argument_head)),
      kind_head_(std::move(kind_head)),
      confidence_(std::move(confidence)) {}

absl::StatusOr<AttributionReader> AttributionReader::Load(const ModelFile& model) {
  absl::StatusOr<CueHead> cue_head = CueHead::Load(model, "cue");
  if (!cue_head.ok()) return cue_head.status();
  absl::StatusOr<ArgumentHead> argument_head = ArgumentHead::Load(model, "arguments", kRoles);
  if (!argument_head.ok()) return argument_head.status();
  absl::StatusOr<KindHead> kind_head = KindHead::Load(model);
  if (!kind_head.ok()) return kind_head.status();
  absl::StatusOr<ConfidenceModel> confidence = ConfidenceModel::Load(model);
  if (!confidence.ok()) return confidence.status();
  return AttributionReader(*std::move(cue_head), *std::move(argument_head), *std::move(kind_head),
                           *std::move(confidence));
}

void AttributionReader::Read(const EncodedWindow& window, AttributionSet& found) const {
  const int length = static_cast<int>(window.tokens.size());
  const std::vector<WindowWord> words = FindWindowWords(window.tokens);
  const CueReading reading = cue_head_.FindCues(window, words);
  std::vector<TokenRun> cues;
  cues.reserve(reading.cues.size());
  for (const WordRun& cue : reading.cues) cues.push_back(TokensOf(words, cue));

  std::vector<std::vector<ArgumentPart>> parts;
  std::vector<AttributionTokens> tokens;
  parts.reserve(cues.size());
  tokens.reserve(cues.size());
  for (const Arguments& arguments :
       argument_head_.FindArguments(window, words, reading.probabilities, cues)) {
    const TokenRun cue = cues[parts.size()];
    parts.push_back(ReadParts(arguments, kRoles));
    tokens.push_back({Intersection(cue, TokensAround(cue, length)), parts.back()[kSource].tokens,
                      parts.back()[kContent].tokens});
  }
  const std::vector<KindReading> kinds = kind_head_.ReadKinds(window, tokens);

  for (size_t i = 0; i < cues.size(); ++i) {
    const WordRun& cue = reading.cues[i];
    const ArgumentPart& source = parts[i][kSource];
    const ArgumentPart& content = parts[i][kContent];
    const TagEvidence evidence = {
        absl::MakeConstSpan(reading.tags.probability).subspan(cue.begin, cue.end - cue.begin),
        source.probabilities, content.probabilities, static_cast<int>(content.spans.size())};
    const Span cue_span = SpanOf(words, cue);
    found.Add(
        cue_span, MarginOf(cues[i], length),
        {source.spans, {cue_span}, content.spans, confidence_.ConfidenceOf(evidence), kinds[i]});
  }
}

}  // namespace onrecord::ingest
