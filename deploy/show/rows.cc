#include "deploy/show/rows.h"

#include <map>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/strip.h"
#include "absl/time/time.h"

namespace onrecord::show {
namespace {

// "POSITION_KIND_DENIAL" without its prefix, in small letters and with spaces.
std::string Label(absl::string_view enum_name, absl::string_view prefix) {
  absl::ConsumePrefix(&enum_name, prefix);
  return absl::StrReplaceAll(absl::AsciiStrToLower(enum_name), {{"_", " "}});
}

std::string Score(float confidence) { return absl::StrFormat("%.2f", confidence); }

std::string NameOf(const v1::SpeakerRef& ref) {
  return ref.display_name().empty() ? ref.speaker() : ref.display_name();
}

// The speaker with type and first role.
std::string Describe(const Reading& reading, const v1::SpeakerRef& ref) {
  std::string text =
      absl::StrCat(NameOf(ref), " (", Label(v1::SpeakerType_Name(ref.type()), "SPEAKER_TYPE_"));
  const auto found = reading.speakers.find(ref.speaker());
  if (found != reading.speakers.end() && found->second.roles_size() > 0) {
    absl::StrAppend(&text, ", ", found->second.roles(0));
  }
  return text + ")";
}

template <typename Items, typename ToText>
std::string Join(const Items& items, absl::string_view separator, ToText to_text) {
  std::vector<std::string> texts;
  for (const auto& item : items) texts.push_back(to_text(item));
  return absl::StrJoin(texts, separator);
}

std::string NamesOf(const google::protobuf::RepeatedPtrField<v1::SpeakerRef>& refs) {
  return Join(refs, ", ", NameOf);
}

std::string NamesOf(const google::protobuf::RepeatedPtrField<v1::Participant>& participants) {
  return Join(participants, ", ", [](const v1::Participant& p) { return NameOf(p.speaker()); });
}

std::string WordsOf(const google::protobuf::RepeatedPtrField<v1::Span>& spans) {
  return Join(spans, " … ", [](const v1::Span& span) { return span.text(); });
}

// The words with what they were resolved to behind them.
std::string Resolved(const std::string& words, const std::string& value) {
  return value.empty() || value == words ? words : absl::StrCat(words, " (", value, ")");
}

// What the words of a time were resolved to; references ("recently": "PAST_REF") tell no more than
// the words.
std::string ValueOf(const v1::EventTime& time) {
  return absl::EndsWith(time.value(), "_REF") ? "" : time.value();
}

// Numbers of the reading's positions by resource name, as the tables count them.
using PositionNumbers = std::map<std::string, size_t>;

PositionNumbers NumbersOf(const Reading& reading) {
  PositionNumbers numbers;
  for (const v1::Position& position : reading.positions) {
    numbers.emplace(position.name(), numbers.size() + 1);
  }
  return numbers;
}

// The positions that perform and report the event.
std::string PositionsOf(const v1::Event& event, const PositionNumbers& numbers) {
  std::vector<std::string> parts;
  const auto add = [&](const std::string& name, absl::string_view before) {
    const auto found = numbers.find(name);
    if (found != numbers.end()) parts.push_back(absl::StrCat(before, "#", found->second));
  };
  add(event.performed_in(), "by ");
  const size_t performing = parts.size();
  for (const std::string& name : event.positions()) {
    add(name, parts.size() == performing ? "reported by " : "");
  }
  return absl::StrJoin(parts, ", ");
}

}  // namespace

std::vector<PositionRow> PositionRows(const Reading& reading) {
  std::vector<PositionRow> rows;
  for (const v1::Position& position : reading.positions) {
    PositionRow row;
    row.speaker = Join(position.speakers(), "; ",
                       [&](const v1::SpeakerRef& ref) { return Describe(reading, ref); });
    row.kind = Label(v1::PositionKind_Name(position.kind()), "POSITION_KIND_");
    row.quotation = Label(v1::Quotation_Name(position.quotation()), "QUOTATION_");
    row.hedged = position.hedged();
    row.negated = position.negated();
    row.via = NamesOf(position.via());
    row.addressees = NamesOf(position.addressees());
    row.confidence = Score(position.confidence());
    row.words = WordsOf(position.content());
    rows.push_back(std::move(row));
  }
  return rows;
}

std::vector<EventRow> EventRows(const Reading& reading) {
  const PositionNumbers numbers = NumbersOf(reading);
  std::vector<EventRow> rows;
  for (const v1::Event& event : reading.events) {
    EventRow row;
    row.type = Label(v1::EventType_Name(event.type()), "EVENT_TYPE_");
    row.status = Label(v1::EventStatus_Name(event.status()), "EVENT_STATUS_");
    row.trigger = WordsOf(event.triggers());
    row.actors = NamesOf(event.actors());
    row.recipients = NamesOf(event.recipients());
    row.time = Resolved(event.time().span().text(), ValueOf(event.time()));
    row.place = Resolved(event.place().span().text(), event.place().country_code());
    row.positions = PositionsOf(event, numbers);
    row.confidence = Score(event.confidence());
    rows.push_back(std::move(row));
  }
  return rows;
}

std::string Dateline(const v1::Article& article) {
  std::vector<std::string> parts;
  if (!article.publisher().empty()) parts.push_back(article.publisher());
  if (article.has_publish_time()) {
    const absl::TimeZone zone = absl::FixedTimeZone(article.publish_utc_offset_minutes() * 60);
    const std::string time = absl::FormatTime(
        "%e %B %Y, %H:%M %Ez", absl::FromUnixSeconds(article.publish_time().seconds()), zone);
    parts.emplace_back(absl::StripLeadingAsciiWhitespace(time));
  }
  if (article.authors_size() > 0) {
    parts.push_back("by " + absl::StrJoin(article.authors(), ", "));
  }
  return absl::StrJoin(parts, " · ");
}

}  // namespace onrecord::show
