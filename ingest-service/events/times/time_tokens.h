// The words of a sentence as the grammar of time expressions reads them: compounds come apart at
// their hyphens, so that "third-quarter" reads as "third quarter" and "mid-March" as "mid March".

#ifndef ONRECORD_INGEST_SERVICE_EVENTS_TIMES_TIME_TOKENS_H_
#define ONRECORD_INGEST_SERVICE_EVENTS_TIMES_TIME_TOKENS_H_

#include <initializer_list>
#include <string_view>
#include <vector>

#include "ingest-service/text/words.h"

namespace onrecord::ingest {

struct TimeToken {
  Span span;
  WordKind kind = WordKind::kPunctuation;
  bool capitalized = false;  // also of what is joined, whose case a Word doesn't tell
  bool joined = false;       // by a hyphen to the token before
  std::string_view lower;    // into the word's
};

// Indices may lie outside [0, size()): nothing stands there. The words must outlive it.
class TimeTokens {
 public:
  // Of words[first, last), a sentence. Linear in its length.
  TimeTokens(const std::vector<Word>& words, int first, int last);

  int size() const { return static_cast<int>(tokens_.size()); }

  // The token at i, or an empty punctuation mark outside.
  const TimeToken& operator[](int i) const { return i >= 0 && i < size() ? tokens_[i] : kNothing; }

  // The look-up form; empty outside.
  std::string_view Lower(int i) const { return (*this)[i].lower; }

  bool Is(int i, std::string_view lower) const { return Lower(i) == lower; }
  bool IsOneOf(int i, std::initializer_list<std::string_view> lowers) const;

  // A word whose first letter is upper case.
  bool IsCapitalized(int i) const {
    return (*this)[i].kind == WordKind::kWord && (*this)[i].capitalized;
  }

 private:
  static const TimeToken kNothing;

  // The parts of `word` between its hyphens.
  void Split(const Word& word);

  std::vector<TimeToken> tokens_;
};

}  // namespace onrecord::ingest

#endif  // ONRECORD_INGEST_SERVICE_EVENTS_TIMES_TIME_TOKENS_H_
