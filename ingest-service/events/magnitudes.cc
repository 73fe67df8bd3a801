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

std::optional<double> NumberOf(const Word& word) {
  if (word.IsWord()) return NumberWord(word.lower);
  if (word.kind != WordKind::kNumber) return std::nullopt;
  std::string digits = word.lower;
  digits.erase(std::remove(digits.begin(), digits.end(), ','), digits.end());
  if (digits.size() > 15 || digits.find_first_not_of("0123456789.") != std::string::npos)
    return std::nullopt;
  return std::strtod(digits.c_str(), nullptr);
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

// Whether what follows a number is counted by it: a plural, and no unit of time.
bool IsCounted(const Word& word) {
  const std::string& lower = word.lower;
  if (!word.IsWord() || word.capitalized || lower.size() < 4) return false;
  for (const std::string_view time :
       {"years", "months", "weeks", "days", "hours", "minutes", "times"}) {
    if (lower == time) return false;
  }
  return lower.back() == 's' || lower == "people" || lower == "women" || lower == "children" ||
         lower == "percent" || lower == "troops";
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
      if (!counts) continue;
      magnitude.unit = words[counted].lower;
      magnitude.span = {words[begin].span.begin, words[counted].span.end};
      end = counted + 1;
    }
    magnitudes.push_back(std::move(magnitude));
    i = end - 1;
  }
  return magnitudes;
}

}  // namespace onrecord::ingest
