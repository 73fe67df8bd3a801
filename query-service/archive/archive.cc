#include "query-service/archive/archive.h"

#include <algorithm>
#include <memory>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "query-service/archive/article_writer.h"
#include "query-service/archive/connection.h"
#include "query-service/archive/lock.h"
#include "query-service/archive/record_rows.h"
#include "query-service/archive/schema.h"
#include "query-service/archive/selection.h"
#include "query-service/archive/statements.h"

namespace onrecord::query {
namespace {

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

absl::StatusOr<std::unique_ptr<Connection>> OpenReader(const std::string& path) {
  auto reader = Connection::Open(path, Connection::Access::kRead);
  if (!reader.ok()) return reader;
  const absl::Status prepared = (*reader)->Execute(statements::kPrepareReader);
  if (!prepared.ok()) return prepared;
  return reader;
}

// Adds the path to a failure of opening, for whoever started the service.
absl::Status About(const std::string& path, const absl::Status& status) {
  return absl::Status(status.code(), absl::StrCat(path, ": ", status.message()));
}

int64_t BytesOf(const Span& span) { return span.end - span.begin; }

int64_t BytesOf(const std::string& string) { return static_cast<int64_t>(string.size()); }

int64_t BytesOf(const SpeakerRef& ref) { return BytesOf(ref.id) + BytesOf(ref.display_name); }

int64_t BytesOf(const Participant& participant) {
  return BytesOf(participant.speaker) + BytesOf(participant.span);
}

template <typename Part>
int64_t BytesOf(const std::vector<Part>& parts) {
  int64_t bytes = 0;
  for (const Part& part : parts) bytes += BytesOf(part);
  return bytes;
}

// Resource names of an article's positions or events.
int64_t BytesOfNames(const std::string& article_id, const std::vector<std::string>& ids) {
  const auto prefix = static_cast<int64_t>(article_id.size() + sizeof("articles//positions/"));
  return BytesOf(ids) + prefix * static_cast<int64_t>(ids.size());
}

// What of a record can be long and is sent.
int64_t SentBytes(const ArticleRecord& article) {
  return BytesOf(article.text) + BytesOf(article.title) + BytesOf(article.uri) +
         BytesOf(article.authors);
}

int64_t SentBytes(const SpeakerRecord& speaker) {
  return BytesOf(speaker.display_name) + BytesOf(speaker.aliases) + BytesOf(speaker.roles);
}

int64_t SentBytes(const PositionRecord& position) {
  return BytesOf(position.source) + BytesOf(position.cue) + BytesOf(position.content) +
         BytesOf(position.speakers) + BytesOf(position.addressees) + BytesOf(position.via) +
         BytesOfNames(position.article_id, position.events);
}

int64_t SentBytes(const EventRecord& event) {
  return BytesOf(event.triggers) + BytesOf(event.actors) + BytesOf(event.recipients) +
         BytesOfNames(event.article_id, event.positions);
}

// Adds the text of an article to `texts`; the number of bytes that came in.
absl::StatusOr<int64_t> AddText(Connection& connection, const std::string& article_id,
                                ArticleTexts& texts) {
  const auto [entry, is_new] = texts.try_emplace(article_id);
  if (!is_new) return 0;
  Statement row = connection.Prepare(statements::kTextOfArticle);
  const absl::StatusOr<bool> found = row.BindText(article_id).Step();
  if (!found.ok()) return found.status();
  if (!*found) return absl::DataLossError("archive: an article is missing");
  entry->second = row.Text(0);
  return static_cast<int64_t>(entry->second.size());
}

// Reads the rows of `selection`, made for `limit` + 1 records, into a page of at most `limit`, with
// the texts that they lie in. `read` is ReadPosition or ReadEvent.
template <typename Record, typename Page>
absl::Status ReadPage(Connection& connection, const Selection& selection, int limit,
                      absl::StatusOr<KeptRecord<Record>> (*read)(Connection&, const Statement&),
                      std::vector<Record>& records, Page& page) {
  Statement rows = selection.Prepare(connection);
  TimeKey last;
  int64_t sent_bytes = 0;
  int64_t text_bytes = 0;
  absl::StatusOr<bool> more = rows.Step();
  for (; more.ok() && *more; more = rows.Step()) {
    if (static_cast<int>(records.size()) == limit || sent_bytes > Archive::kPageSentBytes ||
        text_bytes > Archive::kPageTextBytes) {
      page.next = std::move(last);
      return absl::OkStatus();
    }
    auto kept = read(connection, rows);
    if (!kept.ok()) return kept.status();
    const auto added = AddText(connection, kept->record.article_id, page.texts);
    if (!added.ok()) return added.status();
    text_bytes += *added;
    sent_bytes += SentBytes(kept->record);
    last = std::move(kept->key);
    records.push_back(std::move(kept->record));
  }
  return more.status();
}

absl::StatusOr<std::vector<CountedGroup>> ReadGroups(Statement rows) {
  std::vector<CountedGroup> groups;
  absl::StatusOr<bool> more = rows.Step();
  for (; more.ok() && *more; more = rows.Step()) {
    groups.push_back({std::string(rows.Text(0)), std::string(rows.Text(1)), rows.Int(2)});
  }
  if (!more.ok()) return more.status();
  return groups;
}

template <typename Filter, typename Grouping>
absl::StatusOr<Counts> Count(Connection& connection, const Filter& filter, Grouping group_by,
                             int max_groups) {
  Counts counts;
  {
    Statement total = SelectTotal(filter).Prepare(connection);
    const absl::StatusOr<bool> found = total.Step();
    if (!found.ok()) return found.status();
    counts.total_count = total.Int(0);
  }
  auto groups = ReadGroups(SelectGroups(filter, group_by, max_groups + 1).Prepare(connection));
  if (!groups.ok()) return groups.status();
  counts.groups = *std::move(groups);
  counts.truncated = static_cast<int>(counts.groups.size()) > max_groups;
  if (counts.truncated) counts.groups.pop_back();
  return counts;
}

absl::Status NotFound(const std::string& what) {
  return absl::NotFoundError(absl::StrCat("there is no such ", what));
}

}  // namespace

// A connection on loan from the archive, with a transaction that sees one revision.
class Archive::Snapshot {
 public:
  // Waits for a connection.
  static absl::StatusOr<std::unique_ptr<Snapshot>> Take(const Archive& archive,
                                                        const IsAbandoned& is_abandoned = {}) {
    std::unique_ptr<Connection> connection;
    {
      absl::MutexLock lock(&archive.readers_mutex_);
      archive.readers_mutex_.Await(absl::Condition(&archive, &Archive::HasIdleReader));
      connection = std::move(archive.readers_.back());
      archive.readers_.pop_back();
    }
    auto snapshot = std::unique_ptr<Snapshot>(new Snapshot(archive, std::move(connection)));
    auto transaction = Transaction::Begin(*snapshot->connection_, Transaction::Mode::kRead);
    if (!transaction.ok()) return transaction.status();
    snapshot->transaction_ = *std::move(transaction);
    const auto revision = snapshot->connection_->ReadInt(statements::kRevision);
    if (!revision.ok()) return revision.status();
    snapshot->revision_ = *revision;
    snapshot->connection_->InterruptWhen(is_abandoned);
    return snapshot;
  }

  ~Snapshot() {
    connection_->InterruptWhen(nullptr);
    transaction_.reset();
    connection_->TrimStatements();
    absl::MutexLock lock(&archive_.readers_mutex_);
    archive_.readers_.push_back(std::move(connection_));
  }

  Connection& connection() { return *connection_; }
  int64_t revision() const { return revision_; }

 private:
  Snapshot(const Archive& archive, std::unique_ptr<Connection> connection)
      : archive_(archive), connection_(std::move(connection)) {}

  const Archive& archive_;
  std::unique_ptr<Connection> connection_;
  std::unique_ptr<Transaction> transaction_;
  int64_t revision_ = 0;
};

Archive::Archive(ArchiveOptions options, std::unique_ptr<ArchiveLock> lock)
    : options_(std::move(options)), lock_(std::move(lock)) {}

Archive::~Archive() = default;

absl::StatusOr<std::unique_ptr<Archive>> Archive::Open(const std::string& path,
                                                       const ArchiveOptions& options) {
  auto lock = ArchiveLock::Acquire(path);
  if (!lock.ok()) return lock.status();
  auto archive = std::unique_ptr<Archive>(new Archive(options, *std::move(lock)));
  const absl::Status opened = archive->OpenConnections(path);
  if (!opened.ok()) return About(path, opened);
  return archive;
}

absl::Status Archive::OpenConnections(const std::string& path) {
  absl::MutexLock writing(&writer_mutex_);
  auto writer = OpenWriter(path, options_);
  if (!writer.ok()) return writer.status();
  writer_ = *std::move(writer);
  const auto revision = writer_->ReadInt(statements::kRevision);
  if (!revision.ok()) return revision.status();
  revision_.store(*revision, std::memory_order_release);

  absl::MutexLock reading(&readers_mutex_);
  while (static_cast<int>(readers_.size()) < std::max(1, options_.readers)) {
    auto reader = OpenReader(path);
    if (!reader.ok()) return reader.status();
    readers_.push_back(*std::move(reader));
  }
  return absl::OkStatus();
}

absl::StatusOr<CommitResult> Archive::Commit(const ArticleRecord& article,
                                             const ReadAnalysis& analysis, bool replace) {
  absl::MutexLock lock(&writer_mutex_);
  auto transaction = Transaction::Begin(*writer_, Transaction::Mode::kWrite);
  if (!transaction.ok()) return transaction.status();
  auto result = ArticleWriter(*writer_, options_.clock()).Commit(article, analysis, replace);
  if (!result.ok() || result->outcome == CommitOutcome::kUnchanged) return result;
  const absl::Status committed = (*transaction)->Commit();
  if (!committed.ok()) return committed;
  revision_.store(result->article.archive_revision, std::memory_order_release);
  return result;
}

absl::StatusOr<ArticleRecord> Archive::DeleteArticle(std::string_view article_id) {
  absl::MutexLock lock(&writer_mutex_);
  auto transaction = Transaction::Begin(*writer_, Transaction::Mode::kWrite);
  if (!transaction.ok()) return transaction.status();
  auto deleted = ArticleWriter(*writer_, options_.clock()).Delete(article_id);
  if (!deleted.ok()) return deleted;
  const absl::Status committed = (*transaction)->Commit();
  if (!committed.ok()) return committed;
  // A deletion, like a commit, makes exactly one revision.
  revision_.fetch_add(1, std::memory_order_release);
  return deleted;
}

absl::StatusOr<ArticleRecord> Archive::GetArticle(std::string_view article_id,
                                                  bool with_text) const {
  auto snapshot = Snapshot::Take(*this);
  if (!snapshot.ok()) return snapshot.status();
  Statement row = (*snapshot)->connection().Prepare(with_text ? statements::kArticleWithText
                                                              : statements::kArticle);
  const absl::StatusOr<bool> found = row.BindText(article_id).Step();
  if (!found.ok()) return found.status();
  if (!*found) return NotFound("article");
  auto kept = ReadArticle(row, with_text);
  if (!kept.ok()) return kept.status();
  return std::move(kept->record);
}

absl::StatusOr<SpeakerRecord> Archive::GetSpeaker(std::string_view speaker_id) const {
  auto snapshot = Snapshot::Take(*this);
  if (!snapshot.ok()) return snapshot.status();
  Statement row = (*snapshot)->connection().Prepare(statements::kSpeaker);
  const absl::StatusOr<bool> found = row.BindText(speaker_id).Step();
  if (!found.ok()) return found.status();
  if (!*found) return NotFound("speaker");
  return ReadSpeaker((*snapshot)->connection(), row);
}

absl::StatusOr<PositionPage> Archive::GetPosition(std::string_view article_id,
                                                  std::string_view position_id) const {
  auto snapshot = Snapshot::Take(*this);
  if (!snapshot.ok()) return snapshot.status();
  PositionPage page;
  page.archive_revision = (*snapshot)->revision();
  const Selection one = {statements::kPosition,
                         {std::string(article_id), std::string(position_id)}};
  const absl::Status read =
      ReadPage((*snapshot)->connection(), one, 1, ReadPosition, page.positions, page);
  if (!read.ok()) return read;
  if (page.positions.empty()) return NotFound("position");
  return page;
}

absl::StatusOr<EventPage> Archive::GetEvent(std::string_view article_id,
                                            std::string_view event_id) const {
  auto snapshot = Snapshot::Take(*this);
  if (!snapshot.ok()) return snapshot.status();
  EventPage page;
  page.archive_revision = (*snapshot)->revision();
  const Selection one = {statements::kEvent, {std::string(article_id), std::string(event_id)}};
  const absl::Status read =
      ReadPage((*snapshot)->connection(), one, 1, ReadEvent, page.events, page);
  if (!read.ok()) return read;
  if (page.events.empty()) return NotFound("event");
  return page;
}

absl::StatusOr<ArticlePage> Archive::ListArticles(const ArticleFilter& filter, TimeOrder order,
                                                  const std::optional<TimeKey>& after, int limit,
                                                  bool with_text,
                                                  const IsAbandoned& is_abandoned) const {
  auto snapshot = Snapshot::Take(*this, is_abandoned);
  if (!snapshot.ok()) return snapshot.status();
  ArticlePage page;
  page.archive_revision = (*snapshot)->revision();
  Statement rows =
      SelectArticles(filter, order, after, limit + 1, with_text).Prepare((*snapshot)->connection());
  TimeKey last;
  int64_t sent_bytes = 0;
  absl::StatusOr<bool> more = rows.Step();
  for (; more.ok() && *more; more = rows.Step()) {
    if (static_cast<int>(page.articles.size()) == limit || sent_bytes > kPageSentBytes) {
      page.next = std::move(last);
      return page;
    }
    auto kept = ReadArticle(rows, with_text);
    if (!kept.ok()) return kept.status();
    sent_bytes += SentBytes(kept->record);
    last = std::move(kept->key);
    page.articles.push_back(std::move(kept->record));
  }
  if (!more.ok()) return more.status();
  return page;
}

absl::StatusOr<SpeakerPage> Archive::ListSpeakers(const SpeakerFilter& filter,
                                                  const std::optional<NameKey>& after, int limit,
                                                  const IsAbandoned& is_abandoned) const {
  auto snapshot = Snapshot::Take(*this, is_abandoned);
  if (!snapshot.ok()) return snapshot.status();
  SpeakerPage page;
  page.archive_revision = (*snapshot)->revision();
  Connection& connection = (*snapshot)->connection();
  Statement rows = SelectSpeakers(filter, after, limit + 1).Prepare(connection);
  int64_t sent_bytes = 0;
  absl::StatusOr<bool> more = rows.Step();
  for (; more.ok() && *more; more = rows.Step()) {
    if (static_cast<int>(page.speakers.size()) == limit || sent_bytes > kPageSentBytes) {
      page.next = NameKey{page.speakers.back().display_name, page.speakers.back().id};
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

absl::StatusOr<PositionPage> Archive::ListPositions(const PositionFilter& filter, TimeOrder order,
                                                    const std::optional<TimeKey>& after, int limit,
                                                    const IsAbandoned& is_abandoned) const {
  auto snapshot = Snapshot::Take(*this, is_abandoned);
  if (!snapshot.ok()) return snapshot.status();
  PositionPage page;
  page.archive_revision = (*snapshot)->revision();
  const absl::Status read =
      ReadPage((*snapshot)->connection(), SelectPositions(filter, order, after, limit + 1), limit,
               ReadPosition, page.positions, page);
  if (!read.ok()) return read;
  return page;
}

absl::StatusOr<EventPage> Archive::ListEvents(const EventFilter& filter, TimeOrder order,
                                              const std::optional<TimeKey>& after, int limit,
                                              const IsAbandoned& is_abandoned) const {
  auto snapshot = Snapshot::Take(*this, is_abandoned);
  if (!snapshot.ok()) return snapshot.status();
  EventPage page;
  page.archive_revision = (*snapshot)->revision();
  const absl::Status read =
      ReadPage((*snapshot)->connection(), SelectEvents(filter, order, after, limit + 1), limit,
               ReadEvent, page.events, page);
  if (!read.ok()) return read;
  return page;
}

absl::StatusOr<Counts> Archive::CountPositions(const PositionFilter& filter,
                                               PositionGrouping group_by, int max_groups,
                                               const IsAbandoned& is_abandoned) const {
  auto snapshot = Snapshot::Take(*this, is_abandoned);
  if (!snapshot.ok()) return snapshot.status();
  auto counts = Count((*snapshot)->connection(), filter, group_by, max_groups);
  if (counts.ok()) counts->archive_revision = (*snapshot)->revision();
  return counts;
}

absl::StatusOr<Counts> Archive::CountEvents(const EventFilter& filter, EventGrouping group_by,
                                            int max_groups, const IsAbandoned& is_abandoned) const {
  auto snapshot = Snapshot::Take(*this, is_abandoned);
  if (!snapshot.ok()) return snapshot.status();
  auto counts = Count((*snapshot)->connection(), filter, group_by, max_groups);
  if (counts.ok()) counts->archive_revision = (*snapshot)->revision();
  return counts;
}

absl::StatusOr<std::vector<Change>> Archive::ChangesSince(int64_t revision, int limit) const {
  auto snapshot = Snapshot::Take(*this);
  if (!snapshot.ok()) return snapshot.status();
  Statement rows = (*snapshot)->connection().Prepare(statements::kChangesSince);
  rows.BindInt(revision).BindInt(limit);
  std::vector<Change> changes;
  absl::StatusOr<bool> more = rows.Step();
  for (; more.ok() && *more; more = rows.Step()) {
    changes.push_back({rows.Int(0), static_cast<Change::Kind>(rows.Int(1)),
                       std::string(rows.Text(2)), static_cast<int32_t>(rows.Int(3))});
  }
  if (!more.ok()) return more.status();
  return changes;
}

}  // namespace onrecord::query
