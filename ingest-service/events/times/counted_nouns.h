// Nouns that numbers count, which tells "1990 people" from the year, and 12 ships from the twelfth.

#ifndef ONRECORD_INGEST_SERVICE_EVENTS_TIMES_COUNTED_NOUNS_H_
#define ONRECORD_INGEST_SERVICE_EVENTS_TIMES_COUNTED_NOUNS_H_

#include <string_view>

namespace onrecord::ingest {

// Whether a number of several may count the word by its looks: a plural ("ships", "hours"), by its
// ending, or "people", "police", "percent". Takes a word in lower case.
bool IsCountedNoun(std::string_view lower);

}  // namespace onrecord::ingest

#endif  // ONRECORD_INGEST_SERVICE_EVENTS_TIMES_COUNTED_NOUNS_H_
