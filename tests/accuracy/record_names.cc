#include "tests/accuracy/record_names.h"

#include <array>
#include <cstddef>

namespace onrecord::accuracy {
namespace {

constexpr std::array<std::string_view, 17> kKinds = {
    "UNSPECIFIED", "STATEMENT", "OPINION", "PREDICTION", "DENIAL",   "CONFIRMATION",
    "ACCUSATION",  "CRITICISM", "SUPPORT", "DEMAND",     "PROPOSAL", "PROMISE",
    "AGREEMENT",   "REFUSAL",   "THREAT",  "WARNING",    "QUESTION"};
constexpr std::array<std::string_view, 8> kSpeakerTypes = {
    "UNSPECIFIED", "PERSON", "ORGANIZATION", "GOVERNMENT", "GROUP", "UNNAMED", "AUTHOR", "OTHER"};
constexpr std::array<std::string_view, ingest::kMentionTypes> kMentionTypes = {
    "Person", "Organization", "Location", "NORP", "Facility", "Product", "Misc", "Date", "Money"};
constexpr std::array<std::string_view, 18> kEventTypes = {
    "UNSPECIFIED", "AGREE",    "CONSULT",  "SUPPORT", "CONCEDE", "COOPERATE",
    "AID",         "RETREAT",  "REQUEST",  "ACCUSE",  "REJECT",  "THREATEN",
    "PROTEST",     "SANCTION", "MOBILIZE", "COERCE",  "ASSAULT", "OTHER"};
constexpr std::array<std::string_view, 6> kEventStatuses = {
    "UNSPECIFIED", "ACTUAL", "PLANNED", "CALLED_FOR", "HYPOTHETICAL", "DENIED"};

}  // namespace

std::string_view NameOf(ingest::PositionKind kind) { return kKinds[static_cast<size_t>(kind)]; }
std::string_view NameOf(ingest::SpeakerType type) {
  return kSpeakerTypes[static_cast<size_t>(type)];
}
std::string_view NameOf(ingest::MentionType type) {
  return kMentionTypes[static_cast<size_t>(type)];
}
std::string_view NameOf(ingest::EventType type) { return kEventTypes[static_cast<size_t>(type)]; }
std::string_view NameOf(ingest::EventStatus status) {
  return kEventStatuses[static_cast<size_t>(status)];
}

}  // namespace onrecord::accuracy
