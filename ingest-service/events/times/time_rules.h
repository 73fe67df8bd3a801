// The rules of the grammar of time expressions, one a family of expressions. Each reads the longest
// of its family that begins at a token, or nothing, and looks at a bounded number of tokens. Only
// time_grammar.h is for others to call.

#ifndef ONRECORD_INGEST_SERVICE_EVENTS_TIMES_TIME_RULES_H_
#define ONRECORD_INGEST_SERVICE_EVENTS_TIMES_TIME_RULES_H_

#include <optional>

#include "ingest-service/events/times/time_form.h"
#include "ingest-service/events/times/time_tokens.h"

namespace onrecord::ingest {

template <typename Form>
struct Parsed {
  Form form;
  int end = 0;  // the token behind it
};

// "last", "this past", "the coming": which of its like a period is, before its name.
std::optional<Parsed<Direction>> ReadDirection(const TimeTokens& tokens, int at);

// calendar_date_rules.cc
//
// "2024", "nineteen ninety-six", "'98", "fiscal 1998", "last year": where a year may be expected.
std::optional<Parsed<YearForm>> ReadYearOfDate(const TimeTokens& tokens, int at);
// "12 March 2024", "March 12th", "the 12th of March", "3/12/2024", "2024-03-12", "Nov. 1".
std::optional<ParsedTime> ReadDayOfMonth(const TimeTokens& tokens, int at);
// "March 2024", "June last year", "last March", "in March"; "may" and "march" only as months.
std::optional<ParsedTime> ReadMonth(const TimeTokens& tokens, int at);
// "1998", "the year 2000", "fiscal 1998"; not "1990 people".
std::optional<ParsedTime> ReadYear(const TimeTokens& tokens, int at);
// "the 1990s", "the '90s", "the nineties", "the 19th century".
std::optional<ParsedTime> ReadEra(const TimeTokens& tokens, int at);

// year_part_rules.cc
//
// "the third quarter of 1989", "third-quarter", "Q3 2024", "this year's third quarter".
std::optional<ParsedTime> ReadQuarterOrHalf(const TimeTokens& tokens, int at);
// "last summer", "the winter of 1994", "this fall"; not "they fall".
std::optional<ParsedTime> ReadSeason(const TimeTokens& tokens, int at);
// "Thanksgiving", "last Christmas", "Election Day 2024".
std::optional<ParsedTime> ReadHoliday(const TimeTokens& tokens, int at);

// relative_rules.cc
//
// "Tuesday", "last Tuesday", "the following Friday", "Friday, Oct. 13".
std::optional<ParsedTime> ReadWeekday(const TimeTokens& tokens, int at);
// "today", "yesterday", "the day after tomorrow", "last night", "this morning", "overnight".
std::optional<ParsedTime> ReadNamedDay(const TimeTokens& tokens, int at);
// "last month", "this week", "the following year", "that day", "the weekend", "the quarter".
std::optional<ParsedTime> ReadNamedUnit(const TimeTokens& tokens, int at);
// "two weeks ago", "a year earlier", "three days later", "several years ago", "year-earlier".
std::optional<ParsedTime> ReadDistance(const TimeTokens& tokens, int at);

// clock_rules.cc
//
// "3 p.m.", "10:30 a.m. EST", "noon", "3 o'clock", "15:00 GMT".
std::optional<Parsed<ClockTime>> ReadClock(const TimeTokens& tokens, int at);

// reference_rules.cc
//
// "now", "currently", "recently", "in the past", "soon", "the near future".
std::optional<ParsedTime> ReadReference(const TimeTokens& tokens, int at);

}  // namespace onrecord::ingest

#endif  // ONRECORD_INGEST_SERVICE_EVENTS_TIMES_TIME_RULES_H_
