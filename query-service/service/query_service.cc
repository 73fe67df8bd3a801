#include "query-service/service/query_service.h"

#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "proto/fields/wire_fields.h"
#include "proto/rpc/status.h"
#include "proto/rpc/unary_call.h"
#include "query-service/query/batch_get_records.h"
#include "query-service/query/get_records.h"
#include "query-service/query/list_deleted_articles.h"
#include "query-service/query/speaker_views.h"
#include "query-service/service/answer_conversions.h"
#include "query-service/service/export_stream.h"
#include "query-service/service/known_answers.h"
#include "query-service/service/request_conversions.h"
#include "query-service/service/span_form.h"
#include "query-service/service/watch_stream.h"

namespace onrecord::query {
namespace {

using grpc::CallbackServerContext;
using grpc::ServerUnaryReactor;

// Why a read failed: one that was abandoned because of its call.
absl::Status InTime(const rpc::CallClock& clock, const absl::Status& status) {
  return absl::IsCancelled(status) ? clock.Check() : status;
}

// Converts `request`, asks `query` while `clock` lets it and lets `answer` fill the response.
template <class Request, class Query, class Answer>
absl::Status Ask(const Archive& archive, const rpc::CallClock& clock, const Request& request,
                 Query query, Answer answer) {
  const auto asked = FromProto(request);
  if (!asked.ok()) return asked.status();
  const auto found = query(archive, *asked, [&clock] { return !clock.Check().ok(); });
  if (!found.ok()) return InTime(clock, found.status());
  answer(*found);
  return absl::OkStatus();
}

// Adds converted records and the revision that they are of.
template <class Page, class Records, class Messages, class Response, class... Texts>
void FillBatch(const Page& page, const Records& records, Messages* messages, Response* response,
               Texts&... texts) {
  messages->Reserve(static_cast<int>(records.size()));
  for (const auto& record : records) *messages->Add() = ToProto(record, texts...);
  response->set_archive_revision(page.archive_revision);
}

// The same for a page of a list.
template <class Page, class Records, class Messages, class Response, class... Texts>
void FillPage(const Page& page, const Records& records, Messages* messages, Response* response,
              Texts&... texts) {
  FillBatch(page, records, messages, response, texts...);
  response->set_next_page_token(page.next_page_token);
}

// Asks `query` for a page but for what `known` holds, and lets `fill` put it into the response.
template <class Message, class Request, class Query, class Fill, class Response>
absl::Status AskForPage(const Archive& archive, const rpc::CallClock& clock, const Request& request,
                        KnownAnswers<Message>& known, Query query, Fill fill, Response* response) {
  const auto ask = [&](const Archive& asked, const auto& question, const IsAbandoned& abandoned) {
    return query(asked, question, abandoned, known.Finder());
  };
  return Ask(archive, clock, request, ask, [&](const auto& page) {
    fill(page);
    response->set_archive_revision(page.archive_revision);
    response->set_next_page_token(page.next_page_token);
  });
}

template <class Request>
BatchGetRequest BatchOf(const Request& request) {
  return {{request.names().begin(), request.names().end()}, request.min_revision()};
}

template <class Response>
void FillCounts(const CountResponse& counts, Response* response) {
  for (const CountGroup& group : counts.groups) *response->add_groups() = ToProto(group);
  response->set_total_count(counts.total_count);
  response->set_truncated(counts.truncated);
  response->set_archive_revision(counts.archive_revision);
}

// As Ask, for answers that are converted in one piece.
template <class Request, class Query, class Response>
absl::Status AskForView(const Archive& archive, const rpc::CallClock& clock, const Request& request,
                        Query query, Response* response) {
  const auto encoding = fields::ReadOffsetEncoding(request.offset_encoding());
  if (!encoding.ok()) return encoding.status();
  return Ask(archive, clock, request, query, [&](const auto& view) {
    AnswerTexts texts(view.texts, {*encoding, /*with_words=*/true});
    *response = ToProto(view, texts);
  });
}

}  // namespace

ServerUnaryReactor* QueryService::GetArticle(CallbackServerContext* context,
                                             const v1::GetArticleRequest* request,
                                             v1::Article* response) {
  return rpc::RunUnary(pool_, context, longest_, [=](const rpc::CallClock&) {
    const auto article = query::GetArticle(archive_, request->name(), request->view(),
                                           request->min_revision(), request->show_deleted());
    if (article.ok()) *response = ToProto(*article);
    return article.status();
  });
}

ServerUnaryReactor* QueryService::ListArticles(CallbackServerContext* context,
                                               const v1::ListArticlesRequest* request,
                                               v1::ListArticlesResponse* response) {
  return rpc::RunUnary(pool_, context, longest_, [=](const rpc::CallClock& clock) {
    KnownAnswers<v1::Article> known(answers_, request->view());
    const auto fill = [&](const query::ListArticlesResponse& page) {
      known.Fill(
          page, page.articles, [](const ArticleRecord& record) { return ToProto(record); },
          response->mutable_articles());
    };
    return AskForPage(archive_, clock, *request, known, query::ListArticles, fill, response);
  });
}

ServerUnaryReactor* QueryService::ListDeletedArticles(CallbackServerContext* context,
                                                      const v1::ListDeletedArticlesRequest* request,
                                                      v1::ListDeletedArticlesResponse* response) {
  return rpc::RunUnary(pool_, context, longest_, [=](const rpc::CallClock&) {
    const auto page = query::ListDeletedArticles(
        archive_, {request->page_size(), request->page_token(), request->min_revision()});
    if (page.ok()) FillPage(*page, page->articles, response->mutable_articles(), response);
    return page.status();
  });
}

ServerUnaryReactor* QueryService::GetSpeaker(CallbackServerContext* context,
                                             const v1::GetSpeakerRequest* request,
                                             v1::Speaker* response) {
  return rpc::RunUnary(pool_, context, longest_, [=](const rpc::CallClock&) {
    const auto speaker = query::GetSpeaker(archive_, request->name(), request->min_revision());
    if (speaker.ok()) *response = ToProto(*speaker);
    return speaker.status();
  });
}

ServerUnaryReactor* QueryService::ListSpeakers(CallbackServerContext* context,
                                               const v1::ListSpeakersRequest* request,
                                               v1::ListSpeakersResponse* response) {
  return rpc::RunUnary(pool_, context, longest_, [=](const rpc::CallClock& clock) {
    return Ask(archive_, clock, *request, query::ListSpeakers, [&](const auto& page) {
      FillPage(page, page.speakers, response->mutable_speakers(), response);
    });
  });
}

ServerUnaryReactor* QueryService::GetPosition(CallbackServerContext* context,
                                              const v1::GetPositionRequest* request,
                                              v1::Position* response) {
  return rpc::RunUnary(pool_, context, longest_, [=](const rpc::CallClock&) {
    const auto form = ReadSpanForm(*request);
    if (!form.ok()) return form.status();
    const auto answer =
        query::GetPosition(archive_, request->name(), request->min_revision(), form->NeedsTexts());
    if (!answer.ok()) return answer.status();
    AnswerTexts texts(answer->texts, *form);
    *response = ToProto(answer->position, texts);
    return absl::OkStatus();
  });
}

ServerUnaryReactor* QueryService::ListPositions(CallbackServerContext* context,
                                                const v1::ListPositionsRequest* request,
                                                v1::ListPositionsResponse* response) {
  return rpc::RunUnary(pool_, context, longest_, [=](const rpc::CallClock& clock) {
    const auto form = ReadSpanForm(*request);
    if (!form.ok()) return form.status();
    KnownAnswers<v1::Position> known(answers_, form->Number());
    const auto fill = [&](const query::ListPositionsResponse& page) {
      AnswerTexts texts(page.texts, *form);
      known.Fill(
          page, page.positions, [&](const auto& record) { return ToProto(record, texts); },
          response->mutable_positions());
    };
    return AskForPage(archive_, clock, *request, known, query::ListPositions, fill, response);
  });
}

ServerUnaryReactor* QueryService::GetEvent(CallbackServerContext* context,
                                           const v1::GetEventRequest* request,
                                           v1::Event* response) {
  return rpc::RunUnary(pool_, context, longest_, [=](const rpc::CallClock&) {
    const auto form = ReadSpanForm(*request);
    if (!form.ok()) return form.status();
    const auto answer =
        query::GetEvent(archive_, request->name(), request->min_revision(), form->NeedsTexts());
    if (!answer.ok()) return answer.status();
    AnswerTexts texts(answer->texts, *form);
    *response = ToProto(answer->event, texts);
    return absl::OkStatus();
  });
}

ServerUnaryReactor* QueryService::ListEvents(CallbackServerContext* context,
                                             const v1::ListEventsRequest* request,
                                             v1::ListEventsResponse* response) {
  return rpc::RunUnary(pool_, context, longest_, [=](const rpc::CallClock& clock) {
    const auto form = ReadSpanForm(*request);
    if (!form.ok()) return form.status();
    KnownAnswers<v1::Event> known(answers_, form->Number());
    const auto fill = [&](const query::ListEventsResponse& page) {
      AnswerTexts texts(page.texts, *form);
      known.Fill(
          page, page.events, [&](const auto& record) { return ToProto(record, texts); },
          response->mutable_events());
    };
    return AskForPage(archive_, clock, *request, known, query::ListEvents, fill, response);
  });
}

ServerUnaryReactor* QueryService::BatchGetArticles(CallbackServerContext* context,
                                                   const v1::BatchGetArticlesRequest* request,
                                                   v1::BatchGetArticlesResponse* response) {
  return rpc::RunUnary(pool_, context, longest_, [=](const rpc::CallClock& clock) {
    const auto page = query::BatchGetArticles(archive_, BatchOf(*request), request->view(),
                                              [&clock] { return !clock.Check().ok(); });
    if (!page.ok()) return InTime(clock, page.status());
    FillBatch(*page, page->articles, response->mutable_articles(), response);
    return absl::OkStatus();
  });
}

ServerUnaryReactor* QueryService::BatchGetSpeakers(CallbackServerContext* context,
                                                   const v1::BatchGetSpeakersRequest* request,
                                                   v1::BatchGetSpeakersResponse* response) {
  return rpc::RunUnary(pool_, context, longest_, [=](const rpc::CallClock& clock) {
    const auto page = query::BatchGetSpeakers(archive_, BatchOf(*request),
                                              [&clock] { return !clock.Check().ok(); });
    if (!page.ok()) return InTime(clock, page.status());
    FillBatch(*page, page->speakers, response->mutable_speakers(), response);
    return absl::OkStatus();
  });
}

ServerUnaryReactor* QueryService::BatchGetPositions(CallbackServerContext* context,
                                                    const v1::BatchGetPositionsRequest* request,
                                                    v1::BatchGetPositionsResponse* response) {
  return rpc::RunUnary(pool_, context, longest_, [=](const rpc::CallClock& clock) {
    const auto form = ReadSpanForm(*request);
    if (!form.ok()) return form.status();
    const auto page = query::BatchGetPositions(archive_, BatchOf(*request), form->NeedsTexts(),
                                               [&clock] { return !clock.Check().ok(); });
    if (!page.ok()) return InTime(clock, page.status());
    AnswerTexts texts(page->texts, *form);
    FillBatch(*page, page->positions, response->mutable_positions(), response, texts);
    return absl::OkStatus();
  });
}

ServerUnaryReactor* QueryService::BatchGetEvents(CallbackServerContext* context,
                                                 const v1::BatchGetEventsRequest* request,
                                                 v1::BatchGetEventsResponse* response) {
  return rpc::RunUnary(pool_, context, longest_, [=](const rpc::CallClock& clock) {
    const auto form = ReadSpanForm(*request);
    if (!form.ok()) return form.status();
    const auto page = query::BatchGetEvents(archive_, BatchOf(*request), form->NeedsTexts(),
                                            [&clock] { return !clock.Check().ok(); });
    if (!page.ok()) return InTime(clock, page.status());
    AnswerTexts texts(page->texts, *form);
    FillBatch(*page, page->events, response->mutable_events(), response, texts);
    return absl::OkStatus();
  });
}

ServerUnaryReactor* QueryService::CountPositions(CallbackServerContext* context,
                                                 const v1::CountPositionsRequest* request,
                                                 v1::CountPositionsResponse* response) {
  return rpc::RunUnary(pool_, context, longest_, [=](const rpc::CallClock& clock) {
    return Ask(archive_, clock, *request, query::CountPositions,
               [&](const auto& counts) { FillCounts(counts, response); });
  });
}

ServerUnaryReactor* QueryService::CountEvents(CallbackServerContext* context,
                                              const v1::CountEventsRequest* request,
                                              v1::CountEventsResponse* response) {
  return rpc::RunUnary(pool_, context, longest_, [=](const rpc::CallClock& clock) {
    return Ask(archive_, clock, *request, query::CountEvents,
               [&](const auto& counts) { FillCounts(counts, response); });
  });
}

ServerUnaryReactor* QueryService::GetSpeakerTimeline(CallbackServerContext* context,
                                                     const v1::GetSpeakerTimelineRequest* request,
                                                     v1::GetSpeakerTimelineResponse* response) {
  return rpc::RunUnary(pool_, context, longest_, [=](const rpc::CallClock& clock) {
    return AskForView(archive_, clock, *request, query::GetSpeakerTimeline, response);
  });
}

ServerUnaryReactor* QueryService::CompareSpeakers(CallbackServerContext* context,
                                                  const v1::CompareSpeakersRequest* request,
                                                  v1::CompareSpeakersResponse* response) {
  return rpc::RunUnary(pool_, context, longest_, [=](const rpc::CallClock& clock) {
    return AskForView(archive_, clock, *request, query::CompareSpeakers, response);
  });
}

grpc::ServerWriteReactor<v1::WatchChangesResponse>* QueryService::WatchChanges(
    CallbackServerContext* context, const v1::WatchChangesRequest* request) {
  return new WatchStream(context, *request, archive_, streams_);
}

grpc::ServerWriteReactor<v1::ExportRecordsResponse>* QueryService::ExportRecords(
    CallbackServerContext* context, const v1::ExportRecordsRequest* request) {
  return new ExportStream(context, *request, archive_, streams_);
}

}  // namespace onrecord::query
