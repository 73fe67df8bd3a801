// Names of places as they stand in a text: which words are one name, not yet which place it means.

#ifndef ONRECORD_INGEST_SERVICE_EVENTS_PLACE_NAMES_H_
#define ONRECORD_INGEST_SERVICE_EVENTS_PLACE_NAMES_H_

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ingest-service/text/words.h"

namespace onrecord::ingest {

struct PlaceName {
  int first = 0;  // words [first, last)
  int last = 0;
  std::string key;  // in the gazetteer
  // Whether it stands directly behind a comma, where "Calif." may follow a name.
  bool behind_comma = false;
  // Whether it may be a part of a longer name: "Jordan" in "Michael Jordan", "Paris" in "Paris
  // Hilton". Adjectives stand like that too: "Georgian Parliament".
  bool beside_name = false;
};

// The longest name of the gazetteer that begins at word `first` and ends before word `last`;
// nullopt where none does. A name begins with a capital letter. `words` are those of `text`.
// REQUIRES: 0 <= first < last <= words.size().
std::optional<PlaceName> PlaceNameAt(std::string_view text, const std::vector<Word>& words,
                                     int first, int last);

// The names among words [first, last), in order, without overlaps. Linear in the number of words.
std::vector<PlaceName> FindPlaceNames(std::string_view text, const std::vector<Word>& words,
                                      int first, int last);

}  // namespace onrecord::ingest

#endif  // ONRECORD_INGEST_SERVICE_EVENTS_PLACE_NAMES_H_
