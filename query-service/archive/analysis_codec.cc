#include "query-service/archive/analysis_codec.h"

#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "query-service/archive/byte_codec.h"
#include "query-service/archive/record_rows.h"
#include "query-service/archive/times.h"

namespace onrecord::query {
namespace {

constexpr uint64_t kForm = 1;

absl::Status Damaged() { return absl::DataLossError("archive: a retracted article is damaged"); }

void Put(ByteWriter& writer, absl::Time time) {
  writer.Number(static_cast<uint64_t>(absl::ToUnixMicros(time)));
}

absl::Time GetTime(ByteReader& reader) {
  return absl::FromUnixMicros(static_cast<int64_t>(reader.Number()));
}

void Put(ByteWriter& writer, const std::optional<absl::Time>& time) {
  writer.Number(time.has_value());
  if (time.has_value()) Put(writer, *time);
}

std::optional<absl::Time> GetOptionalTime(ByteReader& reader) {
  if (reader.Number() == 0) return std::nullopt;
  return GetTime(reader);
}

template <typename Enum>
void GetEnum(ByteReader& reader, Enum& value) {
  value = static_cast<Enum>(reader.Number());
}

int32_t GetInt(ByteReader& reader) { return static_cast<int32_t>(reader.Number()); }

void Put(ByteWriter& writer, const SpeakerRef& ref);
void Put(ByteWriter& writer, const Participant& participant);
void Put(ByteWriter& writer, const Mention& mention);
void Put(ByteWriter& writer, const LocalSpeaker& local);
void Put(ByteWriter& writer, const PositionRecord& position);
void Put(ByteWriter& writer, const EventRecord& event);
void Get(ByteReader& reader, SpeakerRef& ref);
void Get(ByteReader& reader, Participant& participant);
void Get(ByteReader& reader, Mention& mention);
void Get(ByteReader& reader, LocalSpeaker& local);
void Get(ByteReader& reader, PositionRecord& position);
void Get(ByteReader& reader, EventRecord& event);

// Lists: their length, then each member.
template <typename Part>
void Put(ByteWriter& writer, const std::vector<Part>& parts) {
  writer.Number(parts.size());
  for (const Part& part : parts) Put(writer, part);
}

template <typename Part>
void Get(ByteReader& reader, std::vector<Part>& parts) {
  parts.resize(reader.Length());
  for (Part& part : parts) Get(reader, part);
}

void Put(ByteWriter& writer, const SpeakerRef& ref) { writer.String(ref.id); }

void Get(ByteReader& reader, SpeakerRef& ref) { ref.id = reader.String(); }

void Put(ByteWriter& writer, const Participant& participant) {
  Put(writer, participant.speaker);
  writer.PutSpan(participant.span);
}

void Get(ByteReader& reader, Participant& participant) {
  Get(reader, participant.speaker);
  participant.span = reader.GetSpan();
}

void Put(ByteWriter& writer, const Mention& mention) {
  writer.PutSpan(mention.span);
  writer.Number(static_cast<uint64_t>(mention.form));
}

void Get(ByteReader& reader, Mention& mention) {
  mention.span = reader.GetSpan();
  GetEnum(reader, mention.form);
}

void Put(ByteWriter& writer, const LocalSpeaker& local) {
  writer.String(local.id);
  writer.String(local.identity);
  writer.String(local.speaker.id);
  writer.String(local.speaker.display_name);
  writer.Number(static_cast<uint64_t>(local.speaker.type));
  writer.Strings(local.speaker.aliases);
  writer.Strings(local.speaker.roles);
  Put(writer, local.mentions);
}

void Get(ByteReader& reader, LocalSpeaker& local) {
  local.id = reader.String();
  local.identity = reader.String();
  local.speaker.id = reader.String();
  local.speaker.display_name = reader.String();
  GetEnum(reader, local.speaker.type);
  local.speaker.aliases = reader.Strings();
  local.speaker.roles = reader.Strings();
  Get(reader, local.mentions);
}

void Put(ByteWriter& writer, const PositionRecord& position) {
  writer.String(position.id);
  Put(writer, position.speakers);
  Put(writer, position.addressees);
  Put(writer, position.via);
  writer.Number(static_cast<uint64_t>(position.kind));
  writer.Number(static_cast<uint64_t>(position.quotation));
  writer.Number(position.hedged);
  writer.Number(position.negated);
  writer.Spans(position.source);
  writer.Spans(position.cue);
  writer.Spans(position.content);
  writer.Double(position.confidence);
  writer.String(position.model_version);
}

void Get(ByteReader& reader, PositionRecord& position) {
  position.id = reader.String();
  Get(reader, position.speakers);
  Get(reader, position.addressees);
  Get(reader, position.via);
  GetEnum(reader, position.kind);
  GetEnum(reader, position.quotation);
  position.hedged = reader.Number() != 0;
  position.negated = reader.Number() != 0;
  position.source = reader.Spans();
  position.cue = reader.Spans();
  position.content = reader.Spans();
  position.confidence = static_cast<float>(reader.Double());
  position.model_version = reader.String();
}

void Put(ByteWriter& writer, const EventRecord& event) {
  writer.String(event.id);
  writer.Number(static_cast<uint64_t>(event.type));
  writer.Number(static_cast<uint64_t>(event.status));
  Put(writer, event.actors);
  Put(writer, event.recipients);
  writer.String(EncodeDetails(event));
  writer.String(event.place.has_value() ? event.place->country_code : "");
  Put(writer, event.time.has_value() ? event.time->start_time : std::nullopt);
  Put(writer, event.time.has_value() ? event.time->end_time : std::nullopt);
  writer.Strings(event.positions);
  writer.String(event.performed_in);
  writer.Double(event.confidence);
  writer.String(event.model_version);
}

void Get(ByteReader& reader, EventRecord& event) {
  event.id = reader.String();
  GetEnum(reader, event.type);
  GetEnum(reader, event.status);
  Get(reader, event.actors);
  Get(reader, event.recipients);
  if (!DecodeDetails(reader.String(), event).ok()) reader.Fail();
  const std::string country_code = reader.String();
  if (event.place.has_value()) event.place->country_code = country_code;
  const std::optional<absl::Time> start_time = GetOptionalTime(reader);
  const std::optional<absl::Time> end_time = GetOptionalTime(reader);
  if (event.time.has_value()) {
    event.time->start_time = start_time;
    event.time->end_time = end_time;
  }
  event.positions = reader.Strings();
  event.performed_in = reader.String();
  event.confidence = static_cast<float>(reader.Double());
  event.model_version = reader.String();
}

}  // namespace

std::string EncodeArticle(const ArticleRecord& article) {
  ByteWriter writer;
  writer.Number(kForm);
  writer.String(article.id);
  writer.String(article.title);
  writer.String(article.publisher);
  writer.String(article.uri);
  writer.Number(static_cast<uint64_t>(PublishMicros(article.publish_time)));
  writer.Number(static_cast<uint64_t>(article.publish_utc_offset_minutes));
  writer.String(article.language);
  writer.Strings(article.authors);
  writer.String(article.model_version);
  writer.Number(article.revision);
  writer.Number(article.archive_revision);
  Put(writer, article.create_time);
  Put(writer, article.update_time);
  writer.Number(article.position_count);
  writer.Number(article.event_count);
  writer.Number(article.speaker_count);
  return writer.bytes();
}

absl::StatusOr<ArticleRecord> DecodeArticle(std::string_view bytes) {
  ByteReader reader(bytes);
  if (reader.Number() != kForm) return Damaged();
  ArticleRecord article;
  article.id = reader.String();
  article.title = reader.String();
  article.publisher = reader.String();
  article.uri = reader.String();
  article.publish_time = PublishTime(static_cast<int64_t>(reader.Number()));
  article.publish_utc_offset_minutes = GetInt(reader);
  article.language = reader.String();
  article.authors = reader.Strings();
  article.model_version = reader.String();
  article.revision = GetInt(reader);
  article.archive_revision = static_cast<int64_t>(reader.Number());
  article.create_time = GetTime(reader);
  article.update_time = GetTime(reader);
  article.position_count = GetInt(reader);
  article.event_count = GetInt(reader);
  article.speaker_count = GetInt(reader);
  if (!reader.Finished()) return Damaged();
  return article;
}

std::string EncodeAnalysis(const ReadAnalysis& analysis) {
  ByteWriter writer;
  writer.Number(kForm);
  writer.String(analysis.model_version);
  Put(writer, analysis.speakers);
  Put(writer, analysis.positions);
  Put(writer, analysis.events);
  return writer.bytes();
}

absl::StatusOr<ReadAnalysis> DecodeAnalysis(std::string_view bytes) {
  ByteReader reader(bytes);
  if (reader.Number() != kForm) return Damaged();
  ReadAnalysis analysis;
  analysis.model_version = reader.String();
  Get(reader, analysis.speakers);
  Get(reader, analysis.positions);
  Get(reader, analysis.events);
  if (!reader.Finished()) return Damaged();
  return analysis;
}

}  // namespace onrecord::query
