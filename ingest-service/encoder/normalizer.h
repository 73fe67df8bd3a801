// The text as the vocabulary knows it: lower case, without accents or control characters.
//
// The result is a list of characters, each with the bytes of the original that it was made from,
// because pieces must point into the original: "é" becomes "e" over two bytes, "한" three jamo over
// the same three bytes. What is done, in the order of the reference's BertNormalizer: control
// characters go, white space becomes a space, spaces are put around Chinese characters, canonical
// decomposition, non-spacing marks go, lower case character by character.

#ifndef ONRECORD_INGEST_SERVICE_ENCODER_NORMALIZER_H_
#define ONRECORD_INGEST_SERVICE_ENCODER_NORMALIZER_H_

#include <string_view>
#include <vector>

#include "ingest-service/text/span.h"

namespace onrecord::ingest {

struct NormalizedCharacter {
  char32_t value = 0;
  Span span;  // bytes of the original
};

using NormalizedText = std::vector<NormalizedCharacter>;

// Normalises text[segment]; spans count from the beginning of `text`. Bytes that aren't UTF-8 are
// passed over. Linear in the length of the segment but for runs of combining marks, which are
// sorted.
NormalizedText Normalize(std::string_view text, Span segment);

// Whether a normalised character parts words and is no part of any, and whether it is a word by
// itself.
bool IsSpace(char32_t character);
bool IsPunctuation(char32_t character);

}  // namespace onrecord::ingest

#endif  // ONRECORD_INGEST_SERVICE_ENCODER_NORMALIZER_H_
