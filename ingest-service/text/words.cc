#include "ingest-service/text/words.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>

#include "ingest-service/text/code_points.h"

namespace onrecord::ingest {
namespace {

bool IsApostrophe(char32_t c) { return c == '\'' || c == U'\u2019'; }

// Abbreviations that keep their full stop although they are longer than a letter.
bool IsAbbreviation(std::string_view lower) {
  static constexpr std::string_view kAbbreviations[] = {
      "mr",  "mrs",  "ms",  "dr",   "prof", "sen", "rep", "gov", "gen",  "lt",   "col",  "maj",
      "sgt", "capt", "adm", "rev",  "hon",  "st",  "jr",  "sr",  "del",  "atty", "supt", "cmdr",
      "jan", "feb",  "aug", "sept", "oct",  "nov", "dec", "inc", "corp", "co",   "ltd",  "messrs"};
  return std::find(std::begin(kAbbreviations), std::end(kAbbreviations), lower) !=
         std::end(kAbbreviations);
}

std::string LookUpForm(std::string_view surface) {
  std::string lower;
  lower.reserve(surface.size());
  for (int32_t i = 0; i < static_cast<int32_t>(surface.size());) {
    const char32_t c = NextCodePoint(surface, i);
    if (c < 0x80) {
      lower.push_back(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : static_cast<char>(c));
    } else if (IsApostrophe(c)) {
      lower.push_back('\'');
    } else {
      const UChar32 folded = u_tolower(c);
      uint8_t bytes[U8_MAX_LENGTH];
      int32_t size = 0;
      U8_APPEND_UNSAFE(bytes, size, folded);
      lower.append(reinterpret_cast<const char*>(bytes), size);
    }
  }
  return lower;
}

// Whether the apostrophe that ends at `offset` is followed by a lone "s".
bool BeginsPossessive(std::string_view text, int32_t offset) {
  const char32_t s = NextCodePoint(text, offset);
  return (s == 's' || s == 'S') && !IsLetterOrDigit(CodePointAt(text, offset));
}

// The end of the word that begins before `offset` and goes on at it.
int32_t EndOfWord(std::string_view text, int32_t offset) {
  for (;;) {
    int32_t next = offset;
    const char32_t c = NextCodePoint(text, next);
    if (IsLetterOrDigit(c) || u_charType(c) == U_NON_SPACING_MARK) {
      offset = next;
      continue;
    }
    const bool joins =
        c == '-' || c == U'\u2011' || (IsApostrophe(c) && !BeginsPossessive(text, next));
    if (!joins || !IsLetterOrDigit(CodePointAt(text, next))) return offset;
    offset = next;
  }
}

// The end of the initialism "U.S." or "J." that begins at `offset`, or `offset` where there is
// none.
int32_t EndOfInitials(std::string_view text, int32_t offset) {
  for (;;) {
    int32_t next = offset;
    if (!IsUpper(NextCodePoint(text, next))) return offset;
    if (NextCodePoint(text, next) != '.') return offset;
    offset = next;
  }
}

int32_t EndOfNumber(std::string_view text, int32_t offset) {
  for (;;) {
    int32_t next = offset;
    const char32_t c = NextCodePoint(text, next);
    if (!IsLetterOrDigit(c)) {
      const bool joins = c == ',' || c == '.' || c == '/' || c == ':' || c == '-';
      if (!joins || !IsLetterOrDigit(CodePointAt(text, next))) return offset;
    }
    offset = next;
  }
}

Word ReadLetters(std::string_view text, int32_t begin, int32_t after_first) {
  Word word;
  word.kind = WordKind::kWord;
  word.capitalized = IsUpper(CodePointAt(text, begin));
  int32_t end = EndOfInitials(text, begin);
  if (end == begin) {
    end = EndOfWord(text, after_first);
    if (CodePointAt(text, end) == '.' &&
        IsAbbreviation(LookUpForm(text.substr(begin, end - begin)))) {
      ++end;
    }
  }
  word.span = {begin, end};
  return word;
}

// Anything that is neither word nor number: punctuation, or a possessive mark where a word ends
// just before.
Word ReadMark(std::string_view text, int32_t begin, int32_t after_first, bool after_word) {
  Word word;
  word.span = {begin, after_first};
  const char32_t c = CodePointAt(text, begin);
  if (IsApostrophe(c) && after_word) {
    if (BeginsPossessive(text, after_first)) {
      word.kind = WordKind::kPossessive;
      word.span.end = after_first + 1;
      return word;
    }
    const char32_t before = CodePointBefore(text, begin);
    if (before == 's' && CodePointAt(text, after_first) == ' ') {
      word.kind = WordKind::kPossessive;
      return word;
    }
  }
  const bool doubles = (c == '\'' || c == '`') && CodePointAt(text, after_first) == c;
  if (doubles) word.span.end = after_first + 1;
  return word;
}

}  // namespace

std::vector<Word> ReadWords(std::string_view text) {
  std::vector<Word> words;
  words.reserve(text.size() / 5);
  const int32_t size = static_cast<int32_t>(text.size());
  for (int32_t begin = 0; begin < size;) {
    int32_t next = begin;
    const char32_t c = NextCodePoint(text, next);
    if (IsWhiteSpace(c)) {
      begin = next;
      continue;
    }
    const std::string_view near = text.substr(0, begin + kLongestWord);
    Word word;
    if (IsLetter(c)) {
      word = ReadLetters(near, begin, next);
    } else if (IsDigit(c)) {
      word.kind = WordKind::kNumber;
      word.span = {begin, EndOfNumber(near, next)};
    } else {
      const bool after_word =
          !words.empty() && words.back().span.end == begin && !words.back().Is("''");
      word = ReadMark(text, begin, next, after_word);
    }
    word.lower = LookUpForm(Surface(text, word.span));
    begin = word.span.end;
    words.push_back(std::move(word));
  }
  return words;
}

std::vector<Word> ReadWords(std::string_view text, Span span) {
  std::vector<Word> words = ReadWords(Surface(text, span));
  for (Word& word : words) word.span = {word.span.begin + span.begin, word.span.end + span.begin};
  return words;
}

int FirstWordFrom(const std::vector<Word>& words, int32_t offset) {
  const auto found =
      std::lower_bound(words.begin(), words.end(), offset,
                       [](const Word& word, int32_t value) { return word.span.begin < value; });
  return static_cast<int>(found - words.begin());
}

}  // namespace onrecord::ingest
