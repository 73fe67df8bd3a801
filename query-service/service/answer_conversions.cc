#include "query-service/service/answer_conversions.h"

#include <algorithm>
#include <cstdint>
#include <map>
#include <utility>
#include <vector>

#include "proto/fields/resource_name.h"
#include "proto/fields/wire_fields.h"
#include "query-service/archive/etag.h"

namespace onrecord::query {
namespace {

// Of each list of what a change brought and took.
constexpr int kMostNamesOfChange = 1000;

v1::SpeakerRef ToProto(const SpeakerRef& ref) {
  v1::SpeakerRef message;
  message.set_speaker(fields::SpeakerName(ref.id));
  message.set_display_name(ref.display_name);
  message.set_type(static_cast<v1::SpeakerType>(ref.type));
  return message;
}

template <class Record, class Message>
void AddAll(const std::vector<Record>& records,
            google::protobuf::RepeatedPtrField<Message>* messages) {
  for (const Record& record : records) *messages->Add() = ToProto(record);
}

void AddAll(const std::vector<std::string>& values,
            google::protobuf::RepeatedPtrField<std::string>* field) {
  field->Assign(values.begin(), values.end());
}

// Converts what belongs to one article.
class ArticleWords {
 public:
  ArticleWords(const std::string& article_id, AnswerTexts& texts)
      : article_id_(article_id), texts_(texts) {}

  v1::Span Convert(Span span) { return texts_.ToProto(article_id_, span); }

  void AddAll(const std::vector<Span>& spans, google::protobuf::RepeatedPtrField<v1::Span>* to) {
    for (const Span span : spans) *to->Add() = Convert(span);
  }

  void AddAll(const std::vector<Participant>& participants,
              google::protobuf::RepeatedPtrField<v1::Participant>* to) {
    for (const Participant& participant : participants) {
      v1::Participant* added = to->Add();
      *added->mutable_speaker() = ToProto(participant.speaker);
      *added->mutable_span() = Convert(participant.span);
    }
  }

  v1::Place Convert(const Place& place) {
    v1::Place message;
    *message.mutable_span() = Convert(place.span);
    message.set_name(place.name);
    message.set_country_code(place.country_code);
    if (place.latitude.has_value()) message.set_latitude(*place.latitude);
    if (place.longitude.has_value()) message.set_longitude(*place.longitude);
    return message;
  }

  v1::EventTime Convert(const EventTime& time) {
    v1::EventTime message;
    *message.mutable_span() = Convert(time.span);
    message.set_value(time.value);
    if (time.start_time.has_value()) {
      *message.mutable_start_time() = fields::ToTimestamp(*time.start_time);
    }
    if (time.end_time.has_value())
      *message.mutable_end_time() = fields::ToTimestamp(*time.end_time);
    return message;
  }

 private:
  const std::string& article_id_;
  AnswerTexts& texts_;
};

v1::SpeakerRef RefTo(const SpeakerRecord& speaker) {
  return ToProto(SpeakerRef{speaker.id, speaker.display_name, speaker.type});
}

int32_t Saturated(int64_t count) {
  return static_cast<int32_t>(std::min<int64_t>(count, INT32_MAX));
}

void AddKinds(const std::map<PositionKind, int64_t>& kinds,
              google::protobuf::RepeatedPtrField<v1::KindCount>* to) {
  for (const auto& [kind, count] : kinds) {
    v1::KindCount* added = to->Add();
    added->set_kind(static_cast<v1::PositionKind>(kind));
    added->set_count(Saturated(count));
  }
}

// What positions and events say of their article.
template <class Record, class Message>
void SetOrigin(const Record& record, Message& message) {
  message.set_article(fields::ArticleName(record.article_id));
  message.set_publisher(record.publisher);
  if (record.publish_time.has_value()) {
    *message.mutable_publish_time() = fields::ToTimestamp(*record.publish_time);
  }
}

}  // namespace

v1::Span AnswerTexts::ToProto(const std::string& article_id, Span span) {
  v1::Span message;
  if (!form_.NeedsTexts()) {
    message.set_begin(span.begin);
    message.set_end(span.end);
    return message;
  }
  const std::string& text = texts_.at(article_id);
  const auto converter = converters_.try_emplace(article_id, text, form_.encoding).first;
  message.set_begin(converter->second.FromBytes(span.begin));
  message.set_end(converter->second.FromBytes(span.end));
  if (form_.with_words) message.set_text(text.substr(span.begin, span.end - span.begin));
  return message;
}

v1::Article ToProto(const ArticleRecord& article) {
  v1::Article message;
  message.set_name(fields::ArticleName(article.id));
  message.set_title(article.title);
  message.set_text(article.text);
  message.set_publisher(article.publisher);
  message.set_uri(article.uri);
  if (article.publish_time.has_value()) {
    *message.mutable_publish_time() = fields::ToTimestamp(*article.publish_time);
  }
  message.set_publish_utc_offset_minutes(article.publish_utc_offset_minutes);
  message.set_language(article.language);
  AddAll(article.authors, message.mutable_authors());
  message.set_revision(article.revision);
  message.set_archive_revision(article.archive_revision);
  *message.mutable_create_time() = fields::ToTimestamp(article.create_time);
  *message.mutable_update_time() = fields::ToTimestamp(article.update_time);
  message.set_model_version(article.model_version);
  message.set_position_count(article.position_count);
  message.set_event_count(article.event_count);
  message.set_speaker_count(article.speaker_count);
  message.set_etag(EtagOf(article));
  if (article.delete_time.has_value()) {
    *message.mutable_delete_time() = fields::ToTimestamp(*article.delete_time);
  }
  if (article.purge_time.has_value()) {
    *message.mutable_purge_time() = fields::ToTimestamp(*article.purge_time);
  }
  return message;
}

v1::Speaker ToProto(const SpeakerRecord& speaker) {
  v1::Speaker message;
  message.set_name(fields::SpeakerName(speaker.id));
  message.set_display_name(speaker.display_name);
  message.set_type(static_cast<v1::SpeakerType>(speaker.type));
  AddAll(speaker.aliases, message.mutable_aliases());
  AddAll(speaker.roles, message.mutable_roles());
  message.set_position_count(speaker.position_count);
  message.set_article_count(speaker.article_count);
  for (const std::string& id : speaker.merged_ids) {
    message.add_merged_speakers(fields::SpeakerName(id));
  }
  return message;
}

v1::Position ToProto(const PositionRecord& position, AnswerTexts& texts) {
  ArticleWords words(position.article_id, texts);
  v1::Position message;
  message.set_name(fields::PositionName(position.article_id, position.id));
  AddAll(position.speakers, message.mutable_speakers());
  message.set_kind(static_cast<v1::PositionKind>(position.kind));
  message.set_hedged(position.hedged);
  message.set_negated(position.negated);
  message.set_quotation(static_cast<v1::Quotation>(position.quotation));
  words.AddAll(position.source, message.mutable_source());
  words.AddAll(position.cue, message.mutable_cue());
  words.AddAll(position.content, message.mutable_content());
  AddAll(position.addressees, message.mutable_addressees());
  AddAll(position.via, message.mutable_via());
  message.set_confidence(position.confidence);
  message.set_model_version(position.model_version);
  for (const std::string& event : position.events) {
    message.add_events(fields::EventName(position.article_id, event));
  }
  AddAll(position.mentions, message.mutable_mentions());
  SetOrigin(position, message);
  return message;
}

v1::Event ToProto(const EventRecord& event, AnswerTexts& texts) {
  ArticleWords words(event.article_id, texts);
  v1::Event message;
  message.set_name(fields::EventName(event.article_id, event.id));
  message.set_type(static_cast<v1::EventType>(event.type));
  message.set_status(static_cast<v1::EventStatus>(event.status));
  words.AddAll(event.triggers, message.mutable_triggers());
  words.AddAll(event.actors, message.mutable_actors());
  words.AddAll(event.recipients, message.mutable_recipients());
  if (event.place.has_value()) *message.mutable_place() = words.Convert(*event.place);
  if (event.time.has_value()) *message.mutable_time() = words.Convert(*event.time);
  for (const Magnitude& magnitude : event.magnitudes) {
    v1::Magnitude* added = message.add_magnitudes();
    *added->mutable_span() = words.Convert(magnitude.span);
    added->set_value(magnitude.value);
    added->set_unit(magnitude.unit);
  }
  for (const std::string& position : event.positions) {
    message.add_positions(fields::PositionName(event.article_id, position));
  }
  if (!event.performed_in.empty()) {
    message.set_performed_in(fields::PositionName(event.article_id, event.performed_in));
  }
  message.set_confidence(event.confidence);
  message.set_model_version(event.model_version);
  SetOrigin(event, message);
  return message;
}

v1::CountGroup ToProto(const CountGroup& group) {
  v1::CountGroup message;
  message.set_key(group.key);
  message.set_display_name(group.display_name);
  message.set_then_key(group.then_key);
  message.set_then_display_name(group.then_display_name);
  message.set_count(group.count);
  return message;
}

v1::PositionChanges ToProto(const PositionChanges& changes, const std::string& article_id) {
  v1::PositionChanges message;
  const auto fill = [&](const std::vector<std::string>& ids, auto name_of, auto* names) {
    for (const std::string& id : ids) {
      if (names->size() == kMostNamesOfChange) return message.set_truncated(true);
      names->Add(name_of(id));
    }
  };
  const auto speaker = [](const std::string& id) { return fields::SpeakerName(id); };
  fill(changes.kept_speakers, speaker, message.mutable_kept_speakers());
  fill(changes.added_speakers, speaker, message.mutable_added_speakers());
  fill(changes.removed_speakers, speaker, message.mutable_removed_speakers());
  const auto position = [&](const std::string& id) { return fields::PositionName(article_id, id); };
  fill(changes.added_positions, position, message.mutable_added_positions());
  fill(changes.removed_positions, position, message.mutable_removed_positions());
  return message;
}

v1::WatchChangesResponse ToProto(const WatchedChange& watched) {
  const Change& change = watched.change;
  v1::WatchChangesResponse message;
  message.set_archive_revision(change.archive_revision);
  message.set_kind(static_cast<v1::ChangeKind>(change.kind));
  message.set_deleted(change.kind == Change::Kind::kDeleted);
  message.set_article_revision(change.article_revision);
  if (watched.article.has_value() && !message.deleted()) {
    *message.mutable_article() = ToProto(*watched.article);
  } else if (!change.article_id.empty()) {
    message.mutable_article()->set_name(fields::ArticleName(change.article_id));
  }
  if (change.positions.has_value()) {
    *message.mutable_position_changes() = ToProto(*change.positions, change.article_id);
  }
  if (!change.speaker_id.empty()) message.set_speaker(fields::SpeakerName(change.speaker_id));
  for (const std::string& id : change.other_speaker_ids) {
    message.add_other_speakers(fields::SpeakerName(id));
  }
  return message;
}

v1::CommitArticleResponse ToProto(const CommitResult& committed) {
  v1::CommitArticleResponse message;
  *message.mutable_article() = ToProto(committed.article);
  message.set_outcome(static_cast<v1::CommitOutcome>(committed.outcome));
  return message;
}

v1::ArticleRecords ToProto(const ArticleRecords& records, fields::OffsetEncoding encoding) {
  const ArticleTexts text = {{records.article.id, records.article.text}};
  AnswerTexts texts(text, {encoding, true});
  v1::ArticleRecords message;
  *message.mutable_article() = ToProto(records.article);
  for (const LocalSpeaker& local : records.speakers) {
    v1::SpeakerInArticle* added = message.add_speakers();
    added->set_id(local.id);
    *added->mutable_speaker() = ToProto(local.speaker);
    added->set_identity(local.identity);
    if (!local.merged_into.empty()) {
      added->set_merged_into(fields::SpeakerName(local.merged_into));
    }
    for (const Mention& mention : local.mentions) {
      v1::Mention* place = added->add_mentions();
      *place->mutable_span() = texts.ToProto(records.article.id, mention.span);
      place->set_form(static_cast<v1::MentionForm>(mention.form));
    }
  }
  for (const PositionRecord& position : records.positions) {
    *message.add_positions() = ToProto(position, texts);
  }
  for (const EventRecord& event : records.events) *message.add_events() = ToProto(event, texts);
  return message;
}

v1::GetSpeakerTimelineResponse ToProto(const SpeakerTimelineResponse& view, AnswerTexts& texts) {
  v1::GetSpeakerTimelineResponse message;
  *message.mutable_speaker() = RefTo(*view.timeline.speaker);
  for (const TimelinePeriod& period : view.timeline.periods) {
    auto* added = message.add_periods();
    added->set_start(period.start);
    added->set_count(Saturated(period.count));
    AddKinds(period.kinds, added->mutable_kinds());
    for (const PositionRecord& position : period.examples) {
      *added->add_examples() = ToProto(position, texts);
    }
  }
  message.set_total_count(Saturated(view.timeline.count));
  message.set_truncated(view.timeline.truncated);
  message.set_archive_revision(view.archive_revision);
  return message;
}

v1::CompareSpeakersResponse ToProto(const CompareSpeakersResponse& view, AnswerTexts& texts) {
  v1::CompareSpeakersResponse message;
  for (const auto& [timeline, side] :
       {std::pair(&view.speaker, message.mutable_speaker()),
        std::pair(&view.other_speaker, message.mutable_other_speaker())}) {
    *side->mutable_speaker() = RefTo(*timeline->speaker);
    side->set_count(Saturated(timeline->count));
    AddKinds(timeline->kinds, side->mutable_kinds());
    for (const PositionRecord& position : timeline->examples) {
      *side->add_examples() = ToProto(position, texts);
    }
  }
  for (const SharedPeriod& period : view.shared_periods) {
    auto* added = message.add_shared_periods();
    added->set_start(period.start);
    added->set_count(Saturated(period.count));
    added->set_other_count(Saturated(period.other_count));
  }
  message.set_truncated(view.truncated);
  message.set_archive_revision(view.archive_revision);
  return message;
}

}  // namespace onrecord::query
