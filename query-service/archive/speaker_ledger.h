// Who the speakers of the archive are, and what each article says of them.
//
// What is known of a speaker (names, roles, numbers of positions and articles) is the sum of what
// articles say. Each article's share is kept, so that a retracted or revised article takes its own
// away again; a speaker that no article is left to speak of is gone, unless somebody decided who it
// is (speaker_decisions.h).
//
// A row of `speakers` is an identity. Positions, participants, names and shares belong to
// identities and stay there when one is merged into another; figures and the display name are those
// of a speaker with all identities merged into it and lie in its own row.

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
#include "query-service/archive/namesakes.h"
#include "query-service/archive/records.h"
#include "query-service/archive/statements.h"

namespace onrecord::query {

// Rows of speakers by their local id in one analysis.
using SpeakerRows = std::map<std::string, int64_t, std::less<>>;

// A name of an identity in its row.
struct KeptName {
  int64_t row = 0;
  NamePart part = NamePart::kDisplayName;
  std::string text;
};

// Changes to speakers within one transaction of `connection`, which must outlive it. A transaction
// that has called anything else ends with Settle.
class SpeakerLedger {
 public:
  explicit SpeakerLedger(Connection& connection) : connection_(connection) {}

  // Takes away the share of the article in `article_row`, which is to be deleted after that and
  // before Settle.
  absl::Status Remove(int64_t article_row);

  // Finds or makes the archive's identity for each speaker of an analysis. INVALID_ARGUMENT: a
  // local id twice.
  absl::StatusOr<SpeakerRows> Resolve(std::string_view article_id, const ReadAnalysis& analysis);

  // Adds the share of the article in `article_row`, whose positions are there already. REQUIRES:
  // `rows` is of the same analysis and has all its references.
  absl::Status Add(int64_t article_row, const ReadAnalysis& analysis, const SpeakerRows& rows);

  // Makes a new identity, of which no article speaks yet, with the id `wanted_id` where that is set
  // and free; its row. REQUIRES: `identity` is none.
  absl::StatusOr<int64_t> Insert(const std::string& display_name, SpeakerType type,
                                 const std::string& identity, const std::string& wanted_id = "");

  // Gives what the article in `article_row` says of the identity `from` to `to`, of which it says
  // nothing yet. Figures stay as they are: Recount follows for both speakers.
  absl::Status Move(int64_t article_row, int64_t from, int64_t to);

  // Counts the figures of a speaker anew and chooses its display name. Goes through all that it
  // ever said.
  absl::Status Recount(int64_t speaker_row);

  // Drops names and speakers that nobody uses any more and chooses display names anew.
  absl::Status Settle();

 private:
  absl::StatusOr<int64_t> FindNamesake(Namesakes& namesakes, const SpeakerRecord& speaker);
  absl::StatusOr<int64_t> FindOrInsert(const SpeakerRecord& speaker, const std::string& identity);
  absl::StatusOr<int64_t> FollowSplits(int64_t speaker_row, std::string_view article_id);
  absl::StatusOr<std::string> FreeId(const std::string& display_name, const std::string& identity,
                                     const std::string& wanted_id);
  absl::Status Touch(int64_t article_row);
  absl::Status CountArticle(int64_t article_row, int sign);
  absl::Status AddNames(int64_t article_row, const ReadAnalysis& analysis, const SpeakerRows& rows);
  absl::Status ChooseDisplayName(int64_t speaker_row);
  absl::StatusOr<int64_t> FindOrInsertName(int64_t speaker_row, NamePart part,
                                           std::string_view text);
  absl::Status MoveName(int64_t article_row, const KeptName& name, int64_t to);
  absl::Status DropUnusedNames(int64_t speaker_row);

  Connection& connection_;
  std::set<int64_t> touched_;  // identities whose names or articles may have changed
};

}  // namespace onrecord::query

#endif  // ONRECORD_QUERY_SERVICE_ARCHIVE_SPEAKER_LEDGER_H_
