#include "ingest-service/analysis/event_linker.h"

#include <algorithm>
#include <utility>

#include "absl/algorithm/container.h"
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

std::vector<Participation> Participants(const std::vector<Span>& spans,
                                        absl::Span<const int> quoted, SpeakerResolver& resolver) {
  std::vector<Participation> participants;
  for (const Span& span : spans) {
    for (const int speaker : resolver.ResolveParticipant(span, quoted)) {
      participants.push_back({speaker, span});
    }
  }
  return participants;
}

}  // namespace

std::vector<Span> MentionSpans(const std::vector<Entity>& entities) {
  std::vector<Span> spans;
  for (const Entity& entity : entities) {
    for (const Mention& mention : entity.mentions) spans.push_back(mention.span);
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
    absl::c_sort(link.positions);
    link.event = std::move(event);
    linked.push_back(std::move(link));
  }
  return linked;
}

}  // namespace onrecord::ingest
