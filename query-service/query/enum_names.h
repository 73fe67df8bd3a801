// Names of the contract's enum values, as they are keys of counted groups.

#ifndef ONRECORD_QUERY_SERVICE_QUERY_ENUM_NAMES_H_
#define ONRECORD_QUERY_SERVICE_QUERY_ENUM_NAMES_H_

#include <string>

#include "query-service/archive/records.h"

namespace onrecord::query {

// As in onrecord/v1: "POSITION_KIND_DENIAL". A number that is none of the enum's gives the name of
// UNSPECIFIED.
std::string NameOf(PositionKind kind);
std::string NameOf(EventType type);
std::string NameOf(EventStatus status);

}  // namespace onrecord::query

#endif  // ONRECORD_QUERY_SERVICE_QUERY_ENUM_NAMES_H_
