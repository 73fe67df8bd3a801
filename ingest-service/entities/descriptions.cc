// A description means, in this order: somebody whose role or name holds its head noun; the person
// or organisation that the text was just about, where the words only paraphrase ("the New York
// businessman", "the bank"); what was described by the same noun or one of its kind before. Of
// several who fit, whoever shares more of the description's other words, then the nearest. An
// article's first sentences describe whom later ones name: there, the search goes on ahead.

#include "ingest-service/entities/descriptions.h"

#include <algorithm>
#include <optional>

#include "ingest-service/entities/introductions.h"
#include "ingest-service/entities/lexicon.h"

namespace onrecord::ingest {
namespace {

constexpr int kSentencesBack = 4;       // of a paraphrase to whom it means
constexpr int kSentencesAhead = 12;     // of an opening's description to the name
constexpr int kSentencesOfOpening = 3;  // of an article or section
constexpr int kLongestNamed = 10;       // words of a poll's description
constexpr int kWordsAhead = 600;        // of a poll's description to its fuller one
constexpr size_t kMostTogether = 4;     // "the senators" are no crowd

using WordSet = absl::flat_hash_set<std::string_view>;

// Nouns for one and the same office or thing, each line one kind.
constexpr std::string_view kKinds[] = {
    "leader president chancellor premier prime speaker",
    "senator sen. lawmaker legislator",
    "lawmaker legislator rep. congressman congresswoman representative member",
    "governor gov.",
    "wife ex-wife",
    "husband ex-husband",
    "general gen.",
    "professor prof. economist",
    "judge justice",
    "nominee candidate contender hopeful",
    "spokesman spokeswoman spokesperson",
    "chairman chairwoman chair chairperson",
    "lawyer attorney counsel",
    "director head chief ceo executive",
    "film documentary movie",
    "report study analysis research paper",
    "poll survey",
    "letter memo",
    "article story piece editorial column op-ed",
    "ad advertisement spot commercial",
    "video clip recording footage",
    "court circuit",
    "panel committee subcommittee",
    "union association brotherhood federation workers teamsters"};

// The nouns that may stand for `head`, itself first.
std::vector<std::string> KindOf(const std::string& head) {
  static const auto* const kinds = [] {
    auto* const by_noun = new absl::flat_hash_map<std::string, std::vector<std::string>>();
    for (const std::string_view kind : kKinds) {
      const std::vector<Word> nouns = ReadWords(kind);
      for (const Word& noun : nouns) {
        for (const Word& other : nouns) (*by_noun)[noun.lower].push_back(other.lower);
      }
    }
    return by_noun;
  }();
  std::vector<std::string> nouns = {head};
  const auto found = kinds->find(head);
  if (found == kinds->end()) return nouns;
  for (const std::string& noun : found->second) {
    if (std::find(nouns.begin(), nouns.end(), noun) == nouns.end()) nouns.push_back(noun);
  }
  return nouns;
}

// The party that a word names, ' ' where it names none.
char PartyOf(std::string_view lower) {
  if (lower == "republican" || lower == "gop") return 'R';
  if (lower == "democratic" || lower == "democrat") return 'D';
  if (lower == "libertarian") return 'L';
  return lower == "green" ? 'G' : ' ';
}

// Heads that paraphrase somebody known wherever they are definite.
bool IsParaphrase(std::string_view head) {
  static const WordSet* const set = new WordSet{
      "nominee",     "candidate",     "businessman", "businesswoman", "billionaire", "woman",
      "man",         "mogul",         "tycoon",      "politician",    "contender",   "frontrunner",
      "congressman", "congresswoman", "chairman",    "chairwoman"};
  return set->contains(head);
}

// Heads that stand for any organisation.
bool IsAnyOrganization(std::string_view head) {
  static const WordSet* const set = new WordSet{
      "company", "group",    "agency",    "organization", "organisation", "newspaper", "paper",
      "network", "firm",     "bank",      "website",      "site",         "outlet",    "magazine",
      "union",   "alliance", "coalition", "department",   "bureau",       "institute", "airline"};
  return set->contains(head);
}

// Offices of which nobody holds two at a time.
bool IsOffice(std::string_view lower) {
  static const WordSet* const set =
      new WordSet{"president", "governor", "gov.", "senator", "sen.",   "secretary",
                  "mayor",     "judge",    "rep.", "speaker", "justice"};
  return set->contains(lower);
}

constexpr std::string_view kRelatives[] = {"wife", "husband",  "ex-wife", "ex-husband",
                                           "son",  "daughter", "brother", "sister"};

// A wife or husband, who mostly bear the same surname.
bool IsKin(std::string_view lower) {
  static const WordSet* const set =
      new WordSet{"wife", "husband", "ex-wife", "ex-husband", "widow", "widower"};
  return set->contains(lower);
}

// Persons who are kept unnamed on purpose: no later name is theirs.
bool StaysUnnamed(std::string_view head) {
  static const WordSet* const set =
      new WordSet{"official", "source", "aide", "insider", "person", "staffer", "one", "reader"};
  return set->contains(head);
}

class DescriptionSearch {
 public:
  DescriptionSearch(const SpeakerMemory& memory, const Reference& reference, int owner)
      : memory_(memory),
        reference_(reference),
        owner_(owner),
        noun_(DescribeNoun(reference.head)),
        kind_(KindOf(reference.head)),
        sentence_(SentenceAt(memory.document(), reference.span.begin)) {}

  std::vector<int> Find() const {
    if (IsDistributive()) return LatestTogether(kSentencesBack);
    if (noun_.plural && reference_.determiner == Determiner::kDefinite) {
      const std::vector<int> several = Several();
      if (!several.empty()) return several;
    }
    const int one = FindOne();
    return one >= 0 ? std::vector<int>{one} : std::vector<int>{};
  }

 private:
  int FindOne() const {
    const bool person = noun_.type == SpeakerType::kPerson;
    if (owner_ >= 0) return person ? PersonOfOwner() : -1;
    const bool definite = reference_.determiner == Determiner::kDefinite;
    if (definite) {
      const int known = person ? KnownPerson() : KnownOther();
      if (known >= 0) return known;
    }
    return noun_.plural ? -1 : NamedAhead();
  }

  // "each", "both": those who were just named together.
  bool IsDistributive() const {
    return reference_.key == "each" || reference_.key == "both" || reference_.key == "the two";
  }

  // --- One person

  int KnownPerson() const {
    const int holder = BestHolder(/*ahead=*/false);
    if (holder >= 0) return holder;
    const int same = memory_.Described(reference_.key);
    if (same >= 0) return same;
    const int latest = memory_.LatestOfHead(reference_.head);
    if (latest >= 0 && !memory_.IsPlural(latest)) return latest;
    return IsCharacterization() ? LatestPerson() : -1;
  }

  // Whether this says something of a person who must be known, and not merely "the driver".
  bool IsCharacterization() const {
    if (IsParaphrase(reference_.head)) return true;
    if (reference_.owner >= 0) {
      const SpeakerType type = memory_.entities()[reference_.owner].type;
      if (type == SpeakerType::kGovernment || type == SpeakerType::kOther) return true;
    }
    return std::any_of(reference_.modifiers.begin(), reference_.modifiers.end(),
                       [](const std::string& word) {
                         return word == "former" || IsDemonym(word) || IsGovernmentName(word) ||
                                PartyOf(word) != ' ' || word.find("-year-old") != word.npos;
                       });
  }

  bool Contradicts(int entity) const {
    const Entity& person = memory_.entities()[entity];
    if (!Agree(NounGender(reference_.head), person.gender)) return true;
    for (const std::string& modifier : reference_.modifiers) {
      // "the former first lady and senator"
      if (modifier == "lady" && person.gender == Gender::kMale) return true;
      const char party = PartyOf(modifier);
      if (party == ' ') continue;
      for (const std::string_view other :
           {"republican", "gop", "democratic", "democrat", "libertarian", "green"}) {
        if (PartyOf(other) != party && memory_.HasRoleWord(entity, other)) return true;
      }
    }
    return false;
  }

  // Whether this person's role is an office other than the described one.
  bool HasOtherOffice(int entity) const {
    if (!IsOffice(reference_.head) || HasModifier("former")) return false;
    for (const std::string& role : memory_.entities()[entity].roles) {
      for (const Word& word : ReadWords(role)) {
        if (IsOffice(word.lower) &&
            std::find(kind_.begin(), kind_.end(), word.lower) == kind_.end()) {
          return true;
        }
      }
    }
    return false;
  }

  // Whether the article presents this person as somebody's wife or son, who runs for nothing.
  bool IsOnlyRelative(int entity) const {
    if (reference_.head != "nominee" && reference_.head != "candidate") return false;
    return !HoldsKindOf(entity, reference_.head) &&
           std::any_of(std::begin(kRelatives), std::end(kRelatives),
                       [&](std::string_view noun) { return memory_.HasRoleWord(entity, noun); });
  }

  // How many of the description's other words are in the entity's roles or name.
  int SharedWords(int entity) const {
    return static_cast<int>(std::count_if(reference_.modifiers.begin(), reference_.modifiers.end(),
                                          [this, entity](const std::string& word) {
                                            return memory_.HasRoleWord(entity, word) ||
                                                   memory_.HasNameWord(entity, word);
                                          }));
  }

  // The person with the described role, named before the description or, `ahead`, only behind it.
  int BestHolder(bool ahead) const {
    int best = -1;
    int best_score = -1;
    for (const std::string& noun : kind_) {
      int steps = 0;
      for (const int entity : memory_.HoldersOf(noun)) {
        if (++steps > kLookBack) break;
        if (Contradicts(entity) || (noun != reference_.head && !MaySayOtherwise(entity))) continue;
        const int distance = ahead ? DistanceAhead(entity) : DistanceBack(entity);
        if (distance < 0 || (ahead && distance > kSentencesAhead)) continue;
        const int score = 1000 * SharedWords(entity) + (noun == reference_.head ? 500 : 0) + 400 -
                          std::min(distance, 400);
        if (score > best_score) {
          best_score = score;
          best = entity;
        }
      }
    }
    return best;
  }

  // Whether another noun of the kind will do: not a president for "the band leader".
  bool MaySayOtherwise(int entity) const {
    return std::all_of(reference_.modifiers.begin(), reference_.modifiers.end(),
                       [this, entity](const std::string& word) {
                         return memory_.HasRoleWord(entity, word) || IsDemonym(word) ||
                                IsGovernmentName(word) || PartyOf(word) != ' ' ||
                                word == "former" || word == "presidential" || word == "vice";
                       });
  }

  // In sentences; negative where the entity isn't named there.
  int DistanceBack(int entity) const {
    const int32_t offset = memory_.LatestNaming(entity, reference_.span.begin);
    return offset < 0 ? -1 : sentence_ - SentenceAt(memory_.document(), offset);
  }
  int DistanceAhead(int entity) const {
    if (memory_.LatestNaming(entity, reference_.span.begin) >= SectionBegin()) return -1;
    const int32_t offset = memory_.NextNaming(entity, reference_.span.end);
    return offset < 0 ? -1 : SentenceAt(memory_.document(), offset) - sentence_;
  }

  // How the text before the reference shows an entity.
  enum class Met { kSpeaking, kResolved, kNamed };

  // The entity met before the reference whose score(offset, entity, met) is highest, the nearer of
  // equals, turns before names; nothing scored is -1.
  template <typename Score>
  int BestBefore(Score score) const {
    int best = -1;
    int best_score = -1000;
    const auto consider = [&](int32_t offset, int entity, Met met) {
      const std::optional<int> scored = score(offset, entity, met);
      if (!scored.has_value() || *scored <= best_score) return;
      best_score = *scored;
      best = entity;
    };
    auto turn = memory_.turns().lower_bound(reference_.span.begin);
    for (int steps = 0; turn != memory_.turns().begin() && steps < kLookBack; ++steps) {
      --turn;
      consider(turn->first, turn->second.entities.front(),
               turn->second.speaks ? Met::kSpeaking : Met::kResolved);
    }
    auto name = memory_.FirstNameFrom(reference_.span.begin);
    for (int steps = 0; name != memory_.names().begin() && steps < kLookBack; ++steps) {
      --name;
      consider(name->span.begin, name->entity, Met::kNamed);
    }
    return best;
  }

  // The person whom the text before the description is about, of a gender that the noun allows; -1
  // for none.
  int LatestPerson() const {
    return BestBefore([&](int32_t offset, int entity, Met met) -> std::optional<int> {
      const int distance = sentence_ - SentenceAt(memory_.document(), offset);
      const bool fits = memory_.entities()[entity].type == SpeakerType::kPerson &&
                        distance <= kSentencesBack && offset >= SectionBegin() &&
                        !Contradicts(entity) && !HasOtherOffice(entity) && !IsOnlyRelative(entity);
      if (!fits) return std::nullopt;
      // Whom an election is about, the article names often.
      const int stature = reference_.head == "nominee" || reference_.head == "candidate"
                              ? std::min(memory_.TimesNamed(entity), 16)
                              : 0;
      const Span sentence = memory_.document().sentences[SentenceAt(memory_.document(), offset)];
      const int named = offset - sentence.begin < 20 ? 4 : 0;
      const int bonus = met == Met::kSpeaking ? 7 : met == Met::kResolved ? 1 : named;
      return bonus + stature - 4 * distance - (memory_.InQuotation(offset) ? 12 : 0);
    });
  }

  // "Obama's chief strategist" by role, "Obama's wife" by surname, or whoever is named a little
  // later; -1 for none.
  int PersonOfOwner() const {
    if (noun_.plural) return HolderOfOwner();
    const int holder = HolderOfOwner();
    if (holder >= 0) return holder;
    const int relative = IsKin(reference_.head) ? NamesakeOfOwner() : -1;
    return relative >= 0 ? relative : NamedAhead();
  }

  // The one other person with the owner's surname, of the noun's gender; -1 for none or several.
  int NamesakeOfOwner() const {
    const std::string surname = LastWordOf(memory_.entities()[owner_].display_name);
    int found = -1;
    const absl::Span<const int> bearers = memory_.BearersOf(surname);
    if (bearers.size() > kLookBack) return -1;
    for (const int entity : bearers) {
      const Entity& person = memory_.entities()[entity];
      const bool fits = entity != owner_ && person.type == SpeakerType::kPerson &&
                        person.gender == NounGender(reference_.head);
      if (!fits) continue;
      if (found >= 0) return -1;
      found = entity;
    }
    return found;
  }

  // "Obama's chief strategist": somebody whose role says so; -1 where there is nobody.
  int HolderOfOwner() const {
    const std::string surname = LastWordOf(memory_.entities()[owner_].display_name);
    int best = -1;
    for (const std::string& noun : kind_) {
      int steps = 0;
      for (const int entity : memory_.HoldersOf(noun)) {
        if (++steps > kLookBack) break;
        if (entity == owner_ || Contradicts(entity)) continue;
        if (memory_.HasRoleWord(entity, surname)) return entity;
        const bool of_another =
            memory_.HasRoleWord(entity, "'s") || memory_.HasRoleWord(entity, "’s");
        if (best < 0 && !of_another && noun == reference_.head) best = entity;
      }
    }
    return best;
  }

  static std::string LastWordOf(const std::string& name) {
    const std::vector<Word> words = ReadWords(name);
    return words.empty() ? name : words.back().lower;
  }

  // --- Organisations, governments and things

  int KnownOther() const {
    if (noun_.plural) return memory_.Described(reference_.key);
    if (noun_.type == SpeakerType::kOrganization) {
      const int named = NamedSo();
      if (named >= 0) return named;
    }
    const int same = memory_.Described(reference_.key);
    if (same >= 0) return same;
    const int latest = LatestOfKind();
    if (latest >= 0) return latest;
    const bool bare = reference_.modifiers.empty();
    if (bare && IsAnyOrganization(reference_.head)) {
      return LatestOf({SpeakerType::kOrganization});
    }
    if (bare && (reference_.head == "country" || reference_.head == "government" ||
                 reference_.head == "nation" || reference_.head == "kingdom")) {
      return LatestOf({SpeakerType::kGovernment});
    }
    return -1;
  }

  // What was last described by the head noun or one of its kind, unless both bear names and share
  // none: "the Harbour Institute poll" is not the Lund University poll.
  int LatestOfKind() const {
    if (HasModifier("previous") || HasModifier("earlier")) return -1;
    const std::vector<std::string> names =
        NamesIn(Surface(memory_.document().text, reference_.span));
    for (const std::string& noun : kind_) {
      const absl::Span<const int> all = memory_.AllOfHead(noun);
      int steps = 0;
      for (auto entity = all.rbegin(); entity != all.rend() && steps < kLookBack;
           ++entity, ++steps) {
        if (!memory_.IsPlural(*entity) && MayBearNames(*entity, names)) return *entity;
      }
    }
    return -1;
  }

  bool MayBearNames(int entity, const std::vector<std::string>& names) const {
    const std::vector<std::string> own = NamesIn(memory_.entities()[entity].display_name);
    if (own.empty() || names.empty()) return true;
    return std::any_of(names.begin(), names.end(), [&own](const std::string& name) {
      return std::find(own.begin(), own.end(), name) != own.end();
    });
  }

  // The capitalised words of a description before any "of", in lower case.
  static std::vector<std::string> NamesIn(std::string_view description) {
    std::vector<std::string> names;
    const std::vector<Word> words = ReadWords(description);
    for (size_t i = 0; i < words.size() && words[i].lower != "of"; ++i) {
      if (words[i].capitalized && !IsFunctionWord(words[i].lower)) names.push_back(words[i].lower);
    }
    return names;
  }

  // The organisation before the reference with the head noun in its name.
  int NamedSo() const {
    int best = -1;
    int best_shared = -1;
    auto name = memory_.FirstNameFrom(reference_.span.begin);
    for (int steps = 0; name != memory_.names().begin() && steps < kLookBack; ++steps) {
      --name;
      if (memory_.entities()[name->entity].type == SpeakerType::kPerson) continue;
      const bool by_head = memory_.HasNameWord(name->entity, reference_.head);
      if (!by_head && !HasNameOfKind(name->entity)) continue;
      const int shared = 2 * SharedWords(name->entity) + by_head;
      if (shared > best_shared) {
        best_shared = shared;
        best = name->entity;
      }
    }
    return best;
  }

  bool HasNameOfKind(int entity) const {
    return std::any_of(kind_.begin(), kind_.end(), [this, entity](const std::string& noun) {
      return memory_.HasNameWord(entity, noun);
    });
  }

  // The nearest before the reference of one of the types; who spoke counts as nearer.
  int LatestOf(std::initializer_list<SpeakerType> types) const {
    return BestBefore([&](int32_t offset, int entity, Met met) -> std::optional<int> {
      const int distance = sentence_ - SentenceAt(memory_.document(), offset);
      const bool fits =
          std::find(types.begin(), types.end(), memory_.entities()[entity].type) != types.end() &&
          distance <= kSentencesBack && !memory_.IsPlural(entity);
      if (!fits) return std::nullopt;
      const int bonus = met == Met::kSpeaking ? 4 : met == Met::kResolved ? 1 : 0;
      return bonus - 2 * distance - (memory_.InQuotation(offset) ? 6 : 0);
    });
  }

  // --- Several

  std::vector<int> Several() const {
    const std::vector<Word>& words = memory_.words();
    const int first = FirstWordFrom(words, reference_.span.begin);
    const bool two = HasModifier("two") || words[first].lower == "both";
    if (noun_.type == SpeakerType::kGovernment && two) {
      return LatestTwo(SpeakerType::kGovernment);
    }
    const std::string singular = Singular(reference_.head);
    const std::vector<int> together = LatestTogether(2 * kSentencesBack);
    const bool one_holds = std::any_of(together.begin(), together.end(), [&](int entity) {
      return memory_.HasRoleWord(entity, singular) || HoldsKindOf(entity, singular);
    });
    if (one_holds) return together;
    const bool persons = noun_.type == SpeakerType::kGroup || noun_.type == SpeakerType::kUnnamed;
    if (!two || !persons) return {};
    return together.size() == 2 ? together : LatestTwo(SpeakerType::kPerson);
  }

  bool HasModifier(std::string_view word) const {
    return std::find(reference_.modifiers.begin(), reference_.modifiers.end(), word) !=
           reference_.modifiers.end();
  }

  bool HoldsKindOf(int entity, const std::string& singular) const {
    const std::vector<std::string> nouns = KindOf(singular);
    return std::any_of(nouns.begin(), nouns.end(), [this, entity](const std::string& noun) {
      return memory_.HasRoleWord(entity, noun);
    });
  }

  // The last source that named a few at once, no further back than `sentences`.
  std::vector<int> LatestTogether(int sentences) const {
    auto turn = memory_.turns().lower_bound(reference_.span.begin);
    for (int steps = 0; turn != memory_.turns().begin() && steps < kLookBack; ++steps) {
      --turn;
      if (sentence_ - SentenceAt(memory_.document(), turn->first) > sentences) break;
      const size_t count = turn->second.entities.size();
      if (count > 1 && count <= kMostTogether) return turn->second.entities;
    }
    return {};
  }

  // The last two named of a type, in order of the text; empty where there are no two near.
  std::vector<int> LatestTwo(SpeakerType type) const {
    std::vector<int> found;
    auto name = memory_.FirstNameFrom(reference_.span.begin);
    for (int steps = 0; name != memory_.names().begin() && steps < kLookBack; ++steps) {
      --name;
      if (sentence_ - SentenceAt(memory_.document(), name->span.begin) > kSentencesBack) break;
      const bool fits = memory_.entities()[name->entity].type == type && !Contradicts(name->entity);
      if (!fits || (!found.empty() && found.front() == name->entity)) continue;
      found.insert(found.begin(), name->entity);
      if (found.size() == 2) return found;
    }
    return {};
  }

  // --- Openings

  int32_t SectionBegin() const { return memory_.sections().BeginAt(reference_.span.begin); }

  // Whom the first sentences describe before the article names them; -1 for none.
  int NamedAhead() const {
    const int opening = sentence_ - SentenceAt(memory_.document(), SectionBegin());
    if (opening > kSentencesOfOpening || StaysUnnamed(reference_.head)) return -1;
    if (noun_.type == SpeakerType::kPerson) {
      // A headline's "Judge" may be named in the headline as well.
      const bool bare = reference_.determiner == Determiner::kNone && opening <= 1;
      int known = bare ? BestHolder(/*ahead=*/false) : -1;
      if (known < 0) known = BestHolder(/*ahead=*/true);
      return known >= 0 ? known : FindIntroduced(memory_, reference_, kind_);
    }
    if (noun_.type != SpeakerType::kOrganization) return -1;
    auto name = memory_.FirstNameFrom(reference_.span.end);
    for (int steps = 0; name != memory_.names().end() && steps < kLookBack; ++name, ++steps) {
      if (SentenceAt(memory_.document(), name->span.begin) - sentence_ > kSentencesAhead) break;
      if (memory_.entities()[name->entity].type != SpeakerType::kOrganization) continue;
      if (HasNameOfKind(name->entity) && DistanceAhead(name->entity) >= 0) return name->entity;
    }
    return -1;
  }

  const SpeakerMemory& memory_;
  const Reference& reference_;
  const int owner_;
  const NounDescription noun_;
  const std::vector<std::string> kind_;
  const int sentence_;
};

// "A new poll" of an opening is "the Harbour Institute poll" of the next sentences.
class FullerSearch {
 public:
  FullerSearch(const SpeakerMemory& memory, const Reference& reference)
      : memory_(memory), words_(memory.words()), reference_(reference) {}

  Span Find() const {
    const bool opens = reference_.determiner == Determiner::kIndefinite ||
                       reference_.determiner == Determiner::kNone;
    if (!opens || !IsStudied(reference_.head) || reference_.owner >= 0) return {};
    const int sentence = SentenceAt(memory_.document(), reference_.span.begin);
    const int32_t section = memory_.sections().BeginAt(reference_.span.begin);
    if (sentence - SentenceAt(memory_.document(), section) > kSentencesOfOpening) return {};
    const int first_behind = FirstWordFrom(words_, reference_.span.end);
    const int limit = std::min(static_cast<int>(words_.size()), first_behind + kWordsAhead);
    for (int i = first_behind; i < limit; ++i) {
      const int32_t offset = words_[i].span.begin;
      if (SentenceAt(memory_.document(), offset) - sentence > kSentencesAhead ||
          memory_.sections().BeginAt(offset) != section) {
        return {};
      }
      if (words_[i].lower != reference_.head) continue;
      const int first = FirstOfNamed(i);
      if (first < i) return {words_[first].span.begin, words_[i].span.end};
    }
    return {};
  }

 private:
  static bool IsStudied(std::string_view head) {
    return head == "poll" || head == "survey" || head == "study" || head == "report";
  }

  // Where a description with this head begins that bears a name; `head` where it bears none.
  int FirstOfNamed(int head) const {
    bool named = false;
    for (int i = head - 1; i >= 0 && head - i <= kLongestNamed; --i) {
      const Word& word = words_[i];
      if (word.lower == "the" || word.lower == "a") return named ? i : head;
      const bool joins = word.Is("/") || word.Is("-") || word.Is("&");
      if (!joins && (!word.IsWord() || IsFunctionWord(word.lower))) break;
      named |= word.capitalized;
    }
    return head;
  }

  const SpeakerMemory& memory_;
  const std::vector<Word>& words_;
  const Reference& reference_;
};

}  // namespace

Span FindFullerDescription(const SpeakerMemory& memory, const Reference& reference) {
  return FullerSearch(memory, reference).Find();
}

std::vector<int> FindDescribed(const SpeakerMemory& memory, const Reference& reference, int owner) {
  return DescriptionSearch(memory, reference, owner).Find();
}

}  // namespace onrecord::ingest
