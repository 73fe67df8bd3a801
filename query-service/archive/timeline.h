// What a speaker said over time.

#ifndef ONRECORD_QUERY_SERVICE_ARCHIVE_TIMELINE_H_
#define ONRECORD_QUERY_SERVICE_ARCHIVE_TIMELINE_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "query-service/archive/archive.h"
#include "query-service/archive/connection.h"
#include "query-service/archive/pages.h"

namespace onrecord::query {

// Reads timelines within a snapshot of `connection`, which must outlive it.
class TimelineReader {
 public:
  TimelineReader(Connection& connection, const TimelineQuery& query)
      : connection_(connection), query_(query) {}

  // Adds the timeline of the speaker with this id, without a speaker where there is none. All that
  // one reader adds shares the limits of a page; examples beyond them are left out.
  absl::Status Add(const std::string& speaker_id, Timelines& timelines);

 private:
  // The rows of the newest positions in each period of a timeline.
  using Rows = std::vector<std::vector<int64_t>>;

  absl::Status Walk(const std::string& speaker_id, Timeline& timeline, Rows& newest);
  absl::Status AddExample(int64_t row, std::vector<PositionRecord>& examples, ArticleTexts& texts);

  Connection& connection_;
  const TimelineQuery& query_;
  PageSize size_;
};

}  // namespace onrecord::query

#endif  // ONRECORD_QUERY_SERVICE_ARCHIVE_TIMELINE_H_
