// Ties events to the speakers that take part in them and to the positions that report or perform
// them.

#ifndef ONRECORD_INGEST_SERVICE_ANALYSIS_EVENT_LINKER_H_
#define ONRECORD_INGEST_SERVICE_ANALYSIS_EVENT_LINKER_H_

#include <optional>
#include <string_view>
#include <vector>

#include "absl/functional/function_ref.h"
#include "ingest-service/analysis/analysis.h"
#include "ingest-service/analysis/containment.h"
#include "ingest-service/entities/entities.h"
#include "ingest-service/events/events.h"

namespace onrecord::ingest {

// The names of `entities` in the text, in order, without repetition; neither pronouns nor
// descriptions, which may hold a time ("officials who met on Tuesday"). EventContext asks for them.
std::vector<Span> NameSpans(const std::vector<Entity>& entities);

// Links `events`, in their order; nullopt once `cancelled`, which is asked before each, says true.
// A position reports an event when its content holds one of the triggers; "I" and "we" there are
// its speakers. It performs an event, rather than report it, when its cue shares words with one of
// the triggers and one of its speakers is an actor, or no words name an actor: to "demand" is to
// act by speaking. Only what happened is performed, and only by a position that is taken: who "did
// not demand" or "will demand" has not acted. `containment` is over the attributions of
// `positions`, in the same order.
// Speakers are indices into resolver.entities(), which may grow.
std::optional<std::vector<LinkedEvent>> LinkEvents(std::string_view text, std::vector<Event> events,
                                                   const std::vector<Position>& positions,
                                                   const Containment& containment,
                                                   SpeakerResolver& resolver,
                                                   absl::FunctionRef<bool()> cancelled);

}  // namespace onrecord::ingest

#endif  // ONRECORD_INGEST_SERVICE_ANALYSIS_EVENT_LINKER_H_
