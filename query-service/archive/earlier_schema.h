// Archives of earlier schemas, for tests of the way from them to today's.

#ifndef ONRECORD_QUERY_SERVICE_ARCHIVE_EARLIER_SCHEMA_H_
#define ONRECORD_QUERY_SERVICE_ARCHIVE_EARLIER_SCHEMA_H_

#include <cstdint>
#include <iterator>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "query-service/archive/connection.h"
#include "query-service/archive/schema.h"

namespace onrecord::query {

// The eighth version's indexes and keys; rows stay as they are.
inline constexpr char kUndoTags[] = R"sql(
DROP VIEW searchable_articles;
DROP VIEW position_tags;
DROP VIEW event_tags;
DROP TABLE article_text;
DROP TABLE position_text;
DROP TABLE event_text;
CREATE VIRTUAL TABLE article_text USING fts5 (
  title, text, content = 'articles', content_rowid = 'row',
  tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3'
);
CREATE VIRTUAL TABLE position_text USING fts5 (
  content, content = '', tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3'
);
ALTER TABLE positions ADD COLUMN key TEXT NOT NULL DEFAULT '';
ALTER TABLE events ADD COLUMN key TEXT NOT NULL DEFAULT '';
CREATE INDEX articles_newest ON articles (publish_us DESC, id);
CREATE INDEX articles_oldest ON articles (publish_us, id);
CREATE INDEX articles_by_publisher ON articles (publisher);
CREATE INDEX positions_newest ON positions (publish_us DESC, key);
CREATE INDEX positions_oldest ON positions (publish_us, key);
CREATE INDEX events_newest ON events (publish_us DESC, key);
CREATE INDEX events_oldest ON events (publish_us, key);
CREATE INDEX deleted_articles_newest ON deleted_articles (delete_us DESC, id);
)sql";

// What takes each version's tables back to those of the version before.
inline constexpr const char* kUndo[] = {
    "",
    "",
    "ALTER TABLE positions DROP COLUMN negated",
    "DROP TABLE event_positions",
    "DELETE FROM position_speakers WHERE part = 4",
    "DROP TABLE deleted_articles",
    "DROP INDEX speakers_by_root;"
    "ALTER TABLE speakers DROP COLUMN root;"
    "ALTER TABLE speakers DROP COLUMN merged_into;"
    "ALTER TABLE speakers DROP COLUMN merged_under;"
    "DROP TABLE split_articles;"
    "ALTER TABLE changes DROP COLUMN speaker_id;"
    "ALTER TABLE changes DROP COLUMN other_speaker_ids;"
    "ALTER TABLE article_speakers ADD COLUMN position_count INTEGER NOT NULL DEFAULT 1",
    "DROP INDEX speakers_by_name_key;"
    "ALTER TABLE speakers DROP COLUMN name_key",
    kUndoTags,
    "DROP INDEX speakers_most_quoted;"
    "DROP TABLE role_text; DROP VIEW searchable_roles",
    "ALTER TABLE changes DROP COLUMN publisher",
    "ALTER TABLE state DROP COLUMN edition",
    "DROP TABLE past_articles;"
    "CREATE INDEX changes_by_article ON changes (article_id, article_revision)",
    "ALTER TABLE changes DROP COLUMN positions"};

// Makes of the archive in `connection`, or of an empty file, one of an earlier version as far as
// its tables go; rows of the tables that stay are as today's program wrote them. INTERNAL where a
// version has no way back yet.
inline absl::Status TakeBackTo(int64_t version, Connection& connection) {
  if (SchemaVersion() != static_cast<int64_t>(std::size(kUndo))) {
    return absl::InternalError("kUndo does not know every version");
  }
  absl::Status done = Migrate(connection);
  for (int64_t step = SchemaVersion(); done.ok() && step-- > version;) {
    done = connection.Execute(kUndo[step]);
  }
  if (!done.ok()) return done;
  return connection.Execute(absl::StrCat("PRAGMA user_version = ", version));
}

}  // namespace onrecord::query

#endif  // ONRECORD_QUERY_SERVICE_ARCHIVE_EARLIER_SCHEMA_H_
