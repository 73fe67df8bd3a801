#include "ingest-service/events/times/tense.h"

#include <string_view>

#include "absl/container/flat_hash_set.h"
#include "ingest-service/text/closed_classes.h"
#include "ingest-service/text/ends_with.h"

namespace onrecord::ingest {
namespace {

using WordSet = absl::flat_hash_set<std::string_view>;

constexpr int kDeadlineReach = 10;  // words between an infinitive and when it is to be over

bool TellsFuture(std::string_view lower) {
  static const WordSet* const set = new WordSet{
      "will",     "won't",    "shall",   "would",   "may",         "might",    "should", "must",
      "upcoming", "expected", "expects", "expect",  "scheduled",   "due",      "plans",  "plan",
      "planning", "intends",  "intend",  "hopes",   "hope",        "slated",   "poised", "set",
      "awaits",   "pending",  "going",   "payable", "tentatively", "effective"};
  return set->contains(lower) || EndsWith(lower, "'ll");
}

// Of verbs whose past doesn't end in "ed".
bool IsIrregularPast(std::string_view lower) {
  static const WordSet* const set = new WordSet{
      "was",     "were",   "been",   "had",     "did",    "said",    "told",   "took",     "made",
      "went",    "came",   "rose",   "fell",    "met",    "won",     "lost",   "held",     "began",
      "got",     "gave",   "found",  "thought", "left",   "brought", "sent",   "sold",     "bought",
      "paid",    "led",    "kept",   "became",  "wrote",  "spoke",   "broke",  "saw",      "knew",
      "grew",    "drew",   "flew",   "threw",   "ran",    "shot",    "struck", "stood",    "felt",
      "built",   "spent",  "swept",  "fought",  "sought", "caught",  "taught", "drove",    "chose",
      "froze",   "sank",   "hit",    "posted",  "dealt",  "fled",    "hung",   "laid",     "lay",
      "sat",     "shook",  "slid",   "stole",   "swore",  "tore",    "woke",   "withdrew", "wasn't",
      "weren't", "hadn't", "didn't", "couldn't"};
  return set->contains(lower);
}

// Of words in "ed" that are no past.
bool IsNoPast(std::string_view lower) {
  static const WordSet* const set =
      new WordSet{"need", "succeed", "proceed", "exceed",  "indeed", "speed", "feed",
                  "seed", "breed",   "bleed",   "hundred", "sacred", "naked", "shed"};
  return set->contains(lower);
}

// "announced", "met", but not "to be announced" and "is called".
bool IsPast(const TimeTokens& tokens, int i) {
  const std::string_view lower = tokens.Lower(i);
  if (tokens.IsOneOf(i - 1, {"be", "is", "are", "being", "to"})) return false;
  if (IsIrregularPast(lower)) return true;
  return lower.size() > 3 && EndsWith(lower, "ed") && !IsNoPast(lower) && !tokens[i].joined &&
         !tokens[i].capitalized;
}

// "the plan", "its hopes": no verb.
bool IsNoun(const TimeTokens& tokens, int i) {
  return tokens.IsOneOf(i, {"plan", "plans", "hope", "hopes", "set", "will"}) &&
         tokens.IsOneOf(i - 1, {"the", "a", "an", "his", "her", "its", "their", "this", "that",
                                "these", "those", "any", "no", "new"});
}

std::optional<Tense> TenseOf(const TimeTokens& tokens, int i) {
  if (tokens[i].kind != WordKind::kWord) return std::nullopt;
  const std::string_view lower = tokens.Lower(i);
  const bool month = tokens[i].capitalized && lower == "may";
  const bool is_to = tokens.IsOneOf(i, {"is", "are"}) && tokens.Is(i + 1, "to");
  if (is_to || (TellsFuture(lower) && !month && !IsNoun(tokens, i))) return Tense::kFuture;
  if (IsPast(tokens, i)) return Tense::kPast;
  return std::nullopt;
}

}  // namespace

SentenceTenses::SentenceTenses(const TimeTokens& tokens)
    : tokens_(tokens), before_(tokens.size()), after_(tokens.size()) {
  std::optional<Tense> last;
  for (int i = 0; i < tokens.size(); ++i) {
    before_[i] = last;
    after_[i] = TenseOf(tokens, i);
    if (after_[i]) last = after_[i];
    if (tokens.Is(i, ";")) last.reset();
  }
  for (int i = tokens.size() - 2; i >= 0; --i) {
    if (!after_[i]) after_[i] = after_[i + 1];
  }
}

std::optional<Tense> SentenceTenses::At(int i) const {
  if (IsDeadline(i)) return Tense::kFuture;
  if (tokens_.Is(i - 1, "since")) return Tense::kPast;
  return before_[i] ? before_[i] : after_[i];
}

bool SentenceTenses::IsDeadline(int i) const {
  if (!tokens_.IsOneOf(i - 1, {"before", "until", "by"})) return false;
  for (int verb = i - 2; verb > 0 && verb >= i - kDeadlineReach; --verb) {
    if (tokens_[verb].kind == WordKind::kPunctuation || IsConjunction(tokens_.Lower(verb))) {
      return false;
    }
    const bool infinitive = tokens_[verb].kind == WordKind::kWord && !tokens_[verb].capitalized &&
                            !tokens_.IsOneOf(verb, {"the", "a", "an", "his", "her", "their", "its",
                                                    "this", "that", "him", "them", "it", "us"});
    if (infinitive && tokens_.Is(verb - 1, "to")) return true;
  }
  return false;
}

}  // namespace onrecord::ingest
