#include "ingest-service/events/magnitudes.h"

#include <algorithm>
#include <cstdlib>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "ingest-service/events/times/calendar_words.h"
#include "ingest-service/events/times/counted_nouns.h"
#include "ingest-service/events/times/number_words.h"
#include "ingest-service/text/closed_classes.h"

namespace onrecord::ingest {
namespace {

constexpr double kLargestValue = 1e18;  // larger ones are no sizes of events

// The factor that a letter or two behind a sum of money stand for: "3bn".
double FactorOf(std::string_view letters) {
  if (letters == "k") return 1e3;
  if (letters == "m" || letters == "mn") return 1e6;
  if (letters == "b" || letters == "bn") return 1e9;
  if (letters == "tn") return 1e12;
  return 0;
}

std::optional<double> NumberOf(const Word& word) {
  if (word.IsWord()) {
    if (const std::optional<int> cardinal = CardinalNamed(word.lower)) return *cardinal;
    return MultiplierNamed(word.lower);
  }
  if (word.kind != WordKind::kNumber) return std::nullopt;
  std::string digits = word.lower;
  digits.erase(std::remove(digits.begin(), digits.end(), ','), digits.end());
  const size_t letters = std::min(digits.find_first_not_of("0123456789."), digits.size());
  const double factor = letters == digits.size() ? 1 : FactorOf(digits.substr(letters));
  if (letters > 15 || factor == 0) return std::nullopt;
  return std::strtod(digits.substr(0, letters).c_str(), nullptr) * factor;
}

// Multiplies `value` with the "hundred", "million" among words[at, last) that follow it at once,
// and answers where they end. A product beyond kLargestValue stays where it is: it is no number
// that anybody counts with, but its words belong together nevertheless.
int MultiplyOut(const std::vector<Word>& words, int at, int last, double& value) {
  for (; at < last && words[at].IsWord(); ++at) {
    const std::optional<double> factor = MultiplierNamed(words[at].lower);
    if (!factor) break;
    if (value <= kLargestValue) value *= *factor;
  }
  return at;
}

std::string_view CurrencyOf(const Word& word) {
  if (word.Is("$")) return "dollars";
  if (word.Is("€")) return "euros";
  if (word.Is("£")) return "pounds";
  return "";
}

// What becomes of people, as it is counted: "12 killed".
bool IsHarm(std::string_view lower) {
  constexpr std::string_view kHarms[] = {"killed",   "dead",     "injured", "wounded",  "hurt",
                                         "arrested", "detained", "missing", "displaced"};
  return std::find(std::begin(kHarms), std::end(kHarms), lower) != std::end(kHarms);
}

bool IsAmong(std::string_view lower, std::initializer_list<std::string_view> words) {
  return std::find(words.begin(), words.end(), lower) != words.end();
}

// "hours"; "12 times".
bool IsDurationOrRate(std::string_view lower) {
  return UnitsNamed(lower).has_value() || IsAmong(lower, {"seconds", "nights", "times"});
}

// Whether `value` in front of the word counts it: a plural, and no unit of time, or a harm. What
// one counts is told only of people: other nouns in the singular are no sizes.
bool IsCounted(const Word& word, double value) {
  if (IsHarm(word.lower)) return true;
  if (!word.IsWord() || word.capitalized) return false;
  if (value == 1) {
    return IsAmong(word.lower, {"person", "man", "woman", "child", "civilian", "soldier", "officer",
                                "percent"});
  }
  return IsCountedNoun(word.lower) && !IsDurationOrRate(word.lower);
}

// Whether the number at word `at` counts those that something was done to: "killed at least 12".
bool IsHarmed(const std::vector<Word>& words, int first, int at) {
  constexpr std::string_view kRounding[] = {"at",    "least",         "more",   "than",
                                            "about", "some",          "nearly", "over",
                                            "up",    "approximately", "to",     "around"};
  int before = at - 1;
  while (before >= first && std::find(std::begin(kRounding), std::end(kRounding),
                                      words[before].lower) != std::end(kRounding)) {
    --before;
  }
  if (before < first) return false;
  const std::string& lower = words[before].lower;
  return lower != "dead" && lower != "missing" &&
         (IsHarm(lower) || lower == "killing" || lower == "injuring" || lower == "wounding");
}

// One qualifying word may stand between a number and what it counts: "12 armed men".
bool MayQualify(const Word& word) {
  return word.IsWord() && !IsPreposition(word.lower) && !IsConjunction(word.lower) &&
         !IsDurationOrRate(word.lower);
}

// Words [begin, end) that are a number.
struct Number {
  double value = 0;
  int begin = 0;
  int end = 0;
};

// The word among words[.., last) that the number in front of it counts.
std::optional<int> CountedBehind(const std::vector<Word>& words, int last, const Number& number) {
  int at = number.end;
  if (at < last && IsCounted(words[at], number.value)) return at;
  if (at >= last || !MayQualify(words[at])) return std::nullopt;
  ++at;
  if (at < last && IsCounted(words[at], number.value)) return at;
  return std::nullopt;
}

// What the number tells among words[first, last); nullopt where it counts nothing.
std::optional<Magnitude> MagnitudeOf(const std::vector<Word>& words, int first, int last,
                                     const Number& number) {
  Magnitude magnitude;
  magnitude.value = number.value;
  magnitude.span = {words[number.begin].span.begin, words[number.end - 1].span.end};
  const std::string_view currency = number.begin > first ? CurrencyOf(words[number.begin - 1]) : "";
  if (!currency.empty()) {
    magnitude.unit = std::string(currency);
    magnitude.span.begin = words[number.begin - 1].span.begin;
  } else if (const std::optional<int> counted = CountedBehind(words, last, number)) {
    magnitude.unit = words[*counted].lower;
    magnitude.span.end = words[*counted].span.end;
  } else if (IsHarmed(words, first, number.begin)) {
    magnitude.unit = "people";
  } else {
    return std::nullopt;
  }
  return magnitude;
}

}  // namespace

std::vector<Magnitude> FindMagnitudes(const std::vector<Word>& words, int first, int last,
                                      absl::Span<const EventTime> times) {
  std::vector<Magnitude> magnitudes;
  auto time = times.begin();  // the first that ends behind the number's beginning
  for (int i = first; i < last;) {
    const std::optional<double> value = NumberOf(words[i]);
    if (!value) {
      ++i;
      continue;
    }
    Number number{*value, i, i + 1};
    number.end = MultiplyOut(words, number.end, last, number.value);
    i = number.end;
    const Span span{words[number.begin].span.begin, words[number.end - 1].span.end};
    while (time != times.end() && time->span.end <= span.begin) ++time;
    const bool in_time = time != times.end() && time->span.Overlaps(span);
    if (in_time || number.value > kLargestValue) continue;
    if (auto magnitude = MagnitudeOf(words, first, last, number)) {
      magnitudes.push_back(*std::move(magnitude));
    }
  }
  return magnitudes;
}

}  // namespace onrecord::ingest
