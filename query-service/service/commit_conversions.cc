#include "query-service/service/commit_conversions.h"

#include <map>
#include <string>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "proto/fields/resource_name.h"
#include "proto/fields/wire_fields.h"

namespace onrecord::query {
namespace {

// Turns the messages of one commit into records, collecting what cannot be.
class CommitReader {
 public:
  explicit CommitReader(const fields::OffsetConverter& offsets) : offsets_(offsets) {}

  ArticleRecord Read(const v1::Article& article) {
    ArticleRecord record;
    record.title = article.title();
    record.text = article.text();
    record.publisher = article.publisher();
    record.uri = article.uri();
    if (article.has_publish_time()) {
      record.publish_time =
          fields::ReadTime(article.publish_time(), "article.publish_time", violations_);
    }
    record.publish_utc_offset_minutes = article.publish_utc_offset_minutes();
    record.language = article.language();
    record.authors.assign(article.authors().begin(), article.authors().end());
    record.model_version = article.model_version();
    return record;
  }

  ReadAnalysis Read(const v1::Analysis& analysis) {
    ReadAnalysis read;
    read.model_version = analysis.model_version();
    for (const auto& speaker : analysis.speakers()) {
      const std::string field = absl::StrCat("analysis.speakers[", read.speakers.size(), "]");
      read.speakers.push_back(Read(speaker, field));
    }
    for (const auto& position : analysis.positions()) {
      const std::string field = absl::StrCat("analysis.positions[", read.positions.size(), "]");
      read.positions.push_back(Read(position, field));
    }
    for (const auto& event : analysis.events()) {
      const std::string field = absl::StrCat("analysis.events[", read.events.size(), "]");
      read.events.push_back(Read(event, field));
    }
    return read;
  }

  const std::vector<rpc::FieldViolation>& violations() const { return violations_; }

 private:
  void Note(const std::string& field, std::string description) {
    if (violations_.size() < rpc::kMaxViolations) {
      violations_.push_back({field, std::move(description)});
    }
  }

  int32_t ReadOffset(int32_t offset, const std::string& field) {
    const std::optional<int32_t> byte = offsets_.ToBytes(offset);
    if (!byte.has_value()) {
      Note(field, absl::StrCat("must be the offset of a character of the article's text or its "
                               "end, in units of offset_encoding; ",
                               offset, " is not"));
    }
    return byte.value_or(0);
  }

  Span Read(const v1::Span& span, const std::string& field) {
    if (span.end() < span.begin()) {
      Note(field,
           absl::StrCat("must not end (", span.end(), ") before it begins (", span.begin(), ")"));
      return {};
    }
    return {ReadOffset(span.begin(), field + ".begin"), ReadOffset(span.end(), field + ".end")};
  }

  std::vector<Span> Read(const google::protobuf::RepeatedPtrField<v1::Span>& spans,
                         const std::string& field) {
    std::vector<Span> read;
    for (const v1::Span& span : spans) {
      read.push_back(Read(span, absl::StrCat(field, "[", read.size(), "]")));
    }
    return read;
  }

  static SpeakerRef Read(const v1::SpeakerRef& ref) {
    SpeakerRef read;
    read.id = ref.speaker();
    return read;
  }

  static std::vector<SpeakerRef> Read(
      const google::protobuf::RepeatedPtrField<v1::SpeakerRef>& refs) {
    std::vector<SpeakerRef> read;
    for (const v1::SpeakerRef& ref : refs) read.push_back(Read(ref));
    return read;
  }

  LocalSpeaker Read(const v1::SpeakerInArticle& speaker, const std::string& field) {
    LocalSpeaker read;
    read.id = speaker.id();
    read.speaker.display_name = speaker.speaker().display_name();
    read.speaker.type = static_cast<SpeakerType>(speaker.speaker().type());
    read.speaker.aliases.assign(speaker.speaker().aliases().begin(),
                                speaker.speaker().aliases().end());
    read.speaker.roles.assign(speaker.speaker().roles().begin(), speaker.speaker().roles().end());
    for (const v1::Mention& mention : speaker.mentions()) {
      const std::string at = absl::StrCat(field, ".mentions[", read.mentions.size(), "].span");
      read.mentions.push_back({Read(mention.span(), at), static_cast<MentionForm>(mention.form())});
    }
    return read;
  }

  PositionRecord Read(const v1::Position& position, const std::string& field) {
    PositionRecord read;
    read.id = position.name();
    read.speakers = Read(position.speakers());
    read.kind = static_cast<PositionKind>(position.kind());
    read.hedged = position.hedged();
    read.negated = position.negated();
    read.quotation = static_cast<Quotation>(position.quotation());
    read.source = Read(position.source(), field + ".source");
    read.cue = Read(position.cue(), field + ".cue");
    read.content = Read(position.content(), field + ".content");
    read.addressees = Read(position.addressees());
    read.via = Read(position.via());
    read.confidence = position.confidence();
    read.model_version = position.model_version();
    return read;
  }

  std::vector<Participant> Read(
      const google::protobuf::RepeatedPtrField<v1::Participant>& participants,
      const std::string& field) {
    std::vector<Participant> read;
    for (const v1::Participant& participant : participants) {
      const std::string at = absl::StrCat(field, "[", read.size(), "].span");
      read.push_back({Read(participant.speaker()), Read(participant.span(), at)});
    }
    return read;
  }

  Place Read(const v1::Place& place, const std::string& field) {
    Place read;
    read.span = Read(place.span(), field + ".span");
    read.name = place.name();
    read.country_code = place.country_code();
    if (place.has_latitude()) read.latitude = place.latitude();
    if (place.has_longitude()) read.longitude = place.longitude();
    return read;
  }

  EventTime Read(const v1::EventTime& time, const std::string& field) {
    EventTime read;
    read.span = Read(time.span(), field + ".span");
    read.value = time.value();
    if (time.has_start_time()) {
      read.start_time = fields::ReadTime(time.start_time(), field + ".start_time", violations_);
    }
    if (time.has_end_time()) {
      read.end_time = fields::ReadTime(time.end_time(), field + ".end_time", violations_);
    }
    return read;
  }

  EventRecord Read(const v1::Event& event, const std::string& field) {
    EventRecord read;
    read.id = event.name();
    read.type = static_cast<EventType>(event.type());
    read.status = static_cast<EventStatus>(event.status());
    read.triggers = Read(event.triggers(), field + ".triggers");
    read.actors = Read(event.actors(), field + ".actors");
    read.recipients = Read(event.recipients(), field + ".recipients");
    if (event.has_place()) read.place = Read(event.place(), field + ".place");
    if (event.has_time()) read.time = Read(event.time(), field + ".time");
    for (const v1::Magnitude& magnitude : event.magnitudes()) {
      const std::string at = absl::StrCat(field, ".magnitudes[", read.magnitudes.size(), "].span");
      read.magnitudes.push_back({Read(magnitude.span(), at), magnitude.value(), magnitude.unit()});
    }
    read.positions.assign(event.positions().begin(), event.positions().end());
    read.performed_in = event.performed_in();
    read.confidence = event.confidence();
    read.model_version = event.model_version();
    return read;
  }

  const fields::OffsetConverter& offsets_;
  std::vector<rpc::FieldViolation> violations_;
};

// Local ids by the resource names that they stand for.
using LocalIds = std::map<std::string, std::string>;

// What is no resource name is left as it is, for the rules of the field to refuse.
void MakeLocal(const LocalIds& ids, v1::SpeakerRef* ref) {
  const auto known = ids.find(ref->speaker());
  if (known != ids.end()) ref->set_speaker(known->second);
}

void MakeLocal(const LocalIds& ids, google::protobuf::RepeatedPtrField<v1::SpeakerRef>* refs) {
  for (v1::SpeakerRef& ref : *refs) MakeLocal(ids, &ref);
}

void MakeLocal(const LocalIds& ids,
               google::protobuf::RepeatedPtrField<v1::Participant>* participants) {
  for (v1::Participant& participant : *participants) {
    MakeLocal(ids, participant.mutable_speaker());
  }
}

// "p-1" of "articles/a/positions/p-1" in an export of that article; other names as they are.
std::string LocalName(const std::string& article, const std::string& collection,
                      const std::string& name) {
  const std::string prefix = absl::StrCat(article, "/", collection, "/");
  return absl::StartsWith(name, prefix) ? name.substr(prefix.size()) : name;
}

// The commit that would leave the archive as `records` show it.
v1::CommitArticleRequest ToCommit(v1::ArticleRecords records) {
  v1::CommitArticleRequest commit;
  const std::string& article = records.article().name();
  LocalIds ids;
  for (const v1::SpeakerInArticle& speaker : records.speakers()) {
    ids.try_emplace(speaker.speaker().name(), speaker.id());
  }
  for (v1::Position& position : *records.mutable_positions()) {
    position.set_name(LocalName(article, "positions", position.name()));
    MakeLocal(ids, position.mutable_speakers());
    MakeLocal(ids, position.mutable_addressees());
    MakeLocal(ids, position.mutable_via());
  }
  for (v1::Event& event : *records.mutable_events()) {
    event.set_name(LocalName(article, "events", event.name()));
    event.set_performed_in(LocalName(article, "positions", event.performed_in()));
    for (std::string& position : *event.mutable_positions()) {
      position = LocalName(article, "positions", position);
    }
    MakeLocal(ids, event.mutable_actors());
    MakeLocal(ids, event.mutable_recipients());
  }
  commit.set_offset_encoding(records.offset_encoding());
  v1::Analysis& analysis = *commit.mutable_analysis();
  analysis.set_model_version(records.article().model_version());
  analysis.mutable_speakers()->Swap(records.mutable_speakers());
  analysis.mutable_positions()->Swap(records.mutable_positions());
  analysis.mutable_events()->Swap(records.mutable_events());
  commit.mutable_article()->Swap(records.mutable_article());
  return commit;
}

}  // namespace

absl::StatusOr<CommitArticleRequest> FromProto(v1::ArticleRecords records) {
  const v1::CommitArticleRequest commit = ToCommit(std::move(records));
  absl::StatusOr<CommitArticleRequest> read = FromProto(commit);
  if (!read.ok()) return read;
  read->article.revision = commit.article().revision();
  for (int i = 0; i < commit.analysis().speakers_size(); ++i) {
    const v1::SpeakerInArticle& speaker = commit.analysis().speakers(i);
    LocalSpeaker& local = read->analysis.speakers[i];
    local.identity = speaker.identity();
    local.speaker.id = std::string(fields::ParseSpeakerName(speaker.speaker().name()).value_or(""));
  }
  return read;
}

absl::StatusOr<CommitArticleRequest> FromProto(const v1::CommitArticleRequest& request) {
  const absl::StatusOr<fields::OffsetEncoding> encoding =
      fields::ReadOffsetEncoding(request.offset_encoding());
  if (!encoding.ok()) return encoding.status();
  const fields::OffsetConverter offsets(request.article().text(), *encoding);
  CommitReader reader(offsets);
  CommitArticleRequest read;
  read.name = request.article().name();
  read.article = reader.Read(request.article());
  read.analysis = reader.Read(request.analysis());
  read.replace = request.replace();
  read.etag = request.etag();
  read.must_not_exist = request.must_not_exist();
  if (!reader.violations().empty()) return rpc::InvalidFields(reader.violations());
  return read;
}

}  // namespace onrecord::query
