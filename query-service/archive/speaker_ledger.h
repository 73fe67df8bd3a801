// Who the speakers of the archive are, and what each article says of them.
//
// What is known of a speaker (names, roles, numbers of positions and articles) is the sum of what
// articles say. Each article's share is kept, so that a retracted or revised article takes its own
// away again; a speaker that no article is left to speak of is gone.

#ifndef ONRECORD_QUERY_SERVICE_ARCHIVE_SPEAKER_LEDGER_H_
#define ONRECORD_QUERY_SERVICE_ARCHIVE_SPEAKER_LEDGER_H_

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "query-service/archive/connection.h"
#include "query-service/archive/records.h"
#include "query-service/archive/statements.h"

namespace onrecord::query {

// Rows of speakers by their local id in one analysis.
using SpeakerRows = std::map<std::string, int64_t, std::less<>>;

// Changes to speakers within one transaction of `connection`, which must outlive it. A transaction
// that has called Remove, Resolve or Add ends with Settle.
class SpeakerLedger {
 public:
  explicit SpeakerLedger(Connection& connection) : connection_(connection) {}

  // Takes away the share of the article in `article_row`, which is to be deleted before Settle.
  absl::Status Remove(int64_t article_row);

  // Finds or makes the archive's speaker for each speaker of an analysis. INVALID_ARGUMENT: a local
  // id twice.
  absl::StatusOr<SpeakerRows> Resolve(std::string_view article_id, const ReadAnalysis& analysis);

  // Adds the share of the article in `article_row`. REQUIRES: `rows` is of the same analysis and
  // has all its references.
  absl::Status Add(int64_t article_row, const ReadAnalysis& analysis, const SpeakerRows& rows);

  // Drops names and speakers that nobody uses any more and chooses display names anew.
  absl::Status Settle();

 private:
  absl::StatusOr<int64_t> FindOrInsert(const SpeakerRecord& speaker, const std::string& identity);
  absl::StatusOr<std::string> FreeId(const SpeakerRecord& speaker, const std::string& identity);
  absl::Status AddNames(int64_t article_row, const ReadAnalysis& analysis, const SpeakerRows& rows);
  absl::StatusOr<int64_t> FindOrInsertName(int64_t speaker_row, NamePart part,
                                           std::string_view text);
  absl::Status DropUnusedNames(int64_t speaker_row);
  absl::Status AddToSpeaker(int64_t speaker_row, int64_t positions, int64_t articles);

  Connection& connection_;
  std::set<int64_t> touched_;  // speakers whose names or articles may have changed
};

}  // namespace onrecord::query

#endif  // ONRECORD_QUERY_SERVICE_ARCHIVE_SPEAKER_LEDGER_H_
