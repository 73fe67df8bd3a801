#include "query-service/archive/faults.h"

#include <cstdint>
#include <string_view>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "query-service/archive/analysis_codec.h"
#include "query-service/archive/schema.h"

namespace onrecord::query {
namespace {

// How many faults of one kind are told.
constexpr int kMostOfAKind = 10;

// A contradiction that `sql` finds: each row has what it is about.
struct Rule {
  const char* sentence;  // what is said of it
  const char* sql;
};

// Full-text indexes: rank 1 compares one with its table, which those of parts have none of.
constexpr Rule kIndexRules[] = {
    {"article_text", "INSERT INTO article_text (article_text, rank) VALUES ('integrity-check', 1)"},
    {"speaker_text", "INSERT INTO speaker_text (speaker_text, rank) VALUES ('integrity-check', 1)"},
    {"role_text", "INSERT INTO role_text (role_text, rank) VALUES ('integrity-check', 1)"},
    {"position_text", "INSERT INTO position_text (position_text) VALUES ('integrity-check')"},
    {"event_text", "INSERT INTO event_text (event_text) VALUES ('integrity-check')"},
};

constexpr Rule kRules[] = {
    {"is a change after the archive's revision",
     "SELECT revision FROM changes WHERE revision > (SELECT revision FROM state)"},
    {"is a change whose next one is missing",
     "SELECT revision FROM changes WHERE revision < (SELECT revision FROM state)"
     " AND revision + 1 NOT IN (SELECT revision FROM changes)"},
    {"is retracted, and its revisions are forgotten",
     "SELECT id FROM deleted_articles WHERE id NOT IN (SELECT id FROM past_articles)"},
    {"was committed after the archive's revision",
     "SELECT id FROM articles WHERE archive_revision > (SELECT revision FROM state)"},
    {"counts other positions than it has",
     "SELECT id FROM articles a WHERE position_count <>"
     " (SELECT count(*) FROM positions p WHERE p.article = a.row)"},
    {"counts other events than it has",
     "SELECT id FROM articles a WHERE event_count <>"
     " (SELECT count(*) FROM events e WHERE e.article = a.row)"},
    {"is there and retracted",
     "SELECT id FROM articles WHERE id IN (SELECT id FROM deleted_articles)"},
    {"has a position of another time",
     "SELECT a.id FROM articles a JOIN positions p ON p.article = a.row WHERE p.publish_us <>"
     " a.publish_us"},
    {"has an event of another time",
     "SELECT a.id FROM articles a JOIN events e ON e.article = a.row WHERE e.publish_us <>"
     " a.publish_us"},
    {"has an event and a position of another article that belong together",
     "SELECT a.id FROM event_positions t JOIN events e ON e.row = t.event"
     " JOIN positions p ON p.row = t.position JOIN articles a ON a.row = e.article"
     " WHERE p.article <> e.article"},
    {"has other figures than its articles say",
     "SELECT id FROM speakers w WHERE merged_into IS NULL AND (position_count, article_count) <> ("
     "(SELECT count(DISTINCT t.position) FROM speakers i JOIN position_speakers t"
     " ON t.speaker = i.row AND t.part = 1 WHERE i.root = w.row),"
     " (SELECT count(DISTINCT t.article) FROM speakers i JOIN article_speakers t"
     " ON t.speaker = i.row AND t.takes_part = 1 WHERE i.root = w.row))"},
    {"is merged into nobody who stands for it",
     "SELECT id FROM speakers w WHERE merged_into IS NOT NULL AND NOT EXISTS"
     " (SELECT * FROM speakers r WHERE r.row = w.merged_into AND r.merged_into IS NULL)"},
    {"is a name that other articles use than it counts",
     "SELECT text FROM speaker_names n WHERE articles <>"
     " (SELECT count(*) FROM article_names t WHERE t.name = n.row)"},
    {"is a row of a position that its text index lacks",
     "SELECT row FROM positions EXCEPT SELECT id FROM position_text_docsize"},
    {"is a row of the text index of positions that is none of a position",
     "SELECT id FROM position_text_docsize EXCEPT SELECT row FROM positions"},
    {"is a row of an event that its text index lacks",
     "SELECT row FROM events EXCEPT SELECT id FROM event_text_docsize"},
    {"is a row of the text index of events that is none of an event",
     "SELECT id FROM event_text_docsize EXCEPT SELECT row FROM events"},
};

class FaultFinder {
 public:
  explicit FaultFinder(Connection& connection) : connection_(connection) {}

  absl::StatusOr<std::vector<std::string>> Find() && {
    // Checks of the indexes are insertions that insert nothing.
    const auto transaction = Transaction::Begin(connection_, Transaction::Mode::kWrite);
    absl::Status done = transaction.status();
    if (done.ok()) done = CheckTables();
    if (done.ok()) done = CheckContents();
    // What a look at the file cannot get past is a fault of it.
    if (absl::IsDataLoss(done)) faults_.emplace_back(done.message());
    if (!done.ok() && !absl::IsDataLoss(done)) return done;
    return std::move(faults_);
  }

 private:
  absl::Status CheckTables() {
    absl::Status done = Note("", "PRAGMA integrity_check");
    if (faults_ == std::vector<std::string>{"ok"}) faults_.clear();
    if (done.ok()) done = Note(" has rows that refer to nothing", "PRAGMA foreign_key_check");
    return done;
  }

  absl::Status CheckContents() {
    const auto version = connection_.ReadInt("PRAGMA user_version");
    if (!version.ok()) return version.status();
    if (*version != SchemaVersion()) return absl::OkStatus();
    for (const Rule& rule : kIndexRules) {
      const absl::Status checked = connection_.Prepare(rule.sql).Run();
      if (absl::IsDataLoss(checked)) {
        faults_.push_back(absl::StrCat(rule.sentence, " differs from what it indexes"));
      } else if (!checked.ok()) {
        return checked;
      }
    }
    for (const Rule& rule : kRules) {
      const absl::Status noted = Note(absl::StrCat(" ", rule.sentence), rule.sql);
      if (!noted.ok()) return noted;
    }
    return CheckDeletedArticles();
  }

  absl::Status CheckDeletedArticles() {
    Statement rows = connection_.Prepare("SELECT id, article, analysis FROM deleted_articles");
    absl::StatusOr<bool> more = rows.Step();
    for (; more.ok() && *more; more = rows.Step()) {
      if (!DecodeArticle(rows.Text(1)).ok() || !DecodeAnalysis(rows.Text(2)).ok()) {
        faults_.push_back(absl::StrCat(std::string(rows.Text(0)), " is retracted and damaged"));
      }
    }
    return more.status();
  }

  // Adds a fault for each of the first rows of `sql`.
  absl::Status Note(std::string_view sentence, std::string_view sql) {
    Statement rows = connection_.Prepare(sql);
    absl::StatusOr<bool> more = rows.Step();
    for (int told = 0; more.ok() && *more && told < kMostOfAKind; more = rows.Step(), ++told) {
      faults_.push_back(absl::StrCat(std::string(rows.Text(0)), std::string(sentence)));
    }
    return more.status();
  }

  Connection& connection_;
  std::vector<std::string> faults_;
};

}  // namespace

absl::StatusOr<std::vector<std::string>> FindFaults(Connection& connection) {
  return FaultFinder(connection).Find();
}

}  // namespace onrecord::query
