#include "ingest-service/attribution/attribution_reader.h"

#include <iterator>
#include <utility>

#include "ingest-service/tagging/window_words.h"
#include "ingest-service/tagging/word_tags.h"

namespace onrecord::ingest {
namespace {

// What the tags of a cue's arguments mark, by role: the spans, the first tokens of their words and
// the probabilities of their tags.
struct Part {
  std::vector<Span> spans;
  std::vector<int> tokens;
  std::vector<float> probabilities;
};

struct Parts {
  Part source;
  Part content;
};

Parts ReadParts(const Arguments& arguments) {
  Parts parts;
  for (const WordRun& run : FindRuns(arguments.tags.tag)) {
    Part& part = run.role == kSource ? parts.source : parts.content;
    part.spans.push_back(SpanOf(arguments.words, run));
    for (int word = run.begin; word < run.end; ++word) {
      part.tokens.push_back(arguments.words[word].tokens.begin);
      part.probabilities.push_back(arguments.tags.probability[word]);
    }
  }
  return parts;
}

}  // namespace

void AttributionSet::Add(int margin, Attribution attribution) {
  const Span cue = attribution.cue.front();
  auto first = readings_.lower_bound(cue);
  if (first != readings_.begin() && std::prev(first)->first.Overlaps(cue)) --first;
  auto last = first;
  for (; last != readings_.end() && last->first.Overlaps(cue); ++last) {
    if (last->second.margin >= margin) return;
  }
  readings_.erase(first, last);
  readings_.emplace(cue, Reading{margin, std::move(attribution)});
}

std::vector<Attribution> AttributionSet::Take() {
  std::vector<Attribution> attributions;
  attributions.reserve(readings_.size());
  for (auto& [cue, reading] : readings_) attributions.push_back(std::move(reading.attribution));
  readings_.clear();
  return attributions;
}

AttributionReader::AttributionReader(CueHead cue_head, ArgumentHead argument_head,
                                     KindHead kind_head, ConfidenceModel confidence)
    : cue_head_(std::move(cue_head)),
      argument_head_(std::move(argument_head)),
      kind_head_(std::move(kind_head)),
      confidence_(confidence) {}

absl::StatusOr<AttributionReader> AttributionReader::Load(const ModelFile& model) {
  absl::StatusOr<CueHead> cue_head = CueHead::Load(model);
  if (!cue_head.ok()) return cue_head.status();
  absl::StatusOr<ArgumentHead> argument_head = ArgumentHead::Load(model);
  if (!argument_head.ok()) return argument_head.status();
  absl::StatusOr<KindHead> kind_head = KindHead::Load(model);
  if (!kind_head.ok()) return kind_head.status();
  const absl::StatusOr<ConfidenceModel> confidence = ConfidenceModel::Load(model);
  if (!confidence.ok()) return confidence.status();
  return AttributionReader(*std::move(cue_head), *std::move(argument_head), *std::move(kind_head),
                           *confidence);
}

void AttributionReader::Read(const EncodedWindow& window, AttributionSet& found) const {
  const int length = static_cast<int>(window.tokens.size());
  const std::vector<WindowWord> words = FindWindowWords(window.tokens);
  const CueReading reading = cue_head_.FindCues(window, words);
  std::vector<TokenRun> cues;
  cues.reserve(reading.cues.size());
  for (const WordRun& cue : reading.cues) cues.push_back(TokensOf(words, cue));

  std::vector<Parts> parts;
  std::vector<AttributionTokens> tokens;
  parts.reserve(cues.size());
  tokens.reserve(cues.size());
  for (const Arguments& arguments :
       argument_head_.FindArguments(window, words, reading.probabilities, cues)) {
    const TokenRun cue = cues[parts.size()];
    parts.push_back(ReadParts(arguments));
    tokens.push_back({Intersection(cue, TokensAround(cue, length)), parts.back().source.tokens,
                      parts.back().content.tokens});
  }
  const std::vector<KindReading> kinds = kind_head_.ReadKinds(window, tokens);

  for (size_t i = 0; i < cues.size(); ++i) {
    const WordRun& cue = reading.cues[i];
    const Part& source = parts[i].source;
    const Part& content = parts[i].content;
    const TagEvidence evidence = {
        absl::MakeConstSpan(reading.tags.probability).subspan(cue.begin, cue.end - cue.begin),
        source.probabilities, content.probabilities, static_cast<int>(content.spans.size())};
    found.Add(MarginOf(cues[i], length), {source.spans,
                                          {SpanOf(words, cue)},
                                          content.spans,
                                          confidence_.ConfidenceOf(evidence),
                                          kinds[i]});
  }
}

}  // namespace onrecord::ingest
