// The names by which gold data calls kinds, types and statuses: those of the contract's enums
// without their prefix.

#ifndef ONRECORD_TESTS_ACCURACY_RECORD_NAMES_H_
#define ONRECORD_TESTS_ACCURACY_RECORD_NAMES_H_

#include <string_view>

#include "ingest-service/attribution/position_kind.h"
#include "ingest-service/entities/entities.h"
#include "ingest-service/entities/name_mention.h"
#include "ingest-service/events/events.h"

namespace onrecord::accuracy {

// "DENIAL"
std::string_view NameOf(ingest::PositionKind kind);
// "ORGANIZATION"
std::string_view NameOf(ingest::SpeakerType type);
// "Organization", as the corpus has it
std::string_view NameOf(ingest::MentionType type);
// "CONSULT"
std::string_view NameOf(ingest::EventType type);
// "CALLED_FOR"
std::string_view NameOf(ingest::EventStatus status);

}  // namespace onrecord::accuracy

#endif  // ONRECORD_TESTS_ACCURACY_RECORD_NAMES_H_
