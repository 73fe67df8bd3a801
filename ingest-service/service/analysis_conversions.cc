#include "ingest-service/service/analysis_conversions.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "absl/strings/str_cat.h"
#include "proto/fields/wire_fields.h"

namespace onrecord::ingest {
namespace {

// What query-service keeps at most of a name, and of a unit or place's name, in bytes. Longer ones
// are found only in texts that are no prose: their beginning tells as much.
constexpr size_t kLongestName = 500;
constexpr size_t kLongestValue = 200;
constexpr size_t kMostNames = 1000;

std::string Beginning(std::string_view text, size_t max_bytes) {
  if (text.size() <= max_bytes) return std::string(text);
  while ((text[max_bytes] & 0xc0) == 0x80) --max_bytes;
  return std::string(text.substr(0, max_bytes));
}

void AddNames(const std::vector<std::string>& names,
              google::protobuf::RepeatedPtrField<std::string>* to) {
  for (size_t i = 0; i < std::min(names.size(), kMostNames); ++i) {
    *to->Add() = Beginning(names[i], kLongestName);
  }
}

std::string SpeakerId(int index) { return absl::StrCat("s", index + 1); }

// Converts the parts of one analysis.
class AnalysisWriter {
 public:
  AnalysisWriter(const Analysis& analysis, std::string_view text, fields::OffsetEncoding encoding,
                 SpanWords words)
      : analysis_(analysis), text_(text), offsets_(text, encoding), words_(words) {}

  v1::Analysis Write() const {
    v1::Analysis message;
    message.set_model_version(analysis_.model_version);
    for (size_t i = 0; i < analysis_.speakers.size(); ++i) {
      *message.add_speakers() = WriteSpeaker(static_cast<int>(i));
    }
    for (const Position& position : analysis_.positions) {
      *message.add_positions() = WritePosition(position);
    }
    for (const LinkedEvent& event : analysis_.events) *message.add_events() = WriteEvent(event);
    return message;
  }

 private:
  v1::Span Write(Span span) const {
    v1::Span message;
    message.set_begin(offsets_.FromBytes(span.begin));
    message.set_end(offsets_.FromBytes(span.end));
    if (words_ == SpanWords::kInclude) message.set_text(std::string(Surface(text_, span)));
    return message;
  }

  void AddAll(const std::vector<Span>& spans,
              google::protobuf::RepeatedPtrField<v1::Span>* to) const {
    for (const Span span : spans) *to->Add() = Write(span);
  }

  v1::SpeakerRef WriteRef(int speaker) const {
    const Entity& entity = analysis_.speakers[speaker];
    v1::SpeakerRef message;
    message.set_speaker(SpeakerId(speaker));
    message.set_display_name(Beginning(entity.display_name, kLongestName));
    message.set_type(static_cast<v1::SpeakerType>(entity.type));
    return message;
  }

  void AddAll(const std::vector<int>& speakers,
              google::protobuf::RepeatedPtrField<v1::SpeakerRef>* to) const {
    for (const int speaker : speakers) *to->Add() = WriteRef(speaker);
  }

  void AddAll(const std::vector<Participation>& participations,
              google::protobuf::RepeatedPtrField<v1::Participant>* to) const {
    for (const Participation& participation : participations) {
      v1::Participant* added = to->Add();
      *added->mutable_speaker() = WriteRef(participation.speaker);
      *added->mutable_span() = Write(participation.span);
    }
  }

  v1::SpeakerInArticle WriteSpeaker(int index) const {
    const Entity& entity = analysis_.speakers[index];
    v1::SpeakerInArticle message;
    message.set_id(SpeakerId(index));
    v1::Speaker* speaker = message.mutable_speaker();
    speaker->set_display_name(Beginning(entity.display_name, kLongestName));
    speaker->set_type(static_cast<v1::SpeakerType>(entity.type));
    AddNames(entity.aliases, speaker->mutable_aliases());
    AddNames(entity.roles, speaker->mutable_roles());
    for (const Mention& mention : entity.mentions) {
      v1::Mention* added = message.add_mentions();
      *added->mutable_span() = Write(mention.span);
      added->set_form(static_cast<v1::MentionForm>(mention.form));
    }
    return message;
  }

  v1::Position WritePosition(const Position& position) const {
    v1::Position message;
    message.set_name(position.id);
    AddAll(position.speakers, message.mutable_speakers());
    message.set_kind(static_cast<v1::PositionKind>(position.kind));
    message.set_hedged(position.hedged);
    message.set_negated(position.negated);
    message.set_quotation(static_cast<v1::Quotation>(position.quotation));
    AddAll(position.attribution.source, message.mutable_source());
    AddAll(position.attribution.cue, message.mutable_cue());
    AddAll(position.attribution.content, message.mutable_content());
    AddAll(position.addressees, message.mutable_addressees());
    AddAll(position.via, message.mutable_via());
    message.set_confidence(position.attribution.confidence);
    message.set_model_version(analysis_.model_version);
    return message;
  }

  v1::Place WritePlace(const Place& place) const {
    v1::Place message;
    *message.mutable_span() = Write(place.span);
    message.set_name(Beginning(place.name, kLongestValue));
    message.set_country_code(place.country_code);
    if (place.latitude.has_value()) message.set_latitude(*place.latitude);
    if (place.longitude.has_value()) message.set_longitude(*place.longitude);
    return message;
  }

  v1::EventTime WriteTime(const EventTime& time) const {
    v1::EventTime message;
    *message.mutable_span() = Write(time.span);
    message.set_value(time.value);
    if (time.start.has_value()) *message.mutable_start_time() = fields::ToTimestamp(*time.start);
    if (time.end.has_value()) *message.mutable_end_time() = fields::ToTimestamp(*time.end);
    return message;
  }

  v1::Event WriteEvent(const LinkedEvent& linked) const {
    const Event& event = linked.event;
    v1::Event message;
    message.set_name(linked.id);
    message.set_type(static_cast<v1::EventType>(event.type));
    message.set_status(static_cast<v1::EventStatus>(event.status));
    AddAll(event.triggers, message.mutable_triggers());
    AddAll(linked.actors, message.mutable_actors());
    AddAll(linked.recipients, message.mutable_recipients());
    if (event.place.has_value()) *message.mutable_place() = WritePlace(*event.place);
    if (event.time.has_value()) *message.mutable_time() = WriteTime(*event.time);
    for (const Magnitude& magnitude : event.magnitudes) {
      v1::Magnitude* added = message.add_magnitudes();
      *added->mutable_span() = Write(magnitude.span);
      added->set_value(magnitude.value);
      added->set_unit(Beginning(magnitude.unit, kLongestValue));
    }
    for (const int position : linked.positions) {
      message.add_positions(analysis_.positions[position].id);
    }
    if (linked.performed_in.has_value()) {
      message.set_performed_in(analysis_.positions[*linked.performed_in].id);
    }
    message.set_confidence(event.confidence);
    message.set_model_version(analysis_.model_version);
    return message;
  }

  const Analysis& analysis_;
  const std::string_view text_;
  const fields::OffsetConverter offsets_;
  const SpanWords words_;
};

}  // namespace

v1::Analysis ToProto(const Analysis& analysis, std::string_view text,
                     fields::OffsetEncoding encoding, SpanWords words) {
  return AnalysisWriter(analysis, text, encoding, words).Write();
}

}  // namespace onrecord::ingest
