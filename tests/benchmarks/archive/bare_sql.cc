#include "tests/benchmarks/archive/bare_sql.h"

#include <sqlite3.h>

#include <cstdlib>
#include <iostream>
#include <map>
#include <string_view>

#include "query-service/archive/record_rows.h"

namespace onrecord::benchmarks {
namespace {

constexpr char kTables[] = R"sql(
PRAGMA journal_mode = WAL;
PRAGMA synchronous = FULL;
PRAGMA cache_size = -16384;
CREATE TABLE IF NOT EXISTS articles (row INTEGER PRIMARY KEY, id TEXT UNIQUE, publish_us INTEGER, publisher TEXT,
  language TEXT, title TEXT, text TEXT);
CREATE INDEX IF NOT EXISTS articles_by_time ON articles (publish_us);
CREATE VIRTUAL TABLE IF NOT EXISTS article_text USING fts5 (title, text, content = 'articles',
  content_rowid = 'row', tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3');
CREATE TABLE IF NOT EXISTS positions (row INTEGER PRIMARY KEY, article INTEGER, id TEXT, publish_us INTEGER,
  kind INTEGER, quotation INTEGER, hedged INTEGER, confidence REAL, spans BLOB);
CREATE UNIQUE INDEX IF NOT EXISTS positions_by_id ON positions (article, id);
CREATE INDEX IF NOT EXISTS positions_by_time ON positions (publish_us);
CREATE VIRTUAL TABLE IF NOT EXISTS position_text USING fts5 (content, content = '',
  tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3');
CREATE TABLE IF NOT EXISTS speakers (row INTEGER PRIMARY KEY, name TEXT UNIQUE, type INTEGER);
CREATE TABLE IF NOT EXISTS position_speakers (position INTEGER, part INTEGER, speaker INTEGER,
  PRIMARY KEY (position, part, speaker)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS positions_of_speaker ON position_speakers (speaker, part, position);
CREATE TABLE IF NOT EXISTS events (row INTEGER PRIMARY KEY, article INTEGER, id TEXT, publish_us INTEGER,
  type INTEGER, status INTEGER, country TEXT, start_us INTEGER, end_us INTEGER, details BLOB);
CREATE UNIQUE INDEX IF NOT EXISTS events_by_id ON events (article, id);
CREATE INDEX IF NOT EXISTS events_by_time ON events (publish_us);
CREATE TABLE IF NOT EXISTS event_participants (event INTEGER, part INTEGER, speaker INTEGER,
  PRIMARY KEY (event, part, speaker)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS events_of_speaker ON event_participants (speaker, part, event);
)sql";

void Check(sqlite3* database, int code) {
  if (code == SQLITE_OK || code == SQLITE_ROW || code == SQLITE_DONE) return;
  std::cerr << "bare SQL: " << sqlite3_errmsg(database) << "\n";
  std::abort();
}

sqlite3* OpenDatabase(const std::string& path, int flags) {
  sqlite3* database = nullptr;
  Check(database, sqlite3_open_v2(path.c_str(), &database, flags | SQLITE_OPEN_NOMUTEX, nullptr));
  return database;
}

sqlite3_stmt* PrepareStatement(sqlite3* database, const std::string& sql) {
  sqlite3_stmt* statement = nullptr;
  Check(database, sqlite3_prepare_v2(database, sql.c_str(), -1, &statement, nullptr));
  return statement;
}

// One use of a statement: values in order, then run.
class Use {
 public:
  Use(sqlite3* database, sqlite3_stmt* statement) : database_(database), statement_(statement) {}
  ~Use() { sqlite3_reset(statement_); }

  Use& Int(int64_t value) {
    Check(database_, sqlite3_bind_int64(statement_, ++bound_, value));
    return *this;
  }
  Use& Real(double value) {
    Check(database_, sqlite3_bind_double(statement_, ++bound_, value));
    return *this;
  }
  Use& Text(std::string_view text) {
    Check(database_, sqlite3_bind_text(statement_, ++bound_, text.data(),
                                       static_cast<int>(text.size()), SQLITE_STATIC));
    return *this;
  }
  Use& Blob(std::string_view bytes) {
    Check(database_, sqlite3_bind_blob(statement_, ++bound_, bytes.data(),
                                       static_cast<int>(bytes.size()), SQLITE_STATIC));
    return *this;
  }
  // The first column of the first row; after an insertion its row.
  int64_t Run() {
    const int code = sqlite3_step(statement_);
    Check(database_, code);
    return code == SQLITE_ROW ? sqlite3_column_int64(statement_, 0)
                              : sqlite3_last_insert_rowid(database_);
  }

 private:
  sqlite3* const database_;
  sqlite3_stmt* const statement_;
  int bound_ = 0;
};

}  // namespace

BareQuery::BareQuery(const std::string& path, const std::string& sql)
    : database_(OpenDatabase(path, SQLITE_OPEN_READONLY)) {
  Check(database_, sqlite3_exec(database_, "PRAGMA cache_size = -8192", nullptr, nullptr, nullptr));
  statement_ = PrepareStatement(database_, sql);
}

BareQuery::~BareQuery() {
  sqlite3_finalize(statement_);
  sqlite3_close(database_);
}

void BareQuery::Read(int column) {
  switch (sqlite3_column_type(statement_, column)) {
    case SQLITE_INTEGER:
      sqlite3_column_int64(statement_, column);
      break;
    case SQLITE_FLOAT:
      sqlite3_column_double(statement_, column);
      break;
    default:
      sqlite3_column_blob(statement_, column);
  }
}

int BareQuery::Run() {
  int rows = 0;
  int code = sqlite3_step(statement_);
  for (; code == SQLITE_ROW; code = sqlite3_step(statement_), ++rows) {
    for (int column = 0; column < sqlite3_column_count(statement_); ++column) Read(column);
  }
  Check(database_, code);
  sqlite3_reset(statement_);
  return rows;
}

struct BareStore::Statements {
  explicit Statements(sqlite3* database) : database(database) {}
  ~Statements() {
    for (const auto& [sql, statement] : prepared) sqlite3_finalize(statement);
  }

  Use operator()(const char* sql) {
    sqlite3_stmt*& statement = prepared[sql];
    if (statement == nullptr) statement = PrepareStatement(database, sql);
    return {database, statement};
  }

  sqlite3* const database;
  std::map<std::string, sqlite3_stmt*> prepared;
};

BareStore::BareStore(const std::string& path)
    : database_(OpenDatabase(path, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE)) {
  Check(database_, sqlite3_exec(database_, kTables, nullptr, nullptr, nullptr));
  statements_ = std::make_unique<Statements>(database_);
}

BareStore::~BareStore() {
  statements_.reset();
  sqlite3_close(database_);
}

void BareStore::Insert(const MadeArticle& made) {
  Statements& sql = *statements_;
  const int64_t published = absl::ToUnixMicros(*made.article.publish_time);
  sql("BEGIN IMMEDIATE").Run();
  const int64_t article =
      sql("INSERT INTO articles (id, publish_us, publisher, language, title, text)"
          " VALUES (?, ?, ?, ?, ?, ?)")
          .Text(made.article.id)
          .Int(published)
          .Text(made.article.publisher)
          .Text(made.article.language)
          .Text(made.article.title)
          .Text(made.article.text)
          .Run();
  sql("INSERT INTO article_text (rowid, title, text) VALUES (?, ?, ?)")
      .Int(article)
      .Text(made.article.title)
      .Text(made.article.text)
      .Run();
  std::map<std::string, int64_t> speakers;
  for (const query::LocalSpeaker& local : made.analysis.speakers) {
    sql("INSERT OR IGNORE INTO speakers (name, type) VALUES (?, ?)")
        .Text(local.speaker.display_name)
        .Int(static_cast<int>(local.speaker.type))
        .Run();
    speakers[local.id] =
        sql("SELECT row FROM speakers WHERE name = ?").Text(local.speaker.display_name).Run();
  }
  const auto take_part = [&](int64_t row, int part, const std::string& id) {
    sql("INSERT OR IGNORE INTO position_speakers VALUES (?, ?, ?)")
        .Int(row)
        .Int(part)
        .Int(speakers.at(id))
        .Run();
  };
  for (const query::PositionRecord& position : made.analysis.positions) {
    const int64_t row =
        sql("INSERT INTO positions (article, id, publish_us, kind, quotation, hedged, confidence,"
            " spans) VALUES (?, ?, ?, ?, ?, ?, ?, ?)")
            .Int(article)
            .Text(position.id)
            .Int(published)
            .Int(static_cast<int>(position.kind))
            .Int(static_cast<int>(position.quotation))
            .Int(position.hedged)
            .Real(position.confidence)
            .Blob(query::EncodeSpans(position))
            .Run();
    sql("INSERT INTO position_text (rowid, content) VALUES (?, ?)")
        .Int(row)
        .Text(query::ContentText(position, made.article.text))
        .Run();
    for (const query::SpeakerRef& ref : position.speakers) take_part(row, 1, ref.id);
    for (const query::SpeakerRef& ref : position.addressees) take_part(row, 2, ref.id);
    for (const query::SpeakerRef& ref : position.via) take_part(row, 3, ref.id);
  }
  for (const query::EventRecord& event : made.analysis.events) {
    const int64_t row =
        sql("INSERT INTO events (article, id, publish_us, type, status, country, start_us, end_us,"
            " details) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)")
            .Int(article)
            .Text(event.id)
            .Int(published)
            .Int(static_cast<int>(event.type))
            .Int(static_cast<int>(event.status))
            .Text(event.place->country_code)
            .Int(absl::ToUnixMicros(*event.time->start_time))
            .Int(absl::ToUnixMicros(*event.time->end_time))
            .Blob(query::EncodeDetails(event))
            .Run();
    for (const auto& [part, participants] :
         {std::pair(1, &event.actors), std::pair(2, &event.recipients)}) {
      for (const query::Participant& participant : *participants) {
        sql("INSERT OR IGNORE INTO event_participants VALUES (?, ?, ?)")
            .Int(row)
            .Int(part)
            .Int(speakers.at(participant.speaker.id))
            .Run();
      }
    }
  }
  sql("COMMIT").Run();
}

}  // namespace onrecord::benchmarks
