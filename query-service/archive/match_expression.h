// Text queries as SQLite's FTS5 understands them.

#ifndef ONRECORD_QUERY_SERVICE_ARCHIVE_MATCH_EXPRESSION_H_
#define ONRECORD_QUERY_SERVICE_ARCHIVE_MATCH_EXPRESSION_H_

#include <string>

#include "query-service/archive/filters.h"

namespace onrecord::query {

// The right side of MATCH for `query`. Words stand between quotation marks, so that nothing in them
// is syntax. REQUIRES: query.terms is not empty; see TextQuery.
std::string MatchExpression(const TextQuery& query);

}  // namespace onrecord::query

#endif  // ONRECORD_QUERY_SERVICE_ARCHIVE_MATCH_EXPRESSION_H_
