// Writes articles with all that was read from them.

#ifndef ONRECORD_QUERY_SERVICE_ARCHIVE_ARTICLE_WRITER_H_
#define ONRECORD_QUERY_SERVICE_ARCHIVE_ARTICLE_WRITER_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "query-service/archive/archive.h"
#include "query-service/archive/article_positions.h"
#include "query-service/archive/connection.h"
#include "query-service/archive/content_mentions.h"
#include "query-service/archive/deleted_articles.h"
#include "query-service/archive/record_rows.h"
#include "query-service/archive/speaker_ledger.h"
#include "query-service/archive/statements.h"

namespace onrecord::query {

// One change of the archive within a write transaction of `connection`, which must outlive it.
// After an error the transaction has to be rolled back. For one call of one method.
class ArticleWriter {
 public:
  // `now` is when the change happens, to the microsecond.
  ArticleWriter(Connection& connection, absl::Time now)
      : connection_(connection),
        now_(absl::FromUnixMicros(absl::ToUnixMicros(now))),
        speakers_(connection),
        deleted_(connection, now_) {}

  // See Archive::Commit.
  absl::StatusOr<CommitResult> Commit(const ArticleRecord& article, const ReadAnalysis& analysis,
                                      bool replace, const WriteCondition& condition = {});

  // See Archive::Import.
  absl::StatusOr<CommitResult> Import(const ArticleRecord& article, const ReadAnalysis& analysis);

  // See Archive::DeleteArticle. The article can come back within `undelete_window`; where that is
  // zero, never.
  absl::StatusOr<ArticleRecord> Delete(std::string_view article_id, const std::string& etag = "",
                                       absl::Duration undelete_window = absl::ZeroDuration());

  // See Archive::UndeleteArticle and Archive::PurgeArticle.
  absl::StatusOr<ArticleRecord> Undelete(std::string_view article_id, const std::string& etag);
  absl::Status Purge(std::string_view article_id, const std::string& etag);

 private:
  using KeptArticle = KeptRecord<ArticleRecord>;

  // Where an article's parts go: the rows of it and of its speakers, and what all its parts share.
  struct Target {
    int64_t article_row = 0;
    int64_t publish_us = 0;
    const ArticleRecord& article;
    const SpeakerRows& speakers;
    const ContentMentions& mentions;
  };

  absl::StatusOr<std::optional<KeptArticle>> Find(std::string_view article_id);
  absl::StatusOr<bool> HoldsSame(const KeptArticle& kept, const ArticleRecord& article,
                                 const ReadAnalysis& analysis);

  // Writes `article` in place of `previous`. Its revision is at least `article.revision`.
  absl::StatusOr<CommitResult> Replace(const std::optional<KeptArticle>& previous,
                                       const ArticleRecord& article, const ReadAnalysis& analysis);

  // The article as it was retracted. `where_alive` is the error where it was not.
  absl::StatusOr<ArticleRecord> FindDeleted(std::string_view article_id, const std::string& etag,
                                            const absl::Status& where_alive);
  absl::Status KeepDeleted(const KeptArticle& kept);
  // So that the article goes on where it was, should it be committed again.
  absl::Status RememberArticle(const ArticleRecord& article);
  absl::Status Remove(const KeptArticle& kept);

  // Fills what the archive decides: revisions and times.
  absl::Status Stamp(const std::optional<KeptArticle>& previous, ArticleRecord& article);
  absl::Status Write(const ArticleRecord& article, const ReadAnalysis& analysis,
                     const SpeakerRows& speakers);
  absl::Status InsertArticle(int64_t row, const ArticleRecord& article);
  absl::Status InsertPositions(const Target& target, const ReadAnalysis& analysis);
  absl::Status InsertPosition(const Target& target, int64_t row, const PositionRecord& position);
  absl::Status InsertPositionSpeakers(int64_t row, PositionPart part,
                                      const std::vector<int64_t>& speaker_rows);
  absl::Status InsertEvents(const Target& target, const ReadAnalysis& analysis);
  absl::Status InsertEvent(const Target& target, int64_t row, const EventRecord& event);
  absl::Status InsertParticipants(const Target& target, int64_t row, EventPart part,
                                  const std::vector<Participant>& participants);
  absl::Status InsertEventPosition(const Target& target, int64_t row, TellingPart part,
                                   std::string_view position_id);

  // The first of `count` free rows in the second of `publish_us`: after all that are taken or,
  // where these reach the end, in a gap that something deleted has left. `last_row_sql` asks for
  // the last row of a range, `gap_sql` for a gap. RESOURCE_EXHAUSTED, STORAGE_FULL where there is
  // none.
  absl::StatusOr<int64_t> FreeRows(std::string_view last_row_sql, std::string_view gap_sql,
                                   int64_t publish_us, size_t count);
  absl::Status RecordChange(Change::Kind kind, const ArticleRecord& article);

  Connection& connection_;
  const absl::Time now_;
  SpeakerLedger speakers_;
  DeletedArticles deleted_;
  ArticlePositions before_;  // what the article had that Remove has taken
};

}  // namespace onrecord::query

#endif  // ONRECORD_QUERY_SERVICE_ARCHIVE_ARTICLE_WRITER_H_
