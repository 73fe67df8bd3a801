#include "ingest-service/analysis/event_linker.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "absl/algorithm/container.h"
#include "absl/container/flat_hash_set.h"
#include "ingest-service/analysis/span_index.h"
#include "ingest-service/analysis/word_ids.h"

namespace onrecord::ingest {
namespace {

// The positions that report `event`, the nearest to its first trigger first.
std::vector<int> Reporting(const Event& event, const Containment& containment) {
  std::vector<int> reporting;
  for (const Span& trigger : event.triggers) {
    for (const int position : containment.Around(trigger)) {
      if (!absl::c_linear_search(reporting, position)) reporting.push_back(position);
    }
  }
  return reporting;
}

// Each of them once, by the first words that name it.
std::vector<Participation> Participants(const std::vector<Span>& spans,
                                        absl::Span<const int> quoted, SpeakerResolver& resolver) {
  std::vector<Participation> participants;
  absl::flat_hash_set<int> known;
  for (const Span& span : spans) {
    for (const int speaker : resolver.ResolveParticipant(span, quoted)) {
      if (known.insert(speaker).second) participants.push_back({speaker, span});
    }
  }
  return participants;
}

SpanIndex IndexCues(const std::vector<Position>& positions) {
  std::vector<SpanIndex::Entry> cues;
  for (int i = 0; i < static_cast<int>(positions.size()); ++i) {
    for (const Span& span : positions[i].attribution.cue) cues.push_back({span, i});
  }
  return SpanIndex(cues);
}

// Whether to do what `link` tells may be to take `position`: one of the actors takes it, or no
// words name an actor. Actors that are named but not known may be anybody else.
bool ActsBySpeaking(const LinkedEvent& link, const Position& position) {
  const auto speaks = [&position](const Participation& actor) {
    return absl::c_linear_search(position.speakers, actor.speaker);
  };
  return !position.negated && (link.event.actors.empty() || absl::c_any_of(link.actors, speaks));
}

// The first position that performs `link`; nullopt where none does.
std::optional<int> Performing(const LinkedEvent& link, const std::vector<Position>& positions,
                              const SpanIndex& cues) {
  if (link.event.status != EventStatus::kActual) return std::nullopt;
  for (const Span& trigger : link.event.triggers) {
    for (const SpanIndex::Entry& cue : cues.Overlapping(trigger)) {
      if (ActsBySpeaking(link, positions[cue.owner])) return cue.owner;
    }
  }
  return std::nullopt;
}

}  // namespace

std::vector<Span> NameSpans(const std::vector<Entity>& entities) {
  std::vector<Span> spans;
  for (const Entity& entity : entities) {
    for (const Mention& mention : entity.mentions) {
      if (mention.form == MentionForm::kName) spans.push_back(mention.span);
    }
  }
  absl::c_sort(spans);
  spans.erase(std::unique(spans.begin(), spans.end()), spans.end());
  return spans;
}

std::optional<std::vector<LinkedEvent>> LinkEvents(std::string_view text, std::vector<Event> events,
                                                   const std::vector<Position>& positions,
                                                   const Containment& containment,
                                                   SpeakerResolver& resolver,
                                                   absl::FunctionRef<bool()> cancelled) {
  const SpanIndex cues = IndexCues(positions);
  WordIds ids;
  std::vector<LinkedEvent> linked;
  linked.reserve(events.size());
  for (Event& event : events) {
    if (cancelled()) return std::nullopt;
    LinkedEvent link;
    link.id = ids.Next("e-", text, {event.triggers, event.actors, event.recipients});
    link.positions = Reporting(event, containment);
    absl::Span<const int> quoted;
    if (!link.positions.empty()) quoted = positions[link.positions.front()].speakers;
    link.actors = Participants(event.actors, quoted, resolver);
    link.recipients = Participants(event.recipients, quoted, resolver);
    link.event = std::move(event);
    link.performed_in = Performing(link, positions, cues);
    link.positions.erase(
        std::remove(link.positions.begin(), link.positions.end(), link.performed_in),
        link.positions.end());
    absl::c_sort(link.positions);
    linked.push_back(std::move(link));
  }
  return linked;
}

}  // namespace onrecord::ingest
