#include "ingest-service/attribution/clause.h"

#include <algorithm>

#include "absl/container/flat_hash_set.h"
#include "ingest-service/attribution/nested_cues.h"
#include "ingest-service/text/calendar_names.h"
#include "ingest-service/text/closed_classes.h"
#include "ingest-service/text/ends_with.h"

namespace onrecord::ingest {
namespace {

using WordSet = absl::flat_hash_set<std::string_view>;

constexpr int kLongestPhrase = 12;   // words of a noun phrase
constexpr int kLongestSubject = 10;  // words up to the verb of a clause
constexpr int kLongestApposition = 14;
constexpr int kLongestClause = 300;

bool IsTimeNoun(std::string_view lower) {
  static const WordSet* const set = new WordSet{
      "week",    "month",   "year",      "day",       "night",    "morning",    "afternoon",
      "evening", "weekend", "interview", "statement", "briefing", "conference", "speech",
      "letter",  "email",   "e-mail",    "memo",      "tweet",    "post",       "hearing",
      "meeting", "note",    "article",   "book",      "report",   "summer",     "spring",
      "winter",  "autumn",  "testimony", "call",      "court"};
  return set->contains(lower) || IsWeekdayName(lower) || IsMonthName(lower);
}

bool BeginsCircumstance(std::string_view lower) {
  static const WordSet* const set =
      new WordSet{"on", "in", "last", "this", "earlier", "during", "at", "early", "late"};
  return set->contains(lower);
}

bool IsPlainTime(std::string_view lower) {
  static const WordSet* const set = new WordSet{"today", "yesterday", "tonight", "earlier",
                                                "later", "recently",  "again",   "afterwards"};
  return set->contains(lower) || IsWeekdayName(lower);
}

}  // namespace

bool IsAdverb(std::string_view lower) {
  static const WordSet* const set =
      new WordSet{"also", "already", "later",   "then",  "once", "again", "just",  "now", "only",
                  "even", "still",   "since",   "too",   "soon", "often", "never", "not", "first",
                  "long", "always",  "earlier", "twice", "ever", "both",  "yet"};
  const bool by_ending = lower.size() > 4 && EndsWith(lower, "ly") && lower != "family" &&
                         lower != "assembly" && lower != "italy" && lower != "july";
  return by_ending || set->contains(lower);
}

bool NegatesVerb(std::string_view lower) { return lower == "not" || lower == "never"; }

bool IsPossessivePronoun(std::string_view lower) {
  static const WordSet* const set = new WordSet{"his", "her", "its", "their", "our", "my", "your"};
  return set->contains(lower);
}

bool OpensNounPhrase(std::string_view lower) {
  static const WordSet* const set = new WordSet{
      "the",   "a",     "an",   "this", "these",   "those",   "some",  "any",  "no",   "every",
      "each",  "many",  "most", "few",  "both",    "two",     "three", "four", "five", "six",
      "seven", "eight", "nine", "ten",  "several", "another", "all",   "one"};
  return set->contains(lower) || IsPossessivePronoun(lower);
}

bool IsSubjectPronoun(std::string_view lower) {
  static const WordSet* const set =
      new WordSet{"i",   "he",       "she",       "they",    "it",       "we",    "you",
                  "who", "everyone", "everybody", "someone", "somebody", "nobody"};
  return set->contains(lower);
}

bool IsQuestionWord(std::string_view lower) {
  static const WordSet* const set =
      new WordSet{"whether", "if", "how", "why", "what", "who", "when", "where"};
  return set->contains(lower);
}

bool IsOpeningMark(const Word& word) {
  return word.Is("“") || word.Is("‘") || word.Is("\"") || word.Is("'") || word.Is("``") ||
         word.Is("«") || word.Is("„") || word.Is("‚") || word.Is("''");
}

bool IsClosingMark(const Word& word) {
  // Straight apostrophes are what look-up forms have in place of curly ones.
  return word.Is("”") || word.Is("'") || word.Is("\"") || word.Is("''") || word.Is("»") ||
         (word.kind == WordKind::kPossessive && word.lower == "'");
}

int Clause::VerbGroupBegin(int verb) const {
  int begin = verb;
  while (Has(begin - 1) && (IsAuxiliaryVerb(Lower(begin - 1)) || IsAdverb(Lower(begin - 1))))
    --begin;
  return begin;
}

bool Clause::IsNounLike(int i) const {
  if (!Has(i)) return false;
  const Word& word = words_[i];
  if (word.kind == WordKind::kNumber || word.kind == WordKind::kPossessive) return true;
  if (!word.IsWord()) return false;
  const std::string& lower = word.lower;
  if (word.capitalized && !OpensNounPhrase(lower) && !IsPreposition(lower) &&
      !IsConjunction(lower)) {
    return !IsSubjectPronoun(lower) && !IsAuxiliaryVerb(lower);
  }
  return !OpensNounPhrase(lower) && !IsPreposition(lower) && !IsConjunction(lower) &&
         !IsAuxiliaryVerb(lower) && !IsSubjectPronoun(lower) && lower != "him" && lower != "them" &&
         lower != "me" && lower != "us" && lower != "there";
}

// The first word of the noun phrase whose last word is `last`.
int Clause::NounPhraseBegin(int last) const {
  int begin = last;
  for (int steps = 0; steps < kLongestPhrase; ++steps) {
    const int before = begin - 1;
    if (!Has(before)) break;
    const std::string_view lower = Lower(before);
    const bool joins_names = (lower == "and" || words_[before].Is("&") || words_[before].Is("-")) &&
                             words_[begin].capitalized && Has(before - 1) &&
                             words_[before - 1].capitalized;
    const bool joins_nouns =
        (lower == "of" || lower == "in" || lower == "at" || lower == "from" || lower == "for") &&
        IsNounLike(before - 1) && FindNestedVerb(Lower(before - 1)) == nullptr;
    if (joins_names || joins_nouns) {
      begin = before - 1;
    } else if (OpensNounPhrase(lower)) {
      begin = before;
    } else if (OpensNounPhrase(Lower(begin)) || !IsNounLike(before) || IsAdverb(lower)) {
      break;
    } else if (!words_[before].capitalized && FindNestedVerb(lower) != nullptr) {
      break;
    } else {
      begin = before;
    }
  }
  return begin;
}

std::optional<WordRange> Clause::SubjectBefore(int end) const {
  if (IsMark(end - 1) && words_[end - 1].Is(",")) {
    int comma = end - 2;
    while (Has(comma) && !words_[comma].Is(",") && end - comma < kLongestApposition) --comma;
    if (!Has(comma) || !words_[comma].Is(",")) return std::nullopt;
    end = comma;
  }
  const int last = end - 1;
  if (!Has(last)) return std::nullopt;
  if (IsSubjectPronoun(Lower(last)) && !words_[last].Is(",")) return WordRange{last, end};
  if (!IsNounLike(last) || words_[last].kind == WordKind::kPossessive) return std::nullopt;
  return WordRange{NounPhraseBegin(last), end};
}

WordRange Clause::NounPhraseAt(int begin) const {
  int end = begin;
  for (; Has(end) && end - begin < kLongestPhrase; ++end) {
    const std::string_view lower = Lower(end);
    if (OpensNounPhrase(lower)) {
      if (end > begin && Lower(end - 1) != "of" && Lower(end - 1) != "and") break;
      continue;
    }
    if (lower == "of" && end > begin) continue;
    const bool joins = lower == "and" && end > begin && Has(end + 1) &&
                       (words_[end + 1].capitalized == words_[end - 1].capitalized);
    if (joins) continue;
    const bool first_pronoun = end == begin && (IsSubjectPronoun(lower) || lower == "him" ||
                                                lower == "them" || lower == "me" || lower == "us");
    if (first_pronoun) return {begin, end + 1};
    if (!IsNounLike(end) || IsPlainTime(lower) || NegatesVerb(lower)) break;
  }
  return {begin, end};
}

int Clause::AfterCircumstances(int begin) const {
  int at = begin;
  while (Has(at)) {
    const std::string_view lower = Lower(at);
    int next = at;
    if (NegatesVerb(lower)) return at;
    if (IsAdverb(lower) || IsPlainTime(lower)) {
      next = at + 1;
    } else if (BeginsCircumstance(lower)) {
      for (int i = at + 1; i < at + 5 && Has(i) && !IsMark(i); ++i) {
        if (!IsTimeNoun(Lower(i)) && words_[i].kind != WordKind::kNumber) continue;
        next = i + 1;
        break;
      }
    }
    if (next == at) return at;
    at = next;
  }
  return at;
}

bool Clause::BeginsClause(int begin, bool auxiliary_only) const {
  if (!Has(begin) || !words_[begin].IsWord()) return false;
  const std::string_view first = Lower(begin);
  if (IsPreposition(first) || IsAuxiliaryVerb(first) || IsAdverb(first)) return false;
  if (IsSubjectPronoun(first) || first == "there") return true;
  for (int i = begin + 1; Has(i) && i - begin <= kLongestSubject; ++i) {
    const std::string_view lower = Lower(i);
    if (IsMark(i) || lower == "that" || lower == "which" || lower == "who" || lower == "to") break;
    if (IsFiniteAuxiliary(lower)) return true;
    const bool past = lower.size() > 4 && EndsWith(lower, "ed") && !words_[i].capitalized;
    if (!auxiliary_only && past && Lower(i + 1) != "by") return true;
  }
  return false;
}

int Clause::WithoutMarks(int begin, int end) const {
  while (end > begin && IsMark(end - 1)) {
    const Word& mark = words_[end - 1];
    if (IsClosingMark(mark)) {
      // It stays where the quotation that it closes began inside.
      bool opened = false;
      for (int i = begin; i < end - 1 && !opened; ++i) opened = IsOpeningMark(words_[i]);
      if (opened) break;
    }
    if (mark.Is("%") || mark.Is(")")) break;
    --end;
  }
  return end;
}

int Clause::EndOfClause(int begin) const {
  int end = begin;
  for (; Has(end) && end - begin < kLongestClause; ++end) {
    if (!IsMark(end)) continue;
    if (words_[end].Is(";")) break;
    if (!words_[end].Is(",") && !words_[end].Is("—") && !words_[end].Is("–")) continue;
    const std::string_view next = Lower(end + 1);
    if (next == "but" || next == "while" || next == "although" || next == "adding" ||
        next == "according" || next == "though" || next == "whereas" || next == "which") {
      break;
    }
    if (next == "and" && IsSubjectPronoun(Lower(end + 2))) break;
  }
  return WithoutMarks(begin, end);
}

}  // namespace onrecord::ingest
