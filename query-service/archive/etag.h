// What tells one state of an article from every other.

#ifndef ONRECORD_QUERY_SERVICE_ARCHIVE_ETAG_H_
#define ONRECORD_QUERY_SERVICE_ARCHIVE_ETAG_H_

#include <string>

#include "query-service/archive/records.h"

namespace onrecord::query {

// The etag of an article as kept: 12 characters of a-z, A-Z, 0-9, '-' and '_' that change whenever
// the article is written. Made of its id and its revisions, which never mean two states.
std::string EtagOf(const ArticleRecord& article);

}  // namespace onrecord::query

#endif  // ONRECORD_QUERY_SERVICE_ARCHIVE_ETAG_H_
