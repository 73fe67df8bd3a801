// Windows: the stretches of an article that the encoder reads at a time.
//
// The encoder looks at no more than kMaxWindowTokens pieces at once, so an article is cut into
// windows of whole paragraphs: [CLS] paragraph [unused0] paragraph ... [SEP]. A paragraph too long
// for a window is cut, after a mark that ends a sentence where there is one. A short last paragraph
// is repeated at the start of the next window so that what follows it is read with some of what
// came before; its tokens then occur twice, and who reads the windows decides which reading counts.
// The weights were trained on windows cut in just this way.

#ifndef ONRECORD_INGEST_SERVICE_ENCODER_WINDOWS_H_
#define ONRECORD_INGEST_SERVICE_ENCODER_WINDOWS_H_

#include <cstdint>
#include <string_view>
#include <vector>

#include "ingest-service/encoder/tokenizer.h"
#include "ingest-service/text/span.h"

namespace onrecord::ingest {

inline constexpr int kMaxWindowTokens = 256;

// How the letters of a piece were written; the vocabulary knows lower case only. The values are the
// rows of the model's case embedding.
enum class LetterCase : uint8_t {
  kNoLetter = 0,  // begins with no letter
  kLower = 1,
  kCapital = 2,  // "Paris", "I"
  kUpper = 3,    // "NATO"
  kMixed = 4,    // "iPhone", or letters without case
  kContinuation = 5,
};

inline constexpr int kLetterCases = 6;

struct Token {
  int32_t id = 0;
  Span span = {-1, -1};  // bytes of the article; {-1, -1} for [CLS], [SEP] and [unused0]
  LetterCase letter_case = LetterCase::kNoLetter;

  // Whether this token stands for no word of the text.
  bool special() const { return span.begin < 0; }
};

// At least [CLS], one piece and [SEP], at most kMaxWindowTokens tokens.
struct Window {
  std::vector<Token> tokens;
};

// Cuts `text`, paragraphs being what lies between line feeds. Empty where no line has a piece.
// Linear in the length of the text. REQUIRES: text is shorter than 2^31 bytes.
std::vector<Window> CutWindows(const Tokenizer& tokenizer, std::string_view text);

// How `surface`, the article's own words under a piece, is written.
LetterCase LetterCaseOf(std::string_view surface, bool continues);

}  // namespace onrecord::ingest

#endif  // ONRECORD_INGEST_SERVICE_ENCODER_WINDOWS_H_
