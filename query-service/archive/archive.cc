#include "query-service/archive/archive.h"

#include <algorithm>
#include <memory>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "proto/rpc/errors.h"
#include "query-service/archive/article_export.h"
#include "query-service/archive/article_writer.h"
#include "query-service/archive/change_log.h"
#include "query-service/archive/connection.h"
#include "query-service/archive/deleted_articles.h"
#include "query-service/archive/group_writer.h"
#include "query-service/archive/lock.h"
#include "query-service/archive/pages.h"
#include "query-service/archive/ranking.h"
#include "query-service/archive/record_lookup.h"
#include "query-service/archive/record_rows.h"
#include "query-service/archive/schema.h"
#include "query-service/archive/selection.h"
#include "query-service/archive/snapshot.h"
#include "query-service/archive/speaker_decisions.h"
#include "query-service/archive/statements.h"
#include "query-service/archive/timeline.h"

namespace onrecord::query {
namespace {

// How many retracted articles past their time a change takes along, and one transaction while the
// archive is opened.
constexpr int kExpiredPerWrite = 4;
constexpr int kExpiredPerStep = 100;
// How many old changes one transaction takes along: a few times what a group of commits adds, so
// that a backlog shrinks.
constexpr int kChangesDroppedPerWrite = 4 * GroupWriter::kMostInGroup;

// What every transaction that changes something does besides: a bounded part of what time has
// brought.
absl::Status DropOutdated(Connection& connection, const ArchiveOptions& options) {
  const absl::Time now = options.clock();
  const absl::Status dropped =
      DeletedArticles(connection, now).DropExpired(kExpiredPerWrite).status();
  if (!dropped.ok()) return dropped;
  return DropChangesUntil(connection, now - options.change_retention, kChangesDroppedPerWrite);
}

absl::StatusOr<std::unique_ptr<Connection>> OpenWriter(const std::string& path,
                                                       const ArchiveOptions& options) {
  auto writer = Connection::Open(path, Connection::Access::kWrite);
  if (!writer.ok()) return writer;
  // First, so that a file that is not ours stays as it was.
  absl::Status done = Migrate(**writer);
  if (done.ok()) done = (*writer)->Execute(statements::kPrepareWriter);
  if (done.ok() && options.max_file_bytes > 0) {
    const auto page_size = (*writer)->ReadInt(statements::kPageSize);
    if (!page_size.ok()) return page_size.status();
    const int64_t pages = std::max<int64_t>(1, options.max_file_bytes / *page_size);
    done = (*writer)->Execute(absl::StrCat(statements::kLimitPages, pages));
  }
  if (!done.ok()) return done;
  return writer;
}

// Adds the path to a failure of opening, for whoever started the service.
absl::Status About(const std::string& path, const absl::Status& status) {
  return absl::Status(status.code(), absl::StrCat(path, ": ", status.message()));
}

// How many changes a watch looks at before it lets others have the connection.
constexpr int kChangesLookedAt = 1000;

absl::Status NotFound(const std::string& what) {
  return absl::NotFoundError(absl::StrCat("there is no such ", what));
}

}  // namespace

Archive::Archive(ArchiveOptions options, std::unique_ptr<ArchiveLock> lock)
    : options_(std::move(options)),
      lock_(std::move(lock)),
      readers_(std::make_unique<ReaderPool>()),
      export_readers_(std::make_unique<ReaderPool>()) {}

Archive::~Archive() = default;

absl::StatusOr<std::unique_ptr<Archive>> Archive::Open(const std::string& path,
                                                       const ArchiveOptions& options) {
  auto lock = options.read_only ? ArchiveLock::AcquireShared(path) : ArchiveLock::Acquire(path);
  if (!lock.ok()) return lock.status();
  auto archive = std::unique_ptr<Archive>(new Archive(options, *std::move(lock)));
  const absl::Status opened = archive->OpenConnections(path);
  if (!opened.ok()) return About(path, opened);
  return archive;
}

absl::Status Archive::OpenReaders(const std::string& path) {
  const absl::Status opened = readers_->Open(path, std::max(1, options_.readers));
  return opened.ok() ? export_readers_->Open(path, std::max(1, options_.exports)) : opened;
}

absl::Status Archive::OpenForReading(const std::string& path) {
  auto reader = Connection::OpenReader(path);
  if (!reader.ok()) return reader.status();
  const absl::Status current = CheckCurrent(**reader);
  if (!current.ok()) return current;
  const auto revision = (*reader)->ReadInt(statements::kRevision);
  if (!revision.ok()) return revision.status();
  read_only_revision_ = *revision;
  return OpenReaders(path);
}

absl::Status Archive::OpenConnections(const std::string& path) {
  if (options_.read_only) return OpenForReading(path);
  auto connection = OpenWriter(path, options_);
  if (!connection.ok()) return connection.status();
  const auto revision = (*connection)->ReadInt(statements::kRevision);
  if (!revision.ok()) return revision.status();
  writer_ = std::make_unique<GroupWriter>(
      *std::move(connection), *revision,
      [this](Connection& writer) { return DropOutdated(writer, options_); });
  // Where there is no room to, they stay and nobody sees them: what is there can still be read.
  const absl::Status purged = PurgeExpired();
  if (!purged.ok() && !absl::IsResourceExhausted(purged)) return purged;
  return OpenReaders(path);
}

int64_t Archive::revision() const {
  const int64_t written = writer_ == nullptr ? read_only_revision_ : writer_->revision();
  // SQLite shows a change to readers before it tells its writer, by all the time that moving the
  // log into the file takes. What an answer has shown is reached.
  return std::max({written, readers_->latest_revision(), export_readers_->latest_revision()});
}

absl::Status Archive::Write(absl::FunctionRef<absl::Status(Connection&)> change) {
  if (writer_ == nullptr) {
    return rpc::WithReason(absl::FailedPreconditionError("the archive is open for reading only"),
                           "READ_ONLY");
  }
  const absl::Status written = writer_->Write(change);
  if (written.ok()) {
    absl::ReaderMutexLock lock(&listener_mutex_);
    listener_();
  }
  return written;
}

void Archive::SetListener(std::function<void()> listener) {
  absl::MutexLock lock(&listener_mutex_);
  listener_ = std::move(listener);
}

template <typename Change>
auto Archive::WriteFor(Change change) -> decltype(change(std::declval<Connection&>())) {
  decltype(change(std::declval<Connection&>())) result;
  const absl::Status written = Write([&](Connection& connection) {
    result = change(connection);
    return result.status();
  });
  if (!written.ok()) return written;
  return result;
}

template <typename Change>
auto Archive::WriteArticle(Change change) -> decltype(change(std::declval<ArticleWriter&>())) {
  return WriteFor([&](Connection& connection) {
    ArticleWriter writer(connection, options_.clock());
    return change(writer);
  });
}

absl::Status Archive::PurgeExpired() {
  absl::StatusOr<int> dropped = kExpiredPerStep;
  while (dropped.ok() && *dropped == kExpiredPerStep) {
    const absl::Status written = Write([&](Connection& connection) {
      dropped = DeletedArticles(connection, options_.clock()).DropExpired(kExpiredPerStep);
      return dropped.status();
    });
    if (!written.ok()) return written;
  }
  return dropped.status();
}

absl::StatusOr<CommitResult> Archive::Commit(const ArticleRecord& article,
                                             const ReadAnalysis& analysis, bool replace,
                                             const WriteCondition& condition) {
  return WriteArticle(
      [&](ArticleWriter& writer) { return writer.Commit(article, analysis, replace, condition); });
}

absl::StatusOr<CommitResult> Archive::Import(const ArticleRecord& article,
                                             const ReadAnalysis& analysis) {
  return WriteArticle([&](ArticleWriter& writer) { return writer.Import(article, analysis); });
}

absl::StatusOr<ArticleRecord> Archive::DeleteArticle(std::string_view article_id,
                                                     const std::string& etag) {
  return WriteArticle([&](ArticleWriter& writer) {
    return writer.Delete(article_id, etag, options_.undelete_window);
  });
}

absl::StatusOr<ArticleRecord> Archive::UndeleteArticle(std::string_view article_id,
                                                       const std::string& etag) {
  return WriteArticle([&](ArticleWriter& writer) { return writer.Undelete(article_id, etag); });
}

absl::Status Archive::PurgeArticle(std::string_view article_id, const std::string& etag) {
  return Write([&](Connection& connection) {
    return ArticleWriter(connection, options_.clock()).Purge(article_id, etag);
  });
}

absl::StatusOr<SpeakerRecord> Archive::MergeSpeakers(std::string_view survivor_id,
                                                     const std::vector<std::string>& other_ids) {
  return WriteFor([&](Connection& connection) {
    return SpeakerDecisions(connection, options_.clock()).Merge(survivor_id, other_ids);
  });
}

absl::StatusOr<SplitResult> Archive::SplitSpeaker(std::string_view speaker_id,
                                                  const std::vector<std::string>& article_ids) {
  return WriteFor([&](Connection& connection) {
    SpeakerDecisions decisions(connection, options_.clock());
    return article_ids.empty() ? decisions.TakeOut(speaker_id)
                               : decisions.SplitArticles(speaker_id, article_ids);
  });
}

absl::StatusOr<ArticleRecord> Archive::GetArticle(std::string_view article_id, bool with_text,
                                                  bool show_deleted) const {
  auto snapshot = readers_->Take(nullptr);
  if (!snapshot.ok()) return snapshot.status();
  Connection& connection = (*snapshot)->connection();
  ArticlePage page;
  PageSize size;
  const auto found = AddArticle(connection, article_id, with_text, page, size);
  if (!found.ok()) return found.status();
  if (*found) return std::move(page.articles.front());
  if (!show_deleted) return NotFound("article");
  auto deleted = DeletedArticles(connection, options_.clock()).Find(article_id, with_text);
  if (!deleted.ok()) return deleted.status();
  if (!deleted->has_value()) return NotFound("article");
  return **std::move(deleted);
}

absl::StatusOr<ArticlePage> Archive::ListDeletedArticles(const std::optional<ListKey>& after,
                                                         int limit) const {
  auto snapshot = readers_->Take(nullptr);
  if (!snapshot.ok()) return snapshot.status();
  auto page = DeletedArticles((*snapshot)->connection(), options_.clock()).List(after, limit);
  if (page.ok()) page->archive_revision = (*snapshot)->revision();
  return page;
}

absl::StatusOr<SpeakerRecord> Archive::GetSpeaker(std::string_view speaker_id) const {
  auto snapshot = readers_->Take(nullptr);
  if (!snapshot.ok()) return snapshot.status();
  SpeakerPage page;
  PageSize size;
  const auto found = AddSpeaker((*snapshot)->connection(), speaker_id, page, size);
  if (!found.ok()) return found.status();
  if (!*found) return NotFound("speaker");
  return std::move(page.speakers.front());
}

absl::StatusOr<PositionPage> Archive::GetPosition(std::string_view article_id,
                                                  std::string_view position_id,
                                                  bool with_text) const {
  auto snapshot = readers_->Take(nullptr);
  if (!snapshot.ok()) return snapshot.status();
  PositionPage page;
  page.archive_revision = (*snapshot)->revision();
  PageSize size;
  const auto found =
      AddPosition((*snapshot)->connection(), article_id, position_id, with_text, page, size);
  if (!found.ok()) return found.status();
  if (!*found) return NotFound("position");
  return page;
}

absl::StatusOr<EventPage> Archive::GetEvent(std::string_view article_id, std::string_view event_id,
                                            bool with_text) const {
  auto snapshot = readers_->Take(nullptr);
  if (!snapshot.ok()) return snapshot.status();
  EventPage page;
  page.archive_revision = (*snapshot)->revision();
  PageSize size;
  const auto found =
      AddEvent((*snapshot)->connection(), article_id, event_id, with_text, page, size);
  if (!found.ok()) return found.status();
  if (!*found) return NotFound("event");
  return page;
}

template <typename Page, typename Id, typename Add>
absl::StatusOr<Batch<Page>> Archive::ReadBatch(const std::vector<Id>& ids,
                                               const IsAbandoned& is_abandoned, Add add) const {
  auto snapshot = readers_->Take(is_abandoned);
  if (!snapshot.ok()) return snapshot.status();
  Batch<Page> batch;
  batch.found.archive_revision = (*snapshot)->revision();
  PageSize size;
  for (; batch.read < ids.size() && !size.IsFull(); ++batch.read) {
    const auto added = add((*snapshot)->connection(), ids[batch.read], batch.found, size);
    if (!added.ok()) return added.status();
    if (!*added) batch.missing.push_back(batch.read);
  }
  return batch;
}

absl::StatusOr<Batch<ArticlePage>> Archive::GetArticles(const std::vector<std::string>& article_ids,
                                                        bool with_text,
                                                        const IsAbandoned& is_abandoned) const {
  return ReadBatch<ArticlePage>(
      article_ids, is_abandoned,
      [with_text](Connection& connection, const std::string& id, ArticlePage& page,
                  PageSize& size) { return AddArticle(connection, id, with_text, page, size); });
}

absl::StatusOr<Batch<SpeakerPage>> Archive::GetSpeakers(const std::vector<std::string>& speaker_ids,
                                                        const IsAbandoned& is_abandoned) const {
  return ReadBatch<SpeakerPage>(speaker_ids, is_abandoned, AddSpeaker);
}

absl::StatusOr<Batch<PositionPage>> Archive::GetPositions(const std::vector<PartId>& ids,
                                                          bool with_texts,
                                                          const IsAbandoned& is_abandoned) const {
  return ReadBatch<PositionPage>(
      ids, is_abandoned,
      [with_texts](Connection& connection, const PartId& id, PositionPage& page, PageSize& size) {
        return AddPosition(connection, id.article, id.part, with_texts, page, size);
      });
}

absl::StatusOr<Batch<EventPage>> Archive::GetEvents(const std::vector<PartId>& ids, bool with_texts,
                                                    const IsAbandoned& is_abandoned) const {
  return ReadBatch<EventPage>(
      ids, is_abandoned,
      [with_texts](Connection& connection, const PartId& id, EventPage& page, PageSize& size) {
        return AddEvent(connection, id.article, id.part, with_texts, page, size);
      });
}

template <typename Page, typename Find, typename Add>
absl::StatusOr<Page> Archive::ReadRows(Find find, int limit, bool with_texts,
                                       const IsAbandoned& is_abandoned, const IsKnown& is_known,
                                       Add add) const {
  auto snapshot = readers_->Take(is_abandoned);
  if (!snapshot.ok()) return snapshot.status();
  const absl::StatusOr<std::vector<ListKey>> keys = find((*snapshot)->connection());
  if (!keys.ok()) return keys.status();
  Page page;
  const absl::Status read = ReadPage<Page>(
      **snapshot, *keys, limit, is_known,
      [&](Connection& connection, int64_t row, Page& filled, PageSize& size) {
        return add(connection, row, with_texts, filled, size);
      },
      page);
  if (!read.ok()) return read;
  return page;
}

absl::StatusOr<ArticlePage> Archive::ListArticles(const ArticleFilter& filter, ListOrder order,
                                                  const std::optional<ListKey>& after, int limit,
                                                  bool with_text, const IsAbandoned& is_abandoned,
                                                  const IsKnown& is_known) const {
  const auto find = [&](Connection& connection) {
    return order == ListOrder::kRelevance
               ? RankedKeys(connection, filter, after, limit + 1, options_.max_ranked)
               : ReadKeys(connection, SelectArticles(filter, order, after, limit + 1));
  };
  return ReadRows<ArticlePage>(find, limit, with_text, is_abandoned, is_known, AddArticleInRow);
}

absl::StatusOr<SpeakerPage> Archive::ListSpeakers(const SpeakerFilter& filter,
                                                  const std::optional<SpeakerKey>& after, int limit,
                                                  SpeakerOrder order,
                                                  const IsAbandoned& is_abandoned) const {
  auto snapshot = readers_->Take(is_abandoned);
  if (!snapshot.ok()) return snapshot.status();
  SpeakerPage page;
  page.archive_revision = (*snapshot)->revision();
  Connection& connection = (*snapshot)->connection();
  Statement rows = SelectSpeakers(filter, order, after, limit + 1).Prepare(connection);
  int64_t sent_bytes = 0;
  absl::StatusOr<bool> more = rows.Step();
  for (; more.ok() && *more; more = rows.Step()) {
    if (static_cast<int>(page.speakers.size()) == limit || sent_bytes > kPageSentBytes) {
      const SpeakerRecord& last = page.speakers.back();
      page.next = SpeakerKey{last.display_name, last.position_count, last.id};
      return page;
    }
    auto speaker = ReadSpeaker(connection, rows);
    if (!speaker.ok()) return speaker.status();
    sent_bytes += SentBytes(*speaker);
    page.speakers.push_back(*std::move(speaker));
  }
  if (!more.ok()) return more.status();
  return page;
}

absl::StatusOr<PositionPage> Archive::ListPositions(const PositionFilter& filter, ListOrder order,
                                                    const std::optional<ListKey>& after, int limit,
                                                    const IsAbandoned& is_abandoned,
                                                    bool with_texts,
                                                    const IsKnown& is_known) const {
  const auto find = [&](Connection& connection) {
    return order == ListOrder::kRelevance
               ? RankedKeys(connection, filter, after, limit + 1, options_.max_ranked)
               : ReadKeys(connection, SelectPositions(filter, order, after, limit + 1));
  };
  return ReadRows<PositionPage>(find, limit, with_texts, is_abandoned, is_known, AddPositionInRow);
}

absl::StatusOr<EventPage> Archive::ListEvents(const EventFilter& filter, ListOrder order,
                                              const std::optional<ListKey>& after, int limit,
                                              const IsAbandoned& is_abandoned, bool with_texts,
                                              const IsKnown& is_known) const {
  const auto find = [&](Connection& connection) {
    return ReadKeys(connection, SelectEvents(filter, order, after, limit + 1));
  };
  return ReadRows<EventPage>(find, limit, with_texts, is_abandoned, is_known, AddEventInRow);
}

absl::StatusOr<Counts> Archive::CountPositions(const PositionFilter& filter,
                                               Groupings<PositionGrouping> group_by, int max_groups,
                                               const IsAbandoned& is_abandoned) const {
  auto snapshot = readers_->Take(is_abandoned);
  if (!snapshot.ok()) return snapshot.status();
  auto counts = Count((*snapshot)->connection(), filter, group_by, max_groups);
  if (counts.ok()) counts->archive_revision = (*snapshot)->revision();
  return counts;
}

absl::StatusOr<Counts> Archive::CountEvents(const EventFilter& filter,
                                            Groupings<EventGrouping> group_by, int max_groups,
                                            const IsAbandoned& is_abandoned) const {
  auto snapshot = readers_->Take(is_abandoned);
  if (!snapshot.ok()) return snapshot.status();
  auto counts = Count((*snapshot)->connection(), filter, group_by, max_groups);
  if (counts.ok()) counts->archive_revision = (*snapshot)->revision();
  return counts;
}

absl::StatusOr<std::unique_ptr<ArticleExport>> Archive::BeginExport(
    const ArticleFilter& filter, const std::optional<ListKey>& after,
    const IsAbandoned& is_abandoned) const {
  auto snapshot = export_readers_->Take(is_abandoned);
  if (!snapshot.ok()) return snapshot.status();
  return std::make_unique<ArticleExport>(*std::move(snapshot), filter, after);
}

absl::StatusOr<Timelines> Archive::ReadTimelines(const TimelineQuery& query,
                                                 const IsAbandoned& is_abandoned) const {
  auto snapshot = readers_->Take(is_abandoned);
  if (!snapshot.ok()) return snapshot.status();
  Timelines timelines;
  timelines.archive_revision = (*snapshot)->revision();
  TimelineReader reader((*snapshot)->connection(), query);
  for (const std::string& speaker : query.speakers) {
    const absl::Status read = reader.Add(speaker, timelines);
    if (!read.ok()) return read;
  }
  return timelines;
}

absl::StatusOr<WatchPage> Archive::WatchChanges(int64_t revision, const ChangeFilter& filter,
                                                int limit) const {
  auto snapshot = readers_->Take(nullptr);
  if (!snapshot.ok()) return snapshot.status();
  Connection& connection = (*snapshot)->connection();
  const absl::Status kept = CheckKept(connection, revision);
  if (!kept.ok()) return kept;
  const auto selected = WithAllIdentities(connection, filter);
  if (!selected.ok()) return selected.status();
  WatchPage page;
  page.archive_revision = (*snapshot)->revision();
  page.up_to_revision = revision;
  PageSize size;
  Statement rows = connection.Prepare(statements::kChangesSince);
  rows.BindInt(revision).BindInt(kChangesLookedAt);
  absl::StatusOr<bool> more = rows.Step();
  for (; more.ok() && *more; more = rows.Step()) {
    auto change = ReadChange(rows);
    if (!change.ok()) return change.status();
    page.up_to_revision = change->archive_revision;
    if (!Selects(*selected, *change)) continue;
    auto found = FindArticle(connection, change->article_id, /*with_text=*/false);
    if (!found.ok()) return found.status();
    WatchedChange& watched = page.changes.emplace_back();
    watched.change = *std::move(change);
    if (found->has_value()) watched.article = std::move((*found)->record);
    size.sent_bytes += SentBytes(watched);
    if (static_cast<int>(page.changes.size()) == limit || size.IsFull()) break;
  }
  if (!more.ok()) return more.status();
  return page;
}

}  // namespace onrecord::query
