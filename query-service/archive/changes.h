// What changes of the archive were, as watches tell of them.

#ifndef ONRECORD_QUERY_SERVICE_ARCHIVE_CHANGES_H_
#define ONRECORD_QUERY_SERVICE_ARCHIVE_CHANGES_H_

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "query-service/archive/records.h"

namespace onrecord::query {

// Who takes positions in an article since a change of it, and who did before; which positions a new
// revision brought and took. Ids, each once, in their order.
struct PositionChanges {
  std::vector<std::string> kept_speakers;     // before the change and after it
  std::vector<std::string> added_speakers;    // only after it
  std::vector<std::string> removed_speakers;  // only before it
  // Of a revised article; others bring or take all that they have.
  std::vector<std::string> added_positions;
  std::vector<std::string> removed_positions;
};

// A change that a revision made.
struct Change {
  enum class Kind : int {
    kCreated = 1,
    kRevised = 2,
    kDeleted = 3,
    kUndeleted = 4,
    kMerged = 5,
    kSplit = 6,
  };

  int64_t archive_revision = 0;
  Kind kind = Kind::kCreated;
  std::string article_id;  // empty for kMerged and kSplit
  int32_t article_revision = 0;
  std::string publisher;  // of that revision
  // Of an article; unset, too, where the change was made before archives kept that.
  std::optional<PositionChanges> positions;
  std::string speaker_id;                      // kMerged: who survived; kSplit: who was split
  std::vector<std::string> other_speaker_ids;  // kMerged: who were merged; kSplit: the split-off
};

// Which changes. All that is set must hold; of several values, one.
struct ChangeFilter {
  std::set<Change::Kind> kinds;
  std::set<std::string> articles;    // ids
  std::set<std::string> publishers;  // of the revision that the change is about
  // Ids of those who take positions in the article before the change or after it, or whom a merger
  // or split is about, as whom mergers have them now. Changes that do not know theirs match.
  std::set<std::string> speakers;
};

// A change with the article that it is about as that is now.
struct WatchedChange {
  Change change;
  std::optional<ArticleRecord> article;  // without its text; unset where it is not there
};

// Changes that were watched for, as one snapshot shows them.
struct WatchPage {
  std::vector<WatchedChange> changes;
  int64_t up_to_revision = 0;  // all changes up to this one have been looked at
  int64_t archive_revision = 0;
};

}  // namespace onrecord::query

#endif  // ONRECORD_QUERY_SERVICE_ARCHIVE_CHANGES_H_
