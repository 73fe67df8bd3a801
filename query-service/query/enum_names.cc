#include "query-service/query/enum_names.h"

#include <cstddef>
#include <string>

#include "absl/strings/str_cat.h"

namespace onrecord::query {
namespace {

// By number.
constexpr const char* kPositionKinds[] = {
    "UNSPECIFIED", "STATEMENT", "OPINION", "PREDICTION", "DENIAL",   "CONFIRMATION",
    "ACCUSATION",  "CRITICISM", "SUPPORT", "DEMAND",     "PROPOSAL", "PROMISE",
    "AGREEMENT",   "REFUSAL",   "THREAT",  "WARNING",    "QUESTION"};
constexpr const char* kEventTypes[] = {"UNSPECIFIED", "AGREE",    "CONSULT", "SUPPORT",  "CONCEDE",
                                       "COOPERATE",   "AID",      "RETREAT", "REQUEST",  "ACCUSE",
                                       "REJECT",      "THREATEN", "PROTEST", "SANCTION", "MOBILIZE",
                                       "COERCE",      "ASSAULT",  "OTHER"};
constexpr const char* kEventStatuses[] = {"UNSPECIFIED", "ACTUAL",       "PLANNED",
                                          "CALLED_FOR",  "HYPOTHETICAL", "DENIED"};

template <size_t kCount>
std::string Name(const char* prefix, const char* const (&names)[kCount], int number) {
  const bool known = number >= 0 && static_cast<size_t>(number) < kCount;
  return absl::StrCat(prefix, names[known ? number : 0]);
}

}  // namespace

std::string NameOf(PositionKind kind) {
  return Name("POSITION_KIND_", kPositionKinds, static_cast<int>(kind));
}

std::string NameOf(EventType type) {
  return Name("EVENT_TYPE_", kEventTypes, static_cast<int>(type));
}

std::string NameOf(EventStatus status) {
  return Name("EVENT_STATUS_", kEventStatuses, static_cast<int>(status));
}

}  // namespace onrecord::query
