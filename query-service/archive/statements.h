// The archive's SQL whose text is fixed. What depends on a filter is in selection.h, the tables are
// in schema.cc; there is no SQL elsewhere.
//
// Parameters are bound in the order in which they stand here.

#ifndef ONRECORD_QUERY_SERVICE_ARCHIVE_STATEMENTS_H_
#define ONRECORD_QUERY_SERVICE_ARCHIVE_STATEMENTS_H_

namespace onrecord::query {

// The columns `part`.
enum class PositionPart : int { kSpeaker = 1, kAddressee = 2, kVia = 3, kMentioned = 4 };
enum class EventPart : int { kActor = 1, kRecipient = 2 };
enum class TellingPart : int { kReports = 1, kPerforms = 2 };
enum class NamePart : int { kDisplayName = 0, kAlias = 1, kRole = 2 };

namespace statements {

// The first row of a gap: of ?3 rows within [?1, ?2] that the table does not have. Goes through the
// rows until it finds one; for ranges whose end is taken.
#define ONRECORD_GAP(table)                             \
  "SELECT row + 1 FROM (SELECT ?1 - 1 AS row UNION ALL" \
  " SELECT row FROM " table                             \
  " WHERE row BETWEEN ?1 AND ?2) taken"                 \
  " WHERE coalesce((SELECT min(row) FROM " table        \
  " WHERE row > taken.row AND row <= ?2), ?2 + 1)"      \
  " - taken.row > ?3 LIMIT 1"

// Durability over speed: a commit returns when the log is on the disk.
inline constexpr char kPrepareWriter[] =
    "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;"
    "PRAGMA cache_size = -16384; PRAGMA journal_size_limit = 67108864";
inline constexpr char kPrepareReader[] = "PRAGMA query_only = ON; PRAGMA cache_size = -8192";
inline constexpr char kPageSize[] = "PRAGMA page_size";
inline constexpr char kLimitPages[] = "PRAGMA max_page_count = ";

inline constexpr char kRevision[] = "SELECT revision FROM state";
inline constexpr char kSetRevision[] = "UPDATE state SET revision = ?";
inline constexpr char kInsertChange[] =
    "INSERT INTO changes (revision, kind, article_id, article_revision, time_us)"
    " VALUES (?, ?, ?, ?, ?)";
inline constexpr char kChangesSince[] =
    "SELECT revision, kind, article_id, article_revision FROM changes"
    " WHERE revision > ? ORDER BY revision LIMIT ?";
inline constexpr char kHistoryOfArticle[] =
    "SELECT max(article_revision), min(time_us) FROM changes WHERE article_id = ?";

// Articles. ReadArticle knows the columns by their place.
#define ONRECORD_ARTICLE_COLUMNS                                                             \
  "a.row, a.id, a.publish_us, a.publisher, a.language, a.publish_utc_offset_minutes, a.uri," \
  " a.authors, a.model_version, a.revision, a.archive_revision, a.create_us, a.update_us,"   \
  " a.position_count, a.event_count, a.speaker_count, a.title"
inline constexpr char kArticleColumns[] = ONRECORD_ARTICLE_COLUMNS;
inline constexpr char kArticle[] =
    "SELECT " ONRECORD_ARTICLE_COLUMNS " FROM articles a WHERE a.id = ?";
inline constexpr char kArticleWithText[] =
    "SELECT " ONRECORD_ARTICLE_COLUMNS ", a.text FROM articles a WHERE a.id = ?";
#undef ONRECORD_ARTICLE_COLUMNS
inline constexpr char kTextOfArticle[] = "SELECT text FROM articles WHERE id = ?";
inline constexpr char kLastArticleRow[] = "SELECT max(row) FROM articles WHERE row BETWEEN ? AND ?";
inline constexpr char kArticleGap[] = ONRECORD_GAP("articles");
inline constexpr char kInsertArticle[] =
    "INSERT INTO articles (row, id, publish_us, publisher, language, publish_utc_offset_minutes,"
    " uri, authors, model_version, revision, archive_revision, create_us, update_us,"
    " position_count, event_count, speaker_count, title, text)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
inline constexpr char kDeleteArticle[] = "DELETE FROM articles WHERE row = ?";
inline constexpr char kIndexArticle[] =
    "INSERT INTO article_text (rowid, title, text) VALUES (?, ?, ?)";
inline constexpr char kUnindexArticle[] =
    "INSERT INTO article_text (article_text, rowid, title, text) VALUES ('delete', ?, ?, ?)";

// Retracted articles.
#define ONRECORD_DELETED_COLUMNS "article, delete_us, purge_us"
inline constexpr char kDeletedArticle[] =
    "SELECT " ONRECORD_DELETED_COLUMNS " FROM deleted_articles WHERE id = ? AND purge_us > ?";
inline constexpr char kDeletedArticleWithText[] =
    "SELECT " ONRECORD_DELETED_COLUMNS ", text FROM deleted_articles WHERE id = ? AND purge_us > ?";
inline constexpr char kDeletedArticles[] = "SELECT " ONRECORD_DELETED_COLUMNS
                                           " FROM deleted_articles WHERE delete_us <= ?1"
                                           " AND (delete_us < ?1 OR id > ?2) AND purge_us > ?3"
                                           " ORDER BY delete_us DESC, id LIMIT ?4";
#undef ONRECORD_DELETED_COLUMNS
inline constexpr char kAnalysisOfDeletedArticle[] =
    "SELECT analysis FROM deleted_articles WHERE id = ?";
inline constexpr char kInsertDeletedArticle[] =
    "INSERT INTO deleted_articles (id, delete_us, purge_us, article, analysis, text)"
    " VALUES (?, ?, ?, ?, ?, ?)";
inline constexpr char kDropDeletedArticle[] = "DELETE FROM deleted_articles WHERE id = ?";
inline constexpr char kDropExpiredArticles[] =
    "DELETE FROM deleted_articles WHERE row IN"
    " (SELECT row FROM deleted_articles WHERE purge_us <= ? ORDER BY purge_us LIMIT ?)"
    " RETURNING row";

// Positions. ReadPosition knows the columns by their place.
#define ONRECORD_POSITION_COLUMNS                                            \
  "p.row, p.key, p.publish_us, p.kind, p.quotation, p.hedged, p.confidence," \
  " p.model_version, p.spans, a.publisher, p.id, p.negated,"                 \
  " EXISTS (SELECT 1 FROM event_positions t WHERE t.position = p.row)"       \
  " FROM positions p CROSS JOIN articles a ON a.row = p.article"
inline constexpr char kPositionColumns[] = ONRECORD_POSITION_COLUMNS;
inline constexpr char kPosition[] =
    "SELECT " ONRECORD_POSITION_COLUMNS
    " WHERE p.article = (SELECT row FROM articles WHERE id = ?) AND p.id = ?";
inline constexpr char kPositionsOfArticle[] =
    "SELECT " ONRECORD_POSITION_COLUMNS " WHERE p.article = ? ORDER BY p.row";
#undef ONRECORD_POSITION_COLUMNS
inline constexpr char kSpeakersOfPosition[] =
    "SELECT t.part, w.id, w.display_name, w.type"
    " FROM position_speakers t CROSS JOIN speakers w ON w.row = t.speaker"
    " WHERE t.position = ? ORDER BY t.part, t.ordinal";
inline constexpr char kEventsOfPosition[] =
    "SELECT e.id FROM event_positions t CROSS JOIN events e ON e.row = t.event"
    " WHERE t.position = ? ORDER BY t.event";
inline constexpr char kSpansOfArticle[] = "SELECT row, spans FROM positions WHERE article = ?";
inline constexpr char kLastPositionRow[] =
    "SELECT max(row) FROM positions WHERE row BETWEEN ? AND ?";
inline constexpr char kPositionGap[] = ONRECORD_GAP("positions");
inline constexpr char kInsertPosition[] =
    "INSERT INTO positions (row, article, id, key, publish_us, kind, quotation, hedged, confidence,"
    " model_version, spans, negated) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
inline constexpr char kInsertPositionSpeaker[] =
    "INSERT INTO position_speakers (position, part, ordinal, speaker) VALUES (?, ?, ?, ?)";
inline constexpr char kIndexPosition[] = "INSERT INTO position_text (rowid, content) VALUES (?, ?)";
inline constexpr char kUnindexPosition[] =
    "INSERT INTO position_text (position_text, rowid, content) VALUES ('delete', ?, ?)";

// Events. ReadEvent knows the columns by their place.
#define ONRECORD_EVENT_COLUMNS                                                          \
  "e.row, e.key, e.publish_us, e.type, e.status, e.country_code, e.start_us, e.end_us," \
  " e.confidence, e.model_version, e.details, a.publisher, e.id"                        \
  " FROM events e CROSS JOIN articles a ON a.row = e.article"
inline constexpr char kEventColumns[] = ONRECORD_EVENT_COLUMNS;
inline constexpr char kEvent[] =
    "SELECT " ONRECORD_EVENT_COLUMNS
    " WHERE e.article = (SELECT row FROM articles WHERE id = ?) AND e.id = ?";
inline constexpr char kEventsOfArticle[] =
    "SELECT " ONRECORD_EVENT_COLUMNS " WHERE e.article = ? ORDER BY e.row";
#undef ONRECORD_EVENT_COLUMNS
inline constexpr char kParticipantsOfEvent[] =
    "SELECT t.part, w.id, w.display_name, w.type, t.begin_byte, t.end_byte"
    " FROM event_participants t CROSS JOIN speakers w ON w.row = t.speaker"
    " WHERE t.event = ? ORDER BY t.part, t.ordinal";
// Rows of one article's positions and events follow its text.
inline constexpr char kPositionsOfEvent[] =
    "SELECT t.part, p.id FROM event_positions t CROSS JOIN positions p ON p.row = t.position"
    " WHERE t.event = ? ORDER BY t.position";
inline constexpr char kLastEventRow[] = "SELECT max(row) FROM events WHERE row BETWEEN ? AND ?";
inline constexpr char kEventGap[] = ONRECORD_GAP("events");
inline constexpr char kInsertEvent[] =
    "INSERT INTO events (row, article, id, key, publish_us, type, status, country_code, start_us,"
    " end_us, confidence, model_version, details)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
inline constexpr char kInsertParticipant[] =
    "INSERT INTO event_participants (event, part, ordinal, speaker, begin_byte, end_byte)"
    " VALUES (?, ?, ?, ?, ?, ?)";
inline constexpr char kInsertEventPosition[] =
    "INSERT INTO event_positions (event, part, position)"
    " SELECT ?, ?, row FROM positions WHERE article = ? AND id = ?";

// Speakers. ReadSpeaker knows the columns by their place.
#define ONRECORD_SPEAKER_COLUMNS \
  "w.row, w.id, w.type, w.display_name, w.position_count, w.article_count FROM speakers w"
inline constexpr char kSpeakerColumns[] = ONRECORD_SPEAKER_COLUMNS;
inline constexpr char kSpeaker[] = "SELECT " ONRECORD_SPEAKER_COLUMNS " WHERE w.id = ?";
#undef ONRECORD_SPEAKER_COLUMNS
// The most frequent names, which grow with the archive. Spellings of the display name in other
// articles are other names, too.
inline constexpr char kAliasesOfSpeaker[] =
    "SELECT n.text FROM speaker_names n CROSS JOIN speakers w ON w.row = n.speaker"
    " WHERE n.speaker = ? AND n.part IN (0, 1) AND n.text <> w.display_name"
    " GROUP BY n.text ORDER BY sum(n.articles) DESC, n.text LIMIT 100";
inline constexpr char kRolesOfSpeaker[] =
    "SELECT text FROM speaker_names WHERE speaker = ? AND part = 2 ORDER BY articles DESC, text"
    " LIMIT 100";
inline constexpr char kSpeakerOfIdentity[] = "SELECT row FROM speakers WHERE identity = ?";
inline constexpr char kSpeakerIdTaken[] = "SELECT 1 FROM speakers WHERE id = ?";
inline constexpr char kInsertSpeaker[] =
    "INSERT INTO speakers (id, identity, type, display_name, position_count, article_count)"
    " VALUES (?, ?, ?, ?, 0, 0) RETURNING row";
inline constexpr char kAddToSpeaker[] =
    "UPDATE speakers SET position_count = position_count + ?, article_count = article_count + ?"
    " WHERE row = ?";
inline constexpr char kInsertArticleSpeaker[] =
    "INSERT INTO article_speakers (article, speaker, position_count, takes_part, mentions)"
    " VALUES (?, ?, ?, ?, ?)";
inline constexpr char kSpeakersOfArticle[] =
    "SELECT speaker, position_count, takes_part FROM article_speakers WHERE article = ?";
// Speakers as an article shows them, and what it calls them.
inline constexpr char kSpeakersInArticle[] =
    "SELECT w.row, w.id, w.identity, w.type, t.mentions"
    " FROM article_speakers t CROSS JOIN speakers w ON w.row = t.speaker WHERE t.article = ?";
inline constexpr char kNamesInArticle[] =
    "SELECT n.part, n.text FROM article_names t CROSS JOIN speaker_names n ON n.row = t.name"
    " WHERE t.article = ? AND n.speaker = ? ORDER BY n.part, n.text";
inline constexpr char kSpeakerHasArticle[] =
    "SELECT 1 FROM article_speakers WHERE speaker = ? LIMIT 1";
inline constexpr char kDeleteSpeaker[] = "DELETE FROM speakers WHERE row = ?";
inline constexpr char kChooseDisplayName[] =
    "UPDATE speakers SET display_name = (SELECT n.text FROM speaker_names n"
    " WHERE n.speaker = speakers.row AND n.part = 0 ORDER BY n.articles DESC, n.text LIMIT 1)"
    " WHERE row = ?";

// Names of speakers.
inline constexpr char kNameOfSpeaker[] =
    "SELECT row FROM speaker_names WHERE speaker = ? AND part = ? AND text = ?";
inline constexpr char kInsertName[] =
    "INSERT INTO speaker_names (speaker, part, text, articles) VALUES (?, ?, ?, 0) RETURNING row";
inline constexpr char kInsertArticleName[] =
    "INSERT INTO article_names (article, name) VALUES (?, ?)";
inline constexpr char kCountArticleNames[] =
    "UPDATE speaker_names SET articles = articles + ?"
    " WHERE row IN (SELECT name FROM article_names WHERE article = ?)";
inline constexpr char kUnusedNamesOfSpeaker[] =
    "SELECT row, part, text FROM speaker_names WHERE speaker = ? AND articles = 0";
inline constexpr char kDeleteName[] = "DELETE FROM speaker_names WHERE row = ?";
inline constexpr char kIndexName[] = "INSERT INTO speaker_text (rowid, text) VALUES (?, ?)";
inline constexpr char kUnindexName[] =
    "INSERT INTO speaker_text (speaker_text, rowid, text) VALUES ('delete', ?, ?)";

#undef ONRECORD_GAP

}  // namespace statements
}  // namespace onrecord::query

#endif  // ONRECORD_QUERY_SERVICE_ARCHIVE_STATEMENTS_H_
