#include "ingest-service/entities/relative_pronouns.h"

#include <algorithm>

#include "ingest-service/entities/lexicon.h"

namespace onrecord::ingest {
namespace {

constexpr int kLongestApposition = 16;  // words
constexpr int kLongestDescription = 8;

bool IsArticle(std::string_view lower) { return lower == "a" || lower == "an" || lower == "the"; }

class RelativeSearch {
 public:
  RelativeSearch(const SpeakerMemory& memory, Span pronoun)
      : memory_(memory),
        words_(memory.words()),
        pronoun_(pronoun),
        personal_(Surface(memory.document().text, pronoun).substr(0, 2) == "wh" &&
                  Surface(memory.document().text, pronoun) != "which") {
    last_ = FirstWordFrom(words_, pronoun.begin);
    const Span sentence = memory.document().sentences[SentenceAt(memory.document(), pronoun.begin)];
    first_ = std::max(FirstWordFrom(words_, sentence.begin), last_ - 2 * kLongestApposition);
  }

  RelativeAntecedent Find() const {
    const int last = BehindAntecedent();
    if (last == first_) return {-1, pronoun_};
    const int behind = personal_ ? PersonBeforeApposition(last) : -1;
    if (behind >= 0) return {behind, {}};
    const NamedSpan* name = NameEndingAt(last);
    if (name != nullptr && Fits(name->entity)) return {name->entity, {}};
    return {-1, DescriptionEndingAt(last)};
  }

 private:
  // Where the antecedent ends: before what is counted out of it ("voters, many of whom"), what a
  // parenthesis says in between, and a word that only says where.
  int BehindAntecedent() const {
    int last = last_;
    if (last - first_ > 2 && words_[last - 1].lower == "of" && IsShare(words_[last - 2].lower)) {
      last -= 2;
      if (words_[last].lower == "percent") --last;
    }
    last = SkipMarks(last);
    if (last < last_ && words_[last].Is("-")) last = BeforeParenthesis(last);
    if (personal_ && last - first_ > 1 &&
        (words_[last - 1].lower == "here" || words_[last - 1].lower == "there")) {
      --last;
    }
    return last;
  }

  static bool IsShare(std::string_view lower) {
    return lower == "many" || lower == "most" || lower == "some" || lower == "all" ||
           lower == "both" || lower == "half" || lower == "several" || lower == "few" ||
           lower == "none" || lower == "percent" || lower == "one" || lower == "two";
  }

  int SkipMarks(int last) const {
    while (last > first_ && words_[last - 1].kind == WordKind::kPunctuation) --last;
    return last;
  }

  // Before the dash that opens what the one at `dash` closes; `dash` where none does.
  int BeforeParenthesis(int dash) const {
    for (int i = dash - 1; i > first_; --i) {
      if (!words_[i].Is("-") || !words_[i - 1].Is("-")) continue;
      return SkipMarks(i);
    }
    return dash;
  }

  const NamedSpan* NameEndingAt(int last) const {
    auto after = memory_.FirstNameFrom(words_[last - 1].span.end);
    if (after == memory_.names().begin()) return nullptr;
    --after;
    return after->span.end == words_[last - 1].span.end ? &*after : nullptr;
  }

  // "who" continues no place or organisation.
  bool Fits(int entity) const {
    if (!personal_) return true;
    const SpeakerType type = memory_.entities()[entity].type;
    return type == SpeakerType::kPerson || type == SpeakerType::kGroup ||
           type == SpeakerType::kAuthor;
  }

  // The person named before an apposition or a copula that ends at `last`: "Dahl, a pilot of the
  // port,", "Dahl, 59, of Lund,", "Dahl is a pilot"; -1 for none.
  int PersonBeforeApposition(int last) const {
    for (int i = last - 1; i > first_ && last - i <= kLongestApposition; --i) {
      const Word& word = words_[i];
      if (IsSpeechVerb(word.lower)) return -1;
      const bool copula = (word.lower == "is" || word.lower == "was") && i + 1 < last &&
                          IsArticle(words_[i + 1].lower);
      const bool apposed = word.Is(",") && i + 1 < last &&
                           (IsArticle(words_[i + 1].lower) || words_[i + 1].lower == "of" ||
                            words_[i + 1].kind == WordKind::kNumber);
      if (!copula && !apposed) continue;
      const NamedSpan* name = NameEndingAt(i);
      if (name != nullptr && memory_.entities()[name->entity].type == SpeakerType::kPerson) {
        return name->entity;
      }
      if (copula) return -1;
    }
    return -1;
  }

  // Whether a description goes on backwards over this word.
  bool Continues(int i) const {
    const std::string& lower = words_[i].lower;
    if (lower == "of" || lower == "at" || lower == "in" || lower == "for" || lower == "on") {
      return true;
    }
    return (words_[i].IsWord() || words_[i].kind == WordKind::kPossessive ||
            words_[i].kind == WordKind::kNumber) &&
           !IsSpeechVerb(lower) && (!IsFunctionWord(lower) || Begins(lower));
  }

  static bool Begins(std::string_view lower) {
    return IsArticle(lower) || lower == "some" || lower == "many" || lower == "most" ||
           lower == "those" || lower == "these" || lower == "three" || lower == "two" ||
           lower == "his" || lower == "her" || lower == "their" || lower == "several";
  }

  Span DescriptionEndingAt(int last) const {
    int first = last - 1;
    while (first > first_ && last - first < kLongestDescription && Continues(first - 1)) {
      --first;
      const bool goes_on =
          first > first_ && (words_[first - 1].lower == "of" || words_[first - 1].lower == "at");
      if (Begins(words_[first].lower) && !goes_on) break;
    }
    while (first + 1 < last && !words_[first].capitalized && !Begins(words_[first].lower) &&
           IsFunctionWord(words_[first].lower)) {
      ++first;
    }
    return {words_[first].span.begin, words_[last - 1].span.end};
  }

  const SpeakerMemory& memory_;
  const std::vector<Word>& words_;
  const Span pronoun_;
  const bool personal_;
  int first_;
  int last_;
};

}  // namespace

RelativeAntecedent FindRelativeAntecedent(const SpeakerMemory& memory, Span pronoun) {
  return RelativeSearch(memory, pronoun).Find();
}

}  // namespace onrecord::ingest
