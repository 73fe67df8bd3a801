// The words of a window: what the heads tag.
//
// The encoder reads word pieces; what is found in the text begins and ends with whole words. So a
// word is tagged as one, on its first piece, and no tag can break it.

#ifndef ONRECORD_INGEST_SERVICE_TAGGING_WINDOW_WORDS_H_
#define ONRECORD_INGEST_SERVICE_TAGGING_WINDOW_WORDS_H_

#include <vector>

#include "absl/types/span.h"
#include "ingest-service/encoder/windows.h"
#include "ingest-service/text/span.h"

namespace onrecord::ingest {

// Tokens [begin, end) of a window.
struct TokenRun {
  int begin = 0;
  int end = 0;

  friend bool operator==(TokenRun a, TokenRun b) { return a.begin == b.begin && a.end == b.end; }
};

// The tokens that are in both; begin may lie behind end where none is.
TokenRun Intersection(TokenRun a, TokenRun b);

// One word or punctuation mark.
struct WindowWord {
  TokenRun tokens;  // its pieces; its tag is that of the first
  Span span;
};

// The words of `tokens`, in order. A piece that continues a word belongs to the one before it, even
// where a paragraph too long for a window was cut between the two; only the word's span reaches
// over that cut, its tokens don't.
std::vector<WindowWord> FindWindowWords(absl::Span<const Token> tokens);

// How far a run of tokens is from the nearer end of its window of `length` tokens. Of two readings
// of one place in two windows, that with the larger margin counts.
int MarginOf(TokenRun run, int length);

}  // namespace onrecord::ingest

#endif  // ONRECORD_INGEST_SERVICE_TAGGING_WINDOW_WORDS_H_
