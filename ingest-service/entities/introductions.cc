#include "ingest-service/entities/introductions.h"

#include <algorithm>

#include "ingest-service/entities/lexicon.h"

namespace onrecord::ingest {
namespace {

constexpr int kSentencesAhead = 4;
constexpr int kMostTitles = 5;  // words before a name that begins its sentence

class IntroductionSearch {
 public:
  IntroductionSearch(const SpeakerMemory& memory, const Reference& description,
                     absl::Span<const std::string> nouns)
      : memory_(memory),
        words_(memory.words()),
        description_(description),
        nouns_(nouns),
        sentence_(SentenceAt(memory.document(), description.span.begin)),
        section_(memory.sections().At(description.span.begin)) {}

  int Find() const {
    // Who is quoted speaks of somebody else.
    if (memory_.InQuotation(description_.span.begin)) return -1;
    auto name = memory_.FirstNameFrom(description_.span.end);
    for (int steps = 0; name != memory_.names().end() && steps < kLookBack; ++name, ++steps) {
      const int32_t offset = name->span.begin;
      if (SentenceAt(memory_.document(), offset) - sentence_ > kSentencesAhead ||
          memory_.sections().At(offset) != section_) {
        return -1;
      }
      if (memory_.entities()[name->entity].type != SpeakerType::kPerson ||
          memory_.InQuotation(offset) || !Acts(name->span)) {
        continue;
      }
      return IsNew(*name) && MayBe(name->entity) ? name->entity : -1;
    }
    return -1;
  }

 private:
  // Whether the name begins its sentence, behind titles, or stands beside a verb of speech.
  bool Acts(Span name) const {
    const int first = FirstWordFrom(words_, name.begin);
    const int after = FirstWordFrom(words_, name.end);
    if (after < static_cast<int>(words_.size()) && IsSpeechVerb(words_[after].lower)) return true;
    if (QualifiesNext(after)) return false;
    int before = first - 1;
    while (before >= 0 && first - before <= kMostTitles && words_[before].IsWord() &&
           !IsFunctionWord(words_[before].lower) && !IsSpeechVerb(words_[before].lower)) {
      --before;
    }
    if (before >= 0 && IsSpeechVerb(words_[before].lower)) return true;
    const Span sentence = memory_.document().sentences[SentenceAt(memory_.document(), name.begin)];
    return before < 0 || words_[before].span.begin < sentence.begin;
  }

  // Whether an office and another name follow: "Dahl secretary Maria Lindqvist".
  bool QualifiesNext(int after) const {
    const int limit = std::min(static_cast<int>(words_.size()) - 1, after + kMostTitles);
    for (int i = after; i < limit && words_[i].IsWord() && !IsFunctionWord(words_[i].lower); ++i) {
      if (IsTitle(words_[i].lower) && words_[i + 1].capitalized) return true;
    }
    return false;
  }

  // Whether the section has not named its entity before, and now does so in full.
  bool IsNew(const NamedSpan& name) const {
    const bool in_full =
        FirstWordFrom(words_, name.span.end) - FirstWordFrom(words_, name.span.begin) > 1;
    const int32_t latest = memory_.LatestNaming(name.entity, name.span.begin);
    return in_full && latest < memory_.sections().BeginAt(description_.span.begin);
  }

  bool MayBe(int entity) const {
    const Entity& person = memory_.entities()[entity];
    if (!Agree(NounGender(description_.head), person.gender)) return false;
    if (person.roles.empty()) return true;
    return std::any_of(
               nouns_.begin(), nouns_.end(),
               [&](const std::string& noun) { return memory_.HasRoleWord(entity, noun); }) ||
           SpeaksForComplement(entity);
  }

  // "a spokeswoman for Dahl" and "Dahl's secretary" may be one.
  bool SpeaksForComplement(int entity) const {
    if (description_.complement < 0) return false;
    const std::vector<Word> name =
        ReadWords(memory_.entities()[description_.complement].display_name);
    return !name.empty() && memory_.HasRoleWord(entity, name.back().lower);
  }

  const SpeakerMemory& memory_;
  const std::vector<Word>& words_;
  const Reference& description_;
  const absl::Span<const std::string> nouns_;
  const int sentence_;
  const int section_;
};

}  // namespace

int FindIntroduced(const SpeakerMemory& memory, const Reference& description,
                   absl::Span<const std::string> nouns) {
  return IntroductionSearch(memory, description, nouns).Find();
}

}  // namespace onrecord::ingest
