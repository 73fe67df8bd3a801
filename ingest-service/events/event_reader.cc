#include "ingest-service/events/event_reader.h"

#include <utility>

#include "ingest-service/tagging/argument_parts.h"
#include "ingest-service/tagging/window_words.h"

namespace onrecord::ingest {
namespace {

// What a word is to a trigger.
enum Role : int { kActor = 0, kRecipient = 1, kPlace = 2, kTime = 3 };
constexpr int kRoles = 4;

}  // namespace

EventReader::EventReader(CueHead trigger_head, ArgumentHead argument_head, EventHead event_head,
                         EventConfidence confidence)
    : trigger_head_(std::move(trigger_head)),
      argument_head_(std::move(argument_head)),
      event_head_(std::move(event_head)),
      confidence_(std::move(confidence)) {}

absl::StatusOr<EventReader> EventReader::Load(const ModelFile& model) {
  absl::StatusOr<CueHead> trigger_head = CueHead::Load(model, "trigger");
  if (!trigger_head.ok()) return trigger_head.status();
  absl::StatusOr<ArgumentHead> argument_head = ArgumentHead::Load(model, "participants", kRoles);
  if (!argument_head.ok()) return argument_head.status();
  absl::StatusOr<EventHead> event_head = EventHead::Load(model);
  if (!event_head.ok()) return event_head.status();
  absl::StatusOr<EventConfidence> confidence = EventConfidence::Load(model);
  if (!confidence.ok()) return confidence.status();
  return EventReader(*std::move(trigger_head), *std::move(argument_head), *std::move(event_head),
                     *std::move(confidence));
}

void EventReader::Read(const EncodedWindow& encoded, EventSet& found) const {
  const EncodedWindow window = encoded.ForEvents();
  const int length = static_cast<int>(window.tokens.size());
  const std::vector<WindowWord> words = FindWindowWords(window.tokens);
  const CueReading reading = trigger_head_.FindCues(window, words);
  std::vector<TokenRun> triggers;
  triggers.reserve(reading.cues.size());
  for (const WordRun& cue : reading.cues) triggers.push_back(TokensOf(words, cue));

  std::vector<std::vector<ArgumentPart>> parts;
  std::vector<EventTokens> tokens;
  parts.reserve(triggers.size());
  tokens.reserve(triggers.size());
  for (const Arguments& arguments :
       argument_head_.FindArguments(window, words, reading.probabilities, triggers)) {
    const TokenRun trigger = triggers[parts.size()];
    parts.push_back(ReadParts(arguments, kRoles));
    tokens.push_back({Intersection(trigger, TokensAround(trigger, length)),
                      parts.back()[kActor].tokens, parts.back()[kRecipient].tokens});
  }
  const std::vector<EventLabels> labels = event_head_.ReadLabels(window, tokens);

  for (size_t i = 0; i < triggers.size(); ++i) {
    const Span trigger = SpanOf(words, reading.cues[i]);
    EventReading event;
    event.trigger = trigger;
    event.type = labels[i].type;
    event.status = labels[i].status;
    event.actors = std::move(parts[i][kActor].spans);
    event.recipients = std::move(parts[i][kRecipient].spans);
    event.places = std::move(parts[i][kPlace].spans);
    event.times = std::move(parts[i][kTime].spans);
    const WordRun& words_of = reading.cues[i];
    event.confidence =
        confidence_.ConfidenceOf({absl::MakeConstSpan(reading.tags.probability)
                                      .subspan(words_of.begin, words_of.end - words_of.begin),
                                  parts[i][kActor].probabilities,
                                  parts[i][kRecipient].probabilities, labels[i].type_probability});
    found.Add(trigger, MarginOf(triggers[i], length), std::move(event));
  }
}

}  // namespace onrecord::ingest
