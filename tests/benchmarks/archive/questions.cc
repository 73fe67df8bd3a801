#include "tests/benchmarks/archive/questions.h"

#include <cstdlib>
#include <iostream>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "google/protobuf/util/json_util.h"
#include "tests/benchmarks/archive/corpus.h"

namespace onrecord::benchmarks {
namespace {

using Stub = v1::QueryService::Stub;

template <class Request, class Response>
using Method = grpc::Status (Stub::*)(grpc::ClientContext*, const Request&, Response*);

[[noreturn]] void Fail(const std::string& what, const std::string& why) {
  std::cerr << what << ": " << why << "\n";
  std::abort();
}

template <class Request>
Request FromJson(const std::string& json) {
  Request request;
  const auto parsed = google::protobuf::util::JsonStringToMessage(json, &request);
  if (!parsed.ok()) Fail(json, std::string(parsed.message()));
  return request;
}

template <class Request, class Response>
Response Call(Stub& stub, Method<Request, Response> method, const Request& request) {
  Response response;
  grpc::ClientContext context;
  const grpc::Status status = (stub.*method)(&context, request, &response);
  if (!status.ok()) Fail(request.ShortDebugString(), status.error_message());
  return response;
}

// `json` is the request as grpcurl takes it.
template <class Request, class Response>
Question Ask(std::string name, Question::Class measured_as, Method<Request, Response> method,
             const std::string& json, std::string sql) {
  const Request request = FromJson<Request>(json);
  Question question;
  question.name = std::move(name);
  question.measured_as = measured_as;
  question.ask = [=](Stub& stub) { return Call(stub, method, request).ByteSizeLong(); };
  question.can = [=](Stub& stub, CannedService& canned) {
    canned.Set(Call(stub, method, request));
  };
  question.sql = std::move(sql);
  return question;
}

std::string ById(const std::string& name) { return name.substr(name.rfind('/') + 1); }

// A page of positions by hand: their columns, the words' article, and who takes them.
std::string PositionsSql(const std::string& from, const std::string& where,
                         const std::string& newest = "p.row") {
  return absl::StrCat(
      "SELECT p.id, p.kind, p.quotation, p.hedged, p.confidence, p.spans, a.id, a.publisher, "
      "a.text,"
      " (SELECT group_concat(w.id || w.display_name) FROM position_speakers t"
      " CROSS JOIN speakers w ON w.row = t.speaker WHERE t.position = p.row) FROM ",
      from, " CROSS JOIN articles a ON a.row = p.article WHERE ", where, " ORDER BY ", newest,
      " DESC LIMIT 50");
}

std::string TextSql(const std::string& match, const std::string& and_where = "") {
  return PositionsSql("position_text f CROSS JOIN positions p ON p.row = f.rowid",
                      absl::StrCat("f.position_text MATCH '", match, "'", and_where), "f.rowid");
}

// The best of all, not of the newest; bm25() is the smaller, the better.
std::string BestSql(const std::string& match) {
  return PositionsSql("position_text f CROSS JOIN positions p ON p.row = f.rowid",
                      absl::StrCat("f.position_text MATCH '", match, "'"),
                      "-bm25(f.position_text, 1, 0)");
}

}  // namespace

Names FindNames(Stub& stub, int articles) {
  const auto speaker = [&stub](int rank) {
    const auto found = Call(stub, &Stub::ListSpeakers,
                            FromJson<v1::ListSpeakersRequest>(absl::StrCat(
                                R"({"filter": {"text": ")", Corpus::SpeakerName(rank), R"("}})")));
    if (found.speakers().empty()) Fail(Corpus::SpeakerName(rank), "is not in the archive");
    return found.speakers(0).name();
  };
  Names names;
  names.frequent_speaker = speaker(20);
  names.rare_speaker = speaker(300);
  names.article = absl::StrCat("articles/made-", std::string(8, '0'));
  const std::string number = std::to_string(articles / 2);
  names.article.replace(names.article.size() - number.size(), number.size(), number);
  names.position = absl::StrCat(names.article, "/positions/p-7");
  names.event = absl::StrCat(names.article, "/events/e-3");
  names.publisher = Corpus::PublisherName(20);
  names.month_start = "2016-02-01T00:00:00Z";
  names.month_end = "2016-03-01T00:00:00Z";
  return names;
}

std::vector<Question> Questions(const Names& n) {
  using Class = Question::Class;
  const auto quoted = [](const std::string& text) { return absl::StrCat("\"", text, "\""); };
  const std::string frequent = quoted(n.frequent_speaker);
  const std::string article_row =
      absl::StrCat("(SELECT row FROM articles WHERE id = '", ById(n.article), "')");
  const auto position = [&](const std::string& filter) {
    return absl::StrCat(R"({"filter": {)", filter, "}}");
  };
  const auto by_relevance = [&](const std::string& text) {
    return absl::StrCat(R"({"order": "LIST_ORDER_RELEVANCE", "filter": {"text": )", quoted(text),
                        "}}");
  };
  const auto speaker_row = [](const std::string& name) {
    return absl::StrCat("(SELECT row FROM speakers WHERE id = '", ById(name), "')");
  };
  const auto by_speaker = [&](const std::string& name) {
    return PositionsSql("position_speakers s CROSS JOIN positions p ON p.row = s.position",
                        absl::StrCat("s.speaker = ", speaker_row(name), " AND s.part = 1"));
  };
  return {
      Ask("an article", Class::kIndexed, &Stub::GetArticle,
          absl::StrCat(R"({"name": )", quoted(n.article), "}"),
          absl::StrCat("SELECT * FROM articles WHERE id = '", ById(n.article), "'")),
      Ask("a speaker", Class::kIndexed, &Stub::GetSpeaker,
          absl::StrCat(R"({"name": )", frequent, "}"),
          absl::StrCat("SELECT * FROM speakers WHERE id = '", ById(n.frequent_speaker), "'")),
      Ask("a position", Class::kIndexed, &Stub::GetPosition,
          absl::StrCat(R"({"name": )", quoted(n.position), "}"),
          PositionsSql("positions p",
                       absl::StrCat("p.article = ", article_row, " AND p.id = 'p-7'"))),
      Ask("an event", Class::kIndexed, &Stub::GetEvent,
          absl::StrCat(R"({"name": )", quoted(n.event), "}"),
          absl::StrCat("SELECT * FROM events WHERE article = ", article_row, " AND id = 'e-3'")),
      Ask("positions, newest", Class::kIndexed, &Stub::ListPositions, "{}",
          PositionsSql("positions p", "1")),
      Ask("positions of an article", Class::kIndexed, &Stub::ListPositions,
          position(absl::StrCat(R"("articles": )", quoted(n.article))),
          PositionsSql("positions p", absl::StrCat("p.article = ", article_row))),
      Ask("positions of a frequent speaker", Class::kIndexed, &Stub::ListPositions,
          position(absl::StrCat(R"("speakers": )", frequent)), by_speaker(n.frequent_speaker)),
      Ask("positions of a rare speaker", Class::kIndexed, &Stub::ListPositions,
          position(absl::StrCat(R"("speakers": )", quoted(n.rare_speaker))),
          by_speaker(n.rare_speaker)),
      Ask("positions of a speaker, denials", Class::kIndexed, &Stub::ListPositions,
          position(
              absl::StrCat(R"("speakers": )", frequent, R"(, "kinds": "POSITION_KIND_DENIAL")")),
          PositionsSql("position_speakers s CROSS JOIN positions p ON p.row = s.position",
                       absl::StrCat("s.speaker = ", speaker_row(n.frequent_speaker),
                                    " AND s.part = 1 AND p.kind = 4"),
                       "s.position")),
      Ask("denials", Class::kIndexed, &Stub::ListPositions,
          position(R"("kinds": "POSITION_KIND_DENIAL")"),
          PositionsSql("positions p", "p.kind = 4")),
      Ask("positions of a publisher", Class::kIndexed, &Stub::ListPositions,
          position(absl::StrCat(R"("publishers": )", quoted(n.publisher))),
          PositionsSql("positions p", absl::StrCat("a.publisher = '", n.publisher, "'"))),
      Ask("positions of a month", Class::kIndexed, &Stub::ListPositions,
          position(absl::StrCat(R"("publishTime": {"startTime": )", quoted(n.month_start),
                                R"(, "endTime": )", quoted(n.month_end), "}")),
          ""),
      Ask("text, a common word", Class::kText, &Stub::ListPositions,
          position(R"("text": "president")"), TextSql("president")),
      Ask("text, a rare word", Class::kText, &Stub::ListPositions, position(R"("text": "harbor")"),
          TextSql("harbor")),
      Ask("text, two words and an exclusion", Class::kText, &Stub::ListPositions,
          position(R"("text": "president vote -senate")"),
          TextSql("(president AND vote) NOT senate")),
      Ask("text, a phrase", Class::kText, &Stub::ListPositions,
          position(R"("text": "\"white house\"")"), TextSql(R"("white house")")),
      Ask("text, a beginning", Class::kText, &Stub::ListPositions,
          position(R"("text": "immigra*")"), TextSql("immigra*")),
      Ask("text and speaker", Class::kText, &Stub::ListPositions,
          position(absl::StrCat(R"("text": "president", "speakers": )", frequent)),
          TextSql("president",
                  absl::StrCat(" AND EXISTS (SELECT 1 FROM position_speakers s WHERE s.position ="
                               " p.row AND s.part = 1 AND s.speaker = ",
                               speaker_row(n.frequent_speaker), ")"))),
      Ask("text, kind and publisher", Class::kText, &Stub::ListPositions,
          position(absl::StrCat(
              R"("text": "president", "kinds": "POSITION_KIND_DENIAL", "publishers": )",
              quoted(n.publisher))),
          TextSql("president",
                  absl::StrCat(" AND p.kind = 4 AND a.publisher = '", n.publisher, "'"))),
      Ask("text by relevance, a common word", Class::kOther, &Stub::ListPositions,
          by_relevance("president"), BestSql("president")),
      Ask("text by relevance, a rare word", Class::kOther, &Stub::ListPositions,
          by_relevance("harbor"), BestSql("harbor")),
      Ask("text by relevance, a beginning", Class::kOther, &Stub::ListPositions,
          by_relevance("immigra*"), BestSql("immigra*")),
      Ask("articles by relevance, a common word", Class::kOther, &Stub::ListArticles,
          by_relevance("president"), ""),
      Ask("events, newest", Class::kIndexed, &Stub::ListEvents, "{}", ""),
      Ask("events, protests", Class::kIndexed, &Stub::ListEvents,
          position(R"("types": "EVENT_TYPE_PROTEST")"), ""),
      Ask("events of an actor", Class::kIndexed, &Stub::ListEvents,
          position(absl::StrCat(R"("actors": )", frequent)), ""),
      Ask("events in a country", Class::kIndexed, &Stub::ListEvents,
          position(R"("countryCodes": "BR")"), ""),
      Ask("events in a country, of a type and time", Class::kOther, &Stub::ListEvents,
          position(absl::StrCat(
              R"("countryCodes": "BR", "types": "EVENT_TYPE_AID", "eventTime": {"startTime": )",
              quoted(n.month_start), R"(, "endTime": )", quoted(n.month_end), "}")),
          ""),
      Ask("speakers by a beginning", Class::kOther, &Stub::ListSpeakers,
          position(R"("text": "bab*")"), ""),
      Ask("articles of a publisher", Class::kIndexed, &Stub::ListArticles,
          position(absl::StrCat(R"("publishers": )", quoted(n.publisher))), ""),
      Ask("articles by text", Class::kText, &Stub::ListArticles,
          position(R"("text": "president vote")"), ""),
      Ask("count: kinds of a speaker", Class::kOther, &Stub::CountPositions,
          absl::StrCat(R"({"filter": {"speakers": )", frequent,
                       R"(}, "groupBy": "POSITION_GROUPING_KIND"})"),
          ""),
      Ask("count: months of a text", Class::kOther, &Stub::CountPositions,
          R"({"filter": {"text": "immigration"}, "groupBy": "POSITION_GROUPING_MONTH"})", ""),
      Ask("count: kinds of all", Class::kOther, &Stub::CountPositions,
          R"({"groupBy": "POSITION_GROUPING_KIND"})", ""),
      Ask("count: types of events in a country", Class::kOther, &Stub::CountEvents,
          R"({"filter": {"countryCodes": "BR"}, "groupBy": "EVENT_GROUPING_TYPE"})", ""),
  };
}

}  // namespace onrecord::benchmarks
