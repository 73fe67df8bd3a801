#include "ingest-service/events/times/resolution.h"

#include "absl/functional/function_ref.h"

namespace onrecord::ingest {
namespace {

// Of years of two figures: a newspaper means one of the last hundred, or of the next few.
constexpr int kYearsAhead = 10;
constexpr int kFirstYearUndated = 1950;  // where the publication is unknown

// How many times farther a period seems that lies where the tense says it doesn't: ahead in the
// past tense, behind in the future. Without a tense the past is supposed.
struct AgainstTense {
  int64_t ahead;
  int64_t behind;
  // "It will report on the fourth quarter", in January: what is over is not against the future.
  bool reported_on = false;
};
constexpr AgainstTense kNoMatter{1, 1};
constexpr AgainstTense kDates{2, 2};          // days of a month: the date is what tells
constexpr AgainstTense kThisOne{2, 2};        // "this March"
constexpr AgainstTense kMonths{6, 8};         // and seasons and holidays
constexpr AgainstTense kReports{4, 4, true};  // quarters and halves

// How near the publication a period lies that is meant against the tense. Tenses are told by few
// words and may be another clause's, and what is near needs no year: "profit rose in September",
// published in August, is hardly of a year ago.
constexpr int64_t kNearAgainstTense = 31 * 24 * 60 * 60;  // seconds

// The period that a name means in a year; nullopt where it has none, as February 29 in most.
using YearlyPeriod = absl::FunctionRef<std::optional<CalendarPeriod>(absl::civil_year_t)>;

std::optional<absl::CivilDay> DayIn(absl::civil_year_t year, int month, int day) {
  const absl::CivilDay normalized(year, month, day);
  const bool exists = normalized.month() == month && normalized.day() == day;
  if (!exists) return std::nullopt;
  return normalized;
}

class Resolver {
 public:
  Resolver(const TimeAnchors& anchors, std::optional<Tense> tense)
      : anchors_(anchors), tense_(tense) {
    if (anchors.publication) today_ = absl::CivilDay(*anchors.publication);
  }

  std::optional<CalendarPeriod> operator()(const NoDayForm&) const {
    if (anchors_.sentence_day) return DayOf(*anchors_.sentence_day);
    if (!today_) return std::nullopt;
    return DayOf(*today_);
  }

  std::optional<CalendarPeriod> operator()(const ReferenceForm&) const { return std::nullopt; }

  std::optional<CalendarPeriod> operator()(const DateForm& date) const {
    if (date.year.IsNamed()) {
      const std::optional<int> year = Number(date.year);
      if (!year) return std::nullopt;
      return InYear(date, *year);
    }
    return Choose(date.direction, date.day ? kDates : kMonths,
                  [&](absl::civil_year_t year) { return InYear(date, year); });
  }

  std::optional<CalendarPeriod> operator()(const WeekdayForm& form) const {
    if (form.of_narrative) {
      if (!anchors_.narrative || anchors_.narrative->unit > CalendarUnit::kDay) return std::nullopt;
      const absl::CivilDay day(anchors_.narrative->begin);
      return DayOf(form.direction == Direction::kLast ? absl::PrevWeekday(day, form.weekday)
                                                      : absl::NextWeekday(day, form.weekday));
    }
    if (!today_) return std::nullopt;
    if (form.direction == Direction::kLast) return DayOf(absl::PrevWeekday(*today_, form.weekday));
    if (form.direction == Direction::kNext) return DayOf(absl::NextWeekday(*today_, form.weekday));
    return DayOf(tense_ == Tense::kFuture ? absl::NextWeekday(*today_ - 1, form.weekday)
                                          : absl::PrevWeekday(*today_ + 1, form.weekday));
  }

  std::optional<CalendarPeriod> operator()(const YearPartForm& part) const {
    const int number = part.number > 0 ? part.number : ReportedQuarter();
    const auto in_year = [&](absl::civil_year_t year) -> std::optional<CalendarPeriod> {
      if (number == 0) return YearOf(year);
      if (part.unit == CalendarUnit::kQuarter) return QuarterOf(year, number);
      if (part.unit == CalendarUnit::kHalf) return HalfOf(year, number);
      return SeasonOf(year, static_cast<Season>(number - 1));
    };
    if (!part.year.IsNamed()) {
      const bool season = part.unit == CalendarUnit::kSeason;
      return Choose(part.direction, season ? kMonths : kReports, in_year);
    }
    const std::optional<int> year = Number(part.year);
    if (!year) return std::nullopt;
    return in_year(*year);
  }

  std::optional<CalendarPeriod> operator()(const HolidayForm& form) const {
    const auto in_year = [&](absl::civil_year_t year) -> std::optional<CalendarPeriod> {
      return DayOf(DayOfHoliday(form.holiday, year));
    };
    if (!form.year.IsNamed()) return Choose(form.direction, kMonths, in_year);
    const std::optional<int> year = Number(form.year);
    if (!year) return std::nullopt;
    return in_year(*year);
  }

  std::optional<CalendarPeriod> operator()(const OffsetForm& offset) const {
    const std::optional<CalendarPeriod> anchor = AnchorOf(offset);
    if (!anchor) return std::nullopt;
    if (offset.like_anchor) return Shift(*anchor, offset.unit, offset.count);
    if (offset.unit < anchor->unit) return std::nullopt;
    const int64_t count = offset.count - (IsWeekendBefore(offset) ? 1 : 0);
    const CalendarPeriod whole = PeriodAt(offset.unit, anchor->begin);
    return Shift(whole, offset.unit, count);
  }

  std::optional<CalendarPeriod> operator()(const EraForm& era) const {
    if (era.unit == CalendarUnit::kCentury) return CenturyOf(era.year);
    return DecadeOf(era.year < 100 ? FullYear(era.year, 0) : era.year);
  }

 private:
  // 0 where no quarter was told of.
  int ReportedQuarter() const {
    const bool quarter = anchors_.report && anchors_.report->unit == CalendarUnit::kQuarter;
    return quarter ? (anchors_.report->begin.month() + 2) / 3 : 0;
  }

  // The last year that ends in two `figures` and is at most `ahead` of the publication.
  int FullYear(int figures, int ahead) const {
    const int last = today_ ? static_cast<int>(today_->year()) + ahead : kFirstYearUndated + 99;
    return last - (last - figures) % 100;
  }

  std::optional<int> Number(const YearForm& year) const {
    if (year.number) return year.number;
    if (year.figures) return FullYear(*year.figures, kYearsAhead);
    if (!today_) return std::nullopt;
    return static_cast<int>(today_->year()) + *year.from_now;
  }

  static std::optional<CalendarPeriod> InYear(const DateForm& date, absl::civil_year_t year) {
    if (!date.month) return YearOf(year);
    if (!date.day) return MonthOf(absl::CivilMonth(year, *date.month));
    const std::optional<absl::CivilDay> day = DayIn(year, *date.month, *date.day);
    if (!day) return std::nullopt;
    return DayOf(*day);
  }

  // How far `period` seems to lie from the publication, in seconds.
  int64_t DistanceTo(const CalendarPeriod& period, const AgainstTense& against) const {
    const absl::CivilSecond now(*today_);
    const bool future = tense_ == Tense::kFuture;
    if (period.begin > now) return (period.begin - now) * (future ? 1 : against.ahead);
    if (period.end > now) return 0;
    return (now - period.end) * (future ? against.behind : 1);
  }

  // Whether `period` is one that "last" or "next" can mean.
  bool Agrees(const CalendarPeriod& period, Direction direction) const {
    const absl::CivilSecond now(*today_);
    if (direction == Direction::kLast) return period.end <= now;
    return direction != Direction::kNext || period.begin > now;
  }

  // Whether `period` lies wholly where the tense says it doesn't.
  bool IsAgainstTense(const CalendarPeriod& period, const AgainstTense& against) const {
    const absl::CivilSecond now(*today_);
    if (tense_ == Tense::kFuture) return period.end <= now && !against.reported_on;
    return period.begin > now;
  }

  // Of periods that come once a year the nearest one of those that are allowed.
  std::optional<CalendarPeriod> Nearest(
      const AgainstTense& against, YearlyPeriod in_year,
      absl::FunctionRef<bool(const CalendarPeriod&)> allowed) const {
    std::optional<CalendarPeriod> nearest;
    for (const int shift : {-2, -1, 0, 1}) {
      const std::optional<CalendarPeriod> candidate = in_year(today_->year() + shift);
      if (!candidate || !allowed(*candidate)) continue;
      const bool nearer =
          !nearest || DistanceTo(*candidate, against) < DistanceTo(*nearest, against);
      if (nearer) nearest = candidate;
    }
    return nearest;
  }

  // Of periods that come once a year the one that the words and the tense mean.
  std::optional<CalendarPeriod> Choose(Direction direction, const AgainstTense& against,
                                       YearlyPeriod in_year) const {
    if (!today_) return std::nullopt;
    const auto nearest =
        Nearest(direction == Direction::kThis ? kThisOne : against, in_year,
                [&](const CalendarPeriod& period) { return Agrees(period, direction); });
    const bool clear = direction != Direction::kByTense || !tense_ || !nearest ||
                       !IsAgainstTense(*nearest, against);
    return clear ? nearest : ChooseByTense(*nearest, against, in_year);
  }

  // Where the nearest period lies against the tense: newspapers leave the year out for the current
  // one ("In January he took office", in December), so that this year's counts where it agrees with
  // the tense; else the nearest one, if it is as near that it may be meant nevertheless; else the
  // nearest one that agrees.
  std::optional<CalendarPeriod> ChooseByTense(const CalendarPeriod& nearest,
                                              const AgainstTense& against,
                                              YearlyPeriod in_year) const {
    const std::optional<CalendarPeriod> this_year = in_year(today_->year());
    if (this_year && !IsAgainstTense(*this_year, against)) return this_year;
    if (DistanceTo(nearest, kNoMatter) <= kNearAgainstTense) return nearest;
    return Nearest(against, in_year,
                   [&](const CalendarPeriod& period) { return !IsAgainstTense(period, against); });
  }

  std::optional<CalendarPeriod> AnchorOf(const OffsetForm& offset) const {
    if (offset.anchor == TimeAnchor::kNarrative) return anchors_.narrative;
    if (CountsFromReport(offset.anchor)) return anchors_.report;
    if (offset.anchor == TimeAnchor::kReportOrNarrative && anchors_.narrative) {
      return anchors_.narrative;
    }
    if (!today_) return std::nullopt;
    if (offset.unit < CalendarUnit::kDay) return PeriodAt(offset.unit, *anchors_.publication);
    const CalendarPeriod today = DayOf(*today_);
    if (offset.anchor == TimeAnchor::kPublication) return today;
    // Without a report a year ago is a year, and the latest quarter the one that is over.
    const CalendarPeriod now = PeriodAt(offset.unit, today.begin);
    return offset.unit == CalendarUnit::kQuarter ? Shift(now, offset.unit, -1) : now;
  }

  bool CountsFromReport(TimeAnchor anchor) const {
    if (!anchors_.report) return false;
    return anchor == TimeAnchor::kReport || anchor == TimeAnchor::kReportOrNarrative ||
           (anchor == TimeAnchor::kReportInSentence && anchors_.speaks_of_report);
  }

  // "Over the weekend they met": not the one that is still to come.
  bool IsWeekendBefore(const OffsetForm& offset) const {
    if (offset.unit != CalendarUnit::kWeekend || offset.count != 0) return false;
    return tense_ != Tense::kFuture && today_ &&
           WeekendOf(*today_).begin > absl::CivilSecond(*today_);
  }

  const TimeAnchors& anchors_;
  const std::optional<Tense> tense_;
  std::optional<absl::CivilDay> today_;
};

CalendarPeriod ClockOf(absl::CivilDay day, const ClockTime& clock) {
  CalendarPeriod period = clock.hour == 24
                              ? MidnightAfter(day)
                              : MinuteAt(absl::CivilMinute(day) + 60 * clock.hour + clock.minute);
  period.utc_offset_minutes = clock.utc_offset_minutes;
  return period;
}

}  // namespace

std::optional<CalendarPeriod> Resolve(const TimeForm& form, const TimeAnchors& anchors,
                                      std::optional<Tense> tense) {
  std::optional<CalendarPeriod> period = std::visit(Resolver(anchors, tense), form.day);
  if (!period || !HasValue(*period)) return std::nullopt;
  const absl::CivilDay day(period->begin);
  if (form.clock) return ClockOf(day, *form.clock);
  if (form.part) return DayPartOf(day, *form.part);
  return period;
}

}  // namespace onrecord::ingest
