#include "query-service/archive/analysis_check.h"

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "query-service/archive/times.h"

namespace onrecord::query {
namespace {

// Answers tell spans with their words, and contents are indexed: without a bound, spans that
// overlap would make gigabytes of a small commit.
constexpr int64_t kMaxSpanBytesPerTextByte = 64;
constexpr int64_t kMinSpanBytes = 64 * 1024;

class Checker {
 public:
  Checker(std::string_view text, const ReadAnalysis& analysis) : text_(text) {
    for (size_t i = 0; i < analysis.speakers.size(); ++i) {
      CheckSpeaker(At("analysis.speakers", i), analysis.speakers[i]);
    }
    for (size_t i = 0; i < analysis.positions.size(); ++i) {
      CheckPosition(At("analysis.positions", i), analysis.positions[i]);
    }
    for (size_t i = 0; i < analysis.events.size(); ++i) {
      CheckEvent(At("analysis.events", i), analysis.events[i]);
    }
    const auto text_bytes = static_cast<int64_t>(text.size());
    Require(span_bytes_ <= kMinSpanBytes + kMaxSpanBytesPerTextByte * text_bytes, "analysis",
            "must have spans of at most 64 times the article's text and 64 KiB together");
  }

  std::vector<rpc::FieldViolation> TakeViolations() { return std::move(violations_); }

 private:
  static std::string At(const std::string& list, size_t index) {
    return absl::StrCat(list, "[", index, "]");
  }

  void Require(bool holds, std::string field, std::string_view description) {
    if (holds || violations_.size() == rpc::kMaxViolations) return;
    violations_.push_back({std::move(field), std::string(description)});
  }

  bool StartsCharacter(int32_t offset) const {
    return static_cast<size_t>(offset) == text_.size() || (text_[offset] & 0xc0) != 0x80;
  }

  void CheckSpan(const std::string& field, const Span& span) {
    const bool inside =
        span.begin >= 0 && span.begin <= span.end && static_cast<size_t>(span.end) <= text_.size();
    Require(inside, field, "must have 0 <= begin <= end <= length of the article's text");
    if (!inside) return;
    Require(StartsCharacter(span.begin) && StartsCharacter(span.end), field,
            "must begin and end between characters");
    span_bytes_ += span.end - span.begin;
  }

  // The spans of one role.
  void CheckSpans(const std::string& field, const std::vector<Span>& spans) {
    for (size_t i = 0; i < spans.size(); ++i) {
      CheckSpan(At(field, i), spans[i]);
      Require(i == 0 || spans[i - 1].end <= spans[i].begin, At(field, i),
              "must not begin before the end of the span before it");
    }
  }

  void CheckRefs(const std::string& field, const std::vector<SpeakerRef>& refs) {
    for (size_t i = 0; i < refs.size(); ++i) {
      Require(speakers_.count(refs[i].id) != 0, At(field, i) + ".speaker",
              "must be the id of one of analysis.speakers");
    }
  }

  void CheckParticipants(const std::string& field, const std::vector<Participant>& participants) {
    for (size_t i = 0; i < participants.size(); ++i) {
      Require(speakers_.count(participants[i].speaker.id) != 0, At(field, i) + ".speaker.speaker",
              "must be the id of one of analysis.speakers");
      CheckSpan(At(field, i) + ".span", participants[i].span);
    }
  }

  void CheckSpeaker(const std::string& field, const LocalSpeaker& speaker) {
    Require(speakers_.insert(speaker.id).second, field + ".id", "must differ from all before it");
    for (size_t i = 0; i < speaker.mentions.size(); ++i) {
      CheckSpan(At(field + ".mentions", i) + ".span", speaker.mentions[i].span);
    }
  }

  void CheckPosition(const std::string& field, const PositionRecord& position) {
    Require(positions_.insert(position.id).second, field + ".name",
            "must differ from all before it");
    CheckSpans(field + ".source", position.source);
    CheckSpans(field + ".cue", position.cue);
    CheckSpans(field + ".content", position.content);
    CheckRefs(field + ".speakers", position.speakers);
    CheckRefs(field + ".addressees", position.addressees);
    CheckRefs(field + ".via", position.via);
  }

  void CheckTime(const std::string& field, const EventTime& time) {
    CheckSpan(field + ".span", time.span);
    Require(time.start_time.has_value() == time.end_time.has_value(), field,
            "must have both start_time and end_time or none");
    if (!time.start_time.has_value() || !time.end_time.has_value()) return;
    Require(IsKeepable(*time.start_time), field + ".start_time", "must be in the years 1 to 9999");
    Require(IsKeepable(*time.end_time), field + ".end_time", "must be in the years 1 to 9999");
    Require(*time.start_time <= *time.end_time, field + ".end_time",
            "must not be before start_time");
  }

  void CheckEvent(const std::string& field, const EventRecord& event) {
    Require(events_.insert(event.id).second, field + ".name", "must differ from all before it");
    CheckSpans(field + ".triggers", event.triggers);
    CheckParticipants(field + ".actors", event.actors);
    CheckParticipants(field + ".recipients", event.recipients);
    if (event.place.has_value()) CheckSpan(field + ".place.span", event.place->span);
    if (event.time.has_value()) CheckTime(field + ".time", *event.time);
    for (size_t i = 0; i < event.magnitudes.size(); ++i) {
      CheckSpan(At(field + ".magnitudes", i) + ".span", event.magnitudes[i].span);
    }
    CheckPositionsOf(event, field);
  }

  void CheckPositionName(const std::string& field, const std::string& name) {
    Require(positions_.count(name) != 0, field, "must be the name of one of analysis.positions");
  }

  void CheckPositionsOf(const EventRecord& event, const std::string& field) {
    std::set<std::string> reporting;
    for (size_t i = 0; i < event.positions.size(); ++i) {
      const std::string at = At(field + ".positions", i);
      CheckPositionName(at, event.positions[i]);
      Require(reporting.insert(event.positions[i]).second, at, "must differ from all before it");
    }
    if (event.performed_in.empty()) return;
    CheckPositionName(field + ".performed_in", event.performed_in);
    Require(reporting.count(event.performed_in) == 0, field + ".performed_in",
            "must not be one of positions");
  }

  const std::string_view text_;
  std::set<std::string, std::less<>> speakers_;
  std::set<std::string, std::less<>> positions_;
  std::set<std::string, std::less<>> events_;
  int64_t span_bytes_ = 0;
  std::vector<rpc::FieldViolation> violations_;
};

}  // namespace

std::vector<rpc::FieldViolation> CheckAnalysis(std::string_view text,
                                               const ReadAnalysis& analysis) {
  return Checker(text, analysis).TakeViolations();
}

}  // namespace onrecord::query
