// A pronoun's candidates are whoever is named or has spoken before it, in the last sentences of the
// same section. Each gets a score, and the best one wins, the nearer of equals:
//
//   - near sentences before far ones;
//   - whoever spoke before whoever was only mentioned: a pronoun that is asked for mostly speaks;
//   - subjects before objects, both before owners ("Dahl's") and what stands behind a preposition;
//   - persons that the article names often before those that it names once;
//   - words outside quotation marks for pronouns outside.
//
// "Although he lost, Dahl ..." looks ahead instead. The idea is that of Lappin and Leass, An
// Algorithm for Pronominal Anaphora Resolution (1994), with a speaker's turn in the place of their
// syntax tree.

#include "ingest-service/entities/pronouns.h"

#include <algorithm>

#include "ingest-service/entities/descriptions.h"
#include "ingest-service/entities/lexicon.h"

namespace onrecord::ingest {
namespace {

constexpr int kSentencesBack = 8;
constexpr int kWordsOfOpening = 24;  // of a clause that may come before whom its pronoun means
constexpr int kWordsToOffice = 60;
constexpr int kMostOffices = 3;
constexpr int kNoScore = -1000;

bool IsObjectPreposition(std::string_view lower) {
  static const auto* const set = new absl::flat_hash_set<std::string_view>{
      "against", "with", "by",   "to",    "of",   "for",    "from", "about",
      "on",      "at",   "in",   "under", "over", "after",  "near", "behind",
      "toward",  "like", "than", "into",  "as",   "between"};
  return set->contains(lower);
}

// Words that open a clause before its main one: "After saying so, Dahl ...".
bool OpensClause(std::string_view lower) {
  static const auto* const set = new absl::flat_hash_set<std::string_view>{
      "although", "though", "while", "when",   "after", "before", "because", "since",  "if",
      "as",       "in",     "at",    "on",     "with",  "by",     "despite", "during", "for",
      "until",    "once",   "from",  "unless", "like",  "asked",  "unlike",  "whereas"};
  return set->contains(lower);
}

bool IsAuxiliary(std::string_view lower) {
  static const auto* const set = new absl::flat_hash_set<std::string_view>{
      "is",    "was",  "has", "had",  "will",   "would", "did",   "does", "can",
      "could", "have", "are", "were", "should", "may",   "might", "also"};
  return set->contains(lower);
}

class AntecedentSearch {
 public:
  AntecedentSearch(const SpeakerMemory& memory, PronounClass pronoun, Span span,
                   absl::Span<const int> quoted, absl::Span<const int> named)
      : memory_(memory),
        pronoun_(pronoun),
        span_(span),
        quoted_(quoted),
        named_(named),
        sentence_(SentenceAt(memory.document(), span.begin)),
        section_(memory.sections().At(span.begin)),
        inside_(memory.InQuotation(span.begin)) {}

  std::vector<int> Find() {
    const int ahead = NamedBehindOpening();
    if (ahead >= 0) return {ahead};
    ConsiderTurns();
    ConsiderNames();
    if (IsPersonal()) ConsiderOffices();
    if (!best_.empty()) return best_;
    const int next = NextFitting();
    return next >= 0 ? std::vector<int>{next} : std::vector<int>{};
  }

 private:
  bool Fits(int entity) const {
    if (std::find(quoted_.begin(), quoted_.end(), entity) != quoted_.end()) return false;
    const Entity& candidate = memory_.entities()[entity];
    const SpeakerType type = candidate.type;
    const bool plural = memory_.IsPlural(entity);
    const bool one = !plural && (type == SpeakerType::kPerson || type == SpeakerType::kUnnamed);
    switch (pronoun_) {
      case PronounClass::kMale:
        return one && candidate.gender != Gender::kFemale;
      case PronounClass::kFemale:
        return one && candidate.gender != Gender::kMale;
      case PronounClass::kThing:
        return !plural && (type == SpeakerType::kOrganization || type == SpeakerType::kGovernment ||
                           type == SpeakerType::kOther);
      default:
        return plural || type == SpeakerType::kGroup || type == SpeakerType::kOrganization ||
               (type == SpeakerType::kUnnamed && candidate.gender == Gender::kUnknown);
    }
  }

  bool IsPersonal() const {
    return pronoun_ == PronounClass::kMale || pronoun_ == PronounClass::kFemale;
  }

  // What speaks for or against `entity` wherever it stands.
  int Standing(int entity) const {
    const Entity& candidate = memory_.entities()[entity];
    const int named = memory_.TimesNamed(entity);
    int standing = named >= 8 ? 2 : named >= 3 ? 1 : 0;
    if (IsPersonal() && candidate.gender == Gender::kUnknown) standing -= 3;
    if (std::find(named_.begin(), named_.end(), entity) != named_.end()) standing -= 8;
    if (pronoun_ == PronounClass::kPlural && candidate.type == SpeakerType::kOrganization) {
      standing -= 3;
    }
    if (pronoun_ == PronounClass::kThing && candidate.type == SpeakerType::kOther) standing -= 2;
    return standing;
  }

  void Consider(int32_t offset, const std::vector<int>& entities, int score,
                int farthest = kSentencesBack) {
    int distance = sentence_ - SentenceAt(memory_.document(), offset);
    if (distance > kSentencesBack || memory_.sections().At(offset) != section_) return;
    distance = std::min(distance, farthest);
    score -= 4 * distance;
    if (!inside_ && memory_.InQuotation(offset)) score -= 12;
    if (score > best_score_) {
      best_score_ = score;
      best_ = entities;
    }
  }

  void ConsiderTurns() {
    const auto& turns = memory_.turns();
    auto turn = turns.lower_bound(span_.begin);
    bool spoken = false;
    for (int steps = 0; turn != turns.begin() && steps < kLookBack; ++steps) {
      --turn;
      const std::vector<int>& entities = turn->second.entities;
      const int bonus = turn->second.speaks ? 7 : 1;
      // Many sentences of the last one who spoke may have gone by.
      const bool last = turn->second.speaks && !spoken;
      const int farthest = last ? 3 : kSentencesBack;
      spoken |= turn->second.speaks;
      if (entities.size() > 1 && pronoun_ == PronounClass::kPlural) {
        Consider(turn->first, entities, bonus + 2, farthest);
      }
      if (entities.size() > 1 && IsPersonal()) continue;
      for (const int entity : entities) {
        if (!Fits(entity)) continue;
        // Somebody named who spoke last needs no other sign of being meant.
        const Entity& speaker = memory_.entities()[entity];
        const bool unsure = IsPersonal() && speaker.type == SpeakerType::kPerson &&
                            speaker.gender == Gender::kUnknown;
        Consider(turn->first, {entity}, bonus + Standing(entity) + (last && unsure ? 2 : 0),
                 farthest);
      }
    }
  }

  void ConsiderNames() {
    auto name = memory_.FirstNameFrom(span_.begin);
    for (int steps = 0; name != memory_.names().begin() && steps < kLookBack; ++steps) {
      --name;
      if (!Fits(name->entity)) continue;
      Consider(name->span.begin, {name->entity}, PlaceOf(name->span) + Standing(name->entity));
    }
  }

  // "The president smiled. He said ...": offices of persons who are named elsewhere.
  void ConsiderOffices() {
    const std::vector<Word>& words = memory_.words();
    const int at = FirstWordFrom(words, span_.begin);
    int found = 0;
    for (int i = at - 1; i > 0 && at - i < kWordsToOffice && found < kMostOffices; --i) {
      const bool office = words[i - 1].lower == "the" && !words[i].capitalized &&
                          (words[i].lower == "president" || words[i].lower == "senator" ||
                           words[i].lower == "governor" || words[i].lower == "chancellor" ||
                           words[i].lower == "mayor" || words[i].lower == "secretary");
      if (!office) continue;
      ++found;
      Reference reference;
      reference.form = MentionForm::kNominal;
      reference.span = {words[i - 1].span.begin, words[i].span.end};
      reference.head = reference.key = words[i].lower;
      reference.determiner = Determiner::kDefinite;
      for (const int entity : FindDescribed(memory_, reference, -1)) {
        if (!Fits(entity)) continue;
        Consider(reference.span.begin, {entity}, PlaceOf(reference.span) + Standing(entity));
      }
    }
  }

  // What the words around a name tell of its part in the sentence.
  int PlaceOf(Span name) const {
    const std::vector<Word>& words = memory_.words();
    const int first = FirstWordFrom(words, name.begin);
    const int after = FirstWordFrom(words, name.end);
    const int size = static_cast<int>(words.size());
    if (after < size && words[after].kind == WordKind::kPossessive) return -3;
    int before = first - 1;
    while (before >= 0 && first - before < 6 && words[before].IsWord() &&
           (IsTitle(words[before].lower) || words[before].capitalized ||
            words[before].lower == "the")) {
      --before;
    }
    if (before >= 0 && IsObjectPreposition(words[before].lower)) return -3;
    const Span sentence = memory_.document().sentences[SentenceAt(memory_.document(), name.begin)];
    const bool opens = OpensSentence(first, FirstWordFrom(words, sentence.begin));
    const bool acts =
        after < size && (IsSpeechVerb(words[after].lower) || IsAuxiliary(words[after].lower) ||
                         (words[after].Is(",") && opens));
    return opens || acts ? 4 : 0;
  }

  // Whether what stands before the name at `first` only says who that is: "The harbour's new
  // director Maria Lindqvist ...".
  static constexpr int kLongestTitle = 8;
  bool OpensSentence(int first, int sentence) const {
    const std::vector<Word>& words = memory_.words();
    if (first - sentence <= 3) return true;
    if (first - sentence > kLongestTitle) return false;
    return std::all_of(words.begin() + sentence, words.begin() + first, [](const Word& word) {
      return word.kind == WordKind::kPossessive || word.lower == "the" ||
             (word.IsWord() && !IsFunctionWord(word.lower) && !IsSpeechVerb(word.lower));
    });
  }

  // Whom "Although he lost, Dahl ..." means; -1 where the pronoun stands in no such opening.
  int NamedBehindOpening() const {
    const std::vector<Word>& words = memory_.words();
    const Span sentence = memory_.document().sentences[sentence_];
    const int first = FirstWordFrom(words, sentence.begin);
    const int at = FirstWordFrom(words, span_.begin);
    const int size = static_cast<int>(words.size());
    if (at == first || first >= size || !OpensClause(words[first].lower)) return -1;
    if (at - first > kWordsOfOpening || inside_) return -1;
    for (int i = first; i < at; ++i) {
      if (words[i].Is(",")) return -1;
    }
    int comma = at;
    const int limit = std::min(size, at + kWordsOfOpening);
    while (comma < limit && !words[comma].Is(",") && words[comma].span.begin < sentence.end) {
      ++comma;
    }
    if (comma == limit || !words[comma].Is(",")) return -1;
    const auto before = memory_.FirstNameFrom(sentence.begin);
    if (before != memory_.names().end() && before->span.begin < span_.begin &&
        Fits(before->entity)) {
      return -1;
    }
    const auto name = memory_.FirstNameFrom(words[comma].span.end);
    if (name == memory_.names().end() || !Fits(name->entity)) return -1;
    return FirstWordFrom(words, name->span.begin) - comma <= 3 ? name->entity : -1;
  }

  // A fitting name not far on, where nobody before fits.
  int NextFitting() const {
    auto name = memory_.FirstNameFrom(span_.end);
    for (int steps = 0; name != memory_.names().end() && steps < 4; ++name, ++steps) {
      if (Fits(name->entity)) return name->entity;
    }
    return -1;
  }

  const SpeakerMemory& memory_;
  const PronounClass pronoun_;
  const Span span_;
  const absl::Span<const int> quoted_;
  const absl::Span<const int> named_;
  const int sentence_;
  const int section_;
  const bool inside_;  // a quotation
  int best_score_ = kNoScore;
  std::vector<int> best_;
};

}  // namespace

PronounClass ClassOf(std::string_view lower) {
  static const auto* const classes = new absl::flat_hash_map<std::string_view, PronounClass>{
      {"he", PronounClass::kMale},
      {"him", PronounClass::kMale},
      {"his", PronounClass::kMale},
      {"himself", PronounClass::kMale},
      {"she", PronounClass::kFemale},
      {"her", PronounClass::kFemale},
      {"hers", PronounClass::kFemale},
      {"herself", PronounClass::kFemale},
      {"it", PronounClass::kThing},
      {"its", PronounClass::kThing},
      {"itself", PronounClass::kThing},
      {"this", PronounClass::kThing},
      {"they", PronounClass::kPlural},
      {"them", PronounClass::kPlural},
      {"their", PronounClass::kPlural},
      {"themselves", PronounClass::kPlural},
      {"these", PronounClass::kPlural},
      {"i", PronounClass::kFirstPerson},
      {"me", PronounClass::kFirstPerson},
      {"my", PronounClass::kFirstPerson},
      {"myself", PronounClass::kFirstPerson},
      {"we", PronounClass::kFirstPerson},
      {"us", PronounClass::kFirstPerson},
      {"our", PronounClass::kFirstPerson},
      {"ourselves", PronounClass::kFirstPerson},
      {"you", PronounClass::kSecondPerson},
      {"your", PronounClass::kSecondPerson},
      {"who", PronounClass::kRelative},
      {"whom", PronounClass::kRelative},
      {"which", PronounClass::kRelative},
      {"that", PronounClass::kRelative},
      {"whose", PronounClass::kRelative}};
  const auto found = classes->find(lower.substr(0, lower.find('\'')));
  return found == classes->end() ? PronounClass::kNone : found->second;
}

Gender PronounGender(std::string_view lower) {
  switch (ClassOf(lower)) {
    case PronounClass::kMale:
      return Gender::kMale;
    case PronounClass::kFemale:
      return Gender::kFemale;
    default:
      return Gender::kUnknown;
  }
}

std::vector<int> FindAntecedents(const SpeakerMemory& memory, PronounClass pronoun, Span span,
                                 absl::Span<const int> quoted, absl::Span<const int> named) {
  return AntecedentSearch(memory, pronoun, span, quoted, named).Find();
}

}  // namespace onrecord::ingest
