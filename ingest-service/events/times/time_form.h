// What a time expression says, before it is known when it was said: the parsed forms of the grammar
// (time_grammar.h), which resolution.h turns into periods of the calendar.

#ifndef ONRECORD_INGEST_SERVICE_EVENTS_TIMES_TIME_FORM_H_
#define ONRECORD_INGEST_SERVICE_EVENTS_TIMES_TIME_FORM_H_

#include <optional>
#include <string_view>
#include <variant>

#include "absl/time/civil_time.h"
#include "ingest-service/events/times/calendar_period.h"
#include "ingest-service/events/times/holidays.h"

namespace onrecord::ingest {

// Which of the periods of one name is meant: "last Tuesday", "this March", "next summer". Without
// such a word the tense decides.
enum class Direction { kByTense, kLast, kThis, kNext };

// How many periods from this one it is.
inline int CountOf(Direction direction) {
  if (direction == Direction::kLast) return -1;
  return direction == Direction::kNext ? 1 : 0;
}

// "now", "recently", "soon": a direction of time without a period. The value is TIMEX3's.
struct ReferenceForm {
  std::string_view value;
};

// The year that a date or a part of a year names: none, or one of these.
struct YearForm {
  std::optional<int> number;    // "1998"
  std::optional<int> figures;   // "'98": the last two
  std::optional<int> from_now;  // "last year" is -1

  bool IsNamed() const { return number || figures || from_now; }
};

// "March 12, 2024", "March 12", "March 2024", "last March", "2024".
struct DateForm {
  YearForm year;
  std::optional<int> month;  // unset: the whole year
  std::optional<int> day;    // unset: the whole month
  Direction direction = Direction::kByTense;
};

struct WeekdayForm {
  absl::Weekday weekday = absl::Weekday::monday;
  Direction direction = Direction::kByTense;
  bool of_narrative = false;  // "the following Friday": seen from the time told of
};

// "the third quarter of 1989", "last summer", "the first half of next year".
struct YearPartForm {
  CalendarUnit unit = CalendarUnit::kQuarter;  // or kHalf, kSeason
  int number = 1;  // from 1; of a season, spring is 1; 0 is the number of the quarter reported on
  YearForm year;
  Direction direction = Direction::kByTense;
};

struct HolidayForm {
  Holiday holiday = Holiday::kChristmas;
  YearForm year;
  Direction direction = Direction::kByTense;
};

// From where a distance is counted.
enum class TimeAnchor {
  kPublication,  // "two weeks ago", "next month"
  kNarrative,    // "two days later", "that year": from the time told of just before
  kReport,       // "the year-ago period", "the quarter": from the quarter reported on, or from now
  // "a year ago": from the quarter reported on where the sentence speaks of it, or from now.
  kReportInSentence,
  // "a year earlier": from the quarter reported on, else from the time told of, else from now.
  kReportOrNarrative,
};

// A period at a distance from another.
struct OffsetForm {
  CalendarUnit unit = CalendarUnit::kDay;
  int count = 0;  // negative into the past
  TimeAnchor anchor = TimeAnchor::kPublication;
  // "a year earlier" is as long as what it is told of, "the following year" a year.
  bool like_anchor = false;
};

// "the 1990s", "the 19th century".
struct EraForm {
  CalendarUnit unit = CalendarUnit::kDecade;  // or kCentury
  int year = 0;  // the first, of two figures where the century is left out
};

struct ClockTime {
  int hour = 0;  // 24 is the end of the day
  int minute = 0;
  std::optional<int> utc_offset_minutes;
};

// No day is named: "at 3 p.m."
struct NoDayForm {};

struct TimeForm {
  std::variant<NoDayForm, ReferenceForm, DateForm, WeekdayForm, YearPartForm, HolidayForm,
               OffsetForm, EraForm>
      day;
  // At most one of them, and only with a form of one day.
  std::optional<ClockTime> clock;
  std::optional<DayPart> part;
};

// A form and the tokens [begin, end) that it was read from.
struct ParsedTime {
  int begin = 0;
  int end = 0;
  TimeForm form;
};

}  // namespace onrecord::ingest

#endif  // ONRECORD_INGEST_SERVICE_EVENTS_TIMES_TIME_FORM_H_
