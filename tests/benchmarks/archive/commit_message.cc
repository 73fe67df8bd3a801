#include "tests/benchmarks/archive/commit_message.h"

#include <vector>

#include "absl/strings/str_cat.h"
#include "proto/fields/wire_fields.h"

namespace onrecord::benchmarks {
namespace {

using google::protobuf::RepeatedPtrField;

v1::Span ToMessage(query::Span span) {
  v1::Span message;
  message.set_begin(span.begin);
  message.set_end(span.end);
  return message;
}

void Add(const std::vector<query::Span>& spans, RepeatedPtrField<v1::Span>& messages) {
  for (const query::Span& span : spans) *messages.Add() = ToMessage(span);
}

void Add(const std::vector<query::SpeakerRef>& refs, RepeatedPtrField<v1::SpeakerRef>& messages) {
  for (const query::SpeakerRef& ref : refs) messages.Add()->set_speaker(ref.id);
}

void Add(const std::vector<query::Participant>& participants,
         RepeatedPtrField<v1::Participant>& messages) {
  for (const query::Participant& participant : participants) {
    v1::Participant& message = *messages.Add();
    message.mutable_speaker()->set_speaker(participant.speaker.id);
    *message.mutable_span() = ToMessage(participant.span);
  }
}

v1::Article ToMessage(const query::ArticleRecord& article) {
  v1::Article message;
  message.set_name(absl::StrCat("articles/", article.id));
  message.set_title(article.title);
  message.set_text(article.text);
  message.set_publisher(article.publisher);
  message.set_language(article.language);
  *message.mutable_publish_time() = fields::ToTimestamp(*article.publish_time);
  return message;
}

v1::SpeakerInArticle ToMessage(const query::LocalSpeaker& speaker) {
  v1::SpeakerInArticle message;
  message.set_id(speaker.id);
  message.mutable_speaker()->set_display_name(speaker.speaker.display_name);
  message.mutable_speaker()->set_type(static_cast<v1::SpeakerType>(speaker.speaker.type));
  for (const std::string& role : speaker.speaker.roles) message.mutable_speaker()->add_roles(role);
  return message;
}

v1::Position ToMessage(const query::PositionRecord& position) {
  v1::Position message;
  message.set_name(position.id);
  Add(position.speakers, *message.mutable_speakers());
  Add(position.addressees, *message.mutable_addressees());
  Add(position.via, *message.mutable_via());
  message.set_kind(static_cast<v1::PositionKind>(position.kind));
  message.set_quotation(static_cast<v1::Quotation>(position.quotation));
  message.set_hedged(position.hedged);
  Add(position.source, *message.mutable_source());
  Add(position.cue, *message.mutable_cue());
  Add(position.content, *message.mutable_content());
  message.set_confidence(position.confidence);
  message.set_model_version(position.model_version);
  return message;
}

v1::Event ToMessage(const query::EventRecord& event) {
  v1::Event message;
  message.set_name(event.id);
  message.set_type(static_cast<v1::EventType>(event.type));
  message.set_status(static_cast<v1::EventStatus>(event.status));
  Add(event.triggers, *message.mutable_triggers());
  Add(event.actors, *message.mutable_actors());
  Add(event.recipients, *message.mutable_recipients());
  *message.mutable_place()->mutable_span() = ToMessage(event.place->span);
  message.mutable_place()->set_name(event.place->name);
  message.mutable_place()->set_country_code(event.place->country_code);
  *message.mutable_time()->mutable_span() = ToMessage(event.time->span);
  *message.mutable_time()->mutable_start_time() = fields::ToTimestamp(*event.time->start_time);
  *message.mutable_time()->mutable_end_time() = fields::ToTimestamp(*event.time->end_time);
  for (const std::string& position : event.positions) message.add_positions(position);
  message.set_confidence(event.confidence);
  message.set_model_version(event.model_version);
  return message;
}

}  // namespace

v1::CommitArticleRequest ToCommit(const MadeArticle& made) {
  v1::CommitArticleRequest commit;
  *commit.mutable_article() = ToMessage(made.article);
  v1::Analysis& analysis = *commit.mutable_analysis();
  analysis.set_model_version(made.analysis.model_version);
  for (const auto& speaker : made.analysis.speakers) *analysis.add_speakers() = ToMessage(speaker);
  for (const auto& position : made.analysis.positions) {
    *analysis.add_positions() = ToMessage(position);
  }
  for (const auto& event : made.analysis.events) *analysis.add_events() = ToMessage(event);
  return commit;
}

}  // namespace onrecord::benchmarks
