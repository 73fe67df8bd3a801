// Explicit decisions about who is who: merging speakers that commits kept apart, and splitting what
// commits took for one.
//
// Both can be undone and keep every position. A merger changes no identity (see speaker_ledger.h):
// it notes into which speaker an identity is merged. A split by articles makes a new identity,
// gives it all that these articles say of the old one, and is remembered for their later revisions.

#ifndef ONRECORD_QUERY_SERVICE_ARCHIVE_SPEAKER_DECISIONS_H_
#define ONRECORD_QUERY_SERVICE_ARCHIVE_SPEAKER_DECISIONS_H_

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "query-service/archive/archive.h"
#include "query-service/archive/connection.h"
#include "query-service/archive/speaker_ledger.h"

namespace onrecord::query {

// One decision within a write transaction of `connection`, which must outlive it. After an error
// the transaction has to be rolled back. For one call of one method.
class SpeakerDecisions {
 public:
  // `now` is when it is decided.
  SpeakerDecisions(Connection& connection, absl::Time now)
      : connection_(connection), now_(now), ledger_(connection) {}

  // See Archive::MergeSpeakers and Archive::SplitSpeaker; without articles and with.
  absl::StatusOr<SpeakerRecord> Merge(std::string_view survivor_id,
                                      const std::vector<std::string>& other_ids);
  absl::StatusOr<SplitResult> TakeOut(std::string_view merged_id);
  absl::StatusOr<SplitResult> SplitArticles(std::string_view speaker_id,
                                            const std::vector<std::string>& article_ids);

 private:
  // An identity as found by its id.
  struct Identity {
    int64_t row = 0;
    int64_t root = 0;
    std::string root_id;

    bool IsMerged() const { return row != root; }
  };
  // What a split moves: articles by id with their rows, for each identity that they speak of.
  using Moves = std::map<int64_t, std::map<std::string, int64_t>>;

  absl::StatusOr<Identity> Find(std::string_view id);
  // One that is not merged.
  absl::StatusOr<Identity> FindUnmerged(std::string_view id);
  absl::StatusOr<bool> MergeOne(const Identity& survivor, const std::string& other_id);
  absl::Status CheckMergedCount(const Identity& survivor);
  absl::StatusOr<Moves> PlanMoves(const Identity& speaker, std::string_view speaker_id,
                                  const std::vector<std::string>& article_ids);
  absl::Status CheckSomethingStays(const Identity& speaker, size_t articles);
  // A new identity for all that `articles` say of `from`.
  absl::StatusOr<int64_t> SplitOff(int64_t from, const std::map<std::string, int64_t>& articles);
  absl::StatusOr<SpeakerRecord> Read(int64_t row);
  absl::Status Record(Change::Kind kind, std::string_view speaker_id,
                      std::vector<std::string> others);
  absl::StatusOr<SplitResult> FinishSplit(std::string_view speaker_id, int64_t speaker_row,
                                          int64_t split_row);

  Connection& connection_;
  const absl::Time now_;
  SpeakerLedger ledger_;
};

}  // namespace onrecord::query

#endif  // ONRECORD_QUERY_SERVICE_ARCHIVE_SPEAKER_DECISIONS_H_
