// One record by its resource name: see the Get rpcs of onrecord.v1.QueryService.
//
// Errors of all: INVALID_ARGUMENT (INVALID_FIELD) for a malformed name, NOT_FOUND
// (RESOURCE_NOT_FOUND), FAILED_PRECONDITION (REVISION_NOT_REACHED), and those of Archive.

#ifndef ONRECORD_QUERY_SERVICE_QUERY_GET_RECORDS_H_
#define ONRECORD_QUERY_SERVICE_QUERY_GET_RECORDS_H_

#include <cstdint>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "query-service/archive/archive.h"

namespace onrecord::query {

// A position or event with the text of the article that its spans lie in.
struct PositionAnswer {
  PositionRecord position;
  ArticleTexts texts;
};
struct EventAnswer {
  EventRecord event;
  ArticleTexts texts;
};

// `view` is the number of an ArticleView; without the text where that is ARTICLE_VIEW_BASIC.
// `show_deleted` also finds a retracted article.
absl::StatusOr<ArticleRecord> GetArticle(const Archive& archive, std::string_view name, int view,
                                         int64_t min_revision, bool show_deleted = false);
absl::StatusOr<SpeakerRecord> GetSpeaker(const Archive& archive, std::string_view name,
                                         int64_t min_revision);

// Without the article's text where it is not wanted.
absl::StatusOr<PositionAnswer> GetPosition(const Archive& archive, std::string_view name,
                                           int64_t min_revision, bool with_text = true);
absl::StatusOr<EventAnswer> GetEvent(const Archive& archive, std::string_view name,
                                     int64_t min_revision, bool with_text = true);

}  // namespace onrecord::query

#endif  // ONRECORD_QUERY_SERVICE_QUERY_GET_RECORDS_H_
