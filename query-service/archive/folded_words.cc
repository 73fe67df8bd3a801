#include "query-service/archive/folded_words.h"

#include <unicode/translit.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <memory>

namespace onrecord::query {
namespace {

bool IsAscii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](unsigned char c) { return c < 0x80; });
}

std::unique_ptr<icu::Transliterator> MakeAsciiTransliterator() {
  UErrorCode error = U_ZERO_ERROR;
  return std::unique_ptr<icu::Transliterator>(icu::Transliterator::createInstance(
      "NFKD; [:Nonspacing Mark:] Remove; Latin-ASCII", UTRANS_FORWARD, error));
}

bool IsWordChar(UChar32 c) { return u_isalnum(c); }

// Whether the character at `i` stands within a word: the stop of "U.S" or the apostrophe of
// "Turkey's".
bool JoinsLetters(const icu::UnicodeString& text, int32_t i, const icu::UnicodeString& word) {
  return text.charAt(i) == u'.' && word.countChar32() == 1 && i + 1 < text.length() &&
         IsWordChar(text.char32At(i + 1)) &&
         (i + 2 >= text.length() || !IsWordChar(text.char32At(i + 2)));
}

bool IsApostrophe(char16_t c) { return c == u'\'' || c == u'\u2019'; }

}  // namespace

std::string WithoutDiacritics(std::string_view text) {
  if (IsAscii(text)) return std::string(text);
  // One a thread: it takes a millisecond to make and is not promised to be safe for several.
  static thread_local const std::unique_ptr<icu::Transliterator> to_ascii =
      MakeAsciiTransliterator();
  icu::UnicodeString folded = icu::UnicodeString::fromUTF8(
      icu::StringPiece(text.data(), static_cast<int32_t>(text.size())));
  if (to_ascii != nullptr) to_ascii->transliterate(folded);
  std::string plain;
  folded.toUTF8String(plain);
  return plain;
}

std::vector<FoldedWord> FoldWords(std::string_view text) {
  const std::string plain = WithoutDiacritics(text);
  const icu::UnicodeString unicode = icu::UnicodeString::fromUTF8(plain);
  std::vector<FoldedWord> words;
  icu::UnicodeString word;
  bool spelt = false;  // whether single letters with stops make up the word
  const auto finish = [&] {
    if (word.isEmpty()) return;
    FoldedWord folded;
    folded.is_capital = u_isupper(word.char32At(0));
    word.foldCase().toUTF8String(folded.text);
    words.push_back(std::move(folded));
    word.remove();
    spelt = false;
  };
  for (int32_t i = 0; i < unicode.length(); i = unicode.moveIndex32(i, 1)) {
    const UChar32 c = unicode.char32At(i);
    if (IsWordChar(c)) {
      word.append(c);
    } else if (IsApostrophe(unicode.charAt(i)) && i + 1 < unicode.length() &&
               unicode.charAt(i + 1) == u's' &&
               (i + 2 >= unicode.length() || !IsWordChar(unicode.char32At(i + 2)))) {
      ++i;  // the possessive's s
      finish();
    } else if (spelt ? c == u'.' && i + 2 < unicode.length() &&
                           IsWordChar(unicode.char32At(i + 1)) && unicode.charAt(i + 2) == u'.'
                     : JoinsLetters(unicode, i, word)) {
      spelt = true;
    } else {
      finish();
    }
  }
  finish();
  return words;
}

}  // namespace onrecord::query
