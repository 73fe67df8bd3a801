// From the contract's messages to the archive's records: what a commit brings.

#ifndef ONRECORD_QUERY_SERVICE_SERVICE_COMMIT_CONVERSIONS_H_
#define ONRECORD_QUERY_SERVICE_SERVICE_COMMIT_CONVERSIONS_H_

#include "absl/status/statusor.h"
#include "onrecord/v1/archive_service.pb.h"
#include "onrecord/v1/article_records.pb.h"
#include "query-service/query/change_articles.h"

namespace onrecord::query {

// The request with its offsets in bytes. INVALID_ARGUMENT (INVALID_FIELD) for what cannot be
// expressed in a record: an unknown offset_encoding, a time that is none, an offset outside the
// text or inside a character. All other rules are query/change_articles.h's.
absl::StatusOr<CommitArticleRequest> FromProto(const v1::CommitArticleRequest& request);

// What an import brings, as the commit of the same: references are local again.
// Errors as above; violations name the fields of a CommitArticleRequest.
absl::StatusOr<CommitArticleRequest> FromProto(v1::ArticleRecords records);

}  // namespace onrecord::query

#endif  // ONRECORD_QUERY_SERVICE_SERVICE_COMMIT_CONVERSIONS_H_
