#include "ingest-service/events/times/resolution.h"

#include <gtest/gtest.h>

#include <ostream>
#include <string>

namespace onrecord::ingest {
namespace {

TimeAnchors PublishedOn(absl::CivilDay day) {
  TimeAnchors anchors;
  anchors.publication = absl::CivilSecond(day) + 9 * 60 * 60;
  return anchors;
}

std::string Value(const TimeForm& form, const TimeAnchors& anchors,
                  std::optional<Tense> tense = std::nullopt) {
  const std::optional<CalendarPeriod> period = Resolve(form, anchors, tense);
  return period ? period->value : "";
}

TimeForm Month(int month, std::optional<int> day = std::nullopt) {
  return {DateForm{{}, month, day, Direction::kByTense}, {}, {}};
}

struct YearlyCase {
  absl::CivilDay publication;
  std::optional<Tense> tense;
  TimeForm form;
  std::string_view value;
};

std::ostream& operator<<(std::ostream& out, const YearlyCase& c) {
  return out << absl::FormatCivilTime(c.publication) << " to " << c.value;
}

class YearlyTest : public ::testing::TestWithParam<YearlyCase> {};

TEST_P(YearlyTest, GetsTheYearThatNewspapersMean) {
  EXPECT_EQ(Value(GetParam().form, PublishedOn(GetParam().publication), GetParam().tense),
            GetParam().value);
}

const absl::CivilDay kJanuary(2026, 1, 20);
const absl::CivilDay kFebruary(2026, 2, 20);
const absl::CivilDay kMarch(2026, 3, 5);
const absl::CivilDay kNovember(2025, 11, 20);
const absl::CivilDay kDecember(2025, 12, 15);

INSTANTIATE_TEST_SUITE_P(
    Past, YearlyTest,
    ::testing::Values(YearlyCase{kDecember, Tense::kPast, Month(1), "2025-01"},
                      YearlyCase{kNovember, Tense::kPast, Month(2, 12), "2025-02-12"},
                      YearlyCase{kNovember, Tense::kPast, Month(12), "2025-12"},
                      YearlyCase{kJanuary, Tense::kPast, Month(11, 3), "2025-11-03"},
                      YearlyCase{kJanuary, Tense::kPast, Month(1), "2026-01"},
                      YearlyCase{kFebruary, Tense::kPast, Month(4, 1), "2025-04-01"},
                      YearlyCase{kFebruary, Tense::kPast, Month(2, 20), "2026-02-20"}));

INSTANTIATE_TEST_SUITE_P(
    Future, YearlyTest,
    ::testing::Values(YearlyCase{kFebruary, Tense::kFuture, Month(11, 3), "2026-11-03"},
                      YearlyCase{kJanuary, Tense::kFuture, Month(12), "2026-12"},
                      YearlyCase{kMarch, Tense::kFuture, Month(1), "2027-01"},
                      YearlyCase{kNovember, Tense::kFuture, Month(2, 12), "2026-02-12"},
                      YearlyCase{kDecember, Tense::kFuture, Month(11, 3), "2026-11-03"},
                      YearlyCase{kDecember, Tense::kFuture, Month(12), "2025-12"}));

// "Profit rose in September", published in August: the tense is another clause's.
INSTANTIATE_TEST_SUITE_P(
    NearAgainstTense, YearlyTest,
    ::testing::Values(YearlyCase{absl::CivilDay(2025, 8, 12), Tense::kPast, Month(9), "2025-09"},
                      YearlyCase{absl::CivilDay(2025, 7, 12), Tense::kPast, Month(9), "2024-09"},
                      YearlyCase{kDecember, Tense::kFuture, Month(12, 9), "2025-12-09"},
                      YearlyCase{kDecember, Tense::kFuture, Month(10, 9), "2026-10-09"}));

INSTANTIATE_TEST_SUITE_P(WithoutTense, YearlyTest,
                         ::testing::Values(YearlyCase{kDecember, {}, Month(1, 9), "2026-01-09"},
                                           YearlyCase{kMarch, {}, Month(5), "2025-05"},
                                           YearlyCase{kMarch, {}, Month(11, 1), "2025-11-01"}));

TimeForm Part(CalendarUnit unit, int number) {
  return {YearPartForm{unit, number, {}, Direction::kByTense}, {}, {}};
}

INSTANTIATE_TEST_SUITE_P(
    PartsOfYears, YearlyTest,
    ::testing::Values(
        YearlyCase{kDecember, Tense::kPast, Part(CalendarUnit::kSeason, 1), "2025-SP"},
        YearlyCase{kJanuary, Tense::kFuture, Part(CalendarUnit::kSeason, 3), "2026-FA"},
        YearlyCase{kDecember, Tense::kPast, Part(CalendarUnit::kQuarter, 1), "2025-Q1"},
        // It is reported on when it is over.
        YearlyCase{kJanuary, Tense::kFuture, Part(CalendarUnit::kQuarter, 4), "2025-Q4"}));

INSTANTIATE_TEST_SUITE_P(
    Holidays, YearlyTest,
    ::testing::Values(YearlyCase{kNovember,
                                 Tense::kPast,
                                 {HolidayForm{Holiday::kEaster, {}, Direction::kByTense}, {}, {}},
                                 "2025-04-20"},
                      YearlyCase{
                          kFebruary,
                          Tense::kFuture,
                          {HolidayForm{Holiday::kChristmas, {}, Direction::kByTense}, {}, {}},
                          "2026-12-25"}));

TEST(ResolveTest, LastAndNextDontAskTheTense) {
  const TimeForm last{DateForm{{}, 1, std::nullopt, Direction::kLast}, {}, {}};
  const TimeForm next{DateForm{{}, 1, std::nullopt, Direction::kNext}, {}, {}};
  for (const auto tense : {Tense::kPast, Tense::kFuture}) {
    EXPECT_EQ(Value(last, PublishedOn(kDecember), tense), "2025-01");
    EXPECT_EQ(Value(next, PublishedOn(kDecember), tense), "2026-01");
  }
}

TEST(ResolveTest, LeapDayIsTheNearestThereIs) {
  EXPECT_EQ(Value(Month(2, 29), PublishedOn(absl::CivilDay(2025, 4, 1)), Tense::kPast),
            "2024-02-29");
  EXPECT_EQ(Value(Month(2, 29), PublishedOn(absl::CivilDay(2023, 4, 1)), Tense::kFuture),
            "2024-02-29");
  EXPECT_EQ(Value(Month(2, 29), PublishedOn(absl::CivilDay(2022, 4, 1)), Tense::kFuture), "");
}

TEST(ResolveTest, NeedsItsAnchor) {
  EXPECT_EQ(Value(Month(1), TimeAnchors()), "");
  const TimeForm later{OffsetForm{CalendarUnit::kDay, 2, TimeAnchor::kNarrative, true}, {}, {}};
  EXPECT_EQ(Value(later, PublishedOn(kJanuary)), "");
}

}  // namespace
}  // namespace onrecord::ingest
