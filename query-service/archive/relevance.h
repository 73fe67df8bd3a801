// How well a text has what somebody looks for: a function for SQL.
//
//   relevance(INDEX, terms, typical_words, weight, ...)
//
// It gives a whole number for a row that a search in the full-text index INDEX finds: the more, the
// better. The first `terms` phrases of the search count; in the index's first column each
// occurrence counts `weight` times, and so on; columns without a weight are not looked at.

#ifndef ONRECORD_QUERY_SERVICE_ARCHIVE_RELEVANCE_H_
#define ONRECORD_QUERY_SERVICE_ARCHIVE_RELEVANCE_H_

struct sqlite3;

namespace onrecord::query {

// Makes the function known to a connection; SQLite's result. Reads nothing from the file.
int AddRelevance(sqlite3* database);

}  // namespace onrecord::query

#endif  // ONRECORD_QUERY_SERVICE_ARCHIVE_RELEVANCE_H_
