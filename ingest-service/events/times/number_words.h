// Numbers in figures and in words. Those that take tokens read them as time expressions count and
// number with them, and give where the number ends; nullopt where none that a calendar could need
// begins there: numbers of more than four figures are none.

#ifndef ONRECORD_INGEST_SERVICE_EVENTS_TIMES_NUMBER_WORDS_H_
#define ONRECORD_INGEST_SERVICE_EVENTS_TIMES_NUMBER_WORDS_H_

#include <optional>

#include "ingest-service/events/times/time_tokens.h"

namespace onrecord::ingest {

struct ReadNumber {
  int value = 0;
  int end = 0;  // the token behind it
};

// All figures of token i, up to four: "12". nullopt for "12th", "1,200", "3.5".
std::optional<int> FiguresAt(const TimeTokens& tokens, int i);
// "12", "two", "twenty-one", "a", "a couple of".
std::optional<ReadNumber> CardinalAt(const TimeTokens& tokens, int i);
// "third", "3rd", "twenty-first": from 1 to 99.
std::optional<ReadNumber> OrdinalAt(const TimeTokens& tokens, int i);
// "nineteen ninety-six", "two thousand ten", "twenty-sixteen".
std::optional<ReadNumber> SpelledYearAt(const TimeTokens& tokens, int i);
// One word from 1 to 99: "one", "sixty", "twenty-one".
std::optional<int> CardinalNamed(std::string_view lower);
// What a number before it is multiplied with: "dozen", "hundred", to "trillion".
std::optional<double> MultiplierNamed(std::string_view lower);
// "nineties": 90.
std::optional<int> TensNamed(std::string_view lower);

}  // namespace onrecord::ingest

#endif  // ONRECORD_INGEST_SERVICE_EVENTS_TIMES_NUMBER_WORDS_H_
