// Articles with all that was read from them as bytes: for what is kept whole and never searched.
//
// The bytes begin with the number of their form, so that those of earlier versions stay readable.

#ifndef ONRECORD_QUERY_SERVICE_ARCHIVE_ANALYSIS_CODEC_H_
#define ONRECORD_QUERY_SERVICE_ARCHIVE_ANALYSIS_CODEC_H_

#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "query-service/archive/records.h"

namespace onrecord::query {

// Everything of an article but its text, and the times of its retraction. Back: DATA_LOSS where the
// bytes are none that were written.
std::string EncodeArticle(const ArticleRecord& article);
absl::StatusOr<ArticleRecord> DecodeArticle(std::string_view bytes);

// Everything that a commit brings; of what is "by the archive" only the ids of speakers. Back as
// above. Analyses that are kept alike have the same bytes.
std::string EncodeAnalysis(const ReadAnalysis& analysis);
absl::StatusOr<ReadAnalysis> DecodeAnalysis(std::string_view bytes);

}  // namespace onrecord::query

#endif  // ONRECORD_QUERY_SERVICE_ARCHIVE_ANALYSIS_CODEC_H_
