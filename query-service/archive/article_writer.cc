#include "query-service/archive/article_writer.h"

#include <algorithm>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "query-service/archive/analysis_check.h"
#include "query-service/archive/analysis_codec.h"
#include "query-service/archive/article_indexes.h"
#include "query-service/archive/article_positions.h"
#include "query-service/archive/article_reader.h"
#include "query-service/archive/byte_codec.h"
#include "query-service/archive/change_log.h"
#include "query-service/archive/etag.h"
#include "query-service/archive/record_lookup.h"
#include "query-service/archive/row_order.h"
#include "query-service/archive/statements.h"
#include "query-service/archive/times.h"

namespace onrecord::query {
namespace {

// Rows of the speakers that `refs` refer to, each once: two speakers of the article may be one of
// the archive.
std::vector<int64_t> RowsOf(const std::vector<SpeakerRef>& refs, const SpeakerRows& speakers) {
  std::vector<int64_t> rows;
  for (const SpeakerRef& ref : refs) {
    const int64_t row = speakers.find(ref.id)->second;
    if (std::find(rows.begin(), rows.end(), row) == rows.end()) rows.push_back(row);
  }
  return rows;
}

ContentMentions MentionsOf(const ReadAnalysis& analysis, const SpeakerRows& speakers) {
  std::vector<SpeakerMention> mentions;
  for (const LocalSpeaker& local : analysis.speakers) {
    const int64_t row = speakers.find(local.id)->second;
    for (const Mention& mention : local.mentions) mentions.push_back({mention.span, row});
  }
  return ContentMentions(std::move(mentions));
}

absl::Status Mismatch() {
  return absl::AbortedError("the article has changed since its etag was read");
}

absl::Status AlreadyExists() {
  return absl::AlreadyExistsError("there is such an article already");
}

absl::Status NotFound() { return absl::NotFoundError("there is no such article"); }

// The rules of a commit that only the text and the analysis together can break.
absl::Status Check(const ArticleRecord& article, const ReadAnalysis& analysis) {
  const auto violations = CheckAnalysis(article.text, analysis);
  if (!violations.empty()) return rpc::InvalidFields(violations);
  if (article.publish_time.has_value() && !IsKeepable(*article.publish_time)) {
    return rpc::InvalidField("article.publish_time", "must be in the years 1 to 9999");
  }
  return absl::OkStatus();
}

// Whether all is equal that is not "by the archive".
bool SameArticle(const ArticleRecord& a, const ArticleRecord& b) {
  return a.id == b.id && a.text == b.text && a.title == b.title && a.publisher == b.publisher &&
         a.uri == b.uri && PublishMicros(a.publish_time) == PublishMicros(b.publish_time) &&
         a.publish_utc_offset_minutes == b.publish_utc_offset_minutes && a.language == b.language &&
         a.authors == b.authors;
}

CommitResult Unchanged(KeptRecord<ArticleRecord> kept) {
  kept.record.text.clear();
  return {CommitOutcome::kUnchanged, std::move(kept.record)};
}

}  // namespace

absl::StatusOr<CommitResult> ArticleWriter::Commit(const ArticleRecord& article,
                                                   const ReadAnalysis& analysis, bool replace,
                                                   const WriteCondition& condition) {
  const absl::Status checked = Check(article, analysis);
  if (!checked.ok()) return checked;
  auto previous = Find(article.id);
  if (!previous.ok()) return previous.status();
  if (condition.must_not_exist && previous->has_value()) return AlreadyExists();
  if (!condition.etag.empty() &&
      (!previous->has_value() || EtagOf((*previous)->record) != condition.etag)) {
    return Mismatch();
  }
  if (previous->has_value() && !replace && (*previous)->record.text == article.text) {
    return Unchanged(**std::move(previous));
  }
  ArticleRecord counted = article;
  counted.revision = 0;  // by the archive alone
  return Replace(*previous, counted, analysis);
}

absl::StatusOr<CommitResult> ArticleWriter::Import(const ArticleRecord& article,
                                                   const ReadAnalysis& analysis) {
  const absl::Status checked = Check(article, analysis);
  if (!checked.ok()) return checked;
  auto previous = Find(article.id);
  if (!previous.ok()) return previous.status();
  if (previous->has_value()) {
    const absl::StatusOr<bool> same = HoldsSame(**previous, article, analysis);
    if (!same.ok()) return same.status();
    if (*same) return Unchanged(**std::move(previous));
  }
  return Replace(*previous, article, analysis);
}

absl::StatusOr<bool> ArticleWriter::HoldsSame(const KeptArticle& kept, const ArticleRecord& article,
                                              const ReadAnalysis& analysis) {
  if (!SameArticle(kept.record, article)) return false;
  auto records = ReadRecords(connection_, kept);
  if (!records.ok()) return records.status();
  return EncodeAnalysis(ToAnalysis(*std::move(records))) == EncodeAnalysis(analysis);
}

absl::StatusOr<CommitResult> ArticleWriter::Replace(const std::optional<KeptArticle>& previous,
                                                    const ArticleRecord& article,
                                                    const ReadAnalysis& analysis) {
  if (previous.has_value()) {
    const absl::Status removed = Remove(*previous);
    if (!removed.ok()) return removed;
  }
  const absl::Status dropped = deleted_.Drop(article.id);
  if (!dropped.ok()) return dropped;
  const absl::StatusOr<SpeakerRows> speakers = speakers_.Resolve(article.id, analysis);
  if (!speakers.ok()) return speakers.status();

  ArticleRecord kept = article;
  kept.model_version = analysis.model_version;
  kept.position_count = static_cast<int32_t>(analysis.positions.size());
  kept.event_count = static_cast<int32_t>(analysis.events.size());
  std::set<int64_t> speaker_rows;
  for (const auto& [id, row] : *speakers) speaker_rows.insert(row);
  kept.speaker_count = static_cast<int32_t>(speaker_rows.size());

  const absl::Status stamped = Stamp(previous, kept);
  if (!stamped.ok()) return stamped;
  const absl::Status written = Write(kept, analysis, *speakers);
  if (!written.ok()) return written;
  const bool revised = previous.has_value();
  const absl::Status recorded =
      RecordChange(revised ? Change::Kind::kRevised : Change::Kind::kCreated, kept);
  if (!recorded.ok()) return recorded;
  kept.text.clear();
  return CommitResult{revised ? CommitOutcome::kRevised : CommitOutcome::kCreated, std::move(kept)};
}

absl::StatusOr<ArticleRecord> ArticleWriter::Delete(std::string_view article_id,
                                                    const std::string& etag,
                                                    absl::Duration undelete_window) {
  auto kept = Find(article_id);
  if (!kept.ok()) return kept.status();
  if (!kept->has_value()) return NotFound();
  ArticleRecord& article = (*kept)->record;
  if (!etag.empty() && EtagOf(article) != etag) return Mismatch();

  article.delete_time = now_;
  article.purge_time = now_ + undelete_window;
  absl::Status done;
  if (undelete_window > absl::ZeroDuration()) done = KeepDeleted(**kept);
  if (done.ok()) done = Remove(**kept);
  if (done.ok()) done = speakers_.Settle();
  if (done.ok()) done = RememberArticle(article);
  if (!done.ok()) return done;
  const absl::Status recorded = RecordChange(Change::Kind::kDeleted, article);
  if (!recorded.ok()) return recorded;
  return std::move(article);
}

absl::Status ArticleWriter::KeepDeleted(const KeptArticle& kept) {
  auto records = ReadRecords(connection_, kept);
  if (!records.ok()) return records.status();
  return deleted_.Keep(kept.record, ToAnalysis(*std::move(records)));
}

absl::Status ArticleWriter::RememberArticle(const ArticleRecord& article) {
  return connection_.Prepare(statements::kRememberArticle)
      .BindText(article.id)
      .BindInt(article.revision)
      .BindInt(absl::ToUnixMicros(article.create_time))
      .Run();
}

absl::StatusOr<ArticleRecord> ArticleWriter::Undelete(std::string_view article_id,
                                                      const std::string& etag) {
  auto article = FindDeleted(article_id, etag, AlreadyExists());
  if (!article.ok()) return article;
  const absl::StatusOr<ReadAnalysis> analysis = deleted_.ReadAnalysisOf(article_id);
  if (!analysis.ok()) return analysis.status();
  const absl::StatusOr<SpeakerRows> speakers = speakers_.Resolve(article_id, *analysis);
  if (!speakers.ok()) return speakers.status();
  const absl::StatusOr<int64_t> revision = NextRevision(connection_);
  if (!revision.ok()) return revision.status();

  article->archive_revision = *revision;
  article->delete_time.reset();
  article->purge_time.reset();
  absl::Status done = Write(*article, *analysis, *speakers);
  if (done.ok()) done = deleted_.Drop(article_id);
  if (done.ok()) done = RecordChange(Change::Kind::kUndeleted, *article);
  if (!done.ok()) return done;
  return article;
}

absl::Status ArticleWriter::Purge(std::string_view article_id, const std::string& etag) {
  const auto article = FindDeleted(
      article_id, etag, absl::FailedPreconditionError("the article has not been retracted"));
  if (!article.ok()) return article.status();
  return deleted_.Drop(article_id);
}

absl::StatusOr<ArticleRecord> ArticleWriter::FindDeleted(std::string_view article_id,
                                                         const std::string& etag,
                                                         const absl::Status& where_alive) {
  const auto alive = Find(article_id);
  if (!alive.ok()) return alive.status();
  if (alive->has_value()) return where_alive;
  auto deleted = deleted_.Find(article_id, /*with_text=*/true);
  if (!deleted.ok()) return deleted.status();
  if (!deleted->has_value()) {
    return absl::NotFoundError("there is no such article, or it was retracted too long ago");
  }
  if (!etag.empty() && EtagOf(**deleted) != etag) return Mismatch();
  return **std::move(deleted);
}

absl::StatusOr<std::optional<ArticleWriter::KeptArticle>> ArticleWriter::Find(
    std::string_view article_id) {
  return FindArticle(connection_, article_id, /*with_text=*/true);
}

absl::Status ArticleWriter::Remove(const KeptArticle& kept) {
  auto positions = ReadArticlePositions(connection_, kept.record.id);
  if (!positions.ok()) return positions.status();
  before_ = *std::move(positions);
  absl::Status done = BeginEdition(connection_);
  if (done.ok()) done = ArticleIndexes(connection_).Remove(kept.row);
  if (done.ok()) done = speakers_.Remove(kept.row);
  if (done.ok()) done = connection_.Prepare(statements::kDeleteArticle).BindInt(kept.row).Run();
  return done;
}

absl::Status ArticleWriter::Stamp(const std::optional<KeptArticle>& previous,
                                  ArticleRecord& article) {
  const absl::StatusOr<int64_t> revision = NextRevision(connection_);
  if (!revision.ok()) return revision.status();
  article.archive_revision = *revision;
  article.update_time = now_;
  article.create_time = article.update_time;
  article.revision = std::max(article.revision, 1);
  if (article.publish_time.has_value()) {
    article.publish_time = PublishTime(PublishMicros(article.publish_time));
  }
  if (previous.has_value()) {
    article.create_time = previous->record.create_time;
    article.revision = std::max(article.revision, previous->record.revision + 1);
    return absl::OkStatus();
  }

  // An article that was retracted goes on where it was: a name and a revision never mean two texts.
  Statement past = connection_.Prepare(statements::kPastArticle);
  const absl::StatusOr<bool> found = past.BindText(article.id).Step();
  if (!found.ok()) return found.status();
  if (!*found) return absl::OkStatus();
  article.revision = std::max(article.revision, static_cast<int32_t>(past.Int(0)) + 1);
  article.create_time = absl::FromUnixMicros(past.Int(1));
  return absl::OkStatus();
}

absl::StatusOr<int64_t> ArticleWriter::FreeRows(std::string_view last_row_sql,
                                                std::string_view gap_sql, int64_t publish_us,
                                                size_t count) {
  const RowRange range = RowsOfSecond(publish_us);
  const auto rows = static_cast<int64_t>(count);
  Statement last = connection_.Prepare(last_row_sql);
  absl::StatusOr<bool> found = last.BindInt(range.first).BindInt(range.last).Step();
  if (!found.ok()) return found.status();
  const int64_t next = last.IsNull(0) ? range.first : last.Int(0) + 1;
  if (rows <= range.last + 1 - next) return next;

  Statement gap = connection_.Prepare(gap_sql);
  found = gap.BindInt(range.first).BindInt(range.last).BindInt(rows).Step();
  if (!found.ok()) return found.status();
  if (*found) return gap.Int(0);
  return rpc::WithReason(
      absl::ResourceExhaustedError("the archive has no room for more that was published in the "
                                   "second of article.publish_time"),
      "STORAGE_FULL");
}

absl::Status ArticleWriter::Write(const ArticleRecord& article, const ReadAnalysis& analysis,
                                  const SpeakerRows& speakers) {
  const int64_t publish_us = PublishMicros(article.publish_time);
  const auto row = FreeRows(statements::kLastArticleRow, statements::kArticleGap, publish_us, 1);
  if (!row.ok()) return row.status();
  const ContentMentions mentions = MentionsOf(analysis, speakers);
  const Target target = {*row, publish_us, article, speakers, mentions};
  absl::Status done = InsertArticle(*row, article);
  if (done.ok()) done = InsertPositions(target, analysis);
  if (done.ok()) done = InsertEvents(target, analysis);
  if (done.ok()) done = ArticleIndexes(connection_).Add(*row);
  if (done.ok()) done = speakers_.Add(*row, analysis, speakers);
  if (done.ok()) done = speakers_.Settle();
  return done;
}

absl::Status ArticleWriter::InsertArticle(int64_t row, const ArticleRecord& article) {
  ByteWriter authors;
  authors.Strings(article.authors);
  return connection_.Prepare(statements::kInsertArticle)
      .BindInt(row)
      .BindText(article.id)
      .BindInt(PublishMicros(article.publish_time))
      .BindText(article.publisher)
      .BindText(article.language)
      .BindInt(article.publish_utc_offset_minutes)
      .BindText(article.uri)
      .BindBlob(authors.bytes())
      .BindText(article.model_version)
      .BindInt(article.revision)
      .BindInt(article.archive_revision)
      .BindInt(absl::ToUnixMicros(article.create_time))
      .BindInt(absl::ToUnixMicros(article.update_time))
      .BindInt(article.position_count)
      .BindInt(article.event_count)
      .BindInt(article.speaker_count)
      .BindText(article.title)
      .BindText(article.text)
      .Run();
}

absl::Status ArticleWriter::InsertPositions(const Target& target, const ReadAnalysis& analysis) {
  const auto first = FreeRows(statements::kLastPositionRow, statements::kPositionGap,
                              target.publish_us, analysis.positions.size());
  if (!first.ok()) return first.status();
  int64_t row = *first + static_cast<int64_t>(analysis.positions.size());
  for (const PositionRecord& position : analysis.positions) {
    const absl::Status inserted = InsertPosition(target, --row, position);
    if (!inserted.ok()) return inserted;
  }
  return absl::OkStatus();
}

absl::Status ArticleWriter::InsertPosition(const Target& target, int64_t row,
                                           const PositionRecord& position) {
  absl::Status done = connection_.Prepare(statements::kInsertPosition)
                          .BindInt(row)
                          .BindInt(target.article_row)
                          .BindText(position.id)
                          .BindInt(target.publish_us)
                          .BindInt(static_cast<int64_t>(position.kind))
                          .BindInt(static_cast<int64_t>(position.quotation))
                          .BindInt(position.hedged ? 1 : 0)
                          .BindReal(position.confidence)
                          .BindText(position.model_version)
                          .BindBlob(EncodeSpans(position))
                          .BindInt(position.negated ? 1 : 0)
                          .Run();
  const auto insert_speakers = [&](PositionPart part, const std::vector<int64_t>& speaker_rows) {
    if (done.ok()) done = InsertPositionSpeakers(row, part, speaker_rows);
  };
  insert_speakers(PositionPart::kSpeaker, RowsOf(position.speakers, target.speakers));
  insert_speakers(PositionPart::kAddressee, RowsOf(position.addressees, target.speakers));
  insert_speakers(PositionPart::kVia, RowsOf(position.via, target.speakers));
  insert_speakers(PositionPart::kMentioned, target.mentions.SpeakersIn(position.content));
  return done;
}

absl::Status ArticleWriter::InsertPositionSpeakers(int64_t row, PositionPart part,
                                                   const std::vector<int64_t>& speaker_rows) {
  int64_t ordinal = 0;
  for (const int64_t speaker : speaker_rows) {
    const absl::Status inserted = connection_.Prepare(statements::kInsertPositionSpeaker)
                                      .BindInt(row)
                                      .BindInt(static_cast<int64_t>(part))
                                      .BindInt(++ordinal)
                                      .BindInt(speaker)
                                      .Run();
    if (!inserted.ok()) return inserted;
  }
  return absl::OkStatus();
}

absl::Status ArticleWriter::InsertEvents(const Target& target, const ReadAnalysis& analysis) {
  const auto first = FreeRows(statements::kLastEventRow, statements::kEventGap, target.publish_us,
                              analysis.events.size());
  if (!first.ok()) return first.status();
  int64_t row = *first + static_cast<int64_t>(analysis.events.size());
  for (const EventRecord& event : analysis.events) {
    const absl::Status inserted = InsertEvent(target, --row, event);
    if (!inserted.ok()) return inserted;
  }
  return absl::OkStatus();
}

absl::Status ArticleWriter::InsertEvent(const Target& target, int64_t row,
                                        const EventRecord& event) {
  std::optional<int64_t> start_us;
  std::optional<int64_t> end_us;
  if (event.time.has_value() && event.time->start_time.has_value()) {
    start_us = absl::ToUnixMicros(*event.time->start_time);
    end_us = absl::ToUnixMicros(*event.time->end_time);
  }
  absl::Status done =
      connection_.Prepare(statements::kInsertEvent)
          .BindInt(row)
          .BindInt(target.article_row)
          .BindText(event.id)
          .BindInt(target.publish_us)
          .BindInt(static_cast<int64_t>(event.type))
          .BindInt(static_cast<int64_t>(event.status))
          .BindText(event.place.has_value() ? event.place->country_code : std::string())
          .BindInt(start_us)
          .BindInt(end_us)
          .BindReal(event.confidence)
          .BindText(event.model_version)
          .BindBlob(EncodeDetails(event))
          .Run();
  if (done.ok()) done = InsertParticipants(target, row, EventPart::kActor, event.actors);
  if (done.ok()) done = InsertParticipants(target, row, EventPart::kRecipient, event.recipients);
  for (const std::string& position : event.positions) {
    if (done.ok()) done = InsertEventPosition(target, row, TellingPart::kReports, position);
  }
  if (done.ok() && !event.performed_in.empty()) {
    done = InsertEventPosition(target, row, TellingPart::kPerforms, event.performed_in);
  }
  return done;
}

absl::Status ArticleWriter::InsertParticipants(const Target& target, int64_t row, EventPart part,
                                               const std::vector<Participant>& participants) {
  int64_t ordinal = 0;
  for (const Participant& participant : participants) {
    const absl::Status inserted = connection_.Prepare(statements::kInsertParticipant)
                                      .BindInt(row)
                                      .BindInt(static_cast<int64_t>(part))
                                      .BindInt(++ordinal)
                                      .BindInt(target.speakers.find(participant.speaker.id)->second)
                                      .BindInt(participant.span.begin)
                                      .BindInt(participant.span.end)
                                      .Run();
    if (!inserted.ok()) return inserted;
  }
  return absl::OkStatus();
}

absl::Status ArticleWriter::InsertEventPosition(const Target& target, int64_t row, TellingPart part,
                                                std::string_view position_id) {
  return connection_.Prepare(statements::kInsertEventPosition)
      .BindInt(row)
      .BindInt(static_cast<int64_t>(part))
      .BindInt(target.article_row)
      .BindText(position_id)
      .Run();
}

absl::Status ArticleWriter::RecordChange(Change::Kind kind, const ArticleRecord& article) {
  const absl::StatusOr<int64_t> revision = NextRevision(connection_);
  if (!revision.ok()) return revision.status();
  Change change;
  change.archive_revision = *revision;
  change.kind = kind;
  change.article_id = article.id;
  change.article_revision = article.revision;
  change.publisher = article.publisher;
  const auto positions = ReadArticlePositions(connection_, article.id);
  if (!positions.ok()) return positions.status();
  change.positions = ChangesOf(before_, *positions);
  if (kind != Change::Kind::kRevised) {
    change.positions->added_positions.clear();
    change.positions->removed_positions.clear();
  }
  return query::RecordChange(connection_, change, now_);
}

}  // namespace onrecord::query
