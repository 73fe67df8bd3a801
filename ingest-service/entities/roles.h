// Roles: the offices and occupations that an article states beside a name.
//
//   "director Maria Lindqvist"                          before the name
//   "the port's director, Maria Lindqvist,"             before it, set off by a comma
//   "Maria Lindqvist, the port's director,"             behind it, likewise
//   "..., a pilot who's now an analyst,", "... is a pilot"   said of it

#ifndef ONRECORD_INGEST_SERVICE_ENTITIES_ROLES_H_
#define ONRECORD_INGEST_SERVICE_ENTITIES_ROLES_H_

#include <vector>

#include "ingest-service/entities/names.h"
#include "ingest-service/text/span.h"
#include "ingest-service/text/words.h"

namespace onrecord::ingest {

// The roles stated right beside `name`, without articles, in order of the text. `sentence` is the
// one around the name. REQUIRES: name was read from `words`.
std::vector<Span> FindRoles(const std::vector<Word>& words, const Name& name, Span sentence);

}  // namespace onrecord::ingest

#endif  // ONRECORD_INGEST_SERVICE_ENTITIES_ROLES_H_
