// Where names that a network found begin and end: its tags often miss a name's first or last word.

#ifndef ONRECORD_INGEST_SERVICE_ENTITIES_NAME_EDGES_H_
#define ONRECORD_INGEST_SERVICE_ENTITIES_NAME_EDGES_H_

#include <string_view>
#include <vector>

#include "absl/types/span.h"
#include "ingest-service/entities/name_mention.h"
#include "ingest-service/text/words.h"

namespace onrecord::ingest {

// `mentions` with their edges mended, in order and without overlap:
//
//   "Maria" "Lindqvist"                         one name
//   "Maria" before "Lindqvist"                  belongs to it, as does "Jr." behind it
//   "independent Commission" before "on Ports"  is the Commission on Ports
//
// REQUIRES: `mentions` are in order, lie within `text` and don't overlap; `words` are the text's.
std::vector<NameMention> MendEdges(std::string_view text, const std::vector<Word>& words,
                                   absl::Span<const NameMention> mentions);

}  // namespace onrecord::ingest

#endif  // ONRECORD_INGEST_SERVICE_ENTITIES_NAME_EDGES_H_
