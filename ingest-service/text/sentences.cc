// How sentences are found. A sentence may end at a run of stops (. ? ! … and their full-width
// forms) together with the closing marks behind it, when white space follows; full-width stops need
// none. Whether it does end there is then decided from the word before the stop and the words after
// it: EndsSentence below, rule by rule.

#include "ingest-service/text/sentences.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <iterator>

#include "ingest-service/text/code_points.h"

namespace onrecord::ingest {
namespace {

// Before a name or number: the stop never ends a sentence.
constexpr std::string_view kTitles[] = {
    "Mr",   "Mrs", "Ms",  "Mx",   "Dr",   "Prof", "Gen",  "Sen",  "Sens",   "Rep",   "Reps", "Gov",
    "Govs", "Lt",  "Col", "Capt", "Cmdr", "Sgt",  "Cpl",  "Pvt",  "Maj",    "Adm",   "Brig", "Rev",
    "Hon",  "St",  "Ste", "Pres", "Amb",  "Atty", "Supt", "Insp", "Messrs", "Mme",   "Mlle", "Fr",
    "Sr",   "Mt",  "Ft",  "vs",   "v",    "e.g",  "i.e",  "cf",   "viz",    "approx"};
// Before a figure the stop abbreviates ("No. 10", "Jan. 5"); before anything else it ends the
// sentence.
constexpr std::string_view kBeforeFigures[] = {
    "No",  "Nos", "Art", "Sec", "Fig", "Vol",  "Ch",  "p",   "pp",  "Jan",  "Feb", "Mar",
    "Apr", "Jun", "Jul", "Aug", "Sep", "Sept", "Oct", "Nov", "Dec", "para", "Rs",  "ca"};
// May end a sentence or stand within one: the word after it decides.
constexpr std::string_view kUndecided[] = {
    "Inc", "Corp", "Co",   "Ltd",   "Jr",   "Bros", "Dept", "Ave",  "Blvd", "Rd",  "etc", "al",
    "Ala", "Ariz", "Ark",  "Calif", "Colo", "Conn", "Del",  "Fla",  "Ga",   "Ill", "Ind", "Kan",
    "Ky",  "La",   "Mass", "Md",    "Mich", "Minn", "Miss", "Mo",   "Mont", "Neb", "Nev", "Okla",
    "Ore", "Pa",   "Penn", "Tenn",  "Tex",  "Va",   "Vt",   "Wash", "Wis",  "Wyo", "Esq", "Ph.D"};
// Words that begin sentences and hardly any name.
constexpr std::string_view kStarters[] = {
    "A",       "After",   "Although", "An",    "And",   "As",   "At",    "Before", "But",
    "By",      "Despite", "During",   "For",   "From",  "He",   "Her",   "His",    "How",
    "However", "I",       "If",       "In",    "It",    "Its",  "Last",  "Many",   "Meanwhile",
    "More",    "Most",    "Mr",       "Mrs",   "Ms",    "No",   "Not",   "Now",    "On",
    "One",     "Or",      "Our",      "She",   "Since", "So",   "Some",  "Still",  "That",
    "The",     "Their",   "Then",     "There", "These", "They", "This",  "Those",  "Though",
    "To",      "Under",   "Until",    "We",    "What",  "When", "Where", "While",  "Who",
    "Why",     "With",    "Yet",      "You",   "Your"};
// After a question or an outcry and a name they carry the sentence on: “Why?” Lindqvist asked.
constexpr std::string_view kReportingVerbs[] = {
    "said",  "says",    "asked",   "asks",    "added",   "wrote", "writes",  "told",
    "tells", "shouted", "replied", "quipped", "tweeted", "cried", "wondered"};

template <size_t N>
bool Has(const std::string_view (&words)[N], std::string_view word) {
  return std::find(std::begin(words), std::end(words), word) != std::end(words);
}

bool IsStop(char32_t c) { return c == U'.' || c == U'?' || c == U'!' || c == U'…'; }
bool IsWideStop(char32_t c) { return c == U'。' || c == U'？' || c == U'！' || c == U'｡'; }

bool IsQuotationMark(char32_t c) {
  return std::u32string_view(U"\"'”“’‘«»`").find(c) != std::u32string_view::npos;
}
bool MayStandAfterStop(char32_t c) {
  return IsQuotationMark(c) ||
         std::u32string_view(U")]}」』*").find(c) != std::u32string_view::npos;
}
bool MayStandBeforeWord(char32_t c) {
  return IsQuotationMark(c) ||
         std::u32string_view(U"([{„‚「『¿¡*").find(c) != std::u32string_view::npos;
}

// Where a run of stops with its closing marks ends, and what it holds.
struct Stop {
  int32_t begin = 0;
  int32_t end = 0;
  bool single_period = false;
  bool asks = false;       // a question or an outcry
  bool wide = false;       // full-width
  bool quotation = false;  // a quotation mark closes behind it
};

Stop ReadStop(std::string_view text, int32_t begin, int32_t limit) {
  Stop stop;
  stop.begin = stop.end = begin;
  int stops = 0;
  for (int32_t at = begin; at < limit; stop.end = at, ++stops) {
    const char32_t c = NextCodePoint(text, at);
    if (!IsStop(c) && !IsWideStop(c)) break;
    stop.asks = stop.asks || c == U'?' || c == U'!';
    stop.wide = stop.wide || IsWideStop(c);
    stop.single_period = stops == 0 && c == U'.';
  }
  for (int32_t at = stop.end; at < limit; stop.end = at) {
    const char32_t c = NextCodePoint(text, at);
    if (!MayStandAfterStop(c)) break;
    stop.quotation = stop.quotation || IsQuotationMark(c);
  }
  return stop;
}

// The word that ends at `end`, inner periods and hyphens included: "U.S", "e.g", "D-Fla".
std::string_view WordBefore(std::string_view text, int32_t begin, int32_t end) {
  constexpr int32_t kLongest = 24;  // longer words are no abbreviations
  int32_t at = end;
  while (at > begin && end - at < kLongest) {
    int32_t previous = at;
    const char32_t c = PreviousCodePoint(text, previous);
    if (!IsLetterOrDigit(c) && c != U'.') break;
    at = previous;
  }
  return text.substr(at, end - at);
}

std::string_view WordAt(std::string_view text, int32_t& at, int32_t limit) {
  const int32_t begin = at;
  while (at < limit && IsLetter(CodePointAt(text, at))) NextCodePoint(text, at);
  return text.substr(begin, at - begin);
}

void SkipSpaces(std::string_view text, int32_t& at, int32_t limit) {
  while (at < limit && IsWhiteSpace(CodePointAt(text, at))) NextCodePoint(text, at);
}

bool IsSingleLetter(std::string_view word) {
  int32_t at = 0;
  return IsUpper(NextCodePoint(word, at)) && at == static_cast<int32_t>(word.size());
}

// "U.S", "a.m": letters parted by periods.
bool IsAcronym(std::string_view word) {
  return word.find('.') != word.npos && word.size() <= 12 && IsLetter(CodePointAt(word, 0));
}

// Whether `word`, standing before a lone period, keeps the sentence going when `next` follows.
bool Abbreviates(std::string_view word, std::string_view next, char32_t first) {
  if (Has(kTitles, word)) return true;
  if (Has(kBeforeFigures, word)) return IsDigit(first);
  if (IsSingleLetter(word)) return word != "I" && !Has(kStarters, next);
  if (IsAcronym(word) || Has(kUndecided, word)) return !Has(kStarters, next);
  return false;
}

// Whether up to three capitalised words and a reporting verb stand at `at`.
bool ReporterFollows(std::string_view text, int32_t at, int32_t limit) {
  for (int words = 0; words < 4; ++words) {
    const std::string_view word = WordAt(text, at, limit);
    if (word.empty()) return false;
    if (words > 0 && Has(kReportingVerbs, word)) return true;
    if (!IsUpper(CodePointAt(word, 0))) return false;
    if (at < limit && text[at] == '.') ++at;
    SkipSpaces(text, at, limit);
  }
  return false;
}

// Whether the sentence that began at `begin` ends with `stop`.
bool EndsSentence(std::string_view text, int32_t begin, const Stop& stop, int32_t limit) {
  if (stop.end >= limit || stop.wide) return true;
  if (!IsWhiteSpace(CodePointAt(text, stop.end))) return false;
  int32_t at = stop.end;
  SkipSpaces(text, at, limit);
  bool opens = false;
  while (at < limit && MayStandBeforeWord(CodePointAt(text, at))) {
    NextCodePoint(text, at);
    opens = true;
  }
  const char32_t first = at < limit ? CodePointAt(text, at) : kNoCodePoint;
  if (IsLower(first)) return opens && stop.quotation;
  if (stop.asks && stop.quotation && ReporterFollows(text, at, limit)) return false;
  if (!stop.single_period || stop.quotation) return true;
  const std::string_view before = WordBefore(text, begin, stop.begin);
  const bool numbers_item = before.size() == static_cast<size_t>(stop.begin - begin) &&
                            before.size() <= 3 && IsDigit(CodePointAt(before, 0));
  return !numbers_item && !Abbreviates(before, WordAt(text, at, limit), first);
}

}  // namespace

std::vector<Span> FindSentences(std::string_view text, Span paragraph) {
  std::vector<Span> sentences;
  int32_t begin = paragraph.begin;
  SkipSpaces(text, begin, paragraph.end);
  int32_t end = begin;  // just past the last character that isn't white space
  for (int32_t at = begin; at < paragraph.end;) {
    const char32_t c = CodePointAt(text, at);
    if (!IsStop(c) && !IsWideStop(c)) {
      NextCodePoint(text, at);
      if (!IsWhiteSpace(c)) end = at;
      continue;
    }
    const Stop stop = ReadStop(text, at, paragraph.end);
    at = end = stop.end;
    if (!EndsSentence(text, begin, stop, paragraph.end)) continue;
    sentences.push_back({begin, end});
    SkipSpaces(text, at, paragraph.end);
    begin = end = at;
  }
  if (begin < end) sentences.push_back({begin, end});
  return sentences;
}

}  // namespace onrecord::ingest
