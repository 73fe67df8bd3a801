// The archive's SQL whose text is fixed. What depends on a filter is in selection.h, the tables are
// in schema.cc; there is no SQL elsewhere.
//
// Parameters are bound in the order in which they stand here. What a commit runs for every record
// inserts one row by VALUES, without RETURNING: a statement that may write several opens a
// savepoint, at which the full-text indexes write out all that they hold.

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

// Joins the speaker `w` that clients see for the identity in the column `identity`.
#define ONRECORD_SPEAKER_OF(identity) \
  " CROSS JOIN speakers i ON i.row = " identity " CROSS JOIN speakers w ON w.row = i.root"
inline constexpr char kSpeakerOf[] = ONRECORD_SPEAKER_OF("t.speaker");
// The identities of speakers whose ids a JSON list has.
inline constexpr char kRowsOfSpeakers[] =
    "SELECT row FROM speakers WHERE root IN (SELECT root FROM speakers"
    " WHERE id IN (SELECT value FROM json_each(?)))";

// Durability over speed: a commit returns when the log is on the disk. What is deleted is written
// over where that costs no write of its own.
inline constexpr char kPrepareWriter[] =
    "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;"
    "PRAGMA secure_delete = FAST;"
    "PRAGMA cache_size = -16384; PRAGMA journal_size_limit = 67108864";
inline constexpr char kPrepareReader[] = "PRAGMA query_only = ON; PRAGMA cache_size = -8192";
// Fills the pointer that it is handed with FTS5's functions: the documented way to them.
inline constexpr char kFullTextFunctions[] = "SELECT fts5(?)";
// A copy that is not there yet has nothing to lose; afterwards it is one file.
inline constexpr char kPrepareCopy[] = "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF";
inline constexpr char kWithoutLog[] = "PRAGMA journal_mode = DELETE";
inline constexpr char kPageSize[] = "PRAGMA page_size";
inline constexpr char kLimitPages[] = "PRAGMA max_page_count = ";

// One change of several in a transaction.
inline constexpr char kBeginChange[] = "SAVEPOINT change";
inline constexpr char kTakeChangeBack[] = "ROLLBACK TO change";
inline constexpr char kEndChange[] = "RELEASE change";

inline constexpr char kRevision[] = "SELECT revision FROM state";
inline constexpr char kSetRevision[] = "UPDATE state SET revision = ?";
inline constexpr char kRevisionAndEdition[] = "SELECT revision, edition FROM state";
inline constexpr char kNextEdition[] = "UPDATE state SET edition = edition + 1";
inline constexpr char kInsertChange[] =
    "INSERT INTO changes (revision, kind, article_id, article_revision, time_us, speaker_id,"
    " other_speaker_ids, publisher, positions) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)";
inline constexpr char kChangesSince[] =
    "SELECT revision, kind, article_id, article_revision, speaker_id, other_speaker_ids,"
    " publisher, positions FROM changes"
    " WHERE revision > ? ORDER BY revision LIMIT ?";
// The revision that the oldest change came after; the archive's where none is kept.
inline constexpr char kOldestRevision[] =
    "SELECT coalesce((SELECT min(revision) - 1 FROM changes), (SELECT revision FROM state))";
inline constexpr char kOldestChanges[] =
    "SELECT revision, time_us FROM changes ORDER BY revision LIMIT ?";
inline constexpr char kDropChanges[] = "DELETE FROM changes WHERE revision <= ?";

// Articles. ReadArticle knows the columns by their place.
#define ONRECORD_ARTICLE_COLUMNS                                                             \
  "a.row, a.id, a.publish_us, a.publisher, a.language, a.publish_utc_offset_minutes, a.uri," \
  " a.authors, a.model_version, a.revision, a.archive_revision, a.create_us, a.update_us,"   \
  " a.position_count, a.event_count, a.speaker_count, a.title"
inline constexpr char kArticle[] =
    "SELECT " ONRECORD_ARTICLE_COLUMNS " FROM articles a WHERE a.id = ?";
inline constexpr char kArticleWithText[] =
    "SELECT " ONRECORD_ARTICLE_COLUMNS ", a.text FROM articles a WHERE a.id = ?";
inline constexpr char kArticleInRow[] =
    "SELECT " ONRECORD_ARTICLE_COLUMNS " FROM articles a WHERE a.row = ?";
inline constexpr char kArticleInRowWithText[] =
    "SELECT " ONRECORD_ARTICLE_COLUMNS ", a.text FROM articles a WHERE a.row = ?";
#undef ONRECORD_ARTICLE_COLUMNS
inline constexpr char kTextInRow[] = "SELECT text FROM articles WHERE row = ?";
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
    "INSERT INTO article_text (rowid, title, text, tags)"
    " VALUES (?1, (SELECT title FROM articles WHERE row = ?1),"
    " (SELECT text FROM articles WHERE row = ?1),"
    " (SELECT tags FROM searchable_articles WHERE row = ?1))";
inline constexpr char kUnindexArticle[] =
    "INSERT INTO article_text (article_text, rowid, title, text, tags)"
    " VALUES ('delete', ?1, (SELECT title FROM articles WHERE row = ?1),"
    " (SELECT text FROM articles WHERE row = ?1),"
    " (SELECT tags FROM searchable_articles WHERE row = ?1))";

// Articles that were there once.
inline constexpr char kPastArticle[] = "SELECT revision, create_us FROM past_articles WHERE id = ?";
inline constexpr char kRememberArticle[] =
    "INSERT OR REPLACE INTO past_articles (id, revision, create_us) VALUES (?, ?, ?)";

// Retracted articles.
#define ONRECORD_DELETED_COLUMNS "article, delete_us, purge_us"
inline constexpr char kDeletedArticle[] =
    "SELECT " ONRECORD_DELETED_COLUMNS " FROM deleted_articles WHERE id = ? AND purge_us > ?";
inline constexpr char kDeletedArticleWithText[] =
    "SELECT " ONRECORD_DELETED_COLUMNS ", text FROM deleted_articles WHERE id = ? AND purge_us > ?";
inline constexpr char kDeletedArticles[] = "SELECT " ONRECORD_DELETED_COLUMNS
                                           ", row FROM deleted_articles"
                                           " WHERE row < ? AND purge_us > ?"
                                           " ORDER BY row DESC LIMIT ?";
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
#define ONRECORD_POSITION_COLUMNS                                           \
  "p.row, a.id, p.publish_us, p.kind, p.quotation, p.hedged, p.confidence," \
  " p.model_version, p.spans, a.publisher, p.id, p.negated,"                \
  " EXISTS (SELECT 1 FROM event_positions t WHERE t.position = p.row)"
inline constexpr char kPosition[] =
    "SELECT " ONRECORD_POSITION_COLUMNS
    " FROM positions p CROSS JOIN articles a ON a.row = p.article"
    " WHERE p.article = (SELECT row FROM articles WHERE id = ?) AND p.id = ?";
inline constexpr char kPositionInRow[] =
    "SELECT " ONRECORD_POSITION_COLUMNS
    " FROM positions p CROSS JOIN articles a ON a.row = p.article WHERE p.row = ?";
inline constexpr char kPositionsOfArticle[] =
    "SELECT " ONRECORD_POSITION_COLUMNS
    " FROM positions p CROSS JOIN articles a ON a.row = p.article"
    " WHERE p.article = ? ORDER BY p.row DESC";
#undef ONRECORD_POSITION_COLUMNS
inline constexpr char kSpeakersOfPosition[] =
    "SELECT t.part, w.id, w.display_name, w.type"
    " FROM position_speakers t" ONRECORD_SPEAKER_OF(
        "t.speaker") " WHERE t.position = ? ORDER BY t.part, t.ordinal";
// As committed, whoever was merged since.
inline constexpr char kIdentitiesOfPosition[] =
    "SELECT t.part, w.id, w.display_name, w.type"
    " FROM position_speakers t CROSS JOIN speakers w ON w.row = t.speaker"
    " WHERE t.position = ? ORDER BY t.part, t.ordinal";
inline constexpr char kPositionIdsOfArticle[] =
    "SELECT id FROM positions WHERE article = (SELECT row FROM articles WHERE id = ?)";
// The identities that take positions in an article.
inline constexpr char kTakersInArticle[] =
    "SELECT id FROM speakers WHERE row IN (SELECT t.speaker FROM positions p"
    " CROSS JOIN position_speakers t ON t.position = p.row AND t.part = 1"
    " WHERE p.article = (SELECT row FROM articles WHERE id = ?))";
inline constexpr char kEventsOfPosition[] =
    "SELECT e.id FROM event_positions t CROSS JOIN events e ON e.row = t.event"
    " WHERE t.position = ? ORDER BY t.event DESC";
inline constexpr char kSpansOfArticle[] = "SELECT row, spans FROM positions WHERE article = ?";
inline constexpr char kLastPositionRow[] =
    "SELECT max(row) FROM positions WHERE row BETWEEN ? AND ?";
inline constexpr char kPositionGap[] = ONRECORD_GAP("positions");
inline constexpr char kInsertPosition[] =
    "INSERT INTO positions (row, article, id, publish_us, kind, quotation, hedged, confidence,"
    " model_version, spans, negated) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
inline constexpr char kInsertPositionSpeaker[] =
    "INSERT INTO position_speakers (position, part, ordinal, speaker) VALUES (?, ?, ?, ?)";
inline constexpr char kIndexPosition[] =
    "INSERT INTO position_text (rowid, content, tags)"
    " VALUES (?1, ?2, (SELECT tags FROM position_tags WHERE row = ?1))";
inline constexpr char kUnindexPosition[] =
    "INSERT INTO position_text (position_text, rowid, content, tags)"
    " VALUES ('delete', ?1, ?2, (SELECT tags FROM position_tags WHERE row = ?1))";

// Events. ReadEvent knows the columns by their place.
#define ONRECORD_EVENT_COLUMNS                                                         \
  "e.row, a.id, e.publish_us, e.type, e.status, e.country_code, e.start_us, e.end_us," \
  " e.confidence, e.model_version, e.details, a.publisher, e.id"
inline constexpr char kEvent[] =
    "SELECT " ONRECORD_EVENT_COLUMNS
    " FROM events e CROSS JOIN articles a ON a.row = e.article"
    " WHERE e.article = (SELECT row FROM articles WHERE id = ?) AND e.id = ?";
inline constexpr char kEventInRow[] =
    "SELECT " ONRECORD_EVENT_COLUMNS
    " FROM events e CROSS JOIN articles a ON a.row = e.article WHERE e.row = ?";
inline constexpr char kEventsOfArticle[] =
    "SELECT " ONRECORD_EVENT_COLUMNS
    " FROM events e CROSS JOIN articles a ON a.row = e.article"
    " WHERE e.article = ? ORDER BY e.row DESC";
#undef ONRECORD_EVENT_COLUMNS
inline constexpr char kParticipantsOfEvent[] =
    "SELECT t.part, w.id, w.display_name, w.type, t.begin_byte, t.end_byte"
    " FROM event_participants t" ONRECORD_SPEAKER_OF(
        "t.speaker") " WHERE t.event = ? ORDER BY t.part, t.ordinal";
inline constexpr char kIdentitiesOfEvent[] =
    "SELECT t.part, w.id, w.display_name, w.type, t.begin_byte, t.end_byte"
    " FROM event_participants t CROSS JOIN speakers w ON w.row = t.speaker"
    " WHERE t.event = ? ORDER BY t.part, t.ordinal";
inline constexpr char kPositionsOfEvent[] =
    "SELECT t.part, p.id FROM event_positions t CROSS JOIN positions p ON p.row = t.position"
    " WHERE t.event = ? ORDER BY t.position DESC";
inline constexpr char kLastEventRow[] = "SELECT max(row) FROM events WHERE row BETWEEN ? AND ?";
inline constexpr char kEventGap[] = ONRECORD_GAP("events");
inline constexpr char kInsertEvent[] =
    "INSERT INTO events (row, article, id, publish_us, type, status, country_code, start_us,"
    " end_us, confidence, model_version, details)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
inline constexpr char kInsertParticipant[] =
    "INSERT INTO event_participants (event, part, ordinal, speaker, begin_byte, end_byte)"
    " VALUES (?, ?, ?, ?, ?, ?)";
inline constexpr char kDetailsOfArticle[] = "SELECT row, details FROM events WHERE article = ?";
inline constexpr char kIndexEvent[] =
    "INSERT INTO event_text (rowid, place, tags)"
    " VALUES (?1, ?2, (SELECT tags FROM event_tags WHERE row = ?1))";
inline constexpr char kUnindexEvent[] =
    "INSERT INTO event_text (event_text, rowid, place, tags)"
    " VALUES ('delete', ?1, ?2, (SELECT tags FROM event_tags WHERE row = ?1))";
inline constexpr char kInsertEventPosition[] =
    "INSERT INTO event_positions (event, part, position)"
    " VALUES (?, ?, (SELECT row FROM positions WHERE article = ? AND id = ?))";

// Speakers. A row is an identity: what commits decide. A speaker that clients see is an identity
// that is not merged, with all that are merged into it (their `root`); its row has the figures of
// all. ReadSpeaker knows the columns by their place.
#define ONRECORD_SPEAKER_COLUMNS \
  "w.row, w.id, w.type, w.display_name, w.position_count, w.article_count FROM speakers w"
inline constexpr char kSpeakerColumns[] = ONRECORD_SPEAKER_COLUMNS;
// Identities that a merger or a split has to remember stay when no article speaks of them, unseen.
#define ONRECORD_SPEAKER_IS_SEEN                                        \
  "w.merged_into IS NULL AND (w.article_count > 0 OR EXISTS (SELECT 1"  \
  " FROM speakers i CROSS JOIN article_speakers s ON s.speaker = i.row" \
  " WHERE i.root = w.row))"
inline constexpr char kSpeakerIsSeen[] = ONRECORD_SPEAKER_IS_SEEN;
inline constexpr char kSpeaker[] =
    "SELECT " ONRECORD_SPEAKER_COLUMNS
    " WHERE w.row = (SELECT root FROM speakers WHERE id = ?) AND " ONRECORD_SPEAKER_IS_SEEN;
inline constexpr char kSpeakerInRow[] = "SELECT " ONRECORD_SPEAKER_COLUMNS " WHERE w.row = ?";
#undef ONRECORD_SPEAKER_COLUMNS
#undef ONRECORD_SPEAKER_IS_SEEN
// The most frequent names, which grow with the archive. Spellings of the display name in other
// articles are other names, too.
inline constexpr char kAliasesOfSpeaker[] =
    "SELECT n.text FROM speakers w CROSS JOIN speakers i ON i.root = w.row"
    " CROSS JOIN speaker_names n ON n.speaker = i.row"
    " WHERE w.row = ? AND n.part IN (0, 1) AND n.text <> w.display_name"
    " GROUP BY n.text ORDER BY sum(n.articles) DESC, n.text LIMIT 100";
inline constexpr char kRolesOfSpeaker[] =
    "SELECT n.text FROM speakers i CROSS JOIN speaker_names n ON n.speaker = i.row"
    " WHERE i.root = ? AND n.part = 2"
    " GROUP BY n.text ORDER BY sum(n.articles) DESC, n.text LIMIT 100";
inline constexpr char kNameOfSpeakerInRow[] = "SELECT id, display_name FROM speakers WHERE row = ?";
inline constexpr char kMergedIntoSpeaker[] =
    "SELECT id FROM speakers WHERE root = ? AND merged_into IS NOT NULL ORDER BY id";
inline constexpr char kSpeakerOfIdentity[] = "SELECT row FROM speakers WHERE identity = ?";
// Identities with a name key, once for each of their display names; whether an article speaks of
// them, and whether a split made them.
inline constexpr char kSpeakersOfNameKey[] =
    "SELECT i.row, i.root, coalesce(n.text, i.display_name),"
    " EXISTS (SELECT 1 FROM article_speakers s WHERE s.speaker = i.row),"
    " EXISTS (SELECT 1 FROM split_articles s WHERE s.split = i.row)"
    " FROM speakers i LEFT JOIN speaker_names n ON n.speaker = i.row AND n.part = 0"
    " WHERE i.name_key = ? ORDER BY i.row LIMIT 1000";
inline constexpr char kFrequentRolesOfSpeaker[] =
    "SELECT n.text FROM speakers i CROSS JOIN speaker_names n ON n.speaker = i.row"
    " WHERE i.root = ? AND n.part = 2 AND n.articles > 0"
    " GROUP BY n.text ORDER BY sum(n.articles) DESC, n.text LIMIT 30";
inline constexpr char kRootOfSpeaker[] = "SELECT root FROM speakers WHERE row = ?";
// The ids of all identities that one speaker is, whichever of them is asked for.
inline constexpr char kIdentityIdsOfSpeaker[] =
    "SELECT id FROM speakers WHERE root = (SELECT root FROM speakers WHERE id = ?)";
inline constexpr char kIdentity[] =
    "SELECT s.row, s.root, r.id FROM speakers s JOIN speakers r ON r.row = s.root"
    " WHERE s.id = ?";
// With the name that its own articles use most. REQUIRES: there is one.
inline constexpr char kIdentityInRow[] =
    "SELECT s.identity, s.type, (SELECT n.text FROM speaker_names n WHERE n.speaker = s.row"
    " AND n.part = 0 ORDER BY n.articles DESC, n.text LIMIT 1) FROM speakers s WHERE s.row = ?";
inline constexpr char kSpeakerIdTaken[] = "SELECT 1 FROM speakers WHERE id = ?";
inline constexpr char kInsertSpeaker[] =
    "INSERT INTO speakers (id, identity, type, display_name, name_key, position_count,"
    " article_count) VALUES (?, ?, ?, ?, ?, 0, 0)";
inline constexpr char kAddToSpeaker[] =
    "UPDATE speakers SET position_count = position_count + ?, article_count = article_count + ?"
    " WHERE row = ?";
// ?1 is a speaker that is not merged.
inline constexpr char kCountAnew[] =
    "UPDATE speakers SET position_count = (SELECT count(DISTINCT t.position) FROM speakers i"
    " CROSS JOIN position_speakers t ON t.speaker = i.row AND t.part = 1 WHERE i.root = ?1),"
    " article_count = (SELECT count(DISTINCT s.article) FROM speakers i"
    " CROSS JOIN article_speakers s ON s.speaker = i.row AND s.takes_part WHERE i.root = ?1)"
    " WHERE row = ?1";
inline constexpr char kInsertArticleSpeaker[] =
    "INSERT INTO article_speakers (article, speaker, takes_part, mentions) VALUES (?, ?, ?, ?)";
inline constexpr char kIdentitiesOfArticle[] =
    "SELECT speaker FROM article_speakers WHERE article = ?";
// What the article ?1 adds to the figures of its speakers: positions, and 1 where they take part.
inline constexpr char kFiguresOfArticle[] =
    "SELECT root, sum(positions), max(takes_part) FROM ("
    "SELECT w.root AS root, 0 AS positions, s.takes_part AS takes_part FROM article_speakers s"
    " CROSS JOIN speakers w ON w.row = s.speaker WHERE s.article = ?1"
    " UNION ALL "
    "SELECT w.root, count(DISTINCT t.position), 0 FROM positions p"
    " CROSS JOIN position_speakers t ON t.position = p.row AND t.part = 1"
    " CROSS JOIN speakers w ON w.row = t.speaker WHERE p.article = ?1 GROUP BY w.root"
    ") GROUP BY root";
// Speakers as an article shows them, and what it calls them.
inline constexpr char kSpeakersInArticle[] =
    "SELECT w.row, w.id, w.identity, w.type, t.mentions,"
    " (SELECT r.id FROM speakers r WHERE r.row = w.merged_into)"
    " FROM article_speakers t CROSS JOIN speakers w ON w.row = t.speaker WHERE t.article = ?";
inline constexpr char kNamesInArticle[] =
    "SELECT n.part, n.text FROM article_names t CROSS JOIN speaker_names n ON n.row = t.name"
    " WHERE t.article = ? AND n.speaker = ? ORDER BY n.part, n.text";
inline constexpr char kSpeakerHasArticle[] =
    "SELECT 1 FROM article_speakers WHERE speaker = ? LIMIT 1";
// REQUIRES: no article speaks of the identity.
inline constexpr char kDropUnusedSpeaker[] =
    "DELETE FROM speakers WHERE row = ?1 AND merged_into IS NULL"
    " AND NOT EXISTS (SELECT 1 FROM speakers WHERE root = ?1 AND row <> ?1)"
    " AND NOT EXISTS (SELECT 1 FROM split_articles WHERE speaker = ?1)"
    " AND NOT EXISTS (SELECT 1 FROM split_articles WHERE split = ?1)";
// The most frequent name of all identities, where that is not the one that the speaker has; where
// several are, the speaker's own.
inline constexpr char kOtherDisplayName[] =
    "SELECT chosen.text FROM (SELECT n.text FROM speakers i"
    " CROSS JOIN speaker_names n ON n.speaker = i.row WHERE i.root = ?1 AND n.part = 0"
    " GROUP BY n.text ORDER BY sum(n.articles) DESC, max(n.speaker = ?1) DESC, n.text LIMIT 1)"
    " chosen CROSS JOIN speakers s"
    " WHERE s.row = ?1 AND s.merged_into IS NULL AND s.display_name <> chosen.text";
inline constexpr char kSetDisplayName[] = "UPDATE speakers SET display_name = ? WHERE row = ?";

// Decisions about speakers.
inline constexpr char kCountMerged[] =
    "SELECT count(*) FROM speakers WHERE root = ? AND merged_into IS NOT NULL";
inline constexpr char kMergeInto[] = "UPDATE speakers SET merged_into = ? WHERE root = ?";
inline constexpr char kMergeUnder[] = "UPDATE speakers SET merged_under = ? WHERE row = ?";
// Takes the merged speaker ?1 out of ?2 with all that had been merged into it before.
inline constexpr char kTakeOut[] =
    "UPDATE speakers SET merged_into = CASE row WHEN ?1 THEN NULL ELSE ?1 END,"
    " merged_under = CASE row WHEN ?1 THEN NULL ELSE merged_under END"
    " WHERE row IN (WITH RECURSIVE taken (row) AS (SELECT ?1 UNION SELECT s.row FROM taken"
    " JOIN speakers s ON s.root = ?2 AND s.merged_under = taken.row) SELECT row FROM taken)";
inline constexpr char kArticleRow[] = "SELECT row FROM articles WHERE id = ?";
inline constexpr char kCountArticlesOfSpeaker[] =
    "SELECT count(DISTINCT s.article) FROM speakers i"
    " CROSS JOIN article_speakers s ON s.speaker = i.row WHERE i.root = ?";
inline constexpr char kIdentitiesInArticle[] =
    "SELECT i.row FROM speakers i CROSS JOIN article_speakers s"
    " ON s.article = ? AND s.speaker = i.row WHERE i.root = ? ORDER BY i.row";
// Give what the article ?1 says of the identity ?2 to ?3. The '+' has them go through the article,
// not through all that the identity ever said.
inline constexpr char kMovePositionSpeakers[] =
    "UPDATE position_speakers SET speaker = ?3 WHERE +speaker = ?2"
    " AND position IN (SELECT row FROM positions WHERE article = ?1)";
inline constexpr char kMoveParticipants[] =
    "UPDATE event_participants SET speaker = ?3 WHERE +speaker = ?2"
    " AND event IN (SELECT row FROM events WHERE article = ?1)";
inline constexpr char kMoveArticleSpeaker[] =
    "UPDATE article_speakers SET speaker = ?3 WHERE article = ?1 AND speaker = ?2";
inline constexpr char kNameRowsInArticle[] =
    "SELECT n.row, n.part, n.text FROM article_names a CROSS JOIN speaker_names n ON n.row = a.name"
    " WHERE a.article = ? AND n.speaker = ?";
inline constexpr char kMoveArticleName[] =
    "UPDATE article_names SET name = ?3 WHERE article = ?1 AND name = ?2";
inline constexpr char kAddToName[] =
    "UPDATE speaker_names SET articles = articles + ? WHERE row = ?";
inline constexpr char kInsertSplitArticle[] =
    "INSERT INTO split_articles (article_id, speaker, split) VALUES (?, ?, ?)";
inline constexpr char kSplitOfArticle[] =
    "SELECT split FROM split_articles WHERE speaker = ? AND article_id = ?";

// Names of speakers.
inline constexpr char kNameOfSpeaker[] =
    "SELECT row FROM speaker_names WHERE speaker = ? AND part = ? AND text = ?";
inline constexpr char kInsertName[] =
    "INSERT INTO speaker_names (speaker, part, text, articles) VALUES (?, ?, ?, 0)";
inline constexpr char kInsertArticleName[] =
    "INSERT INTO article_names (article, name) VALUES (?, ?)";
inline constexpr char kCountArticleNames[] =
    "UPDATE speaker_names SET articles = articles + ?"
    " WHERE row IN (SELECT name FROM article_names WHERE article = ?)";
inline constexpr char kUnusedNamesOfSpeaker[] =
    "SELECT row, part, text FROM speaker_names WHERE speaker = ? AND articles = 0";
inline constexpr char kDeleteName[] = "DELETE FROM speaker_names WHERE row = ?";
inline constexpr char kIndexName[] = "INSERT INTO speaker_text (rowid, text) VALUES (?, ?)";
inline constexpr char kIndexRole[] = "INSERT INTO role_text (rowid, text) VALUES (?, ?)";
inline constexpr char kUnindexRole[] =
    "INSERT INTO role_text (role_text, rowid, text) VALUES ('delete', ?, ?)";
inline constexpr char kUnindexName[] =
    "INSERT INTO speaker_text (speaker_text, rowid, text) VALUES ('delete', ?, ?)";

#undef ONRECORD_SPEAKER_OF
#undef ONRECORD_GAP

}  // namespace statements
}  // namespace onrecord::query

#endif  // ONRECORD_QUERY_SERVICE_ARCHIVE_STATEMENTS_H_
