// A hand-written grammar over words, one rule a function; each either reads an expression at a word
// and says where it ends, or fails. Days are counted in the proleptic Gregorian calendar by
// absl::CivilDay.

#include "ingest-service/events/time_expressions.h"

#include <array>
#include <cstdlib>
#include <optional>
#include <string>
#include <string_view>

#include "absl/time/civil_time.h"
#include "ingest-service/events/grammar.h"
#include "ingest-service/text/closed_classes.h"

namespace onrecord::ingest {
namespace {

constexpr std::array<std::string_view, 7> kWeekdays = {
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"};
constexpr std::array<std::string_view, 12> kMonths = {
    "january", "february", "march",     "april",   "may",      "june",
    "july",    "august",   "september", "october", "november", "december"};
constexpr std::array<std::string_view, 12> kShortMonths = {
    "jan.", "feb.", "mar.", "apr.", "", "", "", "aug.", "sept.", "oct.", "nov.", "dec."};

constexpr int kDeadlineReach = 10;  // words between an infinitive and when it is to be over

template <size_t kSize>
std::optional<int> IndexIn(const std::array<std::string_view, kSize>& list, std::string_view word) {
  for (size_t i = 0; i < kSize; ++i) {
    if (!word.empty() && list[i] == word) return static_cast<int>(i);
  }
  return std::nullopt;
}

// Days that an expression covers, [begin, end), and its value.
struct Days {
  absl::CivilDay begin;
  absl::CivilDay end;
  std::string value;
};

// `number` with zeros before it, at least `size` digits.
std::string Padded(int64_t number, size_t size) {
  const std::string digits = std::to_string(number);
  return std::string(size > digits.size() ? size - digits.size() : 0, '0') + digits;
}

Days OneDay(absl::CivilDay day) {
  return {day, day + 1,
          Padded(day.year(), 4) + "-" + Padded(day.month(), 2) + "-" + Padded(day.day(), 2)};
}

Days OneMonth(absl::CivilMonth month) {
  return {absl::CivilDay(month), absl::CivilDay(month + 1),
          Padded(month.year(), 4) + "-" + Padded(month.month(), 2)};
}

Days OneYear(absl::CivilYear year) {
  return {absl::CivilDay(year), absl::CivilDay(year + 1), std::to_string(year.year())};
}

// The ISO week that `day` is in, Monday to Sunday; numbered by the year of its Thursday.
Days WeekOf(absl::CivilDay day) {
  const absl::CivilDay monday = absl::PrevWeekday(day + 1, absl::Weekday::monday);
  const absl::CivilDay thursday = monday + 3;
  const int week = (absl::GetYearDay(thursday) - 1) / 7 + 1;
  return {monday, monday + 7, Padded(thursday.year(), 4) + "-W" + Padded(week, 2)};
}

class TimeReader {
 public:
  TimeReader(const std::vector<Word>& words, int first, int last, Tense tense,
             const EventContext& context)
      : words_(words),
        first_(first),
        last_(last),
        tense_(tense),
        zone_(absl::FixedTimeZone(context.utc_offset_minutes * 60)) {
    if (context.publish_time) today_ = absl::ToCivilDay(*context.publish_time, zone_);
  }

  // Reads the expression that begins at word `at` and moves `at` behind it; nullopt and unmoved for
  // none.
  std::optional<EventTime> Read(int& at) {
    days_.reset();
    int end = at;
    const bool found = ReadRelativeDay(at, end) || ReadWeekday(at, end) || ReadDate(at, end) ||
                       ReadRelativePeriod(at, end) || ReadAgo(at, end) || ReadYear(at, end);
    if (!found) return std::nullopt;
    EventTime time;
    time.span = {words_[at].span.begin, words_[end - 1].span.end};
    if (days_) {
      time.value = days_->value;
      time.start = absl::FromCivil(days_->begin, zone_);
      time.end = absl::FromCivil(days_->end, zone_);
    }
    at = end;
    return time;
  }

 private:
  std::string_view Lower(int i) const {
    return i < last_ ? std::string_view(words_[i].lower) : std::string_view();
  }

  std::optional<int> MonthAt(int i) const {
    if (i >= last_ || !words_[i].capitalized) return std::nullopt;
    const std::optional<int> full = IndexIn(kMonths, Lower(i));
    return full ? full : IndexIn(kShortMonths, Lower(i));
  }

  // A whole number of at most four digits at word i, with "st", "nd", "rd", "th" or not; -1 for
  // anything else.
  int NumberAt(int i) const {
    if (i >= last_ || words_[i].kind != WordKind::kNumber) return -1;
    std::string_view digits = words_[i].lower;
    const size_t size = digits.find_first_not_of("0123456789");
    if (size != std::string_view::npos) {
      const std::string_view ending = digits.substr(size);
      if (ending != "st" && ending != "nd" && ending != "rd" && ending != "th") return -1;
      digits = digits.substr(0, size);
    }
    return digits.size() > 4 ? -1 : std::atoi(std::string(digits).c_str());
  }

  int YearAt(int i) const {
    const int number = NumberAt(i);
    return number >= 1000 && number <= 2200 ? number : -1;
  }

  // "today", "yesterday", "tomorrow", "tonight".
  bool ReadRelativeDay(int at, int& end) {
    int shift = 0;
    if (Lower(at) == "yesterday") {
      shift = -1;
    } else if (Lower(at) == "tomorrow") {
      shift = 1;
    } else if (Lower(at) != "today" && Lower(at) != "tonight") {
      return false;
    }
    if (today_) days_ = OneDay(*today_ + shift);
    end = at + 1;
    return true;
  }

  // Whether what begins at word `at` is when an infinitive is to be over, "to meet before Friday":
  // it lies ahead although no tense says so.
  bool IsDeadline(int at) const {
    if (at <= first_) return false;
    const std::string_view limit = Lower(at - 1);
    if (limit != "before" && limit != "until" && limit != "by") return false;
    for (int i = at - 2; i > first_ && i >= at - kDeadlineReach; --i) {
      if (words_[i].kind == WordKind::kPunctuation || IsConjunction(Lower(i))) return false;
      const bool verb = words_[i].IsWord() && !words_[i].capitalized && !IsDeterminer(Lower(i)) &&
                        !IsPersonalPronoun(Lower(i));
      if (verb && Lower(i - 1) == "to") return true;
    }
    return false;
  }

  // "Tuesday", "last Tuesday", "next Tuesday morning".
  bool ReadWeekday(int at, int& end) {
    const bool last = Lower(at) == "last";
    const bool next = Lower(at) == "next";
    const int day_at = at + (last || next || Lower(at) == "this");
    const std::optional<int> index = IndexIn(kWeekdays, Lower(day_at));
    if (!index || !words_[day_at].capitalized) return false;
    if (today_) {
      const auto weekday = static_cast<absl::Weekday>(*index);
      const bool future = next || (!last && (tense_ == Tense::kFuture || IsDeadline(at)));
      days_ = OneDay(future ? absl::NextWeekday(*today_, weekday)
                            : absl::PrevWeekday(*today_ + (last ? 0 : 1), weekday));
    }
    end = day_at + 1;
    const std::string_view part = Lower(end);
    if (part == "morning" || part == "afternoon" || part == "evening" || part == "night") ++end;
    return true;
  }

  // "March 12", "March 12, 2024", "12 March 2024", "March 2024", "in March".
  bool ReadDate(int at, int& end) {
    int month_at = at;
    int day = -1;
    if (NumberAt(at) >= 1 && NumberAt(at) <= 31 && MonthAt(at + 1)) {
      day = NumberAt(at);
      month_at = at + 1;
    }
    const std::optional<int> month = MonthAt(month_at);
    if (!month) return false;
    end = month_at + 1;
    if (day < 0 && NumberAt(end) >= 1 && NumberAt(end) <= 31) day = NumberAt(end++);
    const int comma = end < last_ && words_[end].Is(",") ? 1 : 0;
    int year = YearAt(end + comma);
    if (year >= 0) end += 1 + comma;
    // "may" and "march" are mostly no months where neither day, year nor preposition says so.
    const bool bare = day < 0 && year < 0;
    if (bare && (at == 0 || !IsPreposition(words_[at - 1].lower))) return false;
    ResolveDate(*month + 1, day, year);
    return true;
  }

  void ResolveDate(int month, int day, int year) {
    if (year < 0) {
      if (!today_) return;
      // The nearest such date in the direction of the tense.
      year = static_cast<int>(today_->year());
      const absl::CivilDay this_year(year, month, day < 0 ? 1 : day);
      if (tense_ == Tense::kPast && this_year > *today_) --year;
      if (tense_ == Tense::kFuture && absl::CivilMonth(this_year) < absl::CivilMonth(*today_))
        ++year;
    }
    days_ = day < 0 ? OneMonth(absl::CivilMonth(year, month))
                    : OneDay(absl::CivilDay(year, month, day));
  }

  // "last week", "this month", "next year", "earlier this year".
  bool ReadRelativePeriod(int at, int& end) {
    int from = at;
    if (Lower(from) == "earlier" || Lower(from) == "later" || Lower(from) == "late" ||
        Lower(from) == "early") {
      ++from;
    }
    int shift = 0;
    if (Lower(from) == "last") {
      shift = -1;
    } else if (Lower(from) == "next") {
      shift = 1;
    } else if (Lower(from) != "this") {
      return false;
    }
    const std::string_view unit = Lower(from + 1);
    if (unit != "week" && unit != "month" && unit != "year" && unit != "weekend") return false;
    if (today_) ResolvePeriod(unit, shift);
    end = from + 2;
    return true;
  }

  void ResolvePeriod(std::string_view unit, int shift) {
    if (unit == "week") {
      days_ = WeekOf(*today_ + 7 * shift);
    } else if (unit == "month") {
      days_ = OneMonth(absl::CivilMonth(*today_) + shift);
    } else if (unit == "year") {
      days_ = OneYear(absl::CivilYear(*today_) + shift);
    } else {
      const Days week = WeekOf(*today_ + 7 * shift);
      days_ = Days{week.begin + 5, week.end, week.value + "-WE"};
    }
  }

  // "two weeks ago", "three years ago".
  bool ReadAgo(int at, int& end) {
    int count = NumberAt(at);
    if (count < 0) count = static_cast<int>(NumberWord(Lower(at)).value_or(-1));
    if (Lower(at) == "a" || Lower(at) == "one") count = 1;
    if (count < 0 || count > 1000 || Lower(at + 2) != "ago") return false;
    std::string_view unit = Lower(at + 1);
    if (!unit.empty() && unit.back() == 's') unit.remove_suffix(1);
    if (unit != "day" && unit != "week" && unit != "month" && unit != "year") return false;
    if (today_) {
      if (unit == "day") {
        days_ = OneDay(*today_ - count);
      } else {
        ResolvePeriod(unit, -count);
      }
    }
    end = at + 3;
    return true;
  }

  // "in 2019", "since 2019", "the 2019 election".
  bool ReadYear(int at, int& end) {
    const int year = YearAt(at);
    if (year < 1700 || year > 2100 || at == 0 || words_[at].span.size() != 4) return false;
    const std::string& before = words_[at - 1].lower;
    const bool told = before == "in" || before == "since" || before == "of" || before == "the" ||
                      before == "by" || before == "during" || before == "until" ||
                      before == "from" || before == "after" || before == "before";
    if (!told) return false;
    days_ = OneYear(absl::CivilYear(year));
    end = at + 1;
    return true;
  }

  const std::vector<Word>& words_;
  const int first_;
  const int last_;
  const Tense tense_;
  const absl::TimeZone zone_;
  std::optional<absl::CivilDay> today_;
  std::optional<Days> days_;  // of the expression just read, where it resolves
};

}  // namespace

std::vector<EventTime> FindTimeExpressions(const std::vector<Word>& words, int first, int last,
                                           Tense tense, const EventContext& context) {
  TimeReader reader(words, first, last, tense, context);
  std::vector<EventTime> times;
  for (int i = first; i < last;) {
    std::optional<EventTime> time = reader.Read(i);
    if (time) {
      times.push_back(*std::move(time));
    } else {
      ++i;
    }
  }
  return times;
}

}  // namespace onrecord::ingest
