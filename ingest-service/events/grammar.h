// The closed word classes of English that the event reader steers by. All take words in lower case.

#ifndef ONRECORD_INGEST_SERVICE_EVENTS_GRAMMAR_H_
#define ONRECORD_INGEST_SERVICE_EVENTS_GRAMMAR_H_

#include <optional>
#include <string_view>

namespace onrecord::ingest {

// "the", "a", "his", "some": a word that begins a noun phrase.
bool IsDeterminer(std::string_view lower);
// A form of "be" or "get" that makes a passive.
bool IsPassiveAuxiliary(std::string_view lower);
// An auxiliary verb, or a form of "get".
bool IsAuxiliary(std::string_view lower);
// "he", "them": a pronoun that can take part in an event.
bool IsPersonalPronoun(std::string_view lower);
// "not", "never", "didn't".
bool IsNegation(std::string_view lower);
// A verb of saying or thinking, in the present or past: reporting is no event and ends a noun
// phrase.
bool IsReportingVerb(std::string_view lower);
// A number in words, "two" to "million".
std::optional<double> NumberWord(std::string_view lower);

}  // namespace onrecord::ingest

#endif  // ONRECORD_INGEST_SERVICE_EVENTS_GRAMMAR_H_
