// Records found by their ids or rows and added to an answer.

#ifndef ONRECORD_QUERY_SERVICE_ARCHIVE_RECORD_LOOKUP_H_
#define ONRECORD_QUERY_SERVICE_ARCHIVE_RECORD_LOOKUP_H_

#include <cstdint>
#include <optional>
#include <string_view>

#include "absl/status/statusor.h"
#include "query-service/archive/archive.h"
#include "query-service/archive/connection.h"
#include "query-service/archive/pages.h"

namespace onrecord::query {

// The article of this id with its row, where there is one.
absl::StatusOr<std::optional<KeptRecord<ArticleRecord>>> FindArticle(Connection& connection,
                                                                     std::string_view id,
                                                                     bool with_text);

// Adds the record of this id to `page` and its bytes to `size`; false where there is none.
// Positions and events bring the texts of their articles `with_texts`.
absl::StatusOr<bool> AddArticle(Connection& connection, std::string_view id, bool with_text,
                                ArticlePage& page, PageSize& size);
absl::StatusOr<bool> AddSpeaker(Connection& connection, std::string_view id, SpeakerPage& page,
                                PageSize& size);
absl::StatusOr<bool> AddPosition(Connection& connection, std::string_view article_id,
                                 std::string_view position_id, bool with_texts, PositionPage& page,
                                 PageSize& size);
absl::StatusOr<bool> AddEvent(Connection& connection, std::string_view article_id,
                              std::string_view event_id, bool with_texts, EventPage& page,
                              PageSize& size);

// The article in `row`, which there is.
absl::StatusOr<KeptRecord<ArticleRecord>> ReadArticleInRow(Connection& connection, int64_t row,
                                                           bool with_text);

// Adds the record in `row`, which there is, as above.
absl::Status AddArticleInRow(Connection& connection, int64_t row, bool with_text, ArticlePage& page,
                             PageSize& size);
absl::Status AddPositionInRow(Connection& connection, int64_t row, bool with_texts,
                              PositionPage& page, PageSize& size);
absl::Status AddEventInRow(Connection& connection, int64_t row, bool with_texts, EventPage& page,
                           PageSize& size);

}  // namespace onrecord::query

#endif  // ONRECORD_QUERY_SERVICE_ARCHIVE_RECORD_LOOKUP_H_
