#include <string_view>

#include "ingest-service/events/times/calendar_words.h"
#include "ingest-service/events/times/number_words.h"
#include "ingest-service/events/times/time_rules.h"

namespace onrecord::ingest {
namespace {

enum class Half { kMorning, kEvening };  // of the day

std::optional<Half> HalfNamed(std::string_view lower) {
  if (lower == "am" || lower == "a.m.") return Half::kMorning;
  if (lower == "pm" || lower == "p.m.") return Half::kEvening;
  return std::nullopt;
}

// "a.m.", "pm", "P.M.", also in pieces: "p", ".", "m", ".".
std::optional<Parsed<Half>> ReadHalf(const TimeTokens& tokens, int at) {
  if (const std::optional<Half> half = HalfNamed(tokens.Lower(at))) {
    return Parsed<Half>{*half, at + 1};
  }
  const bool pieces =
      tokens.IsOneOf(at, {"a", "p"}) && tokens.Is(at + 1, ".") && tokens.Is(at + 2, "m");
  if (!pieces) return std::nullopt;
  return Parsed<Half>{tokens.Is(at, "a") ? Half::kMorning : Half::kEvening,
                      at + 3 + (tokens.Is(at + 3, ".") ? 1 : 0)};
}

// Of "10:30" both, of "3" the hour; the half of the day may be joined: "10:30pm".
struct Figures {
  int hour = 0;
  int minute = 0;
  bool has_minute = false;
  std::optional<Half> half;
};

std::optional<int> Number(std::string_view figures) {
  if (figures.empty() || figures.size() > 2) return std::nullopt;
  int number = 0;
  for (const char c : figures) {
    if (c < '0' || c > '9') return std::nullopt;
    number = 10 * number + (c - '0');
  }
  return number;
}

std::optional<Figures> ReadFigures(const TimeToken& token) {
  if (token.kind != WordKind::kNumber) return std::nullopt;
  std::string_view text = token.lower;
  Figures figures;
  if (text.size() > 2) figures.half = HalfNamed(text.substr(text.size() - 2));
  if (figures.half) text.remove_suffix(2);
  const size_t colon = text.find(':');
  const std::optional<int> hour = Number(text.substr(0, colon));
  if (!hour) return std::nullopt;
  figures.hour = *hour;
  if (colon != std::string_view::npos) {
    const std::optional<int> minute = Number(text.substr(colon + 1));
    if (!minute || text.size() != colon + 3) return std::nullopt;
    figures.minute = *minute;
    figures.has_minute = true;
  }
  if (figures.hour > 24 || figures.minute > 59) return std::nullopt;
  return figures;
}

// The time of day on a clock of 24 hours; nullopt for "13 p.m.".
std::optional<ClockTime> OnClock(const Figures& figures, std::optional<Half> half) {
  ClockTime clock;
  clock.hour = figures.hour;
  clock.minute = figures.minute;
  if (half) {
    if (figures.hour < 1 || figures.hour > 12) return std::nullopt;
    clock.hour = figures.hour % 12 + (*half == Half::kEvening ? 12 : 0);
  }
  if (clock.hour == 24 && clock.minute > 0) return std::nullopt;
  return clock;
}

// "noon", "midnight".
std::optional<Parsed<ClockTime>> ReadNoon(const TimeTokens& tokens, int at) {
  if (tokens.Is(at, "noon")) return Parsed<ClockTime>{{12, 0, {}}, at + 1};
  if (tokens.Is(at, "midnight")) return Parsed<ClockTime>{{24, 0, {}}, at + 1};
  return std::nullopt;
}

// "1500 GMT": four figures, only with the zone behind them.
std::optional<Parsed<ClockTime>> ReadMilitary(const TimeTokens& tokens, int at) {
  const std::optional<int> figures = FiguresAt(tokens, at);
  if (!figures || tokens[at].lower.size() != 4 || !TimeZoneNamed(tokens.Lower(at + 1))) {
    return std::nullopt;
  }
  if (*figures / 100 > 23 || *figures % 100 > 59) return std::nullopt;
  return Parsed<ClockTime>{{*figures / 100, *figures % 100, {}}, at + 1};
}

// "3 p.m.", "15:00", "3 o'clock".
std::optional<Parsed<ClockTime>> ReadHour(const TimeTokens& tokens, int at) {
  std::optional<Figures> figures = ReadFigures(tokens[at]);
  if (!figures) {
    if (tokens.IsOneOf(at, {"a", "an"})) return std::nullopt;  // "a PM", the minister
    const std::optional<ReadNumber> spelled = CardinalAt(tokens, at);
    if (!spelled || spelled->end != at + 1 || spelled->value > 12) return std::nullopt;
    figures = Figures{spelled->value, 0, false, {}};
  }
  int end = at + 1;
  if (!figures->half) {
    if (const auto half = ReadHalf(tokens, end)) {
      figures->half = half->form;
      end = half->end;
    }
  }
  const bool o_clock = tokens.Is(end, "o'clock");
  // "15:20" is as well a result, or a place in a film.
  const bool by_minute =
      figures->has_minute &&
      (TimeZoneNamed(tokens.Lower(end)) ||
       tokens.IsOneOf(at - 1, {"at", "by", "until", "from", "before", "after", "around", "since"}));
  const bool told = figures->half || by_minute || o_clock;
  if (!told) return std::nullopt;
  const std::optional<ClockTime> clock = OnClock(*figures, figures->half);
  if (!clock) return std::nullopt;
  return Parsed<ClockTime>{*clock, end + (o_clock ? 1 : 0)};
}

}  // namespace

std::optional<Parsed<ClockTime>> ReadClock(const TimeTokens& tokens, int at) {
  std::optional<Parsed<ClockTime>> clock = ReadNoon(tokens, at);
  if (!clock) clock = ReadMilitary(tokens, at);
  if (!clock) clock = ReadHour(tokens, at);
  if (!clock) return std::nullopt;
  if (const std::optional<int> zone = TimeZoneNamed(tokens.Lower(clock->end))) {
    clock->form.utc_offset_minutes = zone;
    ++clock->end;
  } else if (tokens.IsOneOf(clock->end, {"et", "e.t.", "ct", "mt", "pt"})) {
    ++clock->end;  // an offset that the time of year decides: read as the publisher's
  }
  return clock;
}

}  // namespace onrecord::ingest
