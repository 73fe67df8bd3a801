// Records as rows: how they are read, and how what has no column of its own is written.
//
// Each function reads the current row of a statement with the columns of statements.h, and whatever
// lies in further tables through the same connection. DATA_LOSS where a record cannot be what the
// archive wrote.

#ifndef ONRECORD_QUERY_SERVICE_ARCHIVE_RECORD_ROWS_H_
#define ONRECORD_QUERY_SERVICE_ARCHIVE_RECORD_ROWS_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "query-service/archive/connection.h"
#include "query-service/archive/filters.h"
#include "query-service/archive/records.h"

namespace onrecord::query {

// A record with its row.
template <typename Record>
struct KeptRecord {
  Record record;
  int64_t row = 0;
};

absl::StatusOr<KeptRecord<ArticleRecord>> ReadArticle(const Statement& row, bool with_text);
absl::StatusOr<KeptRecord<PositionRecord>> ReadPosition(Connection& connection,
                                                        const Statement& row);
absl::StatusOr<KeptRecord<EventRecord>> ReadEvent(Connection& connection, const Statement& row);

// The same with speakers as they were committed: the ids of identities, whoever was merged since.
absl::StatusOr<KeptRecord<PositionRecord>> ReadCommittedPosition(Connection& connection,
                                                                 const Statement& row);
absl::StatusOr<KeptRecord<EventRecord>> ReadCommittedEvent(Connection& connection,
                                                           const Statement& row);

absl::StatusOr<SpeakerRecord> ReadSpeaker(Connection& connection, const Statement& row);

// Positions' three lists of spans as they lie in their column, and back.
std::string EncodeSpans(const PositionRecord& position);
absl::Status DecodeSpans(std::string_view bytes, PositionRecord& position);

// Where an article mentions a speaker, as that lies in its column, and back.
std::string EncodeMentions(const std::vector<Mention>& mentions);
absl::StatusOr<std::vector<Mention>> DecodeMentions(std::string_view bytes);

// What of an event has no column of its own: triggers, place but for its country, time but for its
// interval, magnitudes.
std::string EncodeDetails(const EventRecord& event);
absl::Status DecodeDetails(std::string_view bytes, EventRecord& event);

// Details as archives had them before event_positions: with the ids of the positions that report
// the event behind.
absl::Status DecodeDetailsWithPositions(std::string_view bytes, EventRecord& event);

// A position's content as the full-text index has it. REQUIRES: the spans lie within `text`.
std::string ContentText(const PositionRecord& position, std::string_view text);

}  // namespace onrecord::query

#endif  // ONRECORD_QUERY_SERVICE_ARCHIVE_RECORD_ROWS_H_
