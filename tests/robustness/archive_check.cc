#include "tests/robustness/archive_check.h"

#include <sqlite3.h>

#include <functional>
#include <set>
#include <string_view>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "tests/robustness/cast_reader.h"
#include "tests/testing/call.h"

namespace onrecord::tests {
namespace {

using Stub = v1::QueryService::Stub;

// Reads the archive's answers; each difference is a sentence.
class AnswerCheck {
 public:
  AnswerCheck(Stub& stub, ArchiveReport& report) : stub_(stub), report_(report) {}

  void CheckArticle(const WriteModel& model, const std::string& name) {
    v1::GetArticleRequest request;
    request.set_name(name);
    const auto answer = Call(stub_, &Stub::GetArticle, request);
    ArticleState found;
    found.exists = answer.status.ok();
    if (!found.exists && answer.status.error_code() != grpc::StatusCode::NOT_FOUND) {
      Fault(name, ": ", answer.status.error_message());
    }
    if (found.exists) {
      found.text = answer.response.text();
      found.revision = answer.response.revision();
      found.position_count = answer.response.position_count();
      found.event_count = answer.response.event_count();
      CheckPositions(answer.response);
      CheckEvents(answer.response);
    }
    if (!Accept(model.Judge(name, found))) {
      Fault(name, found.exists ? " holds what no write left: " : " is gone", found.text);
    }
  }

  void CheckCast(const CastModel& model, const std::string& name) {
    // Whatever became of the last decision, these are the articles, and these the known speakers.
    const CastState& known = model.histories().at(name).acknowledged;
    std::vector<std::string> articles;
    for (const auto& [article, speaker] : known.speakers) articles.push_back(article);
    CastState found;
    const grpc::Status status = ReadSpeakers(stub_, articles, found.speakers);
    if (!status.ok()) Fault(name, ": ", status.error_message());
    for (const auto& [speaker, answering] : known.answers) {
      v1::GetSpeakerRequest request;
      request.set_name(speaker);
      found.answers[speaker] = Call(stub_, &Stub::GetSpeaker, request).response.name();
    }
    if (!Accept(model.Judge(name, found))) {
      const auto pair = absl::PairFormatter(" by ");
      Fault(name, "'s articles are by whom no decision left them: ",
            absl::StrJoin(found.speakers, ", ", pair), "; answers are ",
            absl::StrJoin(found.answers, ", ", pair));
    }
  }

  void CheckNames(const std::set<std::string>& written) {
    v1::ListArticlesRequest request;
    request.set_page_size(1000);
    for (const auto& page : CallForPages(stub_, &Stub::ListArticles, request)) {
      for (const v1::Article& article : page.response.articles()) {
        if (written.count(article.name()) == 0) Fault(article.name(), " was never written");
      }
    }
  }

  void CheckSpeakers() {
    v1::ListSpeakersRequest request;
    request.set_page_size(1000);
    for (const auto& page : CallForPages(stub_, &Stub::ListSpeakers, request)) {
      for (const v1::Speaker& speaker : page.response.speakers()) {
        v1::CountPositionsRequest count;
        count.mutable_filter()->add_speakers(speaker.name());
        const int taken = Call(stub_, &Stub::CountPositions, count).response.total_count();
        if (taken != speaker.position_count()) {
          Fault(speaker.name(), " states ", speaker.position_count(), " positions and has ", taken);
        }
      }
    }
  }

 private:
  template <class... Parts>
  void Fault(const Parts&... parts) {
    report_.faults.push_back(absl::StrCat(parts...));
  }

  // Counts the verdict; whether it is a good one.
  bool Accept(Verdict verdict) {
    if (verdict == Verdict::kAsAcknowledged) ++report_.as_acknowledged;
    if (verdict == Verdict::kAsAttempted) ++report_.as_attempted;
    return verdict != Verdict::kContradicted;
  }

  void CheckPositions(const v1::Article& article) {
    v1::ListPositionsRequest request;
    request.mutable_filter()->add_articles(article.name());
    request.set_page_size(1000);
    const auto list = Call(stub_, &Stub::ListPositions, request).response;
    if (list.positions_size() != article.position_count()) {
      Fault(article.name(), " states ", article.position_count(), " positions and has ",
            list.positions_size());
    }
    for (const v1::Position& position : list.positions()) {
      for (const auto* part : {&position.source(), &position.cue(), &position.content()}) {
        CheckSpans(article, *part);
      }
    }
  }

  void CheckEvents(const v1::Article& article) {
    v1::ListEventsRequest request;
    request.mutable_filter()->add_articles(article.name());
    request.set_page_size(1000);
    const auto list = Call(stub_, &Stub::ListEvents, request).response;
    if (list.events_size() != article.event_count()) {
      Fault(article.name(), " states ", article.event_count(), " events and has ",
            list.events_size());
    }
    for (const v1::Event& event : list.events()) CheckSpans(article, event.triggers());
  }

  void CheckSpans(const v1::Article& article,
                  const google::protobuf::RepeatedPtrField<v1::Span>& spans) {
    const std::string_view text = article.text();
    for (const v1::Span& span : spans) {
      if (span.begin() < 0 || span.end() < span.begin() ||
          static_cast<size_t>(span.end()) > text.size() ||
          text.substr(span.begin(), span.end() - span.begin()) != span.text()) {
        Fault(article.name(), " has a span of other words: ", span.ShortDebugString());
      }
    }
  }

  Stub& stub_;
  ArchiveReport& report_;
};

// The first column of every row.
std::vector<std::string> Query(sqlite3* database, const std::string& sql) {
  std::vector<std::string> rows;
  char* error = nullptr;
  const auto add = [](void* into, int, char** columns, char**) {
    static_cast<std::vector<std::string>*>(into)->push_back(columns[0] ? columns[0] : "");
    return 0;
  };
  if (sqlite3_exec(database, sql.c_str(), add, &rows, &error) != SQLITE_OK) {
    rows.push_back(absl::StrCat(sql, ": ", error));
  }
  sqlite3_free(error);
  return rows;
}

}  // namespace

ArchiveReport CheckAnswers(Stub& stub, const std::vector<const WriteModel*>& models) {
  ArchiveReport report;
  AnswerCheck check(stub, report);
  std::set<std::string> written;
  for (const WriteModel* model : models) {
    for (const auto& [name, history] : model->histories()) {
      check.CheckArticle(*model, name);
      written.insert(name);
    }
  }
  check.CheckNames(written);
  check.CheckSpeakers();
  return report;
}

ArchiveReport CheckCasts(Stub& stub, const CastModel& casts) {
  ArchiveReport report;
  AnswerCheck check(stub, report);
  for (const auto& [name, history] : casts.histories()) check.CheckCast(casts, name);
  return report;
}

std::map<std::string, std::string> TableDigests(const std::string& path) {
  sqlite3* database = nullptr;
  std::map<std::string, std::string> digests;
  if (sqlite3_open(path.c_str(), &database) != SQLITE_OK) return digests;
  const auto add = [&](const std::string& name, const std::vector<std::string>& rows) {
    const size_t digest = std::hash<std::string>()(absl::StrJoin(rows, "\n"));
    digests[name] = absl::StrCat(rows.size(), " rows of ", absl::Hex(digest));
  };
  add("", Query(database, "SELECT sql FROM sqlite_schema ORDER BY name"));
  // Virtual tables have no root page; their rows lie in others.
  for (const std::string& name :
       Query(database, "SELECT name FROM sqlite_schema WHERE type = 'table' AND rootpage > 0")) {
    const std::vector<std::string> columns = Query(
        database,
        absl::StrCat("SELECT 'quote(\"' || name || '\")' FROM pragma_table_info('", name, "')"));
    add(name, Query(database, absl::StrCat("SELECT ", absl::StrJoin(columns, " || ',' || "),
                                           " FROM \"", name, "\"")));
  }
  sqlite3_close(database);
  return digests;
}

std::vector<std::string> CheckFile(const std::string& path) {
  sqlite3* database = nullptr;
  if (sqlite3_open(path.c_str(), &database) != SQLITE_OK) return {"cannot be opened"};
  std::vector<std::string> faults = Query(database, "PRAGMA integrity_check");
  if (faults == std::vector<std::string>{"ok"}) faults.clear();
  for (const std::string& table : Query(database, "PRAGMA foreign_key_check")) {
    faults.push_back(absl::StrCat("a row of ", table, " refers to nothing"));
  }
  // Rank 1 compares an index with its table, too, where it has one.
  for (const char* check : {"article_text (article_text, rank) VALUES ('integrity-check', 1)",
                            "position_text (position_text) VALUES ('integrity-check')",
                            "event_text (event_text) VALUES ('integrity-check')",
                            "speaker_text (speaker_text, rank) VALUES ('integrity-check', 1)",
                            "role_text (role_text, rank) VALUES ('integrity-check', 1)"}) {
    for (const std::string& fault : Query(database, absl::StrCat("INSERT INTO ", check))) {
      faults.push_back(fault);
    }
  }
  sqlite3_close(database);
  return faults;
}

}  // namespace onrecord::tests
