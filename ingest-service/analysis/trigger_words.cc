#include "ingest-service/analysis/trigger_words.h"

#include <algorithm>
#include <vector>

#include "absl/algorithm/container.h"
#include "ingest-service/text/closed_classes.h"
#include "ingest-service/text/ends_with.h"
#include "ingest-service/text/words.h"

namespace onrecord::ingest {
namespace {

constexpr int32_t kBytesBefore = 40;  // before a trigger in which its determiner is looked for

constexpr std::string_view kReferring[] = {"the", "that", "this", "those", "these",
                                           "his", "her",  "its",  "their"};

// Words that tell an event from others of its kind.
constexpr std::string_view kOneMore[] = {
    "another",    "other",    "others",     "first",      "second",   "third",
    "fourth",     "fifth",    "sixth",      "last",       "next",     "final",
    "new",        "newest",   "fresh",      "renewed",    "repeated", "latest",
    "further",    "more",     "previous",   "prior",      "earlier",  "later",
    "additional", "separate", "subsequent", "successive", "similar"};

bool IsOneMore(const Word& word) { return absl::c_linear_search(kOneMore, word.lower); }

bool IsDeterminer(const Word& word) {
  return word.kind == WordKind::kPossessive || absl::c_linear_search(kReferring, word.lower);
}

// A word that may stand between a determiner and a noun.
bool Qualifies(const Word& word) {
  return word.IsWord() && !IsDeterminer(word) && word.lower != "a" && word.lower != "an" &&
         !IsPreposition(word.lower) && !IsConjunction(word.lower) && !IsAuxiliaryVerb(word.lower);
}

std::string HeadOf(const std::vector<Word>& trigger) {
  const auto head = std::find_if(trigger.rbegin(), trigger.rend(), [](const Word& word) {
    return word.IsWord() && !IsPreposition(word.lower);
  });
  return head == trigger.rend() ? "" : head->lower;
}

bool IsParticiple(std::string_view head) { return EndsWith(head, "ed"); }

GrammaticalNumber NumberOf(std::string_view head) {
  if (head.empty() || IsParticiple(head)) return GrammaticalNumber::kUnknown;
  const bool plural = EndsWith(head, "s") && !EndsWith(head, "ss");
  return plural ? GrammaticalNumber::kPlural : GrammaticalNumber::kSingular;
}

}  // namespace

TriggerWords ReadTriggerWords(std::string_view text, Span trigger) {
  const std::vector<Word> own = ReadWords(text, trigger);
  TriggerWords read;
  read.head = HeadOf(own);
  read.number = NumberOf(read.head);
  if (IsParticiple(read.head)) return read;
  const int32_t begin = std::max(0, trigger.begin - kBytesBefore);
  const std::vector<Word> before = ReadWords(text, {begin, trigger.begin});
  auto word = before.rbegin();
  const bool one_more = absl::c_any_of(own, IsOneMore);
  if (word != before.rend() && Qualifies(*word)) {
    read.qualifier = word->lower;
    ++word;
  }
  read.refers_back = word != before.rend() && IsDeterminer(*word) && !one_more &&
                     !absl::c_linear_search(kOneMore, read.qualifier);
  return read;
}

}  // namespace onrecord::ingest
