// Reads articles back with all that was read from them: what ArticleWriter wrote.

#ifndef ONRECORD_QUERY_SERVICE_ARCHIVE_ARTICLE_READER_H_
#define ONRECORD_QUERY_SERVICE_ARCHIVE_ARTICLE_READER_H_

#include "absl/status/statusor.h"
#include "query-service/archive/connection.h"
#include "query-service/archive/record_rows.h"
#include "query-service/archive/records.h"

namespace onrecord::query {

// Everything that was read from `kept`, an article with its text. Speakers come in order of their
// first mention, those without one last, ties by id; aliases and roles by their letters. One who
// has several display names in the article comes once for each; mentions and other names are with
// the first.
absl::StatusOr<ArticleRecords> ReadRecords(Connection& connection, KeptRecord<ArticleRecord> kept);

// What a commit would have to bring for the archive to hold the same: references are local.
ReadAnalysis ToAnalysis(ArticleRecords records);

}  // namespace onrecord::query

#endif  // ONRECORD_QUERY_SERVICE_ARCHIVE_ARTICLE_READER_H_
