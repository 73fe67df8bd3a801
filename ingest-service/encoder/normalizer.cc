// The reference took its tables from older versions of Unicode than ICU has: general categories
// from Unicode 8, canonical decomposition from Unicode 9. A character that came later has, there,
// no category and no decomposition, and the encoder was trained on what follows from that. So each
// question to ICU is preceded by one for the character's age, and the few characters whose category
// changed since are listed. Casing is per character; the final sigma and other context don't count.
//
// How a decomposed character finds its bytes: in the reference, the first character of a
// decomposition takes the place of the next original character and the others share the place of
// the one before. Where reordering of marks moves a character, the place does not move along.
// normalizer_test.cc and the golden lines of tokenizer_test.cc cover it.

#include "ingest-service/encoder/normalizer.h"

#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/utf16.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <cstdint>

namespace onrecord::ingest {
namespace {

constexpr int kCategoryVersion = 8;
constexpr int kDecompositionVersion = 9;
constexpr int kLongestDecomposition = 32;     // UTF-16 units; Unicode's longest is four
constexpr char32_t kFirstDecomposing = 0xC0;  // nothing before it decomposes or combines

bool IsOfVersion(char32_t c, int version) {
  UVersionInfo age;
  u_charAge(static_cast<UChar32>(c), age);
  return age[0] != 0 && age[0] <= version;
}

// The categories in Unicode 8 as a mask of one bit; 0 for what it had not assigned.
uint32_t CategoryMask(char32_t c) {
  switch (c) {
    case 0x166D:   // CANADIAN SYLLABICS CHI SIGN
    case 0x111C9:  // SHARADA SANDHI MARK
      return U_GC_PO_MASK;
    case 0x1734:  // HANUNOO SIGN PAMUDPOD
      return U_GC_MN_MASK;
    case 0x1885:  // MONGOLIAN LETTER ALI GALI BALUDA
    case 0x1886:  // MONGOLIAN LETTER ALI GALI THREE BALUDA
      return U_GC_LO_MASK;
    case 0xA9BD:  // JAVANESE CONSONANT SIGN KERET
      return U_GC_MC_MASK;
    default:
      return IsOfVersion(c, kCategoryVersion) ? U_GET_GC_MASK(static_cast<UChar32>(c)) : 0;
  }
}

bool IsRemoved(char32_t c) {
  if (c == '\t' || c == '\n' || c == '\r') return false;
  if (c < 0x80) return c < 0x20 || c == 0x7F;
  return c == 0xFFFD || (CategoryMask(c) & (U_GC_CC_MASK | U_GC_CF_MASK | U_GC_CO_MASK)) != 0;
}

bool IsNonSpacingMark(char32_t c) { return c >= 0x300 && (CategoryMask(c) & U_GC_MN_MASK) != 0; }

bool IsChinese(char32_t c) {
  return c >= 0x3400 &&
         ((c >= 0x4E00 && c <= 0x9FFF) || (c <= 0x4DBF) || (c >= 0xF900 && c <= 0xFAFF) ||
          (c >= 0x20000 && c <= 0x2A6DF) || (c >= 0x2A700 && c <= 0x2B81F) ||
          (c >= 0x2B920 && c <= 0x2CEAF) || (c >= 0x2F800 && c <= 0x2FA1F));
}

// text[segment] without control characters, white space as spaces, Chinese characters between
// spaces.
NormalizedText Clean(std::string_view text, Span segment) {
  NormalizedText cleaned;
  cleaned.reserve(segment.size());
  const uint8_t* const bytes = reinterpret_cast<const uint8_t*>(text.data());
  int32_t at = segment.begin;
  while (at < segment.end) {
    Span span{at, at};
    UChar32 next;
    U8_NEXT(bytes, at, segment.end, next);
    span.end = at;
    if (next < 0 || IsRemoved(next)) continue;
    const char32_t c = u_isUWhiteSpace(next) ? U' ' : next;
    const bool chinese = IsChinese(c);
    if (chinese) cleaned.push_back({U' ', span});
    cleaned.push_back({c, span});
    if (chinese) cleaned.push_back({U' ', span});
  }
  return cleaned;
}

// Decomposes characters one by one into canonical order and hands over each with its place.
class Decomposer {
 public:
  explicit Decomposer(const NormalizedText& originals)
      : originals_(originals), output_(), normalizer_(nullptr) {
    UErrorCode error = U_ZERO_ERROR;
    normalizer_ = unorm2_getNFDInstance(&error);
    output_.reserve(originals.size());
  }

  NormalizedText Run() {
    for (const NormalizedCharacter& original : originals_) {
      if (original.value < kFirstDecomposing) {
        AddStarter({original.value, 0, true});
      } else {
        Decompose(original.value);
      }
    }
    FlushMarks();
    return std::move(output_);
  }

 private:
  struct Part {
    char32_t value;
    uint8_t combining_class;
    bool first;  // of its decomposition
  };

  void Decompose(char32_t c) {
    if (!IsOfVersion(c, kDecompositionVersion)) return AddStarter({c, 0, true});
    UChar parts[kLongestDecomposition];
    UErrorCode error = U_ZERO_ERROR;
    const int32_t length = unorm2_getDecomposition(normalizer_, static_cast<UChar32>(c), parts,
                                                   kLongestDecomposition, &error);
    if (length < 0) return Add(c, true);
    for (int32_t at = 0; at < length;) {
      const bool first = at == 0;
      UChar32 part;
      U16_NEXT(parts, at, length, part);
      Add(part, first);
    }
  }

  void Add(char32_t c, bool first) {
    const uint8_t combining_class = unorm2_getCombiningClass(normalizer_, static_cast<UChar32>(c));
    if (combining_class == 0) return AddStarter({c, 0, first});
    marks_.push_back({c, combining_class, first});
  }

  void AddStarter(const Part& starter) {
    FlushMarks();
    Emit(starter);
  }

  void FlushMarks() {
    std::stable_sort(marks_.begin(), marks_.end(), [](const Part& a, const Part& b) {
      return a.combining_class < b.combining_class;
    });
    for (const Part& mark : marks_) Emit(mark);
    marks_.clear();
  }

  void Emit(const Part& part) {
    if (part.first) ++place_;
    if (IsNonSpacingMark(part.value)) return;
    const UChar32 lower = u_tolower(static_cast<UChar32>(part.value));
    output_.push_back({static_cast<char32_t>(lower), originals_[place_ - 1].span});
  }

  const NormalizedText& originals_;
  NormalizedText output_;
  const UNormalizer2* normalizer_;
  std::vector<Part> marks_;  // since the last starter
  size_t place_ = 0;         // originals whose place has been taken
};

}  // namespace

NormalizedText Normalize(std::string_view text, Span segment) {
  return Decomposer(Clean(text, segment)).Run();
}

bool IsSpace(char32_t character) { return character == U' '; }

bool IsPunctuation(char32_t character) {
  if (character < 0x80) {
    return (character >= 0x21 && character <= 0x2F) || (character >= 0x3A && character <= 0x40) ||
           (character >= 0x5B && character <= 0x60) || (character >= 0x7B && character <= 0x7E);
  }
  return (CategoryMask(character) & U_GC_P_MASK) != 0;
}

}  // namespace onrecord::ingest
