#include "ingest-service/events/magnitudes.h"

#include <algorithm>
#include <cstdlib>
#include <optional>
#include <string>
#include <string_view>

#include "ingest-service/events/grammar.h"
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
  if (word.IsWord()) return NumberWord(word.lower);
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
    const double factor = NumberWord(words[at].lower).value_or(0);
    if (factor < 100) break;
    if (value <= kLargestValue) value *= factor;
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

// Whether what follows a number is counted by it: a plural, and no unit of time, or a harm.
bool IsCounted(const Word& word) {
  const std::string& lower = word.lower;
  if (IsHarm(lower)) return true;
  if (!word.IsWord() || word.capitalized || lower.size() < 4) return false;
  for (const std::string_view time :
       {"years", "months", "weeks", "days", "hours", "minutes", "times"}) {
    if (lower == time) return false;
  }
  return lower.back() == 's' || lower == "people" || lower == "women" || lower == "children" ||
         lower == "percent" || lower == "troops";
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

}  // namespace

std::vector<Magnitude> FindMagnitudes(const std::vector<Word>& words, int first, int last) {
  std::vector<Magnitude> magnitudes;
  for (int i = first; i < last; ++i) {
    std::optional<double> value = NumberOf(words[i]);
    if (!value) continue;
    const int begin = i;
    int end = MultiplyOut(words, i + 1, last, *value);
    i = end - 1;  // the number is over, whether it counts anything or not
    if (*value > kLargestValue) continue;
    const std::string_view currency = begin > first ? CurrencyOf(words[begin - 1]) : "";
    Magnitude magnitude;
    magnitude.value = *value;
    if (!currency.empty()) {
      magnitude.unit = std::string(currency);
      magnitude.span = {words[begin - 1].span.begin, words[end - 1].span.end};
    } else {
      // One qualifying word may stand between: "12 armed men".
      const int counted = end < last && IsCounted(words[end]) ? end : end + 1;
      const bool counts = counted < last && IsCounted(words[counted]) && words[end].IsWord() &&
                          !IsPreposition(words[end].lower);
      if (!counts && !IsHarmed(words, first, begin)) continue;
      magnitude.unit = counts ? words[counted].lower : "people";
      if (counts) end = counted + 1;
      magnitude.span = {words[begin].span.begin, words[end - 1].span.end};
    }
    magnitudes.push_back(std::move(magnitude));
    i = end - 1;
  }
  return magnitudes;
}

}  // namespace onrecord::ingest
