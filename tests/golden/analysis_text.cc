#include "tests/golden/analysis_text.h"

#include <map>
#include <sstream>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/string_view.h"
#include "absl/strings/strip.h"
#include "google/protobuf/util/time_util.h"
#include "re2/re2.h"

namespace onrecord::golden {
namespace {

using google::protobuf::RepeatedPtrField;

std::string Label(absl::string_view enum_name, absl::string_view prefix) {
  return absl::AsciiStrToLower(absl::StripPrefix(enum_name, prefix));
}

std::string Words(const v1::Span& span) {
  return absl::StrCat("\"", span.text(), "\"@", span.begin());
}

template <typename Items, typename ToText>
std::string Join(const Items& items, ToText to_text) {
  std::vector<std::string> texts;
  for (const auto& item : items) texts.push_back(to_text(item));
  return absl::StrJoin(texts, ", ");
}

// One line "    name: value"; nothing where there is no value.
void AddLine(absl::string_view name, const std::string& value, std::string& out) {
  if (!value.empty()) absl::StrAppend(&out, "    ", name, ": ", value, "\n");
}

void AddSpans(absl::string_view name, const RepeatedPtrField<v1::Span>& spans, std::string& out) {
  AddLine(name, Join(spans, Words), out);
}

// Speakers by id, so that references can be told by name.
using Names = std::map<std::string, std::string>;

std::string Who(const v1::SpeakerRef& ref, const Names& names) {
  const auto name = names.find(ref.speaker());
  return absl::StrCat(ref.speaker(), " ", name == names.end() ? "?" : name->second);
}

void AddSpeakers(absl::string_view name, const RepeatedPtrField<v1::SpeakerRef>& refs,
                 const Names& names, std::string& out) {
  AddLine(name, Join(refs, [&](const v1::SpeakerRef& ref) { return Who(ref, names); }), out);
}

void AddParticipants(absl::string_view name, const RepeatedPtrField<v1::Participant>& participants,
                     const Names& names, std::string& out) {
  const auto to_text = [&](const v1::Participant& participant) {
    return absl::StrCat(Who(participant.speaker(), names), " by ", Words(participant.span()));
  };
  AddLine(name, Join(participants, to_text), out);
}

std::string SpeakerText(const v1::SpeakerInArticle& entry) {
  const v1::Speaker& speaker = entry.speaker();
  std::string out = absl::StrCat("  ", entry.id(), " ",
                                 Label(v1::SpeakerType_Name(speaker.type()), "SPEAKER_TYPE_"), ": ",
                                 speaker.display_name(), "\n");
  AddLine("aliases", absl::StrJoin(speaker.aliases(), ", "), out);
  AddLine("roles", absl::StrJoin(speaker.roles(), "; "), out);
  const auto mention = [](const v1::Mention& m) {
    return absl::StrCat(Words(m.span()), " ",
                        Label(v1::MentionForm_Name(m.form()), "MENTION_FORM_"));
  };
  AddLine("mentions", Join(entry.mentions(), mention), out);
  return out;
}

std::string PositionText(const v1::Position& position, const Names& names) {
  std::string out = absl::StrCat(
      "  ", position.name(), " ", Label(v1::PositionKind_Name(position.kind()), "POSITION_KIND_"),
      " ", Label(v1::Quotation_Name(position.quotation()), "QUOTATION_"),
      position.negated() ? " negated" : "", position.hedged() ? " hedged\n" : "\n");
  AddSpeakers("speakers", position.speakers(), names, out);
  AddSpeakers("addressees", position.addressees(), names, out);
  AddSpeakers("via", position.via(), names, out);
  AddSpans("source", position.source(), out);
  AddSpans("cue", position.cue(), out);
  AddSpans("content", position.content(), out);
  return out;
}

std::string TimeText(const v1::EventTime& time) {
  std::string out = absl::StrCat(Words(time.span()), " ", time.value());
  if (time.has_start_time()) {
    absl::StrAppend(&out, " from ", google::protobuf::util::TimeUtil::ToString(time.start_time()),
                    " to ", google::protobuf::util::TimeUtil::ToString(time.end_time()));
  }
  return out;
}

std::string EventText(const v1::Event& event, const Names& names) {
  std::string out =
      absl::StrCat("  ", event.name(), " ", Label(v1::EventType_Name(event.type()), "EVENT_TYPE_"),
                   " ", Label(v1::EventStatus_Name(event.status()), "EVENT_STATUS_"), "\n");
  AddSpans("triggers", event.triggers(), out);
  AddParticipants("actors", event.actors(), names, out);
  AddParticipants("recipients", event.recipients(), names, out);
  if (event.has_time()) AddLine("time", TimeText(event.time()), out);
  if (event.has_place()) {
    AddLine("place",
            absl::StrCat(Words(event.place().span()), " ", event.place().name(), " ",
                         event.place().country_code()),
            out);
  }
  const auto magnitude = [](const v1::Magnitude& m) {
    return absl::StrCat(Words(m.span()), " ", m.value(), " ", m.unit());
  };
  AddLine("magnitudes", Join(event.magnitudes(), magnitude), out);
  AddLine("positions", absl::StrJoin(event.positions(), ", "), out);
  AddLine("performed in", event.performed_in(), out);
  return out;
}

// The lines of `text` without the numbers of speakers and empty ones.
std::vector<std::string> ComparableLines(const std::string& text) {
  static const RE2& number = *new RE2("\\bs[0-9]+ ");
  std::vector<std::string> lines;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) {
    if (line.empty()) continue;
    RE2::GlobalReplace(&line, number, "");
    lines.push_back(std::move(line));
  }
  return lines;
}

// Appends the lines that have no partner in `others`, each after `sign`; returns their number.
size_t AppendUnmatched(const std::vector<std::string>& lines,
                       const std::vector<std::string>& others, const char* sign, std::string& out) {
  std::unordered_map<std::string, int> left;
  for (const std::string& line : others) ++left[line];
  size_t unmatched = 0;
  for (const std::string& line : lines) {
    if (left[line]-- > 0) continue;
    out += sign + line + "\n";
    ++unmatched;
  }
  return unmatched;
}

}  // namespace

std::string AnalysisText(const v1::Analysis& analysis) {
  Names names;
  std::string out = absl::StrCat("model ", analysis.model_version(), "\n\nspeakers\n");
  for (const v1::SpeakerInArticle& speaker : analysis.speakers()) {
    names[speaker.id()] = speaker.speaker().display_name();
    out += SpeakerText(speaker);
  }
  out += "\npositions\n";
  for (const v1::Position& position : analysis.positions()) out += PositionText(position, names);
  out += "\nevents\n";
  for (const v1::Event& event : analysis.events()) out += EventText(event, names);
  return out;
}

Difference Compare(const std::string& expected, const std::string& actual) {
  const std::vector<std::string> expected_lines = ComparableLines(expected);
  const std::vector<std::string> actual_lines = ComparableLines(actual);
  Difference difference;
  const size_t missing = AppendUnmatched(expected_lines, actual_lines, "- ", difference.lines);
  const size_t added = AppendUnmatched(actual_lines, expected_lines, "+ ", difference.lines);
  const size_t all = expected_lines.size() + actual_lines.size();
  if (all > 0) difference.share = static_cast<double>(missing + added) / static_cast<double>(all);
  return difference;
}

}  // namespace onrecord::golden
