// What reading one article gives: its speakers, positions and events, joined.
//
// The stages below know nothing of each other; here their findings meet. Everything refers to
// speakers by their index in Analysis::speakers and to positions by their index in
// Analysis::positions. All spans are in bytes of the text.

#ifndef ONRECORD_INGEST_SERVICE_ANALYSIS_ANALYSIS_H_
#define ONRECORD_INGEST_SERVICE_ANALYSIS_ANALYSIS_H_

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/time/time.h"
#include "ingest-service/attribution/attribution.h"
#include "ingest-service/attribution/position_kind.h"
#include "ingest-service/attribution/quotation_form.h"
#include "ingest-service/entities/entities.h"
#include "ingest-service/events/events.h"
#include "ingest-service/text/span.h"

namespace onrecord::ingest {

// An article to be read.
struct ArticleInput {
  std::string_view text;  // valid UTF-8
  std::optional<absl::Time> publish_time;
  int utc_offset_minutes = 0;
};

// An attribution, read: what kind of stance it is, and who takes part in it.
struct Position {
  std::string
      id;  // "p-" and 8 hex digits, from the words: unique in the article, stable across revisions
  Attribution attribution;
  PositionKind kind = PositionKind::kUnspecified;
  bool hedged = false;
  bool negated = false;  // the article says that the speakers do not say it; see negation.h
  QuotationForm quotation = QuotationForm::kUnspecified;
  std::vector<int> speakers;
  std::vector<int> addressees;
  std::vector<int> via;  // according to whom, nearest first
};

// Somebody's part in an event.
struct Participation {
  int speaker = 0;
  Span span;
};

// An event with those who take part in it.
struct LinkedEvent {
  std::string id;  // "e-" and 8 hex digits, as a position's
  Event event;     // its actors and recipients as spans are those below
  std::vector<Participation> actors;
  std::vector<Participation> recipients;
  std::vector<int> positions;       // that report it
  std::optional<int> performed_in;  // the position that performs it, where it is a verbal act
};

struct Analysis {
  std::vector<Entity> speakers;     // in order of first mention
  std::vector<Position> positions;  // in order of their cues
  std::vector<LinkedEvent> events;  // in order of their first triggers
  std::string model_version;
};

}  // namespace onrecord::ingest

#endif  // ONRECORD_INGEST_SERVICE_ANALYSIS_ANALYSIS_H_
