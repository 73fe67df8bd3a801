// The archive: everything that was read from articles, kept durably in one SQLite file and found
// again.
//
// A commit brings an article with all that was read from it, whole or not at all; when it returns,
// the disk has it. Every change gives the archive a new revision. An answer is taken from one
// snapshot: what it holds, and the revision it states, belong together. ../DESIGN.md explains
// tables and indexes.

#ifndef ONRECORD_QUERY_SERVICE_ARCHIVE_ARCHIVE_H_
#define ONRECORD_QUERY_SERVICE_ARCHIVE_ARCHIVE_H_

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"
#include "query-service/archive/changes.h"
#include "query-service/archive/filters.h"
#include "query-service/archive/records.h"

namespace onrecord::query {

class ArchiveLock;
class ArticleExport;
class ArticleWriter;
class Connection;
class GroupWriter;
class ReaderPool;

struct ArchiveOptions {
  // How many reads run at the same time; further ones wait.
  int readers = 4;
  // Whether nothing is to be changed: of the file, which then must be of the current schema, nor by
  // any call. Any number of archives may have the same file open so, also on a medium that cannot
  // be written.
  bool read_only = false;

  // How many exports run at the same time; further ones wait.
  int exports = 1;
  // How many matches a list by relevance compares; older ones follow. At least 1.
  int max_ranked = 10'000;
  // How large the file may grow; a commit that needs more fails as on a full disk. 0: as large as
  // the disk lets it.
  int64_t max_file_bytes = 0;
  // For how long a retracted article can come back; 0: never.
  absl::Duration undelete_window = absl::Hours(30 * 24);
  // For how long changes can be watched at least; infinite: for ever.
  absl::Duration change_retention = absl::Hours(30 * 24);
  // Where the times of commits come from.
  std::function<absl::Time()> clock = absl::Now;
};

// What a commit did; numbers are those of onrecord.v1.CommitOutcome.
enum class CommitOutcome : int { kCreated = 1, kRevised = 2, kUnchanged = 3 };

struct CommitResult {
  CommitOutcome outcome = CommitOutcome::kUnchanged;
  ArticleRecord article;  // as kept, without its text
};

// What must hold for a commit to be carried out; by default it always is.
struct WriteCondition {
  std::string etag;             // where set, of the article as the archive has it
  bool must_not_exist = false;  // whether the archive must not have the article
};

// What SplitSpeaker made: both as they are now.
struct SplitResult {
  SpeakerRecord speaker;        // what is left
  SpeakerRecord split_speaker;  // what is on its own now
};

// Which records a page of a list shows. Those that are known already are not among its records.
struct RowsOfPage {
  std::vector<int64_t> rows;  // of all of them, in order
  int64_t edition = 0;        // see Snapshot::edition
};

// Whether whoever asks for a list holds the record in `row`, as snapshots of `edition` show it, so
// that it need not be read: the bytes that it counts for in a page, or nullopt. Empty: never.
using IsKnown = std::function<std::optional<int64_t>(int64_t edition, int64_t row)>;

// A page of a list. `next` is set where more may follow. A page ends early, with `next` set, where
// what it would send exceeds kPageSentBytes or the texts that it needs exceed kPageTextBytes; it
// always holds at least one record where any is left.
struct ArticlePage : RowsOfPage {
  std::vector<ArticleRecord> articles;
  std::optional<ListKey> next;
  int64_t archive_revision = 0;
};
struct SpeakerPage {
  std::vector<SpeakerRecord> speakers;
  std::optional<SpeakerKey> next;
  int64_t archive_revision = 0;
};
struct PositionPage : RowsOfPage {
  std::vector<PositionRecord> positions;
  ArticleTexts texts;  // of all articles that `positions` are from, where asked for
  std::optional<ListKey> next;
  int64_t archive_revision = 0;
};
struct EventPage : RowsOfPage {
  std::vector<EventRecord> events;
  ArticleTexts texts;  // of all articles that `events` are from, where asked for
  std::optional<ListKey> next;
  int64_t archive_revision = 0;
};

// What was found of a batch of ids.
template <typename Page>
struct Batch {
  Page found;                   // those that are there, in the order of the ids; `next` is unset
  std::vector<size_t> missing;  // the places of the others among the ids
  size_t read = 0;  // how many ids were looked up: fewer than all where those fill a page already
};

// A group and its size.
struct CountedKey {
  std::string key;  // a speaker's id, a name, "2026-03-12"; an enum value's number; empty for kAll
  std::string display_name;  // of a speaker
};
struct CountedGroup {
  CountedKey by;
  CountedKey then;
  int64_t count = 0;
};
struct Counts {
  // More than these are not counted.
  static constexpr size_t kMaxDistinctGroups = 1'000'000;

  std::vector<CountedGroup> groups;  // largest first, ties by key
  int64_t total_count = 0;           // each record once
  bool truncated = false;            // whether there are more than max_groups
  int64_t archive_revision = 0;
};

// What speakers said over time.
struct TimelineQuery {
  enum class Period : int { kDay = 1, kWeek = 2, kMonth = 3 };  // numbers are the contract's

  std::vector<std::string> speakers;  // ids; a timeline for each
  PositionFilter filter;              // of their positions; its speakers are not looked at
  Period period = Period::kMonth;
  int max_periods = 0;               // of each timeline, the newest
  int examples = 0;                  // how many of the newest positions are read
  bool examples_per_period = false;  // in each period or in all
};
struct TimelinePeriod {
  std::string start;  // "2026-03-12" or, of a month, "2026-03"; empty where the time is unknown
  int64_t count = 0;
  std::map<PositionKind, int64_t> kinds;
  std::vector<PositionRecord> examples;
};
struct Timeline {
  std::optional<SpeakerRecord> speaker;  // unset where there is none of this id
  std::vector<TimelinePeriod> periods;   // newest first, those without a position left out
  bool truncated = false;                // whether there are more than max_periods
  int64_t count = 0;                     // in all periods
  std::map<PositionKind, int64_t> kinds;
  std::vector<PositionRecord> examples;
};
struct Timelines {
  std::vector<Timeline> timelines;
  ArticleTexts texts;  // of all articles that examples are from
  int64_t archive_revision = 0;
};

// Whether whoever asked no longer waits for the answer. Asked many times while a read runs, by the
// thread that it runs on; empty: never.
using IsAbandoned = std::function<bool()>;

// Safe from any number of threads. Reads run beside each other and beside a commit; commits run one
// after the other, and those that wait become durable together.
//
// Errors of every method: RESOURCE_EXHAUSTED with reason STORAGE_FULL (disk full, changes only),
// DATA_LOSS (the file is damaged), INTERNAL (the disk failed in another way). After each of them
// the archive holds what it held before and goes on. FAILED_PRECONDITION with reason READ_ONLY: a
// change of an archive that is open for reading only.
class Archive {
 public:
  // Opens the archive in file `path`, or makes an empty one where there is none, and brings it to
  // the current schema. Holds a lock on `path`.lock until destroyed. The directory must exist.
  //
  // UNAVAILABLE: another process (or another Archive) has it open. FAILED_PRECONDITION: the file is
  // of a newer schema or of another program. DATA_LOSS: it is no SQLite file or is damaged.
  // NOT_FOUND, PERMISSION_DENIED: the file cannot be opened there.
  static absl::StatusOr<std::unique_ptr<Archive>> Open(const std::string& path,
                                                       const ArchiveOptions& options = {});

  ~Archive();
  Archive(const Archive&) = delete;
  Archive& operator=(const Archive&) = delete;

  // Keeps `article` with `analysis`, replacing what was kept under its id; returns when that is
  // durable. Where the id has the same text already, nothing changes unless `replace`; see
  // onrecord.v1.ArchiveService.CommitArticle.
  //
  // INVALID_ARGUMENT: two records with the same id, a reference to nothing, a span outside the
  // text. ABORTED, ALREADY_EXISTS: `condition` does not hold.
  absl::StatusOr<CommitResult> Commit(const ArticleRecord& article, const ReadAnalysis& analysis,
                                      bool replace, const WriteCondition& condition = {});

  // Keeps what an export gave, replacing what was kept under the article's id unless that is the
  // same in everything that an export tells; see onrecord.v1.ArchiveService.ImportRecords. Speakers
  // go by their `identity` where it is set. `article.revision` is kept where the article has not
  // had it yet. Errors as of Commit. REQUIRES: article.revision is at most 10^9.
  absl::StatusOr<CommitResult> Import(const ArticleRecord& article, const ReadAnalysis& analysis);

  // Removes an article with all that was read from it. Returns it as it was, with its text and the
  // times of its retraction. Kept apart for the undelete window, unless another is committed under
  // its id. NOT_FOUND. ABORTED: `etag` is set and is not the article's.
  absl::StatusOr<ArticleRecord> DeleteArticle(std::string_view article_id,
                                              const std::string& etag = "");

  // Brings a retracted article back as it was, with all that was read from it; returns it with its
  // text. NOT_FOUND: none was retracted within the undelete window. ALREADY_EXISTS: there is one
  // under that id. ABORTED: `etag` is set and is not the retracted one's.
  absl::StatusOr<ArticleRecord> UndeleteArticle(std::string_view article_id,
                                                const std::string& etag = "");

  // Forgets a retracted article at once. FAILED_PRECONDITION: it was not retracted. NOT_FOUND,
  // ABORTED as above.
  absl::Status PurgeArticle(std::string_view article_id, const std::string& etag = "");

  // Makes one speaker of several: all that `other_ids` say is said by `survivor_id`, which has the
  // names, roles and figures of all. Merging what is merged into it already changes nothing.
  // Returns the survivor. See onrecord.v1.ArchiveService.MergeSpeakers.
  //
  // NOT_FOUND (RESOURCE_NOT_FOUND): no such speaker. FAILED_PRECONDITION (SPEAKER_CONFLICT): one is
  // merged into another speaker or into itself, or more than kMaxMerged would be merged.
  absl::StatusOr<SpeakerRecord> MergeSpeakers(std::string_view survivor_id,
                                              const std::vector<std::string>& other_ids);

  // Without articles, takes a merged speaker out again, with those that had been merged into it
  // before. With articles, makes what they say of the speaker another speaker, also in later
  // revisions of them. See onrecord.v1.ArchiveService.SplitSpeaker.
  //
  // NOT_FOUND (RESOURCE_NOT_FOUND): no such speaker or article. FAILED_PRECONDITION
  // (SPEAKER_CONFLICT): the speaker is not merged, or with articles it is; an article does not
  // speak of it; no article would be left to it.
  absl::StatusOr<SplitResult> SplitSpeaker(std::string_view speaker_id,
                                           const std::vector<std::string>& article_ids);

  // NOT_FOUND where there is none; `show_deleted` also finds a retracted one. A merged speaker's id
  // finds the speaker that it is merged into. Positions and events come as a page of one, with the
  // article's text unless that is left out.
  absl::StatusOr<ArticleRecord> GetArticle(std::string_view article_id, bool with_text,
                                           bool show_deleted = false) const;
  absl::StatusOr<SpeakerRecord> GetSpeaker(std::string_view speaker_id) const;
  absl::StatusOr<PositionPage> GetPosition(std::string_view article_id,
                                           std::string_view position_id,
                                           bool with_text = true) const;
  absl::StatusOr<EventPage> GetEvent(std::string_view article_id, std::string_view event_id,
                                     bool with_text = true) const;

  // Records by their ids, in their order, all as one revision shows them. `with_texts` as above.
  // CANCELLED: `is_abandoned` said so.
  absl::StatusOr<Batch<ArticlePage>> GetArticles(const std::vector<std::string>& article_ids,
                                                 bool with_text,
                                                 const IsAbandoned& is_abandoned = {}) const;
  absl::StatusOr<Batch<SpeakerPage>> GetSpeakers(const std::vector<std::string>& speaker_ids,
                                                 const IsAbandoned& is_abandoned = {}) const;
  absl::StatusOr<Batch<PositionPage>> GetPositions(const std::vector<PartId>& ids, bool with_texts,
                                                   const IsAbandoned& is_abandoned = {}) const;
  absl::StatusOr<Batch<EventPage>> GetEvents(const std::vector<PartId>& ids, bool with_texts,
                                             const IsAbandoned& is_abandoned = {}) const;

  // The records that `filter` selects and that come after `after` (all where unset), `limit` at
  // most, but for those known; positions and events `with_texts` of their articles. CANCELLED:
  // `is_abandoned` said so. REQUIRES: limit > 0; by relevance, the filter's text has terms, and
  // events cannot be asked for.
  absl::StatusOr<ArticlePage> ListArticles(const ArticleFilter& filter, ListOrder order,
                                           const std::optional<ListKey>& after, int limit,
                                           bool with_text, const IsAbandoned& is_abandoned = {},
                                           const IsKnown& is_known = {}) const;
  absl::StatusOr<SpeakerPage> ListSpeakers(const SpeakerFilter& filter,
                                           const std::optional<SpeakerKey>& after, int limit,
                                           SpeakerOrder order = SpeakerOrder::kByName,
                                           const IsAbandoned& is_abandoned = {}) const;
  absl::StatusOr<PositionPage> ListPositions(const PositionFilter& filter, ListOrder order,
                                             const std::optional<ListKey>& after, int limit,
                                             const IsAbandoned& is_abandoned = {},
                                             bool with_texts = true,
                                             const IsKnown& is_known = {}) const;
  absl::StatusOr<EventPage> ListEvents(const EventFilter& filter, ListOrder order,
                                       const std::optional<ListKey>& after, int limit,
                                       const IsAbandoned& is_abandoned = {}, bool with_texts = true,
                                       const IsKnown& is_known = {}) const;

  // Articles that can come back, the last retracted first, without their texts. `after`
  // and `limit` as above.
  absl::StatusOr<ArticlePage> ListDeletedArticles(const std::optional<ListKey>& after,
                                                  int limit) const;

  // How many records `filter` selects, in groups; the `max_groups` largest. CANCELLED as above.
  // RESOURCE_EXHAUSTED, TOO_MANY_GROUPS: see Counts::kMaxDistinctGroups.
  // REQUIRES: max_groups > 0.
  absl::StatusOr<Counts> CountPositions(const PositionFilter& filter,
                                        Groupings<PositionGrouping> group_by, int max_groups,
                                        const IsAbandoned& is_abandoned = {}) const;
  absl::StatusOr<Counts> CountEvents(const EventFilter& filter, Groupings<EventGrouping> group_by,
                                     int max_groups, const IsAbandoned& is_abandoned = {}) const;

  // Begins to read all articles that `filter` selects and that come after `after` (all where
  // unset), oldest first, with all that was read from them. `is_abandoned` is asked as long as the
  // export lives, which the archive must outlive.
  absl::StatusOr<std::unique_ptr<ArticleExport>> BeginExport(
      const ArticleFilter& filter, const std::optional<ListKey>& after,
      const IsAbandoned& is_abandoned = {}) const;

  // What speakers said over time, read in one snapshot. CANCELLED as above. Examples are left out
  // where they would exceed what a page may have.
  absl::StatusOr<Timelines> ReadTimelines(const TimelineQuery& query,
                                          const IsAbandoned& is_abandoned = {}) const;

  // The changes after `revision` that `filter` selects, in their order, `limit` at most. Looks at
  // only so many at a time, so that there may be none, though `up_to_revision` is not the last.
  // OUT_OF_RANGE with reason REVISION_COMPACTED: not all of them are kept any more.
  absl::StatusOr<WatchPage> WatchChanges(int64_t revision, const ChangeFilter& filter,
                                         int limit) const;

  // Has `listener` called after every change, once that is durable, in place of the one before; by
  // several threads, which it holds up, so it must return at once.
  void SetListener(std::function<void()> listener);

  // The revision of the last durable change; 0 for an archive that never had one.
  int64_t revision() const;

  // A page ends once it has more bytes than this: of texts, names and words of spans, which are
  // sent, and of texts that spans are cut from, which are only held. A page so ended still is below
  // gRPC's default limit of 4 MiB a message where no article is over 1 MiB.
  static constexpr int64_t kPageSentBytes = 2 * 1024 * 1024;
  static constexpr int64_t kPageTextBytes = 16 * 1024 * 1024;

  // How many speakers can be merged into one.
  static constexpr int kMaxMerged = 1000;

 private:
  Archive(ArchiveOptions options, std::unique_ptr<ArchiveLock> lock);

  absl::Status OpenConnections(const std::string& path);
  absl::Status OpenForReading(const std::string& path);
  absl::Status OpenReaders(const std::string& path);

  // Forgets all retracted articles that are past their time.
  absl::Status PurgeExpired();

  // The only way in which what the archive holds changes: one at a time, `change` runs within a
  // transaction, which is durable once this returns OK. After an error of either nothing has
  // changed.
  absl::Status Write(absl::FunctionRef<absl::Status(Connection&)> change);

  template <typename Page, typename Id, typename Add>
  absl::StatusOr<Batch<Page>> ReadBatch(const std::vector<Id>& ids, const IsAbandoned& is_abandoned,
                                        Add add) const;

  // A page of what `find` finds the keys of.
  template <typename Page, typename Find, typename Add>
  absl::StatusOr<Page> ReadRows(Find find, int limit, bool with_texts,
                                const IsAbandoned& is_abandoned, const IsKnown& is_known,
                                Add add) const;

  // Write, with what `change` returns.
  template <typename Change>
  auto WriteFor(Change change) -> decltype(change(std::declval<Connection&>()));
  // WriteFor a change to an article.
  template <typename Change>
  auto WriteArticle(Change change) -> decltype(change(std::declval<ArticleWriter&>()));

  const ArchiveOptions options_;
  const std::unique_ptr<ArchiveLock> lock_;

  std::unique_ptr<GroupWriter> writer_;  // none where read_only

  absl::Mutex listener_mutex_;
  std::function<void()> listener_ ABSL_GUARDED_BY(listener_mutex_) = [] {};
  int64_t read_only_revision_ = 0;  // set where read_only

  const std::unique_ptr<ReaderPool> readers_;
  // Apart, since an export keeps its connection for long.
  const std::unique_ptr<ReaderPool> export_readers_;
};

}  // namespace onrecord::query

#endif  // ONRECORD_QUERY_SERVICE_ARCHIVE_ARCHIVE_H_
