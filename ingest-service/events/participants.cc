// Without a parser, grammar is approximated by order: the actor of a verb is the nearest noun
// phrase before it that no preposition governs, its recipient the first one after it. Nouns take
// their actor from a possessive or "by" and their recipient from "on", "against", "with" or
// "between".

#include "ingest-service/events/participants.h"

#include <algorithm>
#include <string>
#include <string_view>

#include "ingest-service/events/grammar.h"
#include "ingest-service/text/closed_classes.h"

namespace onrecord::ingest {
namespace {

constexpr int kReach = 18;       // words from trigger to actor
constexpr int kObjectReach = 4;  // words from trigger to recipient

bool EndsClause(const Word& word) {
  return word.Is(";") || word.Is(":") || word.Is("\"") || word.Is("“") || word.Is("”") ||
         word.Is("''") || word.Is("``") || word.Is("(");
}

// A verb that says little more than that its object happened.
bool IsLightVerb(std::string_view lower) {
  for (const std::string_view stem :
       {"give",      "gave",   "giving",  "hold",      "held",    "holding",  "make",
        "made",      "making", "deliver", "delivered", "launch",  "launched", "conduct",
        "conducted", "stage",  "staged",  "reach",     "reached", "file",     "filed",
        "open",      "opened", "lead",    "led"}) {
    if (lower == stem || (lower.size() == stem.size() + 1 && lower.back() == 's' &&
                          lower.substr(0, stem.size()) == stem)) {
      return true;
    }
  }
  return false;
}

// Whether `word` cannot be inside a noun phrase that a determiner opened.
bool EndsPhrase(const Word& word) {
  if (word.kind == WordKind::kPossessive || word.kind == WordKind::kNumber) return false;
  if (!word.IsWord()) return true;
  const std::string& lower = word.lower;
  return IsPreposition(lower) || IsConjunction(lower) || IsAuxiliary(lower) ||
         IsReportingVerb(lower) || IsPersonalPronoun(lower) || IsNegation(lower) ||
         (lower.size() > 4 && lower.substr(lower.size() - 2) == "ly");
}

class PhraseFinder {
 public:
  PhraseFinder(const std::vector<Word>& words, int first, int last, absl::Span<const Span> mentions,
               absl::Span<const Trigger> triggers)
      : words_(words), first_(first), last_(last), mentions_(mentions), triggers_(triggers) {}

  std::vector<NounPhrase> Find() {
    std::vector<NounPhrase> phrases;
    for (int i = first_; i < last_;) {
      const int end = RunEnd(i);
      const int last = WithoutPossessives(i, end);
      const bool phrase = HasNoun(i, last) || IsPersonalPronoun(words_[i].lower);
      if (phrase) phrases.push_back({i, last});
      // No later word of a run without a noun begins a phrase either: it would end where the run
      // does.
      i = std::max(phrase ? last : end, i + 1);
    }
    return phrases;
  }

 private:
  // The end of the words that belong to what begins at word i as a noun phrase would; i where
  // nothing does.
  int RunEnd(int i) const {
    const Word& word = words_[i];
    if (IsPersonalPronoun(word.lower)) return i + 1;
    const bool opens = IsDeterminer(word.lower) || NumberWord(word.lower).has_value() ||
                       word.kind == WordKind::kNumber || MentionEnd(i) > i ||
                       (word.IsWord() && ClauseBegins(i) && !EndsPhrase(word));
    if (!opens || IsTrigger(i)) return i;
    int end = std::max(i + 1, MentionEnd(i));
    while (end < last_ && !EndsPhrase(words_[end]) && !IsDeterminer(words_[end].lower)) {
      if (IsTrigger(end)) break;
      end = std::max(end + 1, MentionEnd(end));
    }
    return end;
  }

  int WithoutPossessives(int first, int last) const {
    while (last > first && words_[last - 1].kind == WordKind::kPossessive) --last;
    return last;
  }

  // Whether anything but determiners and numbers is among words [first, last).
  bool HasNoun(int first, int last) const {
    for (int i = first; i < last; ++i) {
      const std::string& lower = words_[i].lower;
      if (words_[i].IsWord() && !IsDeterminer(lower) && !NumberWord(lower)) return true;
    }
    return false;
  }

  // Whether a bare noun may begin a phrase at word i: at the beginning of a clause, and as a plural
  // after a preposition.
  bool ClauseBegins(int i) const {
    if (i > first_ && IsPreposition(words_[i - 1].lower)) {
      return words_[i].capitalized || words_[i].lower.back() == 's';
    }
    return i == first_ || words_[i - 1].kind == WordKind::kPunctuation ||
           IsConjunction(words_[i - 1].lower) || IsTrigger(i - 1);
  }

  bool IsTrigger(int i) const {
    const auto after =
        std::upper_bound(triggers_.begin(), triggers_.end(), i,
                         [](int word, const Trigger& trigger) { return word < trigger.first; });
    return after != triggers_.begin() && i < std::prev(after)->last;
  }

  // The end of the mention that word i belongs to; i where there is none.
  int MentionEnd(int i) const {
    const int32_t begin = words_[i].span.begin;
    auto after = std::upper_bound(mentions_.begin(), mentions_.end(), begin,
                                  [](int32_t offset, Span span) { return offset < span.begin; });
    if (after == mentions_.begin() || std::prev(after)->end <= begin) return i;
    int end = i;
    while (end < last_ && words_[end].span.begin < std::prev(after)->end) ++end;
    return end;
  }

  const std::vector<Word>& words_;
  const int first_;
  const int last_;
  const absl::Span<const Span> mentions_;
  const absl::Span<const Trigger> triggers_;
};

class ParticipantFinder {
 public:
  ParticipantFinder(const std::vector<Word>& words, int first, int last,
                    absl::Span<const NounPhrase> phrases, const Trigger& trigger)
      : words_(words), first_(first), last_(last), phrases_(phrases), trigger_(trigger) {
    after_ = static_cast<int>(
        std::lower_bound(phrases.begin(), phrases.end(), trigger.last,
                         [](const NounPhrase& p, int word) { return p.first < word; }) -
        phrases.begin());
    before_ = after_;
    while (before_ > 0 && phrases_[before_ - 1].last > trigger.first) --before_;
  }

  Participants Find() const {
    Participants found;
    if (trigger_.form == TriggerForm::kNoun) {
      found.actors = NounActors();
      found.recipients = Governed({"on", "against", "of", "with", "between", "for", "to"});
    } else if (IsPassive()) {
      found.recipients = Subject();
      found.actors = Governed({"by"});
    } else {
      found.actors = Subject();
      found.recipients = Object();
    }
    return found;
  }

 private:
  bool IsPassive() const {
    const bool may =
        trigger_.form == TriggerForm::kPast || trigger_.form == TriggerForm::kParticiple;
    if (!may) return false;
    for (int i = trigger_.first - 1; i >= std::max(first_, trigger_.first - 3); --i) {
      if (IsPassiveAuxiliary(words_[i].lower)) return true;
      if (!IsNegation(words_[i].lower) && words_[i].lower.size() < 5) break;
    }
    return trigger_.last < last_ && words_[trigger_.last].lower == "by";
  }

  bool AfterPreposition(const NounPhrase& phrase) const {
    return phrase.first > first_ && IsPreposition(words_[phrase.first - 1].lower);
  }

  // The nearest phrase before the trigger that no preposition governs, with what is coordinated to
  // it.
  std::vector<NounPhrase> Subject() const {
    for (int i = before_ - 1; i >= 0; --i) {
      const NounPhrase& phrase = phrases_[i];
      if (trigger_.first - phrase.last > kReach) break;
      if (Crosses(phrase.last, trigger_.first)) break;
      if (AfterPreposition(phrase)) continue;
      std::vector<NounPhrase> subject = {phrase};
      if (i > 0 && Joined(phrases_[i - 1], phrase) && !AfterPreposition(phrases_[i - 1])) {
        subject.insert(subject.begin(), phrases_[i - 1]);
      }
      return subject;
    }
    return {};
  }

  std::vector<NounPhrase> Object() const {
    if (after_ >= static_cast<int>(phrases_.size())) return {};
    const NounPhrase& phrase = phrases_[after_];
    if (phrase.first - trigger_.last > kObjectReach - 2) return {};
    for (int i = trigger_.last; i < phrase.first; ++i) {
      const std::string& lower = words_[i].lower;
      const bool links = lower == "with" || lower == "to" || lower == "against" || lower == "on" ||
                         lower == "for" || lower == "at";
      if (!links && (IsPreposition(lower) || IsConjunction(lower) || !words_[i].IsWord()))
        return {};
    }
    return WithCoordinated(after_);
  }

  std::vector<NounPhrase> WithCoordinated(int i) const {
    std::vector<NounPhrase> phrases = {phrases_[i]};
    if (i + 1 < static_cast<int>(phrases_.size()) && Joined(phrases_[i], phrases_[i + 1])) {
      phrases.push_back(phrases_[i + 1]);
    }
    return phrases;
  }

  // The phrase behind the trigger that one of `prepositions` governs, with what is coordinated to
  // it.
  std::vector<NounPhrase> Governed(std::initializer_list<std::string_view> prepositions) const {
    for (int i = after_; i < static_cast<int>(phrases_.size()); ++i) {
      const NounPhrase& phrase = phrases_[i];
      if (phrase.first - trigger_.last > 2 * kObjectReach) break;
      if (phrase.first == trigger_.last) continue;
      const std::string& before = words_[phrase.first - 1].lower;
      if (std::find(prepositions.begin(), prepositions.end(), before) != prepositions.end()) {
        return WithCoordinated(i);
      }
    }
    return {};
  }

  // "the navy's attack", "police arrests", "an attack by the navy".
  std::vector<NounPhrase> NounActors() const {
    if (before_ > 0) {
      const NounPhrase& phrase = phrases_[before_ - 1];
      const int gap = trigger_.first - phrase.last;
      const bool possessive =
          gap >= 1 && gap <= 3 && words_[phrase.last].kind == WordKind::kPossessive;
      if (possessive) return {phrase};
    }
    const std::vector<NounPhrase> agent = Governed({"by"});
    return agent.empty() && HasLightVerb() ? Subject() : agent;
  }

  // Whether the noun is what somebody "gave", "held" or "made": then the verb's subject did it.
  bool HasLightVerb() const {
    for (int i = trigger_.first - 1; i >= std::max(first_, trigger_.first - kObjectReach); --i) {
      if (IsLightVerb(words_[i].lower)) return true;
      if (words_[i].kind == WordKind::kPunctuation) return false;
    }
    return false;
  }

  bool Joined(const NounPhrase& a, const NounPhrase& b) const {
    return b.first - a.last == 1 && (words_[a.last].lower == "and" || words_[a.last].lower == "&");
  }

  // Whether a clause ends between two words.
  bool Crosses(int from, int to) const {
    for (int i = from; i < to; ++i) {
      if (EndsClause(words_[i])) return true;
    }
    return false;
  }

  const std::vector<Word>& words_;
  const int first_;
  const int last_;
  const absl::Span<const NounPhrase> phrases_;
  const Trigger& trigger_;
  int before_ = 0;  // phrases_[before_ - 1] is the last one before the trigger
  int after_ = 0;   // phrases_[after_] is the first one behind it
};

}  // namespace

std::vector<NounPhrase> FindNounPhrases(const std::vector<Word>& words, int first, int last,
                                        absl::Span<const Span> mentions,
                                        absl::Span<const Trigger> triggers) {
  return PhraseFinder(words, first, last, mentions, triggers).Find();
}

Participants FindParticipants(const std::vector<Word>& words, int first, int last,
                              absl::Span<const NounPhrase> phrases, const Trigger& trigger) {
  return ParticipantFinder(words, first, last, phrases, trigger).Find();
}

}  // namespace onrecord::ingest
