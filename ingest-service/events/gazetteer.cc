// A search by halves over the bytes of the table: each step goes from the middle byte back to the
// beginning of its line. A line is a key, a tab, and records apart by tabs; a record is
// name|kind|country|region|latitude|longitude|size, degrees in hundredths and size in tenths, or
// >key|country, which stands for the records of that key in that country (<key|country where the
// name may be foreign or old). An empty name is the key with capitals. gazetteer_test.cc reads the
// whole table.

#include "ingest-service/events/gazetteer.h"

#include <unicode/uchar.h>
#include <unicode/unorm2.h>

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <system_error>
#include <utility>

#include "absl/strings/ascii.h"
#include "ingest-service/text/code_points.h"

namespace onrecord::ingest {
namespace {

constexpr char kTableText[] =
#include "ingest-service/events/gazetteer/gazetteer.inc"
    ;

// Without the line break that the literal begins with.
constexpr std::string_view kTable(kTableText + 1, sizeof(kTableText) - 2);

// The line that begins at `begin`; empty at the end of the table.
std::string_view LineFrom(size_t begin) {
  return kTable.substr(begin, kTable.find('\n', begin) - begin);
}

std::string_view KeyOf(std::string_view line) { return line.substr(0, line.find('\t')); }

// The first line whose key is not less than `key`; empty past the last.
std::string_view LowerBound(std::string_view key) {
  size_t low = 0;
  size_t high = kTable.size();
  while (low < high) {
    const size_t middle = low + (high - low) / 2;
    const size_t previous_end = middle == 0 ? kTable.npos : kTable.rfind('\n', middle - 1);
    const size_t begin = previous_end == kTable.npos ? 0 : previous_end + 1;
    const std::string_view line = LineFrom(begin);
    if (KeyOf(line) < key) {
      low = begin + line.size() + 1;
    } else {
      high = begin;
    }
  }
  return LineFrom(low);
}

// The records behind `key`; empty where it is none.
std::string_view RecordsOf(std::string_view key) {
  const std::string_view line = LowerBound(key);
  if (key.empty() || line.empty() || KeyOf(line) != key) return {};
  return line.substr(key.size() + 1);
}

// Takes the part before the next `separator` off the front of `rest`.
std::string_view TakePart(std::string_view& rest, char separator) {
  const std::string_view part = rest.substr(0, rest.find(separator));
  rest.remove_prefix(std::min(rest.size(), part.size() + 1));
  return part;
}

std::optional<int> ReadNumber(std::string_view digits) {
  int value = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (error != std::errc() || end != digits.data() + digits.size()) return std::nullopt;
  return value;
}

PlaceKind KindOf(std::string_view letter) {
  static constexpr std::string_view kLetters = "CARKPBDS";
  return static_cast<PlaceKind>(kLetters.find(letter.front()));
}

std::optional<double> Degrees(std::string_view hundredths) {
  const std::optional<int> value = ReadNumber(hundredths);
  if (!value) return std::nullopt;
  return *value / 100.0;
}

std::string Capitalized(std::string_view key) {
  std::string name(key);
  for (size_t i = 0; i < name.size(); ++i) {
    if (i == 0 || name[i - 1] == ' ') name[i] = absl::ascii_toupper(name[i]);
  }
  return name;
}

GazetteerEntry ReadRecord(std::string_view key, std::string_view record) {
  GazetteerEntry entry;
  const std::string_view name = TakePart(record, '|');
  entry.kind = KindOf(TakePart(record, '|'));
  if (entry.kind != PlaceKind::kAdjective) {
    entry.name = name.empty() ? Capitalized(key) : std::string(name);
  }
  entry.country_code = TakePart(record, '|');
  (entry.kind == PlaceKind::kCountry ? entry.capital : entry.region) = TakePart(record, '|');
  entry.latitude = Degrees(TakePart(record, '|'));
  entry.longitude = Degrees(TakePart(record, '|'));
  entry.size = ReadNumber(record).value_or(0) / 10.0;
  return entry;
}

bool IsAlias(std::string_view record) { return record.front() == '>' || record.front() == '<'; }

// The records of an alias "key|country"; itself no alias.
void FollowAlias(std::string_view alias, bool is_usual, std::vector<GazetteerEntry>& entries) {
  const std::string_view key = TakePart(alias, '|');
  for (std::string_view rest = RecordsOf(key); !rest.empty();) {
    const std::string_view record = TakePart(rest, '\t');
    if (IsAlias(record)) continue;
    GazetteerEntry entry = ReadRecord(key, record);
    if (entry.country_code != alias || entry.kind == PlaceKind::kAdjective) continue;
    entry.by_rare_name = !is_usual;
    entries.push_back(std::move(entry));
  }
}

// Letters that have no decomposition; make_gazetteer.py knows the same.
std::string_view PlainLetter(char32_t lower) {
  switch (lower) {
    case U'ł':
      return "l";
    case U'ø':
      return "o";
    case U'đ':
    case U'ð':
      return "d";
    case U'þ':
      return "th";
    case U'ß':
      return "ss";
    case U'æ':
      return "ae";
    case U'œ':
      return "oe";
    case U'ı':
      return "i";
    case U'ħ':
      return "h";
    default:
      return {};
  }
}

bool IsDropped(char32_t c) {
  static constexpr std::u32string_view kDropped = U".'’‘ʻʼʽʿʾ`´";
  return kDropped.find(c) != kDropped.npos ||
         u_charType(static_cast<UChar32>(c)) == U_NON_SPACING_MARK;
}

void AppendUtf8(char32_t c, std::string& out) {
  uint8_t bytes[U8_MAX_LENGTH];
  int32_t length = 0;
  U8_APPEND_UNSAFE(bytes, length, static_cast<UChar32>(c));
  out.append(reinterpret_cast<const char*>(bytes), length);
}

void AppendFolded(char32_t c, std::string& out) {
  if (IsDropped(c)) return;
  const char32_t lower = static_cast<char32_t>(u_tolower(static_cast<UChar32>(c)));
  const std::string_view plain = PlainLetter(lower);
  if (!plain.empty()) {
    out += plain;
  } else if (IsLetterOrDigit(lower)) {
    AppendUtf8(lower, out);
  } else {
    out.push_back(' ');
  }
}

const UNormalizer2& Decomposer() {
  static const UNormalizer2* const decomposer = [] {
    UErrorCode error = U_ZERO_ERROR;
    return unorm2_getNFDInstance(&error);
  }();
  return *decomposer;
}

// Appends `c` decomposed and folded.
void AppendDecomposed(char32_t c, std::string& out) {
  constexpr int32_t kLongest = 32;  // UTF-16 units; Unicode's longest is four
  UChar units[kLongest];
  UErrorCode error = U_ZERO_ERROR;
  const int32_t length =
      unorm2_getDecomposition(&Decomposer(), static_cast<UChar32>(c), units, kLongest, &error);
  if (U_FAILURE(error) || length < 0) {
    AppendFolded(c, out);
    return;
  }
  for (int32_t i = 0; i < length;) {
    UChar32 part;
    U16_NEXT(units, i, length, part);
    AppendFolded(static_cast<char32_t>(part), out);
  }
}

std::string_view ShortWord(std::string_view word) {
  if (word == "saint") return "st";
  if (word == "fort") return "ft";
  if (word == "mount") return "mt";
  return word;
}

}  // namespace

std::string FoldPlaceName(std::string_view name) {
  std::string letters;
  for (int32_t i = 0; i < static_cast<int32_t>(name.size());) {
    const char32_t c = NextCodePoint(name, i);
    if (c < 0x80) {
      AppendFolded(c, letters);
    } else {
      AppendDecomposed(c, letters);
    }
  }
  std::string key;
  for (std::string_view rest = letters; !rest.empty();) {
    const std::string_view word = TakePart(rest, ' ');
    if (!key.empty() && !word.empty()) key.push_back(' ');
    key += ShortWord(word);
  }
  return key;
}

std::vector<GazetteerEntry> LookUpPlace(std::string_view key) {
  std::vector<GazetteerEntry> entries;
  for (std::string_view rest = RecordsOf(key); !rest.empty();) {
    const std::string_view record = TakePart(rest, '\t');
    if (IsAlias(record)) {
      FollowAlias(record.substr(1), record.front() == '>', entries);
    } else {
      entries.push_back(ReadRecord(key, record));
    }
  }
  return entries;
}

PlaceKeyMatch MatchPlaceKey(std::string_view key) {
  PlaceKeyMatch match;
  std::string_view line = LowerBound(key);
  if (key.empty() || line.empty()) return match;
  match.is_key = KeyOf(line) == key;
  // The space is the least character of keys: what goes on from `key` comes right behind it.
  if (match.is_key) line = LineFrom(line.data() + line.size() + 1 - kTable.data());
  match.is_beginning =
      line.size() > key.size() && line.substr(0, key.size()) == key && line[key.size()] == ' ';
  return match;
}

std::optional<GazetteerEntry> FindCountry(std::string_view country_code) {
  std::string key = "#";
  for (const char letter : country_code) key.push_back(absl::ascii_tolower(letter));
  std::vector<GazetteerEntry> entries = LookUpPlace(key);
  if (entries.empty()) return std::nullopt;
  return std::move(entries.front());
}

std::optional<GazetteerEntry> FindCapital(std::string_view country_code) {
  const std::optional<GazetteerEntry> country = FindCountry(country_code);
  if (!country || country->capital.empty()) return std::nullopt;
  for (GazetteerEntry& entry : LookUpPlace(country->capital)) {
    if (entry.kind == PlaceKind::kCapital && entry.country_code == country_code) return entry;
  }
  return std::nullopt;
}

}  // namespace onrecord::ingest
