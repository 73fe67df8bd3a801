#include "query-service/archive/schema.h"

#include <cstdint>
#include <iterator>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "query-service/archive/content_mentions.h"
#include "query-service/archive/full_name.h"
#include "query-service/archive/record_rows.h"

namespace onrecord::query {
namespace {

// Step n takes a file from version n to n + 1: `sql`, then `convert` for what SQL cannot read. A
// step that has been released never changes.
struct Migration {
  const char* sql;
  absl::Status (*convert)(Connection&) = nullptr;
};

// Moves the ids of the positions that report the event in `row` from its details, `bytes`, to
// event_positions.
absl::Status MovePositionsOf(Connection& connection, int64_t row, int64_t article,
                             std::string_view bytes) {
  EventRecord event;
  absl::Status done = DecodeDetailsWithPositions(bytes, event);
  if (!done.ok()) return done;
  done = connection.Prepare("UPDATE events SET details = ? WHERE row = ?")
             .BindBlob(EncodeDetails(event))
             .BindInt(row)
             .Run();
  for (const std::string& position : event.positions) {
    if (!done.ok()) break;
    done = connection
               .Prepare(
                   "INSERT OR IGNORE INTO event_positions (event, position, part)"
                   " SELECT ?, row, 1 FROM positions WHERE article = ? AND id = ?")
               .BindInt(row)
               .BindInt(article)
               .BindText(position)
               .Run();
  }
  return done;
}

absl::Status MovePositionsOfEvents(Connection& connection) {
  for (int64_t row = INT64_MIN;;) {
    Statement next = connection.Prepare(
        "SELECT row, article, details FROM events WHERE row > ? ORDER BY row LIMIT 1");
    const absl::StatusOr<bool> found = next.BindInt(row).Step();
    if (!found.ok() || !*found) return found.status();
    row = next.Int(0);
    const absl::Status moved =
        MovePositionsOf(connection, row, next.Int(1), std::string(next.Text(2)));
    if (!moved.ok()) return moved;
  }
}

absl::StatusOr<ContentMentions> MentionsInArticle(Connection& connection, int64_t article) {
  std::vector<SpeakerMention> mentions;
  Statement shares =
      connection.Prepare("SELECT speaker, mentions FROM article_speakers WHERE article = ?");
  shares.BindInt(article);
  absl::StatusOr<bool> more = shares.Step();
  for (; more.ok() && *more; more = shares.Step()) {
    const auto decoded = DecodeMentions(shares.Text(1));
    if (!decoded.ok()) return decoded.status();
    for (const Mention& mention : *decoded) mentions.push_back({mention.span, shares.Int(0)});
  }
  if (!more.ok()) return more.status();
  return ContentMentions(std::move(mentions));
}

// Adds whom the positions of the article in row `article` mention to position_speakers.
absl::Status AddMentionsOfArticle(Connection& connection, int64_t article) {
  const auto mentions = MentionsInArticle(connection, article);
  if (!mentions.ok()) return mentions.status();
  Statement positions = connection.Prepare("SELECT row, spans FROM positions WHERE article = ?");
  positions.BindInt(article);
  absl::StatusOr<bool> more = positions.Step();
  for (; more.ok() && *more; more = positions.Step()) {
    PositionRecord position;
    absl::Status done = DecodeSpans(positions.Text(1), position);
    if (!done.ok()) return done;
    int64_t ordinal = 0;
    for (const int64_t speaker : mentions->SpeakersIn(position.content)) {
      done = connection.Prepare("INSERT INTO position_speakers VALUES (?, 4, ?, ?)")
                 .BindInt(positions.Int(0))
                 .BindInt(++ordinal)
                 .BindInt(speaker)
                 .Run();
      if (!done.ok()) return done;
    }
  }
  return more.status();
}

absl::Status AddMentions(Connection& connection) {
  Statement articles = connection.Prepare("SELECT row FROM articles");
  absl::StatusOr<bool> more = articles.Step();
  for (; more.ok() && *more; more = articles.Step()) {
    const absl::Status added = AddMentionsOfArticle(connection, articles.Int(0));
    if (!added.ok()) return added;
  }
  return more.status();
}

absl::Status FillNameKeys(Connection& connection) {
  for (int64_t row = INT64_MIN;;) {
    Statement next = connection.Prepare(
        "SELECT s.row, s.type, coalesce((SELECT n.text FROM speaker_names n"
        " WHERE n.speaker = s.row AND n.part = 0 ORDER BY n.articles DESC, n.text LIMIT 1),"
        " s.display_name) FROM speakers s WHERE s.row > ? ORDER BY s.row LIMIT 1");
    const absl::StatusOr<bool> found = next.BindInt(row).Step();
    if (!found.ok() || !*found) return found.status();
    row = next.Int(0);
    const auto type = static_cast<SpeakerType>(next.Int(1));
    if (!IsFullName(next.Text(2), type)) continue;
    const absl::Status filled = connection.Prepare("UPDATE speakers SET name_key = ? WHERE row = ?")
                                    .BindText(NameKey(next.Text(2), type))
                                    .BindInt(row)
                                    .Run();
    if (!filled.ok()) return filled;
  }
}

// Fills position_text with the positions of the article in row `article`.
absl::Status IndexPositionsOfArticle(Connection& connection, int64_t article,
                                     std::string_view text) {
  Statement positions = connection.Prepare("SELECT row, spans FROM positions WHERE article = ?");
  positions.BindInt(article);
  absl::StatusOr<bool> more = positions.Step();
  for (; more.ok() && *more; more = positions.Step()) {
    PositionRecord position;
    absl::Status done = DecodeSpans(positions.Text(1), position);
    if (!done.ok()) return done;
    done = connection
               .Prepare(
                   "INSERT INTO position_text (rowid, content, tags)"
                   " VALUES (?1, ?2, (SELECT tags FROM position_tags WHERE row = ?1))")
               .BindInt(positions.Int(0))
               .BindText(ContentText(position, text))
               .Run();
    if (!done.ok()) return done;
  }
  return more.status();
}

absl::Status IndexPositionsWithTags(Connection& connection) {
  Statement articles = connection.Prepare("SELECT row, text FROM articles ORDER BY row");
  absl::StatusOr<bool> more = articles.Step();
  for (; more.ok() && *more; more = articles.Step()) {
    const absl::Status indexed =
        IndexPositionsOfArticle(connection, articles.Int(0), articles.Text(1));
    if (!indexed.ok()) return indexed;
  }
  return more.status();
}

absl::Status IndexEventsWithTags(Connection& connection) {
  Statement events = connection.Prepare("SELECT row, details FROM events ORDER BY row");
  absl::StatusOr<bool> more = events.Step();
  for (; more.ok() && *more; more = events.Step()) {
    EventRecord event;
    absl::Status done = DecodeDetails(events.Text(1), event);
    if (!done.ok()) return done;
    done = connection
               .Prepare(
                   "INSERT INTO event_text (rowid, place, tags)"
                   " VALUES (?1, ?2, (SELECT tags FROM event_tags WHERE row = ?1))")
               .BindInt(events.Int(0))
               .BindText(event.place.has_value() ? event.place->name : std::string())
               .Run();
    if (!done.ok()) return done;
  }
  return more.status();
}

absl::Status IndexWithTags(Connection& connection) {
  const absl::Status indexed = IndexPositionsWithTags(connection);
  return indexed.ok() ? IndexEventsWithTags(connection) : indexed;
}

// Rows of articles, positions and events lie in order of their publication time; see row_order.h.
// Times are microseconds since 1970; where a publication time is unknown, the smallest number.
// "part" says how somebody or something takes part (PositionPart, EventPart, TellingPart, NamePart
// in statements.h).
constexpr Migration kMigrations[] = {
    {R"sql(
CREATE TABLE state (
  only INTEGER PRIMARY KEY CHECK (only = 1),
  revision INTEGER NOT NULL
) STRICT;
INSERT INTO state VALUES (1, 0);

CREATE TABLE changes (
  revision INTEGER PRIMARY KEY,
  kind INTEGER NOT NULL,
  article_id TEXT NOT NULL,
  article_revision INTEGER NOT NULL,
  time_us INTEGER NOT NULL
) STRICT;
CREATE INDEX changes_by_article ON changes (article_id, article_revision);

CREATE TABLE articles (
  row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  publish_us INTEGER NOT NULL,
  publisher TEXT NOT NULL,
  language TEXT NOT NULL,
  publish_utc_offset_minutes INTEGER NOT NULL,
  uri TEXT NOT NULL,
  authors BLOB NOT NULL,
  model_version TEXT NOT NULL,
  revision INTEGER NOT NULL,
  archive_revision INTEGER NOT NULL,
  create_us INTEGER NOT NULL,
  update_us INTEGER NOT NULL,
  position_count INTEGER NOT NULL,
  event_count INTEGER NOT NULL,
  speaker_count INTEGER NOT NULL,
  title TEXT NOT NULL,
  text TEXT NOT NULL
) STRICT;
CREATE INDEX articles_newest ON articles (publish_us DESC, id);
CREATE INDEX articles_oldest ON articles (publish_us, id);
CREATE INDEX articles_by_publisher ON articles (publisher);
CREATE VIRTUAL TABLE article_text USING fts5 (
  title, text, content = 'articles', content_rowid = 'row',
  tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3'
);

CREATE TABLE speakers (
  row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  identity TEXT NOT NULL UNIQUE,
  type INTEGER NOT NULL,
  display_name TEXT NOT NULL,
  position_count INTEGER NOT NULL,
  article_count INTEGER NOT NULL
) STRICT;
CREATE INDEX speakers_by_name ON speakers (display_name, id);

CREATE TABLE speaker_names (
  row INTEGER PRIMARY KEY,
  speaker INTEGER NOT NULL REFERENCES speakers (row) ON DELETE CASCADE,
  part INTEGER NOT NULL,
  text TEXT NOT NULL,
  articles INTEGER NOT NULL,
  UNIQUE (speaker, part, text)
) STRICT;
CREATE VIEW searchable_names AS SELECT row, text FROM speaker_names WHERE part IN (0, 1);
CREATE VIRTUAL TABLE speaker_text USING fts5 (
  text, content = 'searchable_names', content_rowid = 'row',
  tokenize = 'unicode61 remove_diacritics 2', prefix = '1 2 3'
);

CREATE TABLE article_speakers (
  article INTEGER NOT NULL REFERENCES articles (row) ON DELETE CASCADE,
  speaker INTEGER NOT NULL REFERENCES speakers (row),
  position_count INTEGER NOT NULL,
  takes_part INTEGER NOT NULL,
  mentions BLOB NOT NULL,
  PRIMARY KEY (article, speaker)
) STRICT, WITHOUT ROWID;
CREATE INDEX article_speakers_by_speaker ON article_speakers (speaker);

CREATE TABLE article_names (
  article INTEGER NOT NULL REFERENCES articles (row) ON DELETE CASCADE,
  name INTEGER NOT NULL REFERENCES speaker_names (row),
  PRIMARY KEY (article, name)
) STRICT, WITHOUT ROWID;
CREATE INDEX article_names_by_name ON article_names (name);

CREATE TABLE positions (
  row INTEGER PRIMARY KEY,
  article INTEGER NOT NULL REFERENCES articles (row) ON DELETE CASCADE,
  id TEXT NOT NULL,
  key TEXT NOT NULL,
  publish_us INTEGER NOT NULL,
  kind INTEGER NOT NULL,
  quotation INTEGER NOT NULL,
  hedged INTEGER NOT NULL,
  confidence REAL NOT NULL,
  model_version TEXT NOT NULL,
  spans BLOB NOT NULL
) STRICT;
CREATE INDEX positions_newest ON positions (publish_us DESC, key);
CREATE INDEX positions_oldest ON positions (publish_us, key);
CREATE UNIQUE INDEX positions_by_id ON positions (article, id);
CREATE VIRTUAL TABLE position_text USING fts5 (
  content, content = '', tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3'
);

CREATE TABLE position_speakers (
  position INTEGER NOT NULL REFERENCES positions (row) ON DELETE CASCADE,
  part INTEGER NOT NULL,
  ordinal INTEGER NOT NULL,
  speaker INTEGER NOT NULL REFERENCES speakers (row),
  PRIMARY KEY (position, part, ordinal)
) STRICT, WITHOUT ROWID;
CREATE INDEX position_speakers_by_speaker ON position_speakers (speaker, part, position);

CREATE TABLE events (
  row INTEGER PRIMARY KEY,
  article INTEGER NOT NULL REFERENCES articles (row) ON DELETE CASCADE,
  id TEXT NOT NULL,
  key TEXT NOT NULL,
  publish_us INTEGER NOT NULL,
  type INTEGER NOT NULL,
  status INTEGER NOT NULL,
  country_code TEXT NOT NULL,
  start_us INTEGER,
  end_us INTEGER,
  confidence REAL NOT NULL,
  model_version TEXT NOT NULL,
  details BLOB NOT NULL
) STRICT;
CREATE INDEX events_newest ON events (publish_us DESC, key);
CREATE INDEX events_oldest ON events (publish_us, key);
CREATE UNIQUE INDEX events_by_id ON events (article, id);

CREATE TABLE event_participants (
  event INTEGER NOT NULL REFERENCES events (row) ON DELETE CASCADE,
  part INTEGER NOT NULL,
  ordinal INTEGER NOT NULL,
  speaker INTEGER NOT NULL REFERENCES speakers (row),
  begin_byte INTEGER NOT NULL,
  end_byte INTEGER NOT NULL,
  PRIMARY KEY (event, part, ordinal)
) STRICT, WITHOUT ROWID;
CREATE INDEX event_participants_by_speaker ON event_participants (speaker, part, event);
)sql"},
    // Keys in the order of the articles' ids; see PartKey.
    {R"sql(
UPDATE positions SET key = replace(key, '/', ' ');
UPDATE events SET key = replace(key, '/', ' ');
)sql"},
    // What was read before nobody had asked whether it was negated.
    {R"sql(
ALTER TABLE positions ADD COLUMN negated INTEGER NOT NULL DEFAULT 0;
)sql"},
    // Events and positions lead to each other.
    {R"sql(
CREATE TABLE event_positions (
  event INTEGER NOT NULL REFERENCES events (row) ON DELETE CASCADE,
  position INTEGER NOT NULL REFERENCES positions (row) ON DELETE CASCADE,
  part INTEGER NOT NULL,
  PRIMARY KEY (event, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX event_positions_by_position ON event_positions (position, event);
)sql",
     MovePositionsOfEvents},
    // Whom a position mentions is a part that its speakers table has, too.
    {"", AddMentions},
    // Retracted articles come back while they are kept.
    {R"sql(
CREATE TABLE deleted_articles (
  row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  delete_us INTEGER NOT NULL,
  purge_us INTEGER NOT NULL,
  article BLOB NOT NULL,
  analysis BLOB NOT NULL,
  text TEXT NOT NULL
) STRICT;
CREATE INDEX deleted_articles_newest ON deleted_articles (delete_us DESC, id);
CREATE INDEX deleted_articles_by_purge ON deleted_articles (purge_us);
)sql"},
    // Speakers can be merged and split. `merged_into` is the speaker that stands for this one now
    // and is not itself merged; `merged_under` the one that it was merged into by its own call,
    // which may have been merged since. Neither is a foreign key: a speaker that others are merged
    // into is never deleted.
    {R"sql(
ALTER TABLE speakers ADD COLUMN merged_into INTEGER;
ALTER TABLE speakers ADD COLUMN merged_under INTEGER;
ALTER TABLE speakers ADD COLUMN root INTEGER NOT NULL AS (coalesce(merged_into, row)) VIRTUAL;
CREATE INDEX speakers_by_root ON speakers (root);

CREATE TABLE split_articles (
  speaker INTEGER NOT NULL REFERENCES speakers (row),
  article_id TEXT NOT NULL,
  split INTEGER NOT NULL REFERENCES speakers (row),
  PRIMARY KEY (speaker, article_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX split_articles_by_split ON split_articles (split);

ALTER TABLE article_speakers DROP COLUMN position_count;
ALTER TABLE changes ADD COLUMN speaker_id TEXT NOT NULL DEFAULT '';
ALTER TABLE changes ADD COLUMN other_speaker_ids BLOB NOT NULL DEFAULT x'';
)sql"},
    // Speakers of one name are found by it; '' for those that are not known by their name.
    {R"sql(
ALTER TABLE speakers ADD COLUMN name_key TEXT NOT NULL DEFAULT '';
CREATE INDEX speakers_by_name_key ON speakers (name_key);
)sql",
     FillNameKeys},
    // Lists follow the rows: no indexes and no keys for their order, the rows of each article's
    // positions and events the other way round, and full-text indexes with tags (see
    // index_search.h).
    {R"sql(
DROP INDEX articles_newest;
DROP INDEX articles_oldest;
DROP INDEX articles_by_publisher;
DROP INDEX positions_newest;
DROP INDEX positions_oldest;
DROP INDEX events_newest;
DROP INDEX events_oldest;
DROP INDEX deleted_articles_newest;
ALTER TABLE positions DROP COLUMN key;
ALTER TABLE events DROP COLUMN key;

CREATE TABLE turned_positions (old INTEGER PRIMARY KEY, new INTEGER);
INSERT INTO turned_positions
  SELECT row, min(row) OVER whole + max(row) OVER whole - row FROM positions
  WINDOW whole AS (PARTITION BY article);
CREATE TABLE turned_events (old INTEGER PRIMARY KEY, new INTEGER);
INSERT INTO turned_events
  SELECT row, min(row) OVER whole + max(row) OVER whole - row FROM events
  WINDOW whole AS (PARTITION BY article);

CREATE TABLE old_positions AS SELECT * FROM positions;
DELETE FROM positions;
INSERT INTO positions (row, article, id, publish_us, kind, quotation, hedged, confidence,
    model_version, spans, negated)
  SELECT t.new, article, id, publish_us, kind, quotation, hedged, confidence, model_version, spans,
    negated
  FROM old_positions p JOIN turned_positions t ON t.old = p.row ORDER BY t.new;
DROP TABLE old_positions;

CREATE TABLE old_speakers AS SELECT * FROM position_speakers;
DELETE FROM position_speakers;
INSERT INTO position_speakers (position, part, ordinal, speaker)
  SELECT t.new, part, ordinal, speaker
  FROM old_speakers s JOIN turned_positions t ON t.old = s.position ORDER BY t.new, part, ordinal;
DROP TABLE old_speakers;

CREATE TABLE old_events AS SELECT * FROM events;
DELETE FROM events;
INSERT INTO events (row, article, id, publish_us, type, status, country_code, start_us, end_us,
    confidence, model_version, details)
  SELECT t.new, article, id, publish_us, type, status, country_code, start_us, end_us, confidence,
    model_version, details
  FROM old_events e JOIN turned_events t ON t.old = e.row ORDER BY t.new;
DROP TABLE old_events;

CREATE TABLE old_participants AS SELECT * FROM event_participants;
DELETE FROM event_participants;
INSERT INTO event_participants (event, part, ordinal, speaker, begin_byte, end_byte)
  SELECT t.new, part, ordinal, speaker, begin_byte, end_byte
  FROM old_participants p JOIN turned_events t ON t.old = p.event ORDER BY t.new, part, ordinal;
DROP TABLE old_participants;

CREATE TABLE old_links AS SELECT * FROM event_positions;
DELETE FROM event_positions;
INSERT INTO event_positions (event, position, part)
  SELECT e.new, p.new, part
  FROM old_links l JOIN turned_events e ON e.old = l.event
    JOIN turned_positions p ON p.old = l.position ORDER BY e.new, p.new;
DROP TABLE old_links;
DROP TABLE turned_positions;
DROP TABLE turned_events;

CREATE VIEW searchable_articles AS
  SELECT row, title, text, 'p' || hex(publisher) || ' l' || hex(language) AS tags FROM articles;
DROP TABLE article_text;
CREATE VIRTUAL TABLE article_text USING fts5 (
  title, text, tags, content = 'searchable_articles', content_rowid = 'row',
  tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3'
);
INSERT INTO article_text (article_text) VALUES ('rebuild');

CREATE VIEW position_tags AS
  SELECT p.row AS row,
    'k' || p.kind || ' q' || p.quotation || ' h' || p.hedged || ' n' || p.negated ||
    ' o' || hex(p.model_version) || printf(' r%x', p.article) ||
    ' p' || hex(a.publisher) || ' l' || hex(a.language) ||
    coalesce((SELECT group_concat(printf(' %s%x', substr('sdvm', t.part, 1), t.speaker), '')
      FROM position_speakers t WHERE t.position = p.row), '') ||
    coalesce((SELECT group_concat(printf(' e%x c%s', e.row, e.country_code), '')
      FROM event_positions t CROSS JOIN events e ON e.row = t.event WHERE t.position = p.row), '')
    AS tags
  FROM positions p CROSS JOIN articles a ON a.row = p.article;
DROP TABLE position_text;
CREATE VIRTUAL TABLE position_text USING fts5 (
  content, tags, content = '', tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3'
);

CREATE VIEW event_tags AS
  SELECT e.row AS row,
    't' || e.type || ' u' || e.status || ' c' || e.country_code || printf(' r%x', e.article) ||
    ' p' || hex(a.publisher) ||
    coalesce((SELECT group_concat(printf(' %s%x', substr('ai', t.part, 1), t.speaker), '')
      FROM event_participants t WHERE t.event = e.row), '') ||
    coalesce((SELECT group_concat(printf(' b%x', t.position), '')
      FROM event_positions t WHERE t.event = e.row), '')
    AS tags
  FROM events e CROSS JOIN articles a ON a.row = e.article;
CREATE VIRTUAL TABLE event_text USING fts5 (
  place, tags, content = '', tokenize = 'unicode61 remove_diacritics 2', prefix = '1 2 3'
);
)sql",
     IndexWithTags},
    // Speakers are found by their roles, and listed by how often they are quoted.
    {R"sql(
CREATE INDEX speakers_most_quoted ON speakers (position_count DESC, id);
CREATE VIEW searchable_roles AS SELECT row, text FROM speaker_names WHERE part = 2;
CREATE VIRTUAL TABLE role_text USING fts5 (
  text, content = 'searchable_roles', content_rowid = 'row',
  tokenize = 'unicode61 remove_diacritics 2', prefix = '1 2 3'
);
INSERT INTO role_text (role_text) VALUES ('rebuild');
)sql"},
    // Watches ask for changes by publisher, of retracted articles, too.
    {R"sql(
ALTER TABLE changes ADD COLUMN publisher TEXT NOT NULL DEFAULT '';
UPDATE changes SET publisher =
  coalesce((SELECT publisher FROM articles WHERE id = changes.article_id), '');
)sql"},
    {R"sql(
ALTER TABLE state ADD COLUMN edition INTEGER NOT NULL DEFAULT 0;
)sql"},
    // What an article that was retracted had before outlives its changes.
    {R"sql(
CREATE TABLE past_articles (
  id TEXT PRIMARY KEY,
  revision INTEGER NOT NULL,
  create_us INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO past_articles (id, revision, create_us)
  SELECT article_id, max(article_revision), min(time_us) FROM changes
  WHERE article_id <> '' AND article_id NOT IN (SELECT id FROM articles) GROUP BY article_id;
DROP INDEX changes_by_article;
)sql"},
    // Watches ask for changes by speaker; empty where that was not kept yet.
    {R"sql(
ALTER TABLE changes ADD COLUMN positions BLOB NOT NULL DEFAULT x'';
)sql"},
};

// OK where the file is an archive or empty.
absl::Status CheckApplication(Connection& connection) {
  const absl::StatusOr<int64_t> application = connection.ReadInt("PRAGMA application_id");
  if (!application.ok()) return application.status();
  if (*application == kApplicationId) return absl::OkStatus();
  const absl::StatusOr<int64_t> tables = connection.ReadInt("SELECT count(*) FROM sqlite_schema");
  if (!tables.ok()) return tables.status();
  if (*application == 0 && *tables == 0) return absl::OkStatus();
  return absl::FailedPreconditionError("the file is a database of another program");
}

// The schema that the file has; FAILED_PRECONDITION where it is a newer one.
absl::StatusOr<int64_t> ReadVersion(Connection& connection) {
  const absl::StatusOr<int64_t> version = connection.ReadInt("PRAGMA user_version");
  if (version.ok() && *version > SchemaVersion()) {
    return absl::FailedPreconditionError(
        absl::StrCat("the archive has schema ", *version, " and this program knows up to ",
                     SchemaVersion(), "; use a newer version of query-service"));
  }
  return version;
}

}  // namespace

int64_t SchemaVersion() { return std::size(kMigrations); }

absl::Status CheckReadable(Connection& connection) {
  const absl::Status ours = CheckApplication(connection);
  if (!ours.ok()) return ours;
  const absl::StatusOr<int64_t> version = ReadVersion(connection);
  if (!version.ok()) return version.status();
  if (*version > 0) return absl::OkStatus();
  return absl::FailedPreconditionError("the file is empty and no archive");
}

absl::Status CheckCurrent(Connection& connection) {
  const absl::Status readable = CheckReadable(connection);
  if (!readable.ok()) return readable;
  const absl::StatusOr<int64_t> version = ReadVersion(connection);
  if (!version.ok()) return version.status();
  if (*version == SchemaVersion()) return absl::OkStatus();
  return absl::FailedPreconditionError(
      absl::StrCat("the archive has schema ", *version, " and has to be brought to ",
                   SchemaVersion(), "; start query-service once without --read_only"));
}

absl::Status Migrate(Connection& connection) {
  const absl::Status ours = CheckApplication(connection);
  if (!ours.ok()) return ours;
  const absl::StatusOr<int64_t> version = ReadVersion(connection);
  if (!version.ok()) return version.status();
  if (*version == SchemaVersion()) return absl::OkStatus();

  auto transaction = Transaction::Begin(connection, Transaction::Mode::kWrite);
  if (!transaction.ok()) return transaction.status();
  for (int64_t step = *version; step < SchemaVersion(); ++step) {
    const Migration& migration = kMigrations[step];
    absl::Status done = connection.Execute(migration.sql);
    if (done.ok() && migration.convert != nullptr) done = migration.convert(connection);
    if (!done.ok()) return done;
  }
  const absl::Status marked = connection.Execute(absl::StrCat(
      "PRAGMA application_id = ", kApplicationId, "; PRAGMA user_version = ", SchemaVersion()));
  return marked.ok() ? (*transaction)->Commit() : marked;
}

}  // namespace onrecord::query
