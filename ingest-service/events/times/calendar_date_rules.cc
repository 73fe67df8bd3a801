// Days, months, years and eras of the calendar. A bare number is a year, and "may" a month, only
// where what stands around them says so.

#include <algorithm>
#include <array>
#include <string_view>
#include <tuple>

#include "ingest-service/events/times/calendar_words.h"
#include "ingest-service/events/times/counted_nouns.h"
#include "ingest-service/events/times/number_words.h"
#include "ingest-service/events/times/time_rules.h"
#include "ingest-service/text/closed_classes.h"
#include "ingest-service/text/ends_with.h"

namespace onrecord::ingest {
namespace {

constexpr int kFirstYear = 1000;  // of those written without more
constexpr int kLastYear = 2199;

bool IsYear(int number) { return number >= kFirstYear && number <= kLastYear; }

std::optional<int> FourFiguresAt(const TimeTokens& tokens, int at) {
  const std::optional<int> number = FiguresAt(tokens, at);
  if (!number || tokens[at].lower.size() != 4 || !IsYear(*number)) return std::nullopt;
  return number;
}

// "'98": an apostrophe and two figures.
std::optional<int> TwoFiguresAt(const TimeTokens& tokens, int at) {
  const bool apostrophe = tokens.IsOneOf(at, {"'", "\u2018"});
  if (!apostrophe || tokens[at + 1].lower.size() != 2) return std::nullopt;
  return FiguresAt(tokens, at + 1);
}

// The number of a day of the month: "12", "12th", "twelfth".
std::optional<ReadNumber> DayNumberAt(const TimeTokens& tokens, int at) {
  std::optional<ReadNumber> number = OrdinalAt(tokens, at);
  if (const auto figures = FiguresAt(tokens, at)) number = ReadNumber{*figures, at + 1};
  if (!number || number->value < 1 || number->value > 31) return std::nullopt;
  return number;
}

// The month at `at`; "Sept" may have its full stop as a token.
std::optional<Parsed<int>> ReadMonthName(const TimeTokens& tokens, int at) {
  if (!tokens.IsCapitalized(at)) return std::nullopt;
  const std::optional<int> month = MonthNamed(tokens.Lower(at));
  if (!month) return std::nullopt;
  const bool dotted = tokens.Is(at + 1, ".") && tokens[at].lower.size() == 3 &&
                      tokens[at + 2].kind == WordKind::kNumber;
  return Parsed<int>{*month, at + (dotted ? 2 : 1)};
}

// Whether news may mean a year by the number alone; older and later ones are told by "in".
bool IsRecentYear(int number) { return number >= 1700 && number <= 2100; }

// Whether what stands at `at` is counted by a number before it.
bool IsCountedAt(const TimeTokens& tokens, int at) {
  const TimeToken& token = tokens[at];
  if (token.kind != WordKind::kWord || token.capitalized) return false;
  return IsCountedNoun(token.lower) ||
         tokens.IsOneOf(at, {"square", "million", "billion", "more", "other"});
}

// Things counted rather than years: "1990 people", "about 2000 troops", "1500 miles".
bool CountsThings(const TimeTokens& tokens, int at, int end, int number) {
  if (!IsRecentYear(number) && !tokens.IsOneOf(at - 1, {"in", "since"})) return true;
  if (tokens.IsOneOf(at - 1, {"about", "some", "than", "nearly", "almost", "over", "roughly", "$",
                              "#", "\u00a3", "\u20ac", "no", "no.", "number", "least", "only",
                              "approximately", "another"})) {
    return true;
  }
  if (tokens.Is(at - 1, ".") && tokens.Is(at - 2, "no")) return true;
  const TimeToken& next = tokens[end];
  if (next.kind == WordKind::kPunctuation) return tokens.IsOneOf(end, {"%", "$"});
  if (tokens.IsOneOf(at - 1, {"in", "since", "until", "by", "during", "the", "fiscal", "early",
                              "late", "mid", "through"})) {
    return false;
  }
  return IsCountedAt(tokens, end);
}

// Things counted behind the comma of a date: "In March, 1500 armed men", "On March 12, two thousand
// protesters"; but "the Sept. 11, 2001 attacks".
bool CountsBehindComma(const TimeTokens& tokens, int at, int end, int number) {
  if (tokens.IsOneOf(end, {"people", "men", "women", "children", "police", "percent"})) return true;
  const bool year_by_looks = tokens[at].kind == WordKind::kNumber && IsRecentYear(number);
  if (year_by_looks) return false;
  const std::string_view next = tokens.Lower(end);
  const bool qualifies =
      tokens[end].kind == WordKind::kWord && !IsPreposition(next) && !IsConjunction(next);
  return IsCountedAt(tokens, end) || (qualifies && IsCountedAt(tokens, end + 1));
}

// A year that may follow a day or month: "2024", ", 2024", "of 2024", "last year".
std::optional<Parsed<YearForm>> ReadFollowingYear(const TimeTokens& tokens, int at) {
  const bool comma = tokens.Is(at, ",");
  const int begin = at + (comma || tokens.IsOneOf(at, {"of", "in"}) ? 1 : 0);
  const auto year = ReadYearOfDate(tokens, begin);
  const bool counts = year && comma && year->form.number &&
                      CountsBehindComma(tokens, begin, year->end, *year->form.number);
  return counts ? std::nullopt : year;
}

ParsedTime DateOf(int begin, int end, YearForm year, std::optional<int> month,
                  std::optional<int> day) {
  return {begin, end, {DateForm{year, month, day, Direction::kByTense}, {}, {}}};
}

// The numbers of a token that `mark` parts in three, "3/12/2024"; nullopt for other tokens.
std::optional<std::array<int, 3>> NumbersBetween(std::string_view lower, char mark) {
  std::array<int, 3> numbers{};
  size_t begin = 0;
  for (size_t part = 0; part < numbers.size(); ++part) {
    const size_t end = part == 2 ? lower.size() : lower.find(mark, begin);
    if (end == std::string_view::npos || end == begin || end - begin > 4) return std::nullopt;
    for (const char c : lower.substr(begin, end - begin)) {
      if (c < '0' || c > '9') return std::nullopt;
      numbers[part] = 10 * numbers[part] + (c - '0');
    }
    begin = end + 1;
  }
  return numbers;
}

// "2024-03-12"; "3/12/2024", month first unless it can only be the day; "12.3.2024", day first.
std::optional<ParsedTime> ReadFigures(const TimeTokens& tokens, int at) {
  if (tokens[at].kind != WordKind::kNumber) return std::nullopt;
  const std::string_view lower = tokens.Lower(at);
  int year, month, day;
  if (const auto iso = NumbersBetween(lower, '-')) {
    if (lower.find('-') != 4) return std::nullopt;
    std::tie(year, month, day) = std::tie((*iso)[0], (*iso)[1], (*iso)[2]);
  } else if (const auto slashed = NumbersBetween(lower, '/')) {
    std::tie(month, day, year) = std::tie((*slashed)[0], (*slashed)[1], (*slashed)[2]);
    if (month > 12) std::swap(month, day);
  } else if (const auto dotted = NumbersBetween(lower, '.')) {
    std::tie(day, month, year) = std::tie((*dotted)[0], (*dotted)[1], (*dotted)[2]);
  } else {
    return std::nullopt;
  }
  if (month < 1 || month > 12 || day < 1 || day > 31) return std::nullopt;
  YearForm form;
  const size_t year_figures = lower.size() - 1 - lower.find_last_of("/.");
  if (year < 100 && year_figures == 2) {
    form.figures = year;
  } else if (IsYear(year)) {
    form.number = year;
  } else {
    return std::nullopt;
  }
  return DateOf(at, at + 1, form, month, day);
}

// "March 12", "March 12th", "March eighth", and a year; of "March 12-14" the first day.
std::optional<ParsedTime> ReadMonthFirst(const TimeTokens& tokens, int at) {
  const auto month = ReadMonthName(tokens, at);
  if (!month) return std::nullopt;
  const std::optional<ReadNumber> day = DayNumberAt(tokens, month->end);
  if (!day) return std::nullopt;
  const bool range = tokens[day->end].joined && tokens[day->end].kind == WordKind::kNumber;
  const int end = day->end + (range ? 1 : 0);
  const auto year = ReadFollowingYear(tokens, end);
  return DateOf(at, year ? year->end : end, year ? year->form : YearForm(), month->form,
                day->value);
}

// "12 March", "the 12th of March", and a year; not "the second March".
std::optional<ParsedTime> ReadDayFirst(const TimeTokens& tokens, int at) {
  const int number_at = at + (tokens.Is(at, "the") ? 1 : 0);
  const std::optional<ReadNumber> day = DayNumberAt(tokens, number_at);
  if (!day) return std::nullopt;
  const bool of = tokens.Is(day->end, "of");
  if (!of && tokens[number_at].kind != WordKind::kNumber) return std::nullopt;
  const auto month = ReadMonthName(tokens, day->end + (of ? 1 : 0));
  if (!month) return std::nullopt;
  const auto year = ReadFollowingYear(tokens, month->end);
  return DateOf(at, year ? year->end : month->end, year ? year->form : YearForm(), month->form,
                day->value);
}

bool IsPartOfPeriod(const TimeTokens& tokens, int i) {
  return tokens.IsOneOf(i, {"early", "late", "mid", "earlier", "later"});
}

// "a June agreement", "the May elections": between a determiner and a noun.
bool IsAttribute(const TimeTokens& tokens, int at) {
  const TimeToken& next = tokens[at + 1];
  return tokens.IsOneOf(at - 1, {"a", "the", "its", "their", "his", "her", "this"}) &&
         next.kind == WordKind::kWord && !next.capitalized && !IsPreposition(next.lower) &&
         !IsConjunction(next.lower) && !IsAuxiliaryVerb(next.lower);
}

// Whether a month's name that is another word as well is the month: something before it has to say
// so, and no name may go on around it ("Theresa May", "April Ryan").
bool IsMonthHere(const TimeTokens& tokens, int at) {
  if (!IsAmbiguousMonth(tokens.Lower(at))) return true;
  const bool told =
      IsPartOfPeriod(tokens, at - 1) ||
      tokens.IsOneOf(at - 1, {"in", "since", "by", "until", "till", "from", "during", "through",
                              "between", "of", "before", "after"}) ||
      (tokens.IsOneOf(at - 1, {"and", "to", "or"}) && MonthNamed(tokens.Lower(at - 2)));
  const bool name = tokens.IsCapitalized(at + 1) && !tokens[at + 1].joined;
  return !name && (told || IsAttribute(tokens, at));
}

// The words between "in" and a decade: "the early", "the".
bool IsDecade(const TimeTokens& tokens, int at, std::string_view figures) {
  if (figures.size() == 4) return true;
  return tokens.IsOneOf(at - 1, {"the", "early", "late", "mid", "'", "\u2018"});
}

// "1990s", "90s", "1990's".
std::optional<Parsed<EraForm>> ReadDecadeFigures(const TimeTokens& tokens, int at) {
  if (tokens[at].kind != WordKind::kNumber) return std::nullopt;
  std::string_view figures = tokens.Lower(at);
  int end = at + 1;
  if (EndsWith(figures, "'s")) {
    figures.remove_suffix(2);
  } else if (EndsWith(figures, "s")) {
    figures.remove_suffix(1);
  } else if (tokens[end].kind == WordKind::kPossessive &&
             tokens.IsOneOf(at - 1, {"the", "mid", "early", "late"})) {
    ++end;
  } else {
    return std::nullopt;
  }
  if (figures.size() != 2 && figures.size() != 4) return std::nullopt;
  int number = 0;
  for (const char c : figures) {
    if (c < '0' || c > '9') return std::nullopt;
    number = 10 * number + (c - '0');
  }
  const bool decade = number % 10 == 0 && (figures.size() == 2 || IsYear(number));
  if (!decade || !IsDecade(tokens, at, figures)) return std::nullopt;
  return Parsed<EraForm>{{CalendarUnit::kDecade, number}, end};
}

}  // namespace

std::optional<Parsed<YearForm>> ReadYearOfDate(const TimeTokens& tokens, int at) {
  YearForm year;
  int i = at + (tokens.Is(at, "fiscal") ? 1 : 0);
  if (tokens.Is(i, "year") && i > at) ++i;
  if ((year.number = FourFiguresAt(tokens, i))) return Parsed<YearForm>{year, i + 1};
  if ((year.figures = TwoFiguresAt(tokens, i))) return Parsed<YearForm>{year, i + 2};
  if (const auto spelled = SpelledYearAt(tokens, i)) {
    year.number = spelled->value;
    return Parsed<YearForm>{year, spelled->end};
  }
  const auto direction = ReadDirection(tokens, at);
  if (!direction) return std::nullopt;
  const int noun = direction->end + (tokens.Is(direction->end, "fiscal") ? 1 : 0);
  if (!tokens.Is(noun, "year")) return std::nullopt;
  year.from_now = CountOf(direction->form);
  return Parsed<YearForm>{year, noun + 1};
}

std::optional<ParsedTime> ReadDayOfMonth(const TimeTokens& tokens, int at) {
  if (auto date = ReadFigures(tokens, at)) return date;
  if (auto date = ReadMonthFirst(tokens, at)) return date;
  return ReadDayFirst(tokens, at);
}

std::optional<ParsedTime> ReadMonth(const TimeTokens& tokens, int at) {
  const auto direction = ReadDirection(tokens, at);
  const auto month = ReadMonthName(tokens, direction ? direction->end : at);
  if (!month) return std::nullopt;
  DateForm date;
  date.month = month->form;
  date.direction = direction ? direction->form : Direction::kByTense;
  if (const auto year = ReadFollowingYear(tokens, month->end); year && !direction) {
    date.year = year->form;
    return ParsedTime{at, year->end, {date, {}, {}}};
  }
  if (!direction && !IsMonthHere(tokens, at)) return std::nullopt;
  return ParsedTime{at, month->end, {date, {}, {}}};
}

std::optional<ParsedTime> ReadYear(const TimeTokens& tokens, int at) {
  int i = at;
  const bool the_year = tokens.Is(i, "the") && tokens.Is(i + 1, "year");
  if (the_year) i += 2;
  const auto year = ReadYearOfDate(tokens, i);
  const bool compound = tokens[at].joined && !IsPartOfPeriod(tokens, at - 1);
  if (!year || year->form.from_now || compound) return std::nullopt;
  if (year->form.number && !the_year && CountsThings(tokens, at, year->end, *year->form.number))
    return std::nullopt;
  const bool told = the_year || tokens.Is(i, "fiscal") ||
                    tokens.IsOneOf(i - 1, {"in", "of", "since", "by", "until", "from", "the",
                                           "during", "summer", "winter", "spring", "fall"});
  if (year->form.figures && !told) return std::nullopt;
  return DateOf(at, year->end, year->form, std::nullopt, std::nullopt);
}

std::optional<ParsedTime> ReadEra(const TimeTokens& tokens, int at) {
  int i = at + (tokens.Is(at, "the") ? 1 : 0);
  if (i > at && IsPartOfPeriod(tokens, i)) ++i;
  if (tokens.IsOneOf(i, {"'", "\u2018"})) ++i;
  if (const auto decade = ReadDecadeFigures(tokens, i)) {
    return ParsedTime{at, decade->end, {decade->form, {}, {}}};
  }
  if (const auto tens = TensNamed(tokens.Lower(i)); tens && i > at) {
    return ParsedTime{at, i + 1, {EraForm{CalendarUnit::kDecade, *tens}, {}, {}}};
  }
  const auto ordinal = OrdinalAt(tokens, i);
  if (!ordinal || !tokens.Is(ordinal->end, "century")) return std::nullopt;
  const EraForm century{CalendarUnit::kCentury, 100 * (ordinal->value - 1)};
  return ParsedTime{at, ordinal->end + 1, {century, {}, {}}};
}

}  // namespace onrecord::ingest
