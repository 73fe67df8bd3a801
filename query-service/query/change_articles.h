// Changes of the archive: see onrecord.v1.ArchiveService.

#ifndef ONRECORD_QUERY_SERVICE_QUERY_CHANGE_ARTICLES_H_
#define ONRECORD_QUERY_SERVICE_QUERY_CHANGE_ARTICLES_H_

#include <cstdint>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "query-service/archive/archive.h"

namespace onrecord::query {

// A commit as sent: `article.id` is ignored for `name`, spans are in bytes already, enums may hold
// any number.
struct CommitArticleRequest {
  std::string name;  // "articles/{article}"
  ArticleRecord article;
  ReadAnalysis analysis;
  bool replace = false;
  std::string etag;
  bool must_not_exist = false;
};

// Checks every rule of the article's and the analysis' fields and commits. An empty language means
// "en", an empty model version of a position or event the analysis'.
//
// INVALID_ARGUMENT: INVALID_FIELD or REQUIRED_FIELD with the fields
// ("analysis.positions[2].cue[0]"), or TEXT_TOO_LONG where the text has more than `max_text_bytes`.
// ABORTED (ETAG_MISMATCH), ALREADY_EXISTS (RESOURCE_ALREADY_EXISTS). Also the errors of Archive.
absl::StatusOr<CommitResult> CommitArticle(Archive& archive, CommitArticleRequest request,
                                           int64_t max_text_bytes);

// Checks the same rules and those of what an export adds (article.revision, speakers' ids and
// identities), and imports.
absl::StatusOr<CommitResult> ImportArticle(Archive& archive, CommitArticleRequest request,
                                           int64_t max_text_bytes);

// Retract the article of this resource name, bring it back, forget it. An empty `etag` is no
// condition. INVALID_ARGUMENT (INVALID_FIELD), NOT_FOUND (RESOURCE_NOT_FOUND), ABORTED
// (ETAG_MISMATCH), ALREADY_EXISTS (RESOURCE_ALREADY_EXISTS, where it is to come back),
// FAILED_PRECONDITION (NOT_RETRACTED, where it is to be forgotten), and the errors of Archive.
absl::StatusOr<ArticleRecord> DeleteArticle(Archive& archive, std::string_view name,
                                            const std::string& etag = "");
absl::StatusOr<ArticleRecord> UndeleteArticle(Archive& archive, std::string_view name,
                                              const std::string& etag = "");
absl::Status PurgeArticle(Archive& archive, std::string_view name, const std::string& etag = "");

}  // namespace onrecord::query

#endif  // ONRECORD_QUERY_SERVICE_QUERY_CHANGE_ARTICLES_H_
