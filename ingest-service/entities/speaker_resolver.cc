// Who a reference means. Names carry their entity with them. Pronouns look back over the mentions
// before them and take the best one of fitting gender and number: near sentences before far ones,
// whoever spoke before whoever was only mentioned, subjects (the first mention of a sentence)
// before the rest; words inside quotation marks do not answer for pronouns outside. Descriptions
// look for an entity whose role, name or earlier description fits, and become an entity of their
// own where none does. All looking back is bounded, so that resolving stays near linear.

#include <algorithm>
#include <map>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "ingest-service/entities/entities.h"
#include "ingest-service/entities/lexicon.h"
#include "ingest-service/entities/references.h"
#include "ingest-service/text/code_points.h"

namespace onrecord::ingest {
namespace {

constexpr int kLookBack = 48;  // mentions
constexpr int kWordsBeforeSubject = 3;
constexpr int kSentencesBack = 8;  // further ones are not antecedents of a pronoun
constexpr int kDeepestOwner =
    4;  // "whose dog" of "whose son" of "whose ...": further ones are dropped
constexpr size_t kMostAtOnce = 16;  // entities that one source refers to

bool IsFemalePronoun(std::string_view p) {
  return p == "she" || p == "her" || p == "hers" || p == "herself";
}
bool IsMalePronoun(std::string_view p) {
  return p == "he" || p == "his" || p == "him" || p == "himself";
}
bool IsPluralPronoun(std::string_view p) {
  return p == "they" || p == "them" || p == "their" || p == "themselves" || p == "these";
}
bool IsFirstPerson(std::string_view p) {
  return p == "i" || p == "we" || p == "me" || p == "us" || p == "my" || p == "our" ||
         p == "myself" || p == "ourselves";
}
bool IsRelative(std::string_view p) {
  return p == "who" || p == "whom" || p == "which" || p == "that" || p == "whose";
}

// Heads that make an organisation of their own out of their owner: "the Clinton campaign".
bool IsOwnedOrganization(std::string_view head) {
  return head == "campaign" || head == "administration" || head == "team" || head == "camp" ||
         head == "government" || head == "foundation" || head == "office" || head == "company" ||
         head == "organization" || head == "committee";
}

// What of `name` stands behind its last white space, its last kLongestWord bytes at most.
std::string LastWord(std::string_view name) {
  const auto end = static_cast<int32_t>(name.size());
  int32_t begin = end;
  for (int32_t at = end; at > 0 && end - at <= kLongestWord; begin = at) {
    if (IsWhiteSpace(PreviousCodePoint(name, at)) || end - at > kLongestWord) break;
  }
  return std::string(name.substr(begin));
}

// Titles whose bearers a description may call by another noun.
constexpr std::pair<std::string_view, std::string_view> kTitlesByDescription[] = {
    {"leader", "president"},    {"leader", "chancellor"},      {"leader", "premier"},
    {"leader", "prime"},        {"senator", "sen."},           {"lawmaker", "sen."},
    {"lawmaker", "rep."},       {"congressman", "rep."},       {"congresswoman", "rep."},
    {"representative", "rep."}, {"governor", "gov."},          {"general", "gen."},
    {"professor", "prof."},     {"spokesman", "spokesperson"}, {"nominee", "candidate"},
    {"candidate", "nominee"},   {"economist", "professor"},    {"judge", "justice"}};

}  // namespace

class SpeakerResolver::Memory {
 public:
  Memory(const Document& document, std::vector<Entity> entities)
      : document_(document), words_(ReadWords(document.text)), entities_(std::move(entities)) {
    for (size_t i = 0; i < entities_.size(); ++i) {
      name_offsets_.emplace_back();
      name_words_.emplace_back();
      for (const Word& word : ReadWords(entities_[i].display_name)) {
        name_words_.back().insert(word.lower);
      }
      for (const Mention& mention : entities_[i].mentions) {
        name_offsets_.back().push_back(mention.span.begin);
        names_.push_back({mention.span, static_cast<int>(i)});
      }
      for (const std::string& role : entities_[i].roles) {
        for (const Word& word : ReadWords(role)) {
          std::vector<int>& holders = by_role_word_[word.lower];
          if (holders.empty() || holders.back() != static_cast<int>(i)) {
            holders.push_back(static_cast<int>(i));
          }
        }
      }
    }
    std::sort(names_.begin(), names_.end(),
              [](const NamedSpan& a, const NamedSpan& b) { return a.span < b.span; });
  }

  std::vector<int> Resolve(absl::Span<const Span> pieces, absl::Span<const int> quoted,
                           bool speaks) {
    std::vector<int> found;
    int32_t begin = 0;
    for (const Span piece : pieces) {
      begin = piece.begin;
      for (const Reference& reference : ReadReferences(words_, names_, piece)) {
        for (const int entity : ResolveReference(reference, quoted)) {
          if (std::find(found.begin(), found.end(), entity) == found.end()) found.push_back(entity);
        }
      }
      if (!found.empty()) break;
    }
    if (found.size() > kMostAtOnce) found.resize(kMostAtOnce);
    if (!found.empty()) {
      Turn& turn = turns_[begin];
      turn.entities = found;
      turn.speaks |= speaks;
    }
    return found;
  }

  const std::vector<Entity>& entities() const { return entities_; }

  std::vector<Entity> Take() {
    for (Entity& entity : entities_) {
      std::sort(entity.mentions.begin(), entity.mentions.end(),
                [](const Mention& a, const Mention& b) { return a.span < b.span; });
      entity.mentions.erase(
          std::unique(entity.mentions.begin(), entity.mentions.end(),
                      [](const Mention& a, const Mention& b) { return a.span == b.span; }),
          entity.mentions.end());
    }
    return std::move(entities_);
  }

 private:
  // Whom a source or participant that begins at some offset was resolved to.
  struct Turn {
    std::vector<int> entities;
    bool speaks = false;
  };

  std::vector<int> ResolveReference(const Reference& reference, absl::Span<const int> quoted) {
    if (reference.form == MentionForm::kName) return {reference.entity};
    const auto key = std::make_pair(reference.span.begin, reference.span.end);
    const auto known = by_span_.find(key);
    if (known != by_span_.end()) return known->second;
    std::vector<int> answer = reference.form == MentionForm::kPronoun
                                  ? ResolvePronoun(reference.head, reference.span, quoted)
                                  : std::vector<int>{ResolveDescription(reference, quoted)};
    for (const int entity : answer)
      entities_[entity].mentions.push_back({reference.span, reference.form});
    by_span_.emplace(key, answer);
    return answer;
  }

  // --- Pronouns

  std::vector<int> ResolvePronoun(const std::string& pronoun, Span span,
                                  absl::Span<const int> quoted) {
    if (IsFirstPerson(pronoun)) {
      if (!quoted.empty()) return {quoted.begin(), quoted.end()};
      return {Author()};
    }
    if (IsRelative(pronoun)) {
      const int antecedent = NameJustBefore(span.begin);
      if (antecedent >= 0) return {antecedent};
      return {DescriptionJustBefore(span)};
    }
    if (IsPluralPronoun(pronoun)) {
      const std::vector<int> several = LatestPlural(span.begin);
      if (!several.empty()) return several;
    }
    const int best = BestAntecedent(pronoun, span);
    if (best >= 0) return {best};
    const bool person = IsMalePronoun(pronoun) || IsFemalePronoun(pronoun);
    if (person) return {Described(pronoun, Text(span), SpeakerType::kUnnamed)};
    return {Described(
        pronoun, Text(span),
        pronoun == "it" || pronoun == "this" ? SpeakerType::kOther : SpeakerType::kGroup)};
  }

  bool Fits(const std::string& pronoun, const Entity& entity) const {
    const bool one = entity.type == SpeakerType::kPerson || entity.type == SpeakerType::kUnnamed;
    if (IsMalePronoun(pronoun)) return one && entity.gender != Gender::kFemale;
    if (IsFemalePronoun(pronoun)) return one && entity.gender != Gender::kMale;
    if (pronoun == "it" || pronoun == "its" || pronoun == "itself" || pronoun == "this") {
      return entity.type == SpeakerType::kOrganization || entity.type == SpeakerType::kGovernment ||
             entity.type == SpeakerType::kOther;
    }
    return entity.type == SpeakerType::kGroup || entity.type == SpeakerType::kOrganization ||
           entity.type == SpeakerType::kUnnamed;
  }

  // The entity that the pronoun at `span` most likely means, -1 where none fits.
  int BestAntecedent(const std::string& pronoun, Span span) const {
    const int sentence = SentenceAt(document_, span.begin);
    const bool quoted = InQuotation(span.begin);
    int best = -1;
    int best_score = -1000;
    const auto consider = [&](int32_t offset, int entity, int bonus) {
      if (!Fits(pronoun, entities_[entity])) return;
      const int distance = sentence - SentenceAt(document_, offset);
      if (distance > kSentencesBack) return;
      int score = -4 * distance + bonus;
      if (InQuotation(offset) && !quoted) score -= 8;
      if (entities_[entity].gender == Gender::kUnknown) score -= 5;
      if (score > best_score) {
        best_score = score;
        best = entity;
      }
    };
    auto name = FirstNameFrom(span.begin);
    for (int steps = 0; name != names_.begin() && steps < kLookBack; ++steps) {
      --name;
      consider(name->span.begin, name->entity, BeginsSentence(name->span.begin) ? 4 : 0);
    }
    auto turn = turns_.lower_bound(span.begin);
    for (int steps = 0; turn != turns_.begin() && steps < kLookBack; ++steps) {
      --turn;
      for (const int entity : turn->second.entities) {
        consider(turn->first, entity, turn->second.speaks ? 5 : 1);
      }
    }
    if (best >= 0) return best;
    // Cataphora, "Although he lost, Dahl ...": the next fitting name, not far on.
    name = FirstNameFrom(span.end);
    for (int steps = 0; name != names_.end() && steps < 4; ++name, ++steps) {
      if (Fits(pronoun, entities_[name->entity])) return name->entity;
    }
    return -1;
  }

  std::vector<NamedSpan>::const_iterator FirstNameFrom(int32_t offset) const {
    return std::lower_bound(
        names_.begin(), names_.end(), offset,
        [](const NamedSpan& name, int32_t value) { return name.span.begin < value; });
  }

  // Whether this name opens its sentence and so is likely its subject.
  bool BeginsSentence(int32_t offset) const {
    const Span sentence = document_.sentences[SentenceAt(document_, offset)];
    return FirstWordFrom(words_, offset) - FirstWordFrom(words_, sentence.begin) <=
           kWordsBeforeSubject;
  }

  bool InQuotation(int32_t offset) const {
    const auto after =
        std::upper_bound(document_.quotations.begin(), document_.quotations.end(), offset,
                         [](int32_t value, const Quotation& q) { return value < q.inside.begin; });
    return after != document_.quotations.begin() && offset < std::prev(after)->inside.end;
  }

  // The last several speakers, or the last group, before `offset`; empty where none is near.
  std::vector<int> LatestPlural(int32_t offset) const {
    auto turn = turns_.lower_bound(offset);
    for (int steps = 0; turn != turns_.begin() && steps < 6; ++steps) {
      --turn;
      const std::vector<int>& entities = turn->second.entities;
      if (entities.size() > 1) return entities;
      const SpeakerType type = entities_[entities[0]].type;
      if (type == SpeakerType::kGroup || type == SpeakerType::kOrganization) return entities;
      if (type == SpeakerType::kUnnamed && plural_.contains(entities[0])) return entities;
    }
    return {};
  }

  // The entity of the name that ends right before `offset`, a comma or an apposition between them;
  // else -1.
  int NameJustBefore(int32_t offset) const {
    auto name = FirstNameFrom(offset);
    if (name == names_.begin()) return -1;
    --name;
    const int between = FirstWordFrom(words_, offset) - FirstWordFrom(words_, name->span.end);
    const int first = FirstWordFrom(words_, name->span.end);
    const bool adjoins = between == 0 || (between == 1 && words_[first].Is(","));
    return adjoins ? name->entity : -1;
  }

  // The noun that a relative pronoun continues: "voters" of "voters who ...".
  int DescriptionJustBefore(Span pronoun) {
    int last = FirstWordFrom(words_, pronoun.begin);
    while (last > 0 && words_[last - 1].kind == WordKind::kPunctuation) --last;
    if (last == 0) return Described("who", Text(pronoun), SpeakerType::kUnnamed);
    int first = last - 1;
    const Span sentence = document_.sentences[SentenceAt(document_, pronoun.begin)];
    while (first > 0 && last - first < 6 && words_[first - 1].span.begin >= sentence.begin &&
           words_[first - 1].IsWord() && !IsFunctionWord(words_[first].lower) &&
           !IsSpeechVerb(words_[first - 1].lower)) {
      --first;
    }
    const Span span = {words_[first].span.begin, words_[last - 1].span.end};
    const std::vector<Reference> references = ReadReferences(words_, names_, span);
    if (references.empty() || references.back().form == MentionForm::kPronoun) {
      return Described(words_[last - 1].lower, Text(span), SpeakerType::kOther);
    }
    return ResolveReference(references.back(), {}).front();
  }

  // --- Descriptions

  int ResolveDescription(const Reference& reference, absl::Span<const int> quoted) {
    if (IsSpeechVerb(reference.head) && reference.key == reference.head) {
      const int speaker = LatestSpeaker(reference.span.begin);
      if (speaker >= 0) return speaker;
    }
    int owner = reference.owner;
    if (!reference.owner_pronoun.empty() && owners_ < kDeepestOwner) {
      ++owners_;
      owner = ResolvePronoun(reference.owner_pronoun, reference.owner_span, quoted).front();
      --owners_;
    }
    if (owner >= 0) {
      const int known = KnownOfOwner(reference, owner);
      return known >= 0 ? known : OwnedEntity(reference, owner);
    }
    const NounDescription noun = DescribeNoun(reference.head);
    if (reference.determiner == Determiner::kDefinite) {
      const int known = KnownByDescription(reference, noun);
      if (known >= 0) return known;
    }
    return NewDescribed(reference, noun);
  }

  int LatestSpeaker(int32_t offset) const {
    auto turn = turns_.lower_bound(offset);
    return turn == turns_.begin() ? -1 : std::prev(turn)->second.entities.front();
  }

  // "Obama's chief strategist": somebody whose role says so; -1 where there is nobody.
  int KnownOfOwner(const Reference& reference, int owner) const {
    if (DescribeNoun(reference.head).type != SpeakerType::kPerson) return -1;
    const int holder = RoleHolder(reference);
    return holder == owner ? -1 : holder;
  }

  // "the Clinton campaign", "his aides": one entity for each owner and head.
  int OwnedEntity(const Reference& reference, int owner) {
    const std::string surname = LastWord(entities_[owner].display_name);
    const bool organization = IsOwnedOrganization(reference.head);
    NounDescription noun = DescribeNoun(reference.head);
    if (noun.type == SpeakerType::kPerson) noun.type = SpeakerType::kUnnamed;
    if (reference.head == "administration") noun.type = SpeakerType::kGovernment;
    if (reference.head == "campaign" || reference.head == "team")
      noun.type = SpeakerType::kOrganization;
    const bool by_name = reference.owner >= 0 && !organization;
    const std::string display = by_name        ? Text(reference.span)
                                : organization ? surname + " " + reference.head
                                               : surname + "'s " + reference.head;
    return Described(surname + " " + reference.head, display, noun.type);
  }

  // The entity that "the ..." refers back to; -1 where the article has none before.
  int KnownByDescription(const Reference& reference, NounDescription noun) const {
    const auto same = described_.find(reference.key);
    if (same != described_.end()) return same->second;
    if (noun.type == SpeakerType::kPerson) {
      const int holder = RoleHolder(reference);
      if (holder >= 0) return holder;
    }
    if (noun.type == SpeakerType::kOrganization && !noun.plural) {
      const int organization = LatestOrganization(reference);
      if (organization >= 0) return organization;
    }
    const auto head = latest_of_head_.find(Singular(reference.head));
    if (head != latest_of_head_.end()) return head->second;
    if (noun.type == SpeakerType::kPerson && IsCharacterization(reference))
      return LatestPerson(reference);
    return -1;
  }

  // Whether the description says something of a person who must be known: "the New York
  // businessman", "the former secretary", and not merely "the driver".
  static bool IsCharacterization(const Reference& reference) {
    return reference.head == "nominee" || reference.head == "candidate" ||
           reference.head == "businessman" || reference.head == "businesswoman" ||
           reference.head == "billionaire" || reference.key.rfind("former ", 0) == 0 ||
           reference.head == "woman" || reference.head == "man";
  }

  // The person who spoke last before the reference, of a gender that the noun allows; -1 for none.
  int LatestPerson(const Reference& reference) const {
    auto turn = turns_.lower_bound(reference.span.begin);
    for (int steps = 0; turn != turns_.begin() && steps < kLookBack; ++steps) {
      --turn;
      const Entity& entity = entities_[turn->second.entities.front()];
      const bool fits =
          entity.type == SpeakerType::kPerson && Agree(entity.gender, NounGender(reference.head));
      if (fits) return turn->second.entities.front();
    }
    return -1;
  }

  // The person with the described role, the latest before the reference if several have it; -1 for
  // none.
  int RoleHolder(const Reference& reference) const {
    std::vector<std::string> heads = {reference.head};
    for (const auto& [described, title] : kTitlesByDescription) {
      if (reference.head == described) heads.emplace_back(title);
    }
    int best = -1;
    int32_t best_offset = -1;
    for (const std::string& head : heads) {
      const auto holders = by_role_word_.find(head);
      if (holders == by_role_word_.end()) continue;
      int steps = 0;
      for (auto it = holders->second.begin(); it != holders->second.end() && steps < kLookBack;
           ++it, ++steps) {
        const int32_t offset = LatestMention(*it, reference.span.begin);
        const bool fits = Agree(NounGender(reference.head), entities_[*it].gender);
        if (fits && offset > best_offset) {
          best_offset = offset;
          best = *it;
        }
      }
    }
    return best;
  }

  // Where a found entity is last named before `offset`, -1 where it is not.
  int32_t LatestMention(int entity, int32_t offset) const {
    const std::vector<int32_t>& offsets = name_offsets_[entity];
    const auto after = std::lower_bound(offsets.begin(), offsets.end(), offset);
    return after == offsets.begin() ? -1 : *std::prev(after);
  }

  // The last organisation before the reference whose name has the head in it, or any for heads that
  // all have.
  int LatestOrganization(const Reference& reference) const {
    static constexpr std::string_view kAnyOrganization[] = {
        "company",   "group", "agency",  "organization", "organisation",
        "newspaper", "paper", "network", "firm"};
    const bool any = std::find(std::begin(kAnyOrganization), std::end(kAnyOrganization),
                               reference.head) != std::end(kAnyOrganization);
    int fallback = -1;
    auto name = FirstNameFrom(reference.span.begin);
    for (int steps = 0; name != names_.begin() && steps < kLookBack; ++steps) {
      --name;
      const Entity& entity = entities_[name->entity];
      if (entity.type != SpeakerType::kOrganization) continue;
      if (name_words_[name->entity].contains(reference.head)) return name->entity;
      if (any && fallback < 0) fallback = name->entity;
    }
    return fallback;
  }

  // --- New entities

  int NewDescribed(const Reference& reference, NounDescription noun) {
    if (noun.type == SpeakerType::kPerson) noun.type = SpeakerType::kUnnamed;
    if (reference.determiner == Determiner::kIndefinite && noun.type == SpeakerType::kGroup &&
        (reference.key.rfind("two ", 0) == 0 || reference.key.rfind("three ", 0) == 0)) {
      noun.type = SpeakerType::kUnnamed;
    }
    // "a source" and another "a source" are two persons; "analysts" are the same all through the
    // article.
    const bool distinct = reference.determiner == Determiner::kIndefinite && !noun.plural;
    const std::string key =
        distinct ? reference.key + '#' + std::to_string(entities_.size()) : reference.key;
    const int entity = Described(key, Text(reference.span), noun.type);
    entities_[entity].gender = NounGender(reference.head);
    if (noun.plural) plural_.insert(entity);
    latest_of_head_[Singular(reference.head)] = entity;
    return entity;
  }

  int Described(const std::string& key, std::string display_name, SpeakerType type) {
    const auto [found, added] = described_.emplace(key, static_cast<int>(entities_.size()));
    if (added) {
      Entity entity;
      entity.display_name = std::move(display_name);
      entity.type = type;
      entities_.push_back(std::move(entity));
    }
    return found->second;
  }

  int Author() { return Described("#author", "the author", SpeakerType::kAuthor); }

  std::string Text(Span span) const { return std::string(Surface(document_.text, span)); }

  const Document& document_;
  const std::vector<Word> words_;
  std::vector<Entity> entities_;
  std::vector<NamedSpan> names_;                    // name mentions of the found entities, in order
  std::vector<std::vector<int32_t>> name_offsets_;  // the same by entity
  std::vector<absl::flat_hash_set<std::string>> name_words_;  // of the found entities' names
  std::map<int32_t, Turn> turns_;
  absl::flat_hash_map<std::pair<int32_t, int32_t>, std::vector<int>> by_span_;
  absl::flat_hash_map<std::string, int> described_;       // by key
  absl::flat_hash_map<std::string, int> latest_of_head_;  // by head noun in the singular
  absl::flat_hash_map<std::string, std::vector<int>> by_role_word_;
  absl::flat_hash_set<int> plural_;  // entities described in the plural
  int owners_ = 0;                   // how many owners of owners are being resolved
};

SpeakerResolver::SpeakerResolver(const Document& document, std::vector<Entity> entities)
    : memory_(std::make_unique<Memory>(document, std::move(entities))) {}
SpeakerResolver::~SpeakerResolver() = default;

std::vector<int> SpeakerResolver::ResolveSource(absl::Span<const Span> pieces,
                                                absl::Span<const int> quoted) {
  return memory_->Resolve(pieces, quoted, /*speaks=*/true);
}

std::vector<int> SpeakerResolver::ResolveParticipant(Span span, absl::Span<const int> quoted) {
  return memory_->Resolve(absl::MakeConstSpan(&span, 1), quoted, /*speaks=*/false);
}

const std::vector<Entity>& SpeakerResolver::entities() const { return memory_->entities(); }
std::vector<Entity> SpeakerResolver::TakeEntities() { return memory_->Take(); }

}  // namespace onrecord::ingest
