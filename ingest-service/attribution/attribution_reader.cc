#include "ingest-service/attribution/attribution_reader.h"

#include <algorithm>
#include <optional>
#include <utility>

namespace onrecord::ingest {
namespace {

// The text under tokens [run.begin, run.end), from the first token of the text to the last, both
// completed to whole words; nothing where the run holds no token of the text.
std::optional<Span> SpanOf(absl::Span<const Token> tokens, TokenRun run) {
  const auto continues = [&tokens](int token) {
    return tokens[token].letter_case == LetterCase::kContinuation;
  };
  while (run.begin < run.end && tokens[run.begin].special()) ++run.begin;
  while (run.begin < run.end && tokens[run.end - 1].special()) --run.end;
  if (run.begin == run.end) return std::nullopt;
  while (run.begin > 0 && continues(run.begin)) --run.begin;
  while (run.end < static_cast<int>(tokens.size()) && continues(run.end)) ++run.end;
  return Span{tokens[run.begin].span.begin, tokens[run.end - 1].span.end};
}

std::vector<Span> SpansOf(absl::Span<const Token> tokens, const Arguments& arguments,
                          ArgumentTag begin_tag, ArgumentTag inside_tag) {
  std::vector<Span> spans;
  for (const TokenRun& run : FindRuns(arguments.tags.tag, begin_tag, inside_tag)) {
    const TokenRun in_window = {run.begin + arguments.first, run.end + arguments.first};
    if (const std::optional<Span> span = SpanOf(tokens, in_window)) spans.push_back(*span);
  }
  return spans;
}

// The mean probability of the tags that say anything; 1 where none does.
float MeanProbability(const Tags& tags) {
  float sum = 0;
  int count = 0;
  for (size_t i = 0; i < tags.tag.size(); ++i) {
    if (tags.tag[i] == kOutside) continue;
    sum += tags.probability[i];
    ++count;
  }
  return count == 0 ? 1.0f : sum / static_cast<float>(count);
}

}  // namespace

void AttributionSet::Add(int margin, Attribution attribution) {
  const Span cue = attribution.cue.front();
  const auto [held, added] = readings_.try_emplace(cue, Reading{margin, attribution});
  if (!added && held->second.margin < margin) {
    held->second = Reading{margin, std::move(attribution)};
  }
}

std::vector<Attribution> AttributionSet::Take() {
  std::vector<Attribution> attributions;
  attributions.reserve(readings_.size());
  for (auto& [cue, reading] : readings_) attributions.push_back(std::move(reading.attribution));
  readings_.clear();
  return attributions;
}

AttributionReader::AttributionReader(CueHead cue_head, ArgumentHead argument_head)
    : cue_head_(std::move(cue_head)), argument_head_(std::move(argument_head)) {}

absl::StatusOr<AttributionReader> AttributionReader::Load(const ModelFile& model) {
  absl::StatusOr<CueHead> cue_head = CueHead::Load(model);
  if (!cue_head.ok()) return cue_head.status();
  absl::StatusOr<ArgumentHead> argument_head = ArgumentHead::Load(model);
  if (!argument_head.ok()) return argument_head.status();
  return AttributionReader(*std::move(cue_head), *std::move(argument_head));
}

void AttributionReader::Read(const EncodedWindow& window, AttributionSet& found) const {
  const std::vector<Cue> cues = cue_head_.FindCues(window);
  std::vector<TokenRun> runs;
  runs.reserve(cues.size());
  for (const Cue& cue : cues) runs.push_back(cue.tokens);
  const std::vector<Arguments> arguments = argument_head_.FindArguments(window, runs);
  const int length = static_cast<int>(window.tokens.size());
  for (size_t i = 0; i < cues.size(); ++i) {
    const std::optional<Span> cue = SpanOf(window.tokens, runs[i]);
    if (!cue.has_value()) continue;
    Attribution attribution;
    attribution.cue.push_back(*cue);
    attribution.source = SpansOf(window.tokens, arguments[i], kBeginSource, kInsideSource);
    attribution.content = SpansOf(window.tokens, arguments[i], kBeginContent, kInsideContent);
    attribution.confidence = cues[i].probability * MeanProbability(arguments[i].tags);
    found.Add(std::min(runs[i].begin, length - runs[i].end + 1), std::move(attribution));
  }
}

}  // namespace onrecord::ingest
