// Reads events off the encoder's windows: triggers first, then participants, place and time of
// each, then its type, and whether it happened.

#ifndef ONRECORD_INGEST_SERVICE_EVENTS_EVENT_READER_H_
#define ONRECORD_INGEST_SERVICE_EVENTS_EVENT_READER_H_

#include "absl/status/statusor.h"
#include "ingest-service/encoder/encoder.h"
#include "ingest-service/encoder/model_file.h"
#include "ingest-service/events/event_confidence.h"
#include "ingest-service/events/event_head.h"
#include "ingest-service/events/events.h"
#include "ingest-service/tagging/argument_head.h"
#include "ingest-service/tagging/cue_head.h"
#include "ingest-service/tagging/reading_set.h"

namespace onrecord::ingest {

// The events of one article while its windows are being read, by their trigger.
using EventSet = ReadingSet<EventReading>;

// Immutable: safe from any number of threads. Movable.
class EventReader {
 public:
  // Loads the heads; errors as ModelFile::Floats.
  static absl::StatusOr<EventReader> Load(const ModelFile& model);

  // Adds the events of `encoded` to `found`, as the heads tag them.
  void Read(const EncodedWindow& encoded, EventSet& found) const;

 private:
  EventReader(CueHead trigger_head, ArgumentHead argument_head, EventHead event_head,
              EventConfidence confidence);

  CueHead trigger_head_;
  ArgumentHead argument_head_;
  EventHead event_head_;
  EventConfidence confidence_;
};

}  // namespace onrecord::ingest

#endif  // ONRECORD_INGEST_SERVICE_EVENTS_EVENT_READER_H_
