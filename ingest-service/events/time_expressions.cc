#include "ingest-service/events/time_expressions.h"

#include <algorithm>
#include <iterator>
#include <variant>

#include "absl/time/civil_time.h"
#include "ingest-service/events/times/resolution.h"
#include "ingest-service/events/times/tense.h"
#include "ingest-service/events/times/time_grammar.h"
#include "ingest-service/events/times/time_tokens.h"

namespace onrecord::ingest {
namespace {

constexpr int kSumReach = 12;  // words between a sum of money and the time that it was of

absl::TimeZone ZoneOf(int utc_offset_minutes) {
  return absl::FixedTimeZone(utc_offset_minutes * 60);
}

// Whether what stands at `span` is part of a name: "May" of "Theresa May", "This Week" on
// television. What has figures in it is none: "the 2016 convention".
bool IsNamePart(const TimeTokens& tokens, const ParsedTime& parsed, absl::Span<const Span> names) {
  for (int i = parsed.begin; i < parsed.end; ++i) {
    if (tokens[i].kind == WordKind::kNumber) return false;
  }
  const Span span{tokens[parsed.begin].span.begin, tokens[parsed.end - 1].span.end};
  const auto after =
      std::upper_bound(names.begin(), names.end(), span.begin,
                       [](int32_t offset, Span name) { return offset < name.begin; });
  return after != names.begin() && std::prev(after)->Contains(span);
}

// Resolves the expressions of one sentence, in order.
class SentenceTimes {
 public:
  SentenceTimes(const TimeTokens& tokens, const EventContext& context, NarrativeTime& narrative)
      : tokens_(tokens),
        tenses_(tokens),
        utc_offset_minutes_(context.utc_offset_minutes),
        narrative_(narrative) {
    if (context.publish_time) {
      anchors_.publication =
          absl::ToCivilSecond(*context.publish_time, ZoneOf(utc_offset_minutes_));
    }
  }

  EventTime Read(const ParsedTime& parsed) {
    EventTime time;
    time.span = {tokens_[parsed.begin].span.begin, tokens_[parsed.end - 1].span.end};
    if (const auto* reference = std::get_if<ReferenceForm>(&parsed.form.day)) {
      time.value = reference->value;
      return time;
    }
    anchors_.narrative = narrative_.last;
    anchors_.report = narrative_.report;
    anchors_.speaks_of_report = names_report_ || TellsSumBefore(parsed.begin);
    const std::optional<Tense> tense = tenses_.At(parsed.begin);
    const std::optional<CalendarPeriod> period = Resolve(parsed.form, anchors_, tense);
    if (!period) return time;
    const absl::TimeZone zone = ZoneOf(period->utc_offset_minutes.value_or(utc_offset_minutes_));
    time.value = period->value;
    time.start = absl::FromCivil(period->begin, zone);
    time.end = absl::FromCivil(period->end, zone);
    if (IsReported(period->unit)) {
      names_report_ = true;
      if (std::holds_alternative<YearPartForm>(parsed.form.day) && tense != Tense::kFuture) {
        RememberReport(*period);
      }
    }
    Remember(*period);
    return time;
  }

 private:
  static bool IsReported(CalendarUnit unit) {
    return unit == CalendarUnit::kQuarter || unit == CalendarUnit::kHalf;
  }

  // Of the quarters told of the latest is reported on, the others are compared with it.
  void RememberReport(const CalendarPeriod& period) {
    const bool compared = narrative_.report && period.begin < narrative_.report->begin;
    if (!compared) narrative_.report = period;
  }

  void Remember(const CalendarPeriod& period) {
    if (period.unit <= CalendarUnit::kDay) {
      anchors_.sentence_day = NamedDay(period);
      narrative_.last = DayOf(*anchors_.sentence_day);
    } else {
      narrative_.last = period;
    }
  }

  // "$10 million, or 12 cents a share, a year ago".
  bool TellsSumBefore(int i) const {
    for (int before = std::max(0, i - kSumReach); before < i; ++before) {
      if (tokens_.IsOneOf(before, {"$", "£", "€", "cents"})) return true;
    }
    return false;
  }

  const TimeTokens& tokens_;
  const SentenceTenses tenses_;
  const int utc_offset_minutes_;
  NarrativeTime& narrative_;
  TimeAnchors anchors_;
  bool names_report_ = false;  // a quarter or half year
};

}  // namespace

std::vector<EventTime> FindTimeExpressions(const std::vector<Word>& words, int first, int last,
                                           const EventContext& context, NarrativeTime& narrative) {
  const TimeTokens tokens(words, first, last);
  SentenceTimes sentence(tokens, context, narrative);
  std::vector<EventTime> times;
  for (const ParsedTime& parsed : ParseTimes(tokens)) {
    if (IsNamePart(tokens, parsed, context.mentions)) continue;
    times.push_back(sentence.Read(parsed));
  }
  return times;
}

}  // namespace onrecord::ingest
