#include "ingest-service/analysis/negation.h"

#include <algorithm>
#include <string_view>
#include <vector>

#include "absl/algorithm/container.h"
#include "ingest-service/attribution/clause.h"
#include "ingest-service/text/closed_classes.h"
#include "ingest-service/text/words.h"

namespace onrecord::ingest {
namespace {

constexpr int32_t kLongestLookBack = 100;  // bytes before the cue
constexpr int32_t kLongestCue = 200;       // bytes of it

bool StartsWith(std::string_view word, std::string_view prefix) {
  return word.substr(0, prefix.size()) == prefix;
}

bool Negates(std::string_view lower) {
  constexpr std::string_view kNegations[] = {"not",     "never",   "cannot", "nor",
                                             "neither", "without", "hardly"};
  return IsContractedWithNot(lower) || absl::c_linear_search(kNegations, lower);
}

bool NegatesSource(std::string_view lower) {
  constexpr std::string_view kNobody[] = {"no", "none", "nobody", "neither", "no-one"};
  return absl::c_linear_search(kNobody, lower);
}

// Begins words by whose negation somebody still takes a stance, or an answer is refused.
bool IsStance(std::string_view lower) {
  constexpr std::string_view kStances[] = {
      "want",   "support", "believ",   "think",    "thought",    "agree",   "like",   "expect",
      "feel",   "favor",   "favour",   "intend",   "plan",       "care",    "see",    "trust",
      "approv", "hope",    "wish",     "consider", "regret",     "fear",    "worr",   "doubt",
      "know",   "knew",    "remember", "recall",   "understand", "respond", "repl",   "comment",
      "answer", "return",  "elaborat", "accept",   "allow",      "budge",   "commit", "need",
      "mind",   "buy",     "opposed"};
  return absl::c_any_of(kStances,
                        [lower](std::string_view stance) { return StartsWith(lower, stance); });
}

// The words of `document` from a little before the cue, within its sentence, to the cue's end.
std::vector<Word> WordsUpTo(const Document& document, Span cue) {
  int32_t begin = std::max(0, cue.begin - kLongestLookBack);
  if (!document.sentences.empty()) {
    begin = std::max(begin, document.sentences[SentenceAt(document, cue.begin)].begin);
  }
  begin = std::min(begin, cue.begin);
  // A word that the look back cuts in two is no negation either way.
  while (begin > 0 && begin < cue.begin && (document.text[begin] & 0xC0) == 0x80) ++begin;
  return ReadWords(document.text, {begin, cue.end});
}

// Whether "not" or its like stands in the auxiliaries before the word at `verb`, in front of the
// source or not: "did not say", "nor did he say".
bool IsNegatedVerb(const std::vector<Word>& words, int verb, const Attribution& attribution) {
  const auto of_source = [&](const Word& word) {
    return absl::c_any_of(attribution.source,
                          [&word](const Span& span) { return span.Contains(word.span); });
  };
  bool inverted = false;
  for (int at = verb - 1; at >= 0; --at) {
    const std::string_view lower = words[at].lower;
    const bool only = at + 1 < verb && words[at + 1].lower == "only";
    if (Negates(lower)) return !only && (!inverted || IsAuxiliaryVerb(lower) || lower == "nor");
    if (of_source(words[at])) {
      inverted = true;
    } else if (lower == "longer" && at > 0 && words[at - 1].lower == "no") {
      return true;
    } else if (!IsAuxiliaryVerb(lower) && !IsAdverb(lower)) {
      return false;
    }
  }
  return false;
}

// Whether the source begins with a word for nobody.
bool IsNobody(const Document& document, const std::vector<Span>& source) {
  if (source.empty()) return false;
  const int32_t end = std::min(source.front().end, source.front().begin + 16);
  const std::vector<Word> words = ReadWords(Surface(document.text, {source.front().begin, end}));
  if (words.empty() || !NegatesSource(words.front().lower)) return false;
  // "No. 10 said" is the prime minister's office.
  return words.size() < 2 || !words[1].Is(".");
}

}  // namespace

bool IsNegated(const Document& document, const Attribution& attribution) {
  Span cue = attribution.cue.front();
  cue.end = std::min(cue.end, cue.begin + kLongestCue);
  while (cue.end > cue.begin && cue.end < static_cast<int32_t>(document.text.size()) &&
         (document.text[cue.end] & 0xC0) == 0x80) {
    --cue.end;
  }
  const std::vector<Word> words = WordsUpTo(document, cue);
  int verb = -1;  // the first word of the cue that is neither auxiliary nor adverb
  for (int i = 0; i < static_cast<int>(words.size()); ++i) {
    if (words[i].span.begin < cue.begin || !words[i].IsWord()) continue;
    const std::string_view lower = words[i].lower;
    if (IsStance(lower)) return false;
    const bool content_word = !IsAuxiliaryVerb(lower) && !IsAdverb(lower) && !Negates(lower);
    if (verb < 0 && content_word) verb = i;
  }
  if (verb < 0) return false;
  return IsNegatedVerb(words, verb, attribution) || IsNobody(document, attribution.source);
}

}  // namespace onrecord::ingest
