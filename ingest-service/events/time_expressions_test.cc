#include "ingest-service/events/time_expressions.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <ostream>
#include <string>

#include "absl/time/civil_time.h"
#include "ingest-service/text/hostile_texts.h"

namespace onrecord::ingest {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

// As published on Thursday, 12 March 2026, 09:00 UTC.
EventContext Context(int utc_offset_minutes = 0) {
  EventContext context;
  context.publish_time = absl::FromCivil(absl::CivilHour(2026, 3, 12, 9), absl::UTCTimeZone());
  context.utc_offset_minutes = utc_offset_minutes;
  return context;
}

std::vector<EventTime> Find(std::string_view text, const EventContext& context = Context()) {
  const std::vector<Word> words = ReadWords(text);
  NarrativeTime narrative;
  return FindTimeExpressions(words, 0, static_cast<int>(words.size()), context, narrative);
}

std::vector<std::string> Values(std::string_view text, const EventContext& context = Context()) {
  std::vector<std::string> values;
  for (const EventTime& time : Find(text, context)) values.push_back(time.value);
  return values;
}

struct Case {
  std::string_view text;
  std::string_view expression;
  std::string_view value;
};

std::ostream& operator<<(std::ostream& out, const Case& c) { return out << c.text; }

class ExpressionTest : public ::testing::TestWithParam<Case> {};

TEST_P(ExpressionTest, HasSpanAndValue) {
  const std::vector<EventTime> times = Find(GetParam().text);
  ASSERT_THAT(times, SizeIs(1));
  EXPECT_EQ(Surface(GetParam().text, times[0].span), GetParam().expression);
  EXPECT_EQ(times[0].value, GetParam().value);
}

INSTANTIATE_TEST_SUITE_P(
    Weekdays, ExpressionTest,
    ::testing::Values(Case{"They met on Tuesday.", "Tuesday", "2026-03-10"},
                      Case{"They will meet on Tuesday.", "Tuesday", "2026-03-17"},
                      Case{"They met Thursday.", "Thursday", "2026-03-12"},
                      Case{"They met last Thursday.", "last Thursday", "2026-03-05"},
                      Case{"They meet next Thursday.", "next Thursday", "2026-03-19"},
                      Case{"They met this past Monday.", "this past Monday", "2026-03-09"},
                      Case{"They met late Monday.", "late Monday", "2026-03-09"},
                      Case{"They met Friday, March 6, at sea.", "Friday, March 6", "2026-03-06"},
                      Case{"Tuesday's meeting ended.", "Tuesday", "2026-03-10"}));

INSTANTIATE_TEST_SUITE_P(
    Deadlines, ExpressionTest,
    ::testing::Values(Case{"They agreed to meet before Friday.", "Friday", "2026-03-13"},
                      Case{"He was told to bring the papers by Monday.", "Monday", "2026-03-16"},
                      Case{"They met before Friday.", "Friday", "2026-03-06"},
                      Case{"He asked to leave, and they met before Friday.", "Friday",
                           "2026-03-06"},
                      Case{"They had sailed to the port by Monday.", "Monday", "2026-03-09"}));

INSTANTIATE_TEST_SUITE_P(
    Days, ExpressionTest,
    ::testing::Values(Case{"He left today.", "today", "2026-03-12"},
                      Case{"He left yesterday.", "yesterday", "2026-03-11"},
                      Case{"He leaves tomorrow.", "tomorrow", "2026-03-13"},
                      Case{"He left the day before yesterday.", "the day before yesterday",
                           "2026-03-10"},
                      Case{"He left two days ago.", "two days ago", "2026-03-10"},
                      Case{"He left 10 days ago.", "10 days ago", "2026-03-02"}));

INSTANTIATE_TEST_SUITE_P(
    Dates, ExpressionTest,
    ::testing::Values(Case{"It fell on 12 March 2024.", "12 March 2024", "2024-03-12"},
                      Case{"It fell on March 12, 2024, at sea.", "March 12, 2024", "2024-03-12"},
                      Case{"It fell on 3/12/2024.", "3/12/2024", "2024-03-12"},
                      Case{"It fell on 25/12/2024.", "25/12/2024", "2024-12-25"},
                      Case{"It fell on 3/12/24.", "3/12/24", "2024-03-12"},
                      Case{"It fell on 12.3.2024.", "12.3.2024", "2024-03-12"},
                      Case{"It fell on 2024-03-12.", "2024-03-12", "2024-03-12"},
                      Case{"It fell on March 12th.", "March 12th", "2026-03-12"},
                      Case{"It fell on the 12th of March.", "the 12th of March", "2026-03-12"},
                      Case{"It fell on March eighth.", "March eighth", "2026-03-08"},
                      Case{"It fell on Nov. 1.", "Nov. 1", "2025-11-01"},
                      Case{"It fell on March 3-5, 2024.", "March 3-5, 2024", "2024-03-03"},
                      Case{"It fell on May 3.", "May 3", "2025-05-03"}));

INSTANTIATE_TEST_SUITE_P(
    Months, ExpressionTest,
    ::testing::Values(Case{"It fell in January.", "January", "2026-01"},
                      Case{"It will fall in January.", "January", "2027-01"},
                      Case{"It fell in June 2019.", "June 2019", "2019-06"},
                      Case{"It fell in June of last year.", "June of last year", "2025-06"},
                      Case{"It fell in early March.", "early March", "2026-03"},
                      Case{"It fell in mid-October.", "mid-October", "2025-10"},
                      Case{"It fell last May.", "last May", "2025-05"},
                      Case{"It fell in May.", "May", "2025-05"},
                      Case{"It fell at the end of November.", "the end of November", "2025-11"},
                      Case{"It fell last month.", "last month", "2026-02"},
                      Case{"It fell earlier this month.", "earlier this month", "2026-03"},
                      Case{"A June agreement fell.", "June", "2025-06"}));

INSTANTIATE_TEST_SUITE_P(
    Years, ExpressionTest,
    ::testing::Values(Case{"It fell in 2014.", "2014", "2014"},
                      Case{"The 2014 elections came.", "2014", "2014"},
                      Case{"It fell in fiscal 1998.", "fiscal 1998", "1998"},
                      Case{"It fell in mid-2014.", "mid-2014", "2014"},
                      Case{"It fell late last year.", "late last year", "2025"},
                      Case{"It fell in '98.", "'98", "1998"},
                      Case{"It fell in \u201998.", "\u201998", "1998"},
                      Case{"It fell in nineteen ninety-six.", "nineteen ninety-six", "1996"},
                      Case{"It fell in the year two thousand.", "the year two thousand", "2000"},
                      Case{"It fell a year ago.", "a year ago", "2025"},
                      Case{"It fell three years ago.", "three years ago", "2023"},
                      Case{"It is due two years from now.", "two years from now", "2028"},
                      Case{"It is due by the end of 2027.", "the end of 2027", "2027"}));

INSTANTIATE_TEST_SUITE_P(
    Eras, ExpressionTest,
    ::testing::Values(Case{"It fell in the 1990s.", "the 1990s", "199"},
                      Case{"It fell in the early 1990s.", "the early 1990s", "199"},
                      Case{"It fell in the 90s.", "the 90s", "199"},
                      Case{"It fell in the '20s.", "the '20s", "202"},
                      Case{"It fell in the nineties.", "the nineties", "199"},
                      Case{"It fell in the 19th century.", "the 19th century", "18"},
                      Case{"It fell in the twenty-first century.", "the twenty-first century",
                           "20"}));

INSTANTIATE_TEST_SUITE_P(
    Weeks, ExpressionTest,
    ::testing::Values(Case{"He left this week.", "this week", "2026-W11"},
                      Case{"He left last week.", "last week", "2026-W10"},
                      Case{"He leaves next week.", "next week", "2026-W12"},
                      Case{"He left three weeks ago.", "three weeks ago", "2026-W08"},
                      Case{"He left over the weekend.", "the weekend", "2026-W10-WE"},
                      Case{"He will leave at the weekend.", "the weekend", "2026-W11-WE"}));

INSTANTIATE_TEST_SUITE_P(
    PartsOfYears, ExpressionTest,
    ::testing::Values(
        Case{"Sales fell in the first quarter.", "the first quarter", "2026-Q1"},
        Case{"Third-quarter sales fell.", "Third-quarter", "2025-Q3"},
        Case{"It fell in the third quarter of 1989.", "the third quarter of 1989", "1989-Q3"},
        Case{"It fell in last year's third quarter.", "last year's third quarter", "2025-Q3"},
        Case{"It fell in Q3 2024.", "Q3 2024", "2024-Q3"},
        Case{"It fell in the first half of 2014.", "the first half of 2014", "2014-H1"},
        Case{"It fell in the last half of this year.", "the last half of this year", "2026-H2"},
        Case{"It fell last summer.", "last summer", "2025-SU"},
        Case{"It fell in the fall.", "the fall", "2025-FA"},
        Case{"It fell in the winter of 1994.", "the winter of 1994", "1994-WI"},
        Case{"It will fall this autumn.", "this autumn", "2026-FA"}));

INSTANTIATE_TEST_SUITE_P(
    Holidays, ExpressionTest,
    ::testing::Values(Case{"He left on Christmas Day.", "Christmas Day", "2025-12-25"},
                      Case{"He left on Thanksgiving.", "Thanksgiving", "2025-11-27"},
                      Case{"He will leave by Election Day.", "Election Day", "2026-11-03"},
                      Case{"He left on the Fourth of July.", "the Fourth of July", "2025-07-04"},
                      Case{"He left last Easter.", "last Easter", "2025-04-20"},
                      Case{"He left on Labor Day 2024.", "Labor Day 2024", "2024-09-02"}));

INSTANTIATE_TEST_SUITE_P(
    TimesOfDay, ExpressionTest,
    ::testing::Values(
        Case{"He left last Thursday night.", "last Thursday night", "2026-03-05TNI"},
        Case{"He left this morning.", "this morning", "2026-03-12TMO"},
        Case{"He speaks tonight.", "tonight", "2026-03-12TNI"},
        Case{"He left last night.", "last night", "2026-03-11TNI"},
        Case{"He left on the morning of March 3.", "the morning of March 3", "2026-03-03TMO"},
        Case{"He left at 3 p.m.", "3 p.m.", "2026-03-12T15:00"},
        Case{"He left at 10:30 a.m. EST on Monday.", "10:30 a.m. EST on Monday",
             "2026-03-09T10:30"},
        Case{"He left at noon Friday.", "noon Friday", "2026-03-06T12:00"},
        Case{"He left at midnight.", "midnight", "2026-03-12T24:00"},
        Case{"He left Tuesday at 5 o'clock.", "Tuesday at 5 o'clock", "2026-03-10T05:00"},
        Case{"He left at 1500 GMT.", "1500 GMT", "2026-03-12T15:00"},
        Case{"He left 20 minutes ago.", "20 minutes ago", "2026-03-12T08:40"}));

INSTANTIATE_TEST_SUITE_P(
    References, ExpressionTest,
    ::testing::Values(Case{"He is now in Rome.", "now", "PRESENT_REF"},
                      Case{"He is currently in Rome.", "currently", "PRESENT_REF"},
                      Case{"He left recently.", "recently", "PAST_REF"},
                      Case{"It was better in the past.", "the past", "PAST_REF"},
                      Case{"He left several years ago.", "several years ago", "PAST_REF"},
                      Case{"He will leave in the near future.", "the near future", "FUTURE_REF"},
                      Case{"He will leave soon.", "soon", "FUTURE_REF"}));

TEST(FindTimeExpressionsTest, CountsFromNarrative) {
  EXPECT_THAT(Values("He fell ill on March 3 and died two days later."),
              ElementsAre("2026-03-03", "2026-03-05"));
  EXPECT_THAT(Values("He left on March 3 and came back the next day."),
              ElementsAre("2026-03-03", "2026-03-04"));
  EXPECT_THAT(Values("He left in 1998 and died the following year."), ElementsAre("1998", "1999"));
  EXPECT_THAT(Values("He left in 1998 and died that year."), ElementsAre("1998", "1998"));
  EXPECT_THAT(Values("He left on March 3 and died the following Friday."),
              ElementsAre("2026-03-03", "2026-03-06"));
  EXPECT_THAT(Values("He was jailed in 1998. A year earlier he had fled."),
              ElementsAre("1998", "1997"));
  EXPECT_THAT(Values("He was jailed in 1998. A year ago he fled."), ElementsAre("1998", "2025"));
}

TEST(FindTimeExpressionsTest, MidnightIsOfTheDayNamed) {
  EXPECT_THAT(Values("He left on Tuesday at midnight and slept at 3 p.m. and the next day."),
              ElementsAre("2026-03-10T24:00", "2026-03-10T15:00", "2026-03-11"));
}

TEST(FindTimeExpressionsTest, ComparesWithReport) {
  EXPECT_THAT(Values("Fourth-quarter profit rose from that of a year earlier."),
              ElementsAre("2025-Q4", "2024-Q4"));
  EXPECT_THAT(Values("Fourth-quarter profit rose, and in the year-ago period it fell."),
              ElementsAre("2025-Q4", "2024-Q4"));
  EXPECT_THAT(Values("Fourth-quarter profit rose from a year ago."),
              ElementsAre("2025-Q4", "2024-Q4"));
}

TEST(FindTimeExpressionsTest, ComparesOnlyWhereTheSentenceNamesTheReport) {
  const std::string_view text = "Profit rose in the fourth quarter. A year ago he was jailed.";
  const std::vector<Word> words = ReadWords(text);
  NarrativeTime narrative;
  const int second = FirstWordFrom(words, static_cast<int32_t>(text.find("A year")));
  FindTimeExpressions(words, 0, second, Context(), narrative);
  const std::vector<EventTime> times =
      FindTimeExpressions(words, second, static_cast<int>(words.size()), Context(), narrative);
  ASSERT_THAT(times, SizeIs(1));
  EXPECT_EQ(times[0].value, "2025");
}

TEST(FindTimeExpressionsTest, CarriesNarrativeOverSentences) {
  const std::string_view text = "He left on March 3. Two days later he died.";
  const std::vector<Word> words = ReadWords(text);
  NarrativeTime narrative;
  const int second = FirstWordFrom(words, static_cast<int32_t>(text.find("Two")));
  FindTimeExpressions(words, 0, second, Context(), narrative);
  const std::vector<EventTime> times =
      FindTimeExpressions(words, second, static_cast<int>(words.size()), Context(), narrative);
  ASSERT_THAT(times, SizeIs(1));
  EXPECT_EQ(times[0].value, "2026-03-05");
}

TEST(FindTimeExpressionsTest, LeavesUnanchoredUnresolved) {
  EXPECT_THAT(Values("Two days later he died."), ElementsAre(""));
  EXPECT_THAT(Values("That day he died."), ElementsAre(""));
  EXPECT_THAT(Values("In 1998 he died the next day."), ElementsAre("1998", ""));
}

TEST(FindTimeExpressionsTest, TakesPartOfNameForNoTime) {
  const std::string_view text = "A plan of May failed.";
  const Span may{10, 13};
  EventContext context = Context();
  EXPECT_THAT(Find(text, context), SizeIs(1));
  context.mentions = absl::MakeConstSpan(&may, 1);
  EXPECT_THAT(Find(text, context), IsEmpty());
}

struct Interval {
  std::string_view text;
  int utc_offset_minutes;
  absl::CivilMinute start;  // in UTC
  absl::CivilMinute end;
};

std::ostream& operator<<(std::ostream& out, const Interval& interval) {
  return out << interval.text << " at " << interval.utc_offset_minutes;
}

class IntervalTest : public ::testing::TestWithParam<Interval> {};

TEST_P(IntervalTest, IsHalfOpenOnPublishersClock) {
  const std::vector<EventTime> times =
      Find(GetParam().text, Context(GetParam().utc_offset_minutes));
  ASSERT_THAT(times, SizeIs(1));
  EXPECT_EQ(times[0].start, absl::FromCivil(GetParam().start, absl::UTCTimeZone()));
  EXPECT_EQ(times[0].end, absl::FromCivil(GetParam().end, absl::UTCTimeZone()));
}

INSTANTIATE_TEST_SUITE_P(
    Offsets, IntervalTest,
    ::testing::Values(Interval{"He left today.", 0, absl::CivilMinute(2026, 3, 12),
                               absl::CivilMinute(2026, 3, 13)},
                      Interval{"He left today.", 120, absl::CivilMinute(2026, 3, 11, 22),
                               absl::CivilMinute(2026, 3, 12, 22)},
                      // It is still the 11th there.
                      Interval{"He left today.", -10 * 60, absl::CivilMinute(2026, 3, 11, 10),
                               absl::CivilMinute(2026, 3, 12, 10)},
                      Interval{"He left last week.", 60, absl::CivilMinute(2026, 3, 1, 23),
                               absl::CivilMinute(2026, 3, 8, 23)},
                      Interval{"He left over the weekend.", 0, absl::CivilMinute(2026, 3, 7),
                               absl::CivilMinute(2026, 3, 9)},
                      Interval{"He left in the 1990s.", 0, absl::CivilMinute(1990, 1, 1),
                               absl::CivilMinute(2000, 1, 1)},
                      Interval{"He left last winter.", 0, absl::CivilMinute(2025, 12, 1),
                               absl::CivilMinute(2026, 3, 1)},
                      Interval{"He left Tuesday night.", 0, absl::CivilMinute(2026, 3, 10, 18),
                               absl::CivilMinute(2026, 3, 11, 6)},
                      Interval{"He left at 3 p.m.", 60, absl::CivilMinute(2026, 3, 12, 14),
                               absl::CivilMinute(2026, 3, 12, 14, 1)},
                      // Its own clock, not the publisher's.
                      Interval{"He left at 3 p.m. EST.", 60, absl::CivilMinute(2026, 3, 12, 20),
                               absl::CivilMinute(2026, 3, 12, 20, 1)},
                      Interval{"He left at midnight.", 0, absl::CivilMinute(2026, 3, 13),
                               absl::CivilMinute(2026, 3, 13, 0, 1)}));

TEST(FindTimeExpressionsTest, GivesReferencesNoInterval) {
  const std::vector<EventTime> times = Find("He left recently.");
  ASSERT_THAT(times, SizeIs(1));
  EXPECT_EQ(times[0].start, std::nullopt);
  EXPECT_EQ(times[0].end, std::nullopt);
}

TEST(FindTimeExpressionsTest, ResolvesOnlyAbsoluteWithoutPublishTime) {
  const EventContext undated;
  for (const std::string_view text :
       {"He left Tuesday.", "He left last year.", "He left on March 3.", "He left in June.",
        "He left a year ago.", "He left at 3 p.m.", "He left in the third quarter.",
        "He left over the weekend.", "He left on Christmas.", "He left the next day."}) {
    const std::vector<EventTime> times = Find(text, undated);
    ASSERT_THAT(times, SizeIs(1)) << text;
    EXPECT_EQ(times[0].value, "") << text;
    EXPECT_EQ(times[0].start, std::nullopt) << text;
  }
  EXPECT_THAT(Values("It fell in 1989.", undated), ElementsAre("1989"));
  EXPECT_THAT(Values("It fell in '89.", undated), ElementsAre("1989"));
  EXPECT_THAT(Values("It fell in the 90s.", undated), ElementsAre("199"));
  EXPECT_THAT(Values("It fell on 12 March 2024.", undated), ElementsAre("2024-03-12"));
}

TEST(FindTimeExpressionsTest, LeavesImpossibleDaysUnresolved) {
  EXPECT_THAT(Values("It fell on February 30."), ElementsAre(""));
  EXPECT_THAT(Values("It fell on 31 February 2024."), ElementsAre(""));
  EXPECT_THAT(Values("It fell on February 29, 2025."), ElementsAre(""));
  EXPECT_THAT(Values("It fell on February 29, 2024."), ElementsAre("2024-02-29"));
  EXPECT_THAT(Values("It fell in the 1st century."), ElementsAre(""));
}

TEST(FindTimeExpressionsTest, SurvivesNumbersOutOfRange) {
  EXPECT_THAT(Values("It fell 9999 centuries ago."), ElementsAre(""));
  EXPECT_THAT(Values("It fell 9999 years ago."), ElementsAre(""));
  EXPECT_THAT(Values("It fell 99999999999999999999 years ago."), ElementsAre("PAST_REF"));
  EXPECT_THAT(Find("It fell in 0000 and on 0/0/0000 and 99/99/9999."), IsEmpty());
  EXPECT_THAT(Find("It fell at 25:61 and 13 p.m. and 99:99 GMT."), IsEmpty());
}

class HostileTimesTest : public ::testing::TestWithParam<std::string_view> {};

TEST_P(HostileTimesTest, AreReadToTheirEndInOrder) {
  int32_t end = 0;
  for (const EventTime& time : Find(HostileText(GetParam()))) {
    ASSERT_LE(end, time.span.begin);
    ASSERT_LT(time.span.begin, time.span.end);
    ASSERT_EQ(time.start.has_value(), time.end.has_value());
    end = time.span.end;
  }
}

INSTANTIATE_TEST_SUITE_P(Units, HostileTimesTest,
                         ::testing::Values("the ", "1 ", "last Friday ", "fiscal ", "early ",
                                           "the same ", "a year ", "twenty ", "to bring it by ",
                                           "1-2-3", "May ", "\u2019 98 "));

}  // namespace
}  // namespace onrecord::ingest
