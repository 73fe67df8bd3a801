#include "ingest-service/events/times/number_words.h"

#include <algorithm>

#include "absl/container/flat_hash_map.h"
#include "ingest-service/text/ends_with.h"

namespace onrecord::ingest {
namespace {

using NumberNames = absl::flat_hash_map<std::string_view, int>;

constexpr size_t kMostFigures = 4;

std::optional<int> Find(const NumberNames& names, std::string_view lower) {
  const auto found = names.find(lower);
  if (found == names.end()) return std::nullopt;
  return found->second;
}

// 1 to 19.
std::optional<int> SmallNumber(std::string_view lower) {
  static const auto* const names = new NumberNames{
      {"one", 1},      {"two", 2},        {"three", 3},     {"four", 4},      {"five", 5},
      {"six", 6},      {"seven", 7},      {"eight", 8},     {"nine", 9},      {"ten", 10},
      {"eleven", 11},  {"twelve", 12},    {"thirteen", 13}, {"fourteen", 14}, {"fifteen", 15},
      {"sixteen", 16}, {"seventeen", 17}, {"eighteen", 18}, {"nineteen", 19}};
  return Find(*names, lower);
}

// 20 to 90.
std::optional<int> Tens(std::string_view lower) {
  static const auto* const names =
      new NumberNames{{"twenty", 20}, {"thirty", 30},  {"forty", 40},  {"fifty", 50},
                      {"sixty", 60},  {"seventy", 70}, {"eighty", 80}, {"ninety", 90}};
  return Find(*names, lower);
}

std::optional<int> OrdinalWord(std::string_view lower) {
  static const auto* const names = new NumberNames{
      {"first", 1},        {"second", 2},      {"third", 3},       {"fourth", 4},
      {"fifth", 5},        {"sixth", 6},       {"seventh", 7},     {"eighth", 8},
      {"ninth", 9},        {"tenth", 10},      {"eleventh", 11},   {"twelfth", 12},
      {"thirteenth", 13},  {"fourteenth", 14}, {"fifteenth", 15},  {"sixteenth", 16},
      {"seventeenth", 17}, {"eighteenth", 18}, {"nineteenth", 19}, {"twentieth", 20},
      {"thirtieth", 30}};
  return Find(*names, lower);
}

// The whole of `figures` as a number; nullopt where anything else is in it or it is too long.
std::optional<int> ParseFigures(std::string_view figures) {
  if (figures.empty() || figures.size() > kMostFigures) return std::nullopt;
  int number = 0;
  for (const char c : figures) {
    if (c < '0' || c > '9') return std::nullopt;
    number = 10 * number + (c - '0');
  }
  return number;
}

// "seven", "nineteen", "ninety six": below 100.
std::optional<ReadNumber> BelowHundredAt(const TimeTokens& tokens, int i) {
  if (const std::optional<int> small = SmallNumber(tokens.Lower(i)))
    return ReadNumber{*small, i + 1};
  const std::optional<int> tens = Tens(tokens.Lower(i));
  if (!tens) return std::nullopt;
  const std::optional<int> ones = SmallNumber(tokens.Lower(i + 1));
  if (ones && *ones < 10) return ReadNumber{*tens + *ones, i + 2};
  return ReadNumber{*tens, i + 1};
}

}  // namespace

std::optional<int> FiguresAt(const TimeTokens& tokens, int i) {
  if (tokens[i].kind != WordKind::kNumber) return std::nullopt;
  return ParseFigures(tokens.Lower(i));
}

std::optional<ReadNumber> CardinalAt(const TimeTokens& tokens, int i) {
  if (const std::optional<int> figures = FiguresAt(tokens, i)) return ReadNumber{*figures, i + 1};
  if (tokens.IsOneOf(i, {"a", "an"})) {
    if (tokens.Is(i + 1, "couple")) return ReadNumber{2, tokens.Is(i + 2, "of") ? i + 3 : i + 2};
    const double multiplier = MultiplierNamed(tokens.Lower(i + 1)).value_or(0);
    if (multiplier > 0 && multiplier <= 100) {
      return ReadNumber{static_cast<int>(multiplier), i + 2};
    }
    return ReadNumber{1, i + 1};
  }
  return BelowHundredAt(tokens, i);
}

std::optional<ReadNumber> OrdinalAt(const TimeTokens& tokens, int i) {
  const std::string_view lower = tokens.Lower(i);
  if (tokens[i].kind == WordKind::kNumber) {
    for (const std::string_view ending : {"st", "nd", "rd", "th"}) {
      if (!EndsWith(lower, ending)) continue;
      const std::optional<int> number = ParseFigures(lower.substr(0, lower.size() - 2));
      if (number && *number >= 1 && *number <= 99) return ReadNumber{*number, i + 1};
    }
    return std::nullopt;
  }
  if (const std::optional<int> whole = OrdinalWord(lower)) return ReadNumber{*whole, i + 1};
  const std::optional<int> tens = Tens(lower);
  const std::optional<int> ones = OrdinalWord(tokens.Lower(i + 1));
  if (tens && ones && *ones < 10) return ReadNumber{*tens + *ones, i + 2};
  return std::nullopt;
}

std::optional<ReadNumber> SpelledYearAt(const TimeTokens& tokens, int i) {
  const std::optional<ReadNumber> first = BelowHundredAt(tokens, i);
  if (!first) return std::nullopt;
  if (first->value == 2 && tokens.Is(first->end, "thousand")) {
    const int after = first->end + 1 + (tokens.Is(first->end + 1, "and") ? 1 : 0);
    const std::optional<ReadNumber> rest = BelowHundredAt(tokens, after);
    return rest ? ReadNumber{2000 + rest->value, rest->end} : ReadNumber{2000, first->end + 1};
  }
  const bool century = (first->value >= 13 && first->value <= 20) && first->end == i + 1;
  if (!century) return std::nullopt;
  if (tokens.Is(first->end, "hundred")) return ReadNumber{first->value * 100, first->end + 1};
  const std::optional<ReadNumber> rest = BelowHundredAt(tokens, first->end);
  if (!rest || rest->value < 10) return std::nullopt;
  return ReadNumber{first->value * 100 + rest->value, rest->end};
}

std::optional<int> CardinalNamed(std::string_view lower) {
  if (const std::optional<int> small = SmallNumber(lower)) return small;
  const size_t hyphen = std::min(lower.find('-'), lower.size());
  const std::optional<int> tens = Tens(lower.substr(0, hyphen));
  if (!tens || hyphen == lower.size()) return tens;
  const std::optional<int> ones = SmallNumber(lower.substr(hyphen + 1));
  if (!ones || *ones > 9) return std::nullopt;
  return *tens + *ones;
}

std::optional<double> MultiplierNamed(std::string_view lower) {
  static const auto* const names = new absl::flat_hash_map<std::string_view, double>{
      {"dozen", 12},    {"hundred", 100}, {"thousand", 1e3},
      {"million", 1e6}, {"billion", 1e9}, {"trillion", 1e12}};
  const auto found = names->find(lower);
  if (found == names->end()) return std::nullopt;
  return found->second;
}

std::optional<int> TensNamed(std::string_view lower) {
  static const auto* const names =
      new NumberNames{{"twenties", 20}, {"thirties", 30},  {"forties", 40},  {"fifties", 50},
                      {"sixties", 60},  {"seventies", 70}, {"eighties", 80}, {"nineties", 90}};
  return Find(*names, lower);
}

}  // namespace onrecord::ingest
