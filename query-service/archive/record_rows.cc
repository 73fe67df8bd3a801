#include "query-service/archive/record_rows.h"

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "query-service/archive/byte_codec.h"
#include "query-service/archive/statements.h"
#include "query-service/archive/times.h"

namespace onrecord::query {
namespace {

absl::Status Damaged(const std::string& what) {
  return absl::DataLossError(absl::StrCat("archive: ", what, " cannot be read"));
}

SpeakerRef ReadRef(const Statement& row) {
  SpeakerRef ref;
  ref.id = row.Text(1);
  ref.display_name = row.Text(2);
  ref.type = static_cast<SpeakerType>(row.Int(3));
  return ref;
}

// Identities that are merged into one speaker are named once.
void AddRef(SpeakerRef ref, std::vector<SpeakerRef>& refs) {
  for (const SpeakerRef& known : refs) {
    if (known.id == ref.id) return;
  }
  refs.push_back(std::move(ref));
}

// `sql` is kSpeakersOfPosition or kIdentitiesOfPosition.
absl::Status ReadSpeakersOf(Connection& connection, std::string_view sql, int64_t row,
                            PositionRecord& position) {
  Statement refs = connection.Prepare(sql);
  refs.BindInt(row);
  absl::StatusOr<bool> more = refs.Step();
  for (; more.ok() && *more; more = refs.Step()) {
    switch (static_cast<PositionPart>(refs.Int(0))) {
      case PositionPart::kSpeaker:
        AddRef(ReadRef(refs), position.speakers);
        break;
      case PositionPart::kAddressee:
        AddRef(ReadRef(refs), position.addressees);
        break;
      case PositionPart::kVia:
        AddRef(ReadRef(refs), position.via);
        break;
      case PositionPart::kMentioned:
        AddRef(ReadRef(refs), position.mentions);
        break;
    }
  }
  return more.status();
}

// `sql` is kParticipantsOfEvent or kIdentitiesOfEvent.
absl::Status ReadParticipantsOf(Connection& connection, std::string_view sql, int64_t row,
                                EventRecord& event) {
  Statement refs = connection.Prepare(sql);
  refs.BindInt(row);
  absl::StatusOr<bool> more = refs.Step();
  for (; more.ok() && *more; more = refs.Step()) {
    auto& participants =
        static_cast<EventPart>(refs.Int(0)) == EventPart::kActor ? event.actors : event.recipients;
    const Span span = {static_cast<int32_t>(refs.Int(4)), static_cast<int32_t>(refs.Int(5))};
    participants.push_back({ReadRef(refs), span});
  }
  return more.status();
}

absl::Status ReadPositionsOf(Connection& connection, int64_t row, EventRecord& event) {
  Statement positions = connection.Prepare(statements::kPositionsOfEvent);
  positions.BindInt(row);
  absl::StatusOr<bool> more = positions.Step();
  for (; more.ok() && *more; more = positions.Step()) {
    std::string id(positions.Text(1));
    if (static_cast<TellingPart>(positions.Int(0)) == TellingPart::kPerforms) {
      event.performed_in = std::move(id);
    } else {
      event.positions.push_back(std::move(id));
    }
  }
  return more.status();
}

// Where a position or an event comes from.
template <typename Record>
void ReadOrigin(const Statement& row, KeptRecord<Record>& kept) {
  kept.row = row.Int(0);
  kept.record.article_id = row.Text(1);
  kept.record.publish_time = PublishTime(row.Int(2));
}

// The only column of what `sql` gives for `row`.
absl::StatusOr<std::vector<std::string>> ReadStrings(Connection& connection, std::string_view sql,
                                                     int64_t row) {
  std::vector<std::string> strings;
  Statement rows = connection.Prepare(sql);
  rows.BindInt(row);
  absl::StatusOr<bool> more = rows.Step();
  for (; more.ok() && *more; more = rows.Step()) strings.emplace_back(rows.Text(0));
  if (!more.ok()) return more.status();
  return strings;
}

void PutOptional(ByteWriter& writer, const std::optional<double>& value) {
  writer.Number(value.has_value());
  if (value.has_value()) writer.Double(*value);
}

std::optional<double> GetOptional(ByteReader& reader) {
  if (reader.Number() == 0) return std::nullopt;
  return reader.Double();
}

// Takes what EncodeDetails writes.
void GetDetails(ByteReader& reader, EventRecord& event) {
  event.triggers = reader.Spans();
  if (reader.Number() != 0) {
    Place& place = event.place.emplace();
    place.span = reader.GetSpan();
    place.name = reader.String();
    place.latitude = GetOptional(reader);
    place.longitude = GetOptional(reader);
  }
  if (reader.Number() != 0) {
    EventTime& time = event.time.emplace();
    time.span = reader.GetSpan();
    time.value = reader.String();
  }
  event.magnitudes.resize(reader.Length());
  for (Magnitude& magnitude : event.magnitudes) {
    magnitude.span = reader.GetSpan();
    magnitude.value = reader.Double();
    magnitude.unit = reader.String();
  }
}

absl::StatusOr<KeptRecord<PositionRecord>> ReadPositionWith(Connection& connection,
                                                            std::string_view speakers_sql,
                                                            const Statement& row) {
  KeptRecord<PositionRecord> kept;
  PositionRecord& position = kept.record;
  ReadOrigin(row, kept);
  position.kind = static_cast<PositionKind>(row.Int(3));
  position.quotation = static_cast<Quotation>(row.Int(4));
  position.hedged = row.Int(5) != 0;
  position.confidence = static_cast<float>(row.Double(6));
  position.model_version = row.Text(7);
  position.publisher = row.Text(9);
  position.id = row.Text(10);
  position.negated = row.Int(11) != 0;
  const absl::Status spans = DecodeSpans(row.Text(8), position);
  if (!spans.ok()) return spans;
  const absl::Status speakers = ReadSpeakersOf(connection, speakers_sql, kept.row, position);
  if (!speakers.ok()) return speakers;
  const bool has_events = row.Int(12) != 0;
  if (!has_events) return kept;
  auto events = ReadStrings(connection, statements::kEventsOfPosition, kept.row);
  if (!events.ok()) return events.status();
  position.events = *std::move(events);
  return kept;
}

absl::StatusOr<KeptRecord<EventRecord>> ReadEventWith(Connection& connection,
                                                      std::string_view participants_sql,
                                                      const Statement& row) {
  KeptRecord<EventRecord> kept;
  EventRecord& event = kept.record;
  ReadOrigin(row, kept);
  event.type = static_cast<EventType>(row.Int(3));
  event.status = static_cast<EventStatus>(row.Int(4));
  event.confidence = static_cast<float>(row.Double(8));
  event.model_version = row.Text(9);
  event.publisher = row.Text(11);
  event.id = row.Text(12);
  const absl::Status details = DecodeDetails(row.Text(10), event);
  if (!details.ok()) return details;
  if (event.place.has_value()) event.place->country_code = row.Text(5);
  if (event.time.has_value() && !row.IsNull(6)) {
    event.time->start_time = absl::FromUnixMicros(row.Int(6));
    event.time->end_time = absl::FromUnixMicros(row.Int(7));
  }
  const absl::Status participants =
      ReadParticipantsOf(connection, participants_sql, kept.row, event);
  if (!participants.ok()) return participants;
  const absl::Status positions = ReadPositionsOf(connection, kept.row, event);
  if (!positions.ok()) return positions;
  return kept;
}

}  // namespace

absl::StatusOr<KeptRecord<ArticleRecord>> ReadArticle(const Statement& row, bool with_text) {
  KeptRecord<ArticleRecord> kept;
  ArticleRecord& article = kept.record;
  kept.row = row.Int(0);
  article.id = row.Text(1);
  article.publish_time = PublishTime(row.Int(2));
  article.publisher = row.Text(3);
  article.language = row.Text(4);
  article.publish_utc_offset_minutes = static_cast<int32_t>(row.Int(5));
  article.uri = row.Text(6);
  ByteReader authors(row.Text(7));
  article.authors = authors.Strings();
  article.model_version = row.Text(8);
  article.revision = static_cast<int32_t>(row.Int(9));
  article.archive_revision = row.Int(10);
  article.create_time = absl::FromUnixMicros(row.Int(11));
  article.update_time = absl::FromUnixMicros(row.Int(12));
  article.position_count = static_cast<int32_t>(row.Int(13));
  article.event_count = static_cast<int32_t>(row.Int(14));
  article.speaker_count = static_cast<int32_t>(row.Int(15));
  article.title = row.Text(16);
  if (with_text) article.text = row.Text(17);
  if (!authors.Finished()) return Damaged("an article's authors");
  return kept;
}

absl::StatusOr<KeptRecord<PositionRecord>> ReadPosition(Connection& connection,
                                                        const Statement& row) {
  return ReadPositionWith(connection, statements::kSpeakersOfPosition, row);
}

absl::StatusOr<KeptRecord<EventRecord>> ReadEvent(Connection& connection, const Statement& row) {
  return ReadEventWith(connection, statements::kParticipantsOfEvent, row);
}

absl::StatusOr<KeptRecord<PositionRecord>> ReadCommittedPosition(Connection& connection,
                                                                 const Statement& row) {
  return ReadPositionWith(connection, statements::kIdentitiesOfPosition, row);
}

absl::StatusOr<KeptRecord<EventRecord>> ReadCommittedEvent(Connection& connection,
                                                           const Statement& row) {
  return ReadEventWith(connection, statements::kIdentitiesOfEvent, row);
}

absl::StatusOr<SpeakerRecord> ReadSpeaker(Connection& connection, const Statement& row) {
  SpeakerRecord speaker;
  speaker.id = row.Text(1);
  speaker.type = static_cast<SpeakerType>(row.Int(2));
  speaker.display_name = row.Text(3);
  speaker.position_count = static_cast<int32_t>(row.Int(4));
  speaker.article_count = static_cast<int32_t>(row.Int(5));
  for (const auto& [sql, strings] :
       {std::pair(statements::kAliasesOfSpeaker, &speaker.aliases),
        std::pair(statements::kRolesOfSpeaker, &speaker.roles),
        std::pair(statements::kMergedIntoSpeaker, &speaker.merged_ids)}) {
    auto read = ReadStrings(connection, sql, row.Int(0));
    if (!read.ok()) return read.status();
    *strings = *std::move(read);
  }
  return speaker;
}

std::string EncodeSpans(const PositionRecord& position) {
  ByteWriter writer;
  writer.Spans(position.source);
  writer.Spans(position.cue);
  writer.Spans(position.content);
  return writer.bytes();
}

absl::Status DecodeSpans(std::string_view bytes, PositionRecord& position) {
  ByteReader reader(bytes);
  position.source = reader.Spans();
  position.cue = reader.Spans();
  position.content = reader.Spans();
  return reader.Finished() ? absl::OkStatus() : Damaged("a position's spans");
}

std::string EncodeMentions(const std::vector<Mention>& mentions) {
  ByteWriter writer;
  writer.Number(mentions.size());
  for (const Mention& mention : mentions) {
    writer.PutSpan(mention.span);
    writer.Number(static_cast<uint64_t>(mention.form));
  }
  return writer.bytes();
}

absl::StatusOr<std::vector<Mention>> DecodeMentions(std::string_view bytes) {
  ByteReader reader(bytes);
  std::vector<Mention> mentions(reader.Length());
  for (Mention& mention : mentions) {
    mention.span = reader.GetSpan();
    mention.form = static_cast<MentionForm>(reader.Number());
  }
  if (!reader.Finished()) return Damaged("a speaker's mentions");
  return mentions;
}

std::string EncodeDetails(const EventRecord& event) {
  ByteWriter writer;
  writer.Spans(event.triggers);
  writer.Number(event.place.has_value());
  if (event.place.has_value()) {
    writer.PutSpan(event.place->span);
    writer.String(event.place->name);
    PutOptional(writer, event.place->latitude);
    PutOptional(writer, event.place->longitude);
  }
  writer.Number(event.time.has_value());
  if (event.time.has_value()) {
    writer.PutSpan(event.time->span);
    writer.String(event.time->value);
  }
  writer.Number(event.magnitudes.size());
  for (const Magnitude& magnitude : event.magnitudes) {
    writer.PutSpan(magnitude.span);
    writer.Double(magnitude.value);
    writer.String(magnitude.unit);
  }
  return writer.bytes();
}

absl::Status DecodeDetails(std::string_view bytes, EventRecord& event) {
  ByteReader reader(bytes);
  GetDetails(reader, event);
  return reader.Finished() ? absl::OkStatus() : Damaged("an event's details");
}

absl::Status DecodeDetailsWithPositions(std::string_view bytes, EventRecord& event) {
  ByteReader reader(bytes);
  GetDetails(reader, event);
  event.positions = reader.Strings();
  return reader.Finished() ? absl::OkStatus() : Damaged("an event's details");
}

std::string ContentText(const PositionRecord& position, std::string_view text) {
  std::string content;
  for (const Span& span : position.content) {
    if (!content.empty()) content.append(" ");
    content.append(text.substr(span.begin, span.end - span.begin));
  }
  return content;
}

}  // namespace onrecord::query
