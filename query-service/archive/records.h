// What the archive keeps: articles and what was read from them, as plain structs.
//
// They mirror the messages of onrecord/v1, whose comments define every field; what is said here is
// only what differs. Enum numbers are the contract's. Ids are bare ("harbour-strike",
// "p-3fa94c01"), not resource names. Offsets are bytes of UTF-8. Times are kept to the microsecond,
// rounded down.

#ifndef ONRECORD_QUERY_SERVICE_ARCHIVE_RECORDS_H_
#define ONRECORD_QUERY_SERVICE_ARCHIVE_RECORDS_H_

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "absl/time/time.h"

namespace onrecord::query {

enum class SpeakerType : int {
  kUnspecified = 0,
  kPerson = 1,
  kOrganization = 2,
  kGovernment = 3,
  kGroup = 4,
  kUnnamed = 5,
  kAuthor = 6,
  kOther = 7,
};

enum class MentionForm : int { kUnspecified = 0, kName = 1, kNominal = 2, kPronoun = 3 };

enum class PositionKind : int {
  kUnspecified = 0,
  kStatement = 1,
  kOpinion = 2,
  kPrediction = 3,
  kDenial = 4,
  kConfirmation = 5,
  kAccusation = 6,
  kCriticism = 7,
  kSupport = 8,
  kDemand = 9,
  kProposal = 10,
  kPromise = 11,
  kAgreement = 12,
  kRefusal = 13,
  kThreat = 14,
  kWarning = 15,
  kQuestion = 16,
};

enum class Quotation : int { kUnspecified = 0, kDirect = 1, kIndirect = 2, kMixed = 3 };

enum class EventType : int {
  kUnspecified = 0,
  kAgree = 1,
  kConsult = 2,
  kSupport = 3,
  kConcede = 4,
  kCooperate = 5,
  kAid = 6,
  kRetreat = 7,
  kRequest = 8,
  kAccuse = 9,
  kReject = 10,
  kThreaten = 11,
  kProtest = 12,
  kSanction = 13,
  kMobilize = 14,
  kCoerce = 15,
  kAssault = 16,
  kOther = 17,
};

enum class EventStatus : int {
  kUnspecified = 0,
  kActual = 1,
  kPlanned = 2,
  kCalledFor = 3,
  kHypothetical = 4,
  kDenied = 5,
};

// A half-open stretch [begin, end) of the article's text, in bytes.
struct Span {
  int32_t begin = 0;
  int32_t end = 0;

  friend bool operator==(const Span& a, const Span& b) {
    return a.begin == b.begin && a.end == b.end;
  }
};

// An article. What is marked "by the archive" is ignored in a commit and set in every answer.
struct ArticleRecord {
  std::string id;
  std::string title;
  std::string text;  // empty in answers that leave it out
  std::string publisher;
  std::string uri;
  std::optional<absl::Time> publish_time;
  int32_t publish_utc_offset_minutes = 0;
  std::string language;
  std::vector<std::string> authors;
  std::string model_version;

  // By the archive.
  int32_t revision = 0;
  int64_t archive_revision = 0;
  absl::Time create_time;
  absl::Time update_time;
  int32_t position_count = 0;
  int32_t event_count = 0;
  int32_t speaker_count = 0;
  std::optional<absl::Time> delete_time;  // of retracted articles alone
  std::optional<absl::Time> purge_time;   // likewise
};

// A speaker; in an answer with the figures of the whole archive, in a commit as one article shows
// it.
struct SpeakerRecord {
  std::string id;  // by the archive
  std::string display_name;
  SpeakerType type = SpeakerType::kUnspecified;
  std::vector<std::string> aliases;     // in an answer the 100 most frequent
  std::vector<std::string> roles;       // likewise
  int32_t position_count = 0;           // by the archive
  int32_t article_count = 0;            // by the archive
  std::vector<std::string> merged_ids;  // by the archive: ids of speakers that are merged into it
};

// Somebody as a position or an event refers to them.
struct SpeakerRef {
  std::string id;            // in a commit the local id, such as "s1"; in an answer the speaker's
  std::string display_name;  // by the archive
  SpeakerType type = SpeakerType::kUnspecified;  // by the archive
};

struct PositionRecord {
  std::string id;
  std::vector<SpeakerRef> speakers;
  PositionKind kind = PositionKind::kUnspecified;
  bool hedged = false;
  bool negated = false;
  Quotation quotation = Quotation::kUnspecified;
  std::vector<Span> source;
  std::vector<Span> cue;
  std::vector<Span> content;
  std::vector<SpeakerRef> addressees;
  std::vector<SpeakerRef> via;
  float confidence = 0;
  std::string model_version;

  // By the archive.
  std::string article_id;
  std::string publisher;
  std::optional<absl::Time> publish_time;
  std::vector<std::string> events;  // ids of events of the same article
  std::vector<SpeakerRef> mentions;
};

struct Participant {
  SpeakerRef speaker;
  Span span;
};

struct Place {
  Span span;
  std::string name;
  std::string country_code;
  std::optional<double> latitude;
  std::optional<double> longitude;
};

struct EventTime {
  Span span;
  std::string value;
  // Both are set where the time is resolved, none otherwise.
  std::optional<absl::Time> start_time;
  std::optional<absl::Time> end_time;
};

struct Magnitude {
  Span span;
  double value = 0;
  std::string unit;
};

struct EventRecord {
  std::string id;
  EventType type = EventType::kUnspecified;
  EventStatus status = EventStatus::kUnspecified;
  std::vector<Span> triggers;
  std::vector<Participant> actors;
  std::vector<Participant> recipients;
  std::optional<Place> place;
  std::optional<EventTime> time;
  std::vector<Magnitude> magnitudes;
  std::vector<std::string> positions;  // ids of positions of the same article
  std::string performed_in;            // likewise; empty where no position performs it
  float confidence = 0;
  std::string model_version;

  // By the archive.
  std::string article_id;
  std::string publisher;
  std::optional<absl::Time> publish_time;
};

struct Mention {
  Span span;
  MentionForm form = MentionForm::kUnspecified;
};

// A speaker as one article shows it.
struct LocalSpeaker {
  std::string id;  // "s1"
  SpeakerRecord speaker;
  std::vector<Mention> mentions;
  // What tells the speaker from all others of the archive; in a commit empty, where the archive
  // decides. Where an import sets it, `speaker.id` is the id to give to a speaker that is new here.
  std::string identity;
  std::string merged_into;  // by the archive: who stands for a merged speaker
};

// What a commit brings besides the article: everything read from its text. References are local: to
// `speakers` by their id, to `positions` by theirs.
struct ReadAnalysis {
  std::vector<LocalSpeaker> speakers;
  std::vector<PositionRecord> positions;
  std::vector<EventRecord> events;
  std::string model_version;
};

// An article with everything that was read from it, as answers show it: positions and events refer
// to speakers by the archive's ids, which `speakers` have in `speaker.id`.
struct ArticleRecords {
  ArticleRecord article;  // with its text
  std::vector<LocalSpeaker> speakers;
  std::vector<PositionRecord> positions;
  std::vector<EventRecord> events;
};

// Texts by article id: what a reader needs to cut surfaces and to convert offsets.
using ArticleTexts = std::map<std::string, std::string>;

}  // namespace onrecord::query

#endif  // ONRECORD_QUERY_SERVICE_ARCHIVE_RECORDS_H_
