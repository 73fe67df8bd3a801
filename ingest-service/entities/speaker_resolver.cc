// Who a reference means. Names carry their entity with them; pronouns (pronouns.h) and descriptions
// (descriptions.h) look for an antecedent in the memory of the article, and become an entity of
// their own where there is none. All looking back is bounded, so that resolving stays near linear.

#include <algorithm>

#include "absl/container/flat_hash_map.h"
#include "ingest-service/entities/descriptions.h"
#include "ingest-service/entities/entities.h"
#include "ingest-service/entities/lexicon.h"
#include "ingest-service/entities/pronouns.h"
#include "ingest-service/entities/references.h"
#include "ingest-service/entities/relative_pronouns.h"
#include "ingest-service/entities/signatures.h"
#include "ingest-service/entities/speaker_memory.h"
#include "ingest-service/text/code_points.h"

namespace onrecord::ingest {
namespace {

constexpr int kDeepestOwner =
    4;  // "whose dog" of "whose son" of "whose ...": further ones are dropped
constexpr size_t kMostAtOnce = 16;  // entities that one source refers to

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

}  // namespace

class SpeakerResolver::Reading {
 public:
  Reading(const Document& document, std::vector<Entity> entities)
      : document_(document),
        memory_(document, std::move(entities)),
        signatures_(FindSignatures(document, memory_.words())),
        campaigns_(std::any_of(memory_.words().begin(), memory_.words().end(),
                               [](const Word& word) { return word.lower == "campaign"; })) {}

  std::vector<int> Resolve(absl::Span<const Span> pieces, absl::Span<const int> quoted,
                           absl::Span<const Span> said, bool speaks) {
    std::vector<int> found;
    int32_t begin = 0;
    for (const Span piece : pieces) {
      begin = piece.begin;
      for (const Reference& reference : ReadReferences(memory_.words(), memory_.names(), piece)) {
        for (const int entity : ResolveReference(reference, quoted, said)) {
          if (std::find(found.begin(), found.end(), entity) == found.end()) found.push_back(entity);
        }
      }
      if (!found.empty()) break;
    }
    if (found.size() > kMostAtOnce) found.resize(kMostAtOnce);
    if (!found.empty()) memory_.NoteTurn(begin, found, speaks);
    return found;
  }

  const std::vector<Entity>& entities() const { return memory_.entities(); }
  std::vector<Entity> Take() { return memory_.Take(); }

 private:
  std::vector<int> ResolveReference(const Reference& reference, absl::Span<const int> quoted,
                                    absl::Span<const Span> said = {}) {
    if (reference.form == MentionForm::kName) return {reference.entity};
    const auto key = std::make_pair(reference.span.begin, reference.span.end);
    const auto known = by_span_.find(key);
    if (known != by_span_.end()) return known->second;
    std::vector<int> answer = reference.form == MentionForm::kPronoun
                                  ? ResolvePronoun(reference.head, reference.span, quoted, said)
                                  : ResolveDescription(reference, quoted);
    for (const int entity : answer) memory_.AddMention(entity, reference.span, reference.form);
    by_span_.emplace(key, answer);
    return answer;
  }

  // --- Pronouns

  std::vector<int> ResolvePronoun(const std::string& pronoun, Span span,
                                  absl::Span<const int> quoted, absl::Span<const Span> said = {}) {
    const PronounClass pronoun_class = ClassOf(pronoun);
    switch (pronoun_class) {
      case PronounClass::kFirstPerson:
        if (!quoted.empty()) return {quoted.begin(), quoted.end()};
        return {Author(span.begin)};
      case PronounClass::kSecondPerson:
        return {memory_.Describe("#you", "you", SpeakerType::kGroup)};
      case PronounClass::kRelative:
        return ResolveRelative(span, quoted);
      default:
        break;
    }
    const std::vector<int> found =
        FindAntecedents(memory_, pronoun_class, span, quoted, NamedIn(said));
    const Gender gender = PronounGender(pronoun);
    if (found.size() == 1 && gender != Gender::kUnknown) memory_.NoteGender(found[0], gender);
    if (!found.empty()) return found;
    const SpeakerType type = gender != Gender::kUnknown              ? SpeakerType::kUnnamed
                             : pronoun_class == PronounClass::kThing ? SpeakerType::kOther
                                                                     : SpeakerType::kGroup;
    return {memory_.Describe(pronoun, Text(span), type)};
  }

  // Whom `said` speaks of by name.
  std::vector<int> NamedIn(absl::Span<const Span> said) const {
    std::vector<int> named;
    for (const Span piece : said) {
      auto name = memory_.FirstNameFrom(piece.begin);
      for (int steps = 0; name != memory_.names().end() && steps < kLookBack; ++name, ++steps) {
        if (name->span.end > piece.end) break;
        named.push_back(name->entity);
      }
    }
    return named;
  }

  // Whom "who", "which" or "that" continues: a name or the description before it.
  std::vector<int> ResolveRelative(Span span, absl::Span<const int> quoted) {
    const RelativeAntecedent antecedent = FindRelativeAntecedent(memory_, span);
    if (antecedent.entity >= 0) return {antecedent.entity};
    const std::vector<Reference> references =
        ReadReferences(memory_.words(), memory_.names(), antecedent.description);
    if (references.empty() || references.back().form == MentionForm::kPronoun) {
      return {memory_.Describe(Text(antecedent.description), Text(antecedent.description),
                               SpeakerType::kOther)};
    }
    return ResolveReference(references.back(), quoted);
  }

  // Whoever signs what is written at `offset`.
  int Author(int32_t offset) {
    const auto signature = std::partition_point(
        signatures_.begin(), signatures_.end(),
        [offset](const Signature& candidate) { return candidate.signed_text.end <= offset; });
    if (signature == signatures_.end()) {
      return memory_.Describe("#author", "the author", SpeakerType::kAuthor);
    }
    const auto name = memory_.FirstNameFrom(signature->name.begin);
    if (name != memory_.names().end() && name->span.begin < signature->name.end) {
      memory_.NoteAuthor(name->entity);
      return name->entity;
    }
    return memory_.Describe("#author " + Text(signature->name), Text(signature->name),
                            SpeakerType::kAuthor);
  }

  // --- Descriptions

  std::vector<int> ResolveDescription(const Reference& reference, absl::Span<const int> quoted) {
    if (IsSpeechVerb(reference.head) && reference.key == reference.head) {
      const std::vector<int> latest = LatestSpeakers(reference.span.begin);
      if (!latest.empty()) return latest;
    }
    int owner = OwnerByName(reference);
    if (!reference.owner_pronoun.empty() && owners_ < kDeepestOwner) {
      ++owners_;
      owner = ResolvePronoun(reference.owner_pronoun, reference.owner_span, quoted).front();
      --owners_;
    }
    if (owner >= 0 && IsUtterance(reference)) return {owner};
    const std::vector<int> found = FindDescribed(memory_, reference, owner);
    if (!found.empty()) return found;
    const Span fuller = FindFullerDescription(memory_, reference);
    if (!fuller.empty()) {
      const std::vector<Reference> named = ReadReferences(memory_.words(), memory_.names(), fuller);
      if (!named.empty()) return ResolveReference(named.back(), quoted);
    }
    return {owner >= 0 ? OwnedEntity(reference, owner) : NewDescribed(reference)};
  }

  // "Dahl's statement", "her account": what one says or files speaks for oneself.
  static bool IsUtterance(const Reference& reference) {
    static constexpr std::string_view kUtterances[] = {
        "account", "brief",     "comment",    "comments",   "complaint", "filing", "memo",
        "remarks", "statement", "statements", "submission", "testimony", "tweet",  "tweets"};
    const bool owned = reference.owner_possesses || !reference.owner_pronoun.empty();
    return owned && std::find(std::begin(kUtterances), std::end(kUtterances), reference.head) !=
                        std::end(kUtterances);
  }

  // The named owner, -1 where a name before the head only tells where somebody is from.
  int OwnerByName(const Reference& reference) const {
    if (reference.owner < 0 || reference.owner_possesses) return reference.owner;
    const SpeakerType type = memory_.entities()[reference.owner].type;
    return type == SpeakerType::kPerson || IsOwnedOrganization(reference.head) ? reference.owner
                                                                               : -1;
  }

  std::vector<int> LatestSpeakers(int32_t offset) const {
    const auto turn = memory_.turns().lower_bound(offset);
    if (turn == memory_.turns().begin()) return {};
    return std::prev(turn)->second.entities;
  }

  // "the Clinton campaign", "his aides": one entity for each owner and head.
  int OwnedEntity(const Reference& reference, int owner) {
    const std::string surname = LastWord(memory_.entities()[owner].display_name);
    const bool organization = IsOwnedOrganization(reference.head);
    std::string head = reference.head;
    // In an article about a campaign, a candidate's team is the campaign.
    if (campaigns_ && (head == "team" || head == "camp")) head = "campaign";
    NounDescription noun = DescribeNoun(head);
    if (noun.type == SpeakerType::kPerson) noun.type = SpeakerType::kUnnamed;
    if (head == "administration") noun.type = SpeakerType::kGovernment;
    if (head == "campaign" || head == "team") noun.type = SpeakerType::kOrganization;
    const bool by_name = reference.owner >= 0 && !organization;
    const std::string display = by_name        ? Text(reference.span)
                                : organization ? surname + " " + head
                                               : surname + "'s " + head;
    const int entity = memory_.Describe(surname + " " + head, display, noun.type);
    if (noun.plural) memory_.NotePlural(entity);
    memory_.NoteHead(Singular(head), entity);
    return entity;
  }

  int NewDescribed(const Reference& reference) {
    const NounDescription noun = DescribeSource(reference);
    // "a source" and another "a source" are two persons; "analysts" are the same all through the
    // article.
    const bool distinct = reference.determiner == Determiner::kIndefinite && !noun.plural;
    const std::string key =
        distinct ? reference.key + '#' + std::to_string(memory_.entities().size()) : reference.key;
    const int entity = memory_.Describe(key, Text(reference.span), noun.type);
    memory_.NoteGender(entity, NounGender(reference.head));
    if (noun.plural) memory_.NotePlural(entity);
    memory_.NoteHead(Singular(reference.head), entity);
    return entity;
  }

  // What kind of entity a description without a name is.
  static NounDescription DescribeSource(const Reference& reference) {
    NounDescription noun = DescribeNoun(reference.head);
    if (!reference.counted.empty()) {
      const NounDescription counted = DescribeNoun(reference.counted);
      if (counted.plural || noun.type == SpeakerType::kOther) noun = counted;
    }
    const bool polls = reference.head == "polls" || reference.head == "surveys";
    if (noun.type == SpeakerType::kOrganization && noun.plural && !polls) {
      noun.type = SpeakerType::kGroup;
    }
    if (noun.type == SpeakerType::kPerson) {
      const bool anybody = reference.key.rfind("no ", 0) == 0 ||
                           reference.key.rfind("any ", 0) == 0 ||
                           reference.key.rfind("every ", 0) == 0;
      noun.type = anybody ? SpeakerType::kGroup : SpeakerType::kUnnamed;
    }
    const bool few = reference.key.rfind("two ", 0) == 0 || reference.key.rfind("three ", 0) == 0;
    if (few && noun.type == SpeakerType::kGroup) noun.type = SpeakerType::kUnnamed;
    return noun;
  }

  std::string Text(Span span) const { return std::string(Surface(document_.text, span)); }

  const Document& document_;
  SpeakerMemory memory_;
  const std::vector<Signature> signatures_;
  const bool campaigns_;  // whether the article speaks of any
  absl::flat_hash_map<std::pair<int32_t, int32_t>, std::vector<int>> by_span_;
  int owners_ = 0;  // how many owners of owners are being resolved
};

SpeakerResolver::SpeakerResolver(const Document& document, std::vector<Entity> entities)
    : reading_(std::make_unique<Reading>(document, std::move(entities))) {}
SpeakerResolver::~SpeakerResolver() = default;

std::vector<int> SpeakerResolver::ResolveSource(absl::Span<const Span> pieces,
                                                absl::Span<const int> quoted,
                                                absl::Span<const Span> said) {
  return reading_->Resolve(pieces, quoted, said, /*speaks=*/true);
}

std::vector<int> SpeakerResolver::ResolveParticipant(Span span, absl::Span<const int> quoted) {
  return reading_->Resolve(absl::MakeConstSpan(&span, 1), quoted, {}, /*speaks=*/false);
}

const std::vector<Entity>& SpeakerResolver::entities() const { return reading_->entities(); }
std::vector<Entity> SpeakerResolver::TakeEntities() { return reading_->Take(); }

}  // namespace onrecord::ingest
