// Grouping names into entities. Full names of persons come first, so that "Merkel" in the headline
// finds the Angela Merkel of the third paragraph; everything else follows in the order of the text.
// A surname that two persons share goes by the gender of its title or of the pronoun behind it, and
// stays with its bearer until the article has left them for the other one. Organisations are joined
// by their full name, their initials and their last word ("the Post").

#include "ingest-service/entities/entities.h"

#include <algorithm>
#include <limits>
#include <map>

#include "absl/container/flat_hash_map.h"
#include "ingest-service/entities/lexicon.h"
#include "ingest-service/entities/names.h"
#include "ingest-service/entities/roles.h"
#include "ingest-service/entities/sections.h"

namespace onrecord::ingest {
namespace {

constexpr size_t kShortestSlip = 5;    // letters of a name that may be misspelled
constexpr int kSentencesOfBearer = 8;  // for which a surname stays with its bearer unmentioned

std::string Join(const std::vector<std::string>& parts) {
  std::string joined;
  for (const std::string& part : parts) joined += joined.empty() ? part : " " + part;
  return joined;
}

// The surface with any white space as one blank, so that a name over a line break reads as one.
std::string Collapse(std::string_view surface) {
  std::string collapsed;
  for (const char c : surface) {
    const bool blank = c == ' ' || c == '\n' || c == '\t' || c == '\r';
    if (!blank) {
      collapsed.push_back(c);
    } else if (!collapsed.empty() && collapsed.back() != ' ') {
      collapsed.push_back(' ');
    }
  }
  return collapsed;
}

bool IsSuffixOf(const std::vector<std::string>& parts, const std::vector<std::string>& full) {
  return parts.size() <= full.size() && std::equal(parts.rbegin(), parts.rend(), full.rbegin());
}

// Whether two given names may be one person's: "bob" and "robert", "j." and "john".
bool GivenNamesAgree(std::string_view a, std::string_view b) {
  if (FormalGivenName(a) == FormalGivenName(b)) return true;
  const bool initial = (a.size() == 2 && a[1] == '.') || (b.size() == 2 && b[1] == '.');
  return initial && a[0] == b[0];
}

// The initials of an organisation's capitalised words.
std::string Initials(std::string_view surface) {
  std::string initials;
  bool begins = true;
  for (const char c : surface) {
    if (begins && c >= 'A' && c <= 'Z') initials.push_back(c - 'A' + 'a');
    begins = c == ' ' || c == '-';
  }
  return initials;
}

// A state or union under its full name: "u.s." -> "united states".
std::string FullName(std::string joined) {
  static const auto* const names = new absl::flat_hash_map<std::string, std::string>{
      {"u.s.", "united states"},  {"usa", "united states"}, {"u.s.a.", "united states"},
      {"u.n.", "united nations"}, {"un", "united nations"}, {"eu", "european union"},
      {"e.u.", "european union"}, {"uk", "united kingdom"}, {"u.k.", "united kingdom"}};
  const auto found = names->find(joined);
  return found == names->end() ? joined : found->second;
}

// "s.e.c." -> "sec".
std::string WithoutStops(std::string_view lower) {
  std::string letters;
  for (const char c : lower) {
    if (c != '.') letters.push_back(c);
  }
  return letters;
}

// Whether one letter more, less or other makes `a` of `b`, the first apart: a slip of the pen.
bool IsSlipOf(std::string_view a, std::string_view b) {
  if (a == b) return false;
  if (a.size() < b.size()) std::swap(a, b);
  if (a.size() - b.size() > 1 || b.size() < kShortestSlip || a[0] != b[0]) return false;
  size_t same = 0;
  while (same < b.size() && a[same] == b[same]) ++same;
  const std::string_view rest =
      b.substr(a.size() == b.size() ? std::min(same + 1, b.size()) : same);
  return a.substr(std::min(same + 1, a.size())) == rest;
}

class Grouping {
 public:
  Grouping(const Document& document, const std::vector<Word>& words, std::vector<Name> names)
      : document_(document),
        words_(words),
        sections_(document, words),
        names_(std::move(names)),
        entity_of_(names_.size(), -1) {}

  std::vector<Entity> Group() {
    for (size_t i = 0; i < names_.size(); ++i) {
      if (!IsFullPerson(names_[i])) continue;
      entity_of_[i] = FullPerson(names_[i]);
      Candidate& person = candidates_[entity_of_[i]];
      if (person.introduced < 0) person.introduced = static_cast<int>(i);
      ++person.named_clearly;
      person.votes += VoteOf(i);
    }
    LearnGenders();
    // What a title or form of address tells apart comes before surnames alone.
    for (size_t i = 0; i < names_.size(); ++i) {
      const bool titled = !names_[i].title.empty() || names_[i].gender != Gender::kUnknown;
      if (entity_of_[i] >= 0 || names_[i].type != SpeakerType::kPerson || !titled) continue;
      entity_of_[i] = EntityFor(i);
      ++candidates_[entity_of_[i]].named_clearly;
    }
    for (size_t i = 0; i < names_.size(); ++i) {
      if (entity_of_[i] < 0) {
        entity_of_[i] = EntityFor(i);
        candidates_[entity_of_[i]].votes += VoteOf(i);
      }
      candidates_[entity_of_[i]].latest = static_cast<int>(i);
      if (names_[i].parts.size() == 1) bearer_[names_[i].parts.back()] = entity_of_[i];
    }
    SettleTypes();
    LearnGenders();
    return Collect();
  }

 private:
  struct Candidate {
    std::vector<std::string> parts;  // of the fullest name
    std::string display_name;
    std::string initials;
    SpeakerType type = SpeakerType::kUnspecified;
    Gender gender = Gender::kUnknown;
    int named_clearly = 0;  // in full or with a title
    int introduced = -1;    // the first name in full
    int votes = 0;          // "she" less "he" behind its names
    int latest = -1;        // the name so far that was last found to be its
    bool titled = false;
    int persons = 0;  // how many more of its names are a person's than an organisation's
  };

  static bool IsFullPerson(const Name& name) {
    return name.type == SpeakerType::kPerson && name.parts.size() > 1 && !IsParticle(name.parts[0]);
  }

  int Add(const Name& name) {
    Candidate group;
    group.parts = name.parts;
    group.display_name = Collapse(Surface(document_.text, name.span));
    group.initials = Initials(group.display_name);
    group.type = name.type;
    group.gender = name.gender;
    if (name.parts.size() == 1 && name.gender == Gender::kUnknown) {
      group.gender = GivenNameGender(name.parts[0]).value_or(Gender::kUnknown);
    }
    group.titled = !name.title.empty();
    candidates_.push_back(std::move(group));
    const int index = static_cast<int>(candidates_.size()) - 1;
    by_last_part_[name.parts.back()].push_back(index);
    if (name.parts.size() > 1) by_first_part_[name.parts.front()].push_back(index);
    by_name_.emplace(FullName(Join(name.parts)), index);
    return index;
  }

  void Refine(int index, const Name& name) {
    Candidate& group = candidates_[index];
    if (name.parts.size() > group.parts.size()) {
      group.parts = name.parts;
      group.display_name = Collapse(Surface(document_.text, name.span));
      group.initials = Initials(group.display_name);
      by_name_.emplace(FullName(Join(name.parts)), index);
    }
    if (group.gender == Gender::kUnknown) group.gender = name.gender;
    group.titled |= !name.title.empty();
    const bool vague = group.type == SpeakerType::kUnspecified || group.type == SpeakerType::kOther;
    if (vague && name.type != SpeakerType::kUnspecified) group.type = name.type;
  }

  int FullPerson(const Name& name) {
    for (const int index : Bounded(by_last_part_, name.parts.back())) {
      const Candidate& group = candidates_[index];
      const bool same = group.parts.size() > 1 && Agree(group.gender, name.gender) &&
                        (GivenNamesAgree(group.parts.front(), name.parts.front()) ||
                         IsSuffixOf(name.parts, group.parts));
      if (same) {
        Refine(index, name);
        return index;
      }
    }
    return Add(name);
  }

  int EntityFor(size_t i) {
    const Name& name = names_[i];
    int index = ShortPerson(i);
    if (index < 0) index = KnownOrganization(name);
    if (index < 0) index = MisspelledPerson(name);
    if (index < 0) return Add(name);
    Refine(index, name);
    return index;
  }

  // -1 for "he", 1 for "she", 0 for any other word and for words that are quoted where the name at
  // `name_begin` isn't, or the other way round: “She knows it,” Dahl said.
  int VoteOf(const Word& word, int32_t name_begin) const {
    const int vote = word.lower == "she" || word.lower == "her"  ? 1
                     : word.lower == "he" || word.lower == "his" ? -1
                                                                 : 0;
    const bool apart =
        InQuotation(document_, word.span.begin) != InQuotation(document_, name_begin);
    return apart ? 0 : vote;
  }

  // The gender of the first "he" or "she" behind a name, before any other name of a person: 1 for
  // "she", -1 for "he", 0 where there is none in the sentence.
  int VoteOf(size_t i) const {
    const Name& name = names_[i];
    int end = std::min<int>(static_cast<int>(words_.size()), name.last + kWordsToPronoun);
    for (size_t next = i + 1; next < names_.size() && names_[next].first < end; ++next) {
      const SpeakerType type = names_[next].type;
      if (type == SpeakerType::kPerson || type == SpeakerType::kUnspecified) {
        end = names_[next].first;
      }
    }
    const int sentence = SentenceAt(document_, name.span.begin);
    const int32_t sentence_end = document_.sentences[sentence].end;
    for (int at = name.last; at < end && words_[at].span.begin < sentence_end; ++at) {
      if (const int vote = VoteOf(words_[at], name.span.begin); vote != 0) return vote;
    }
    // "In her book, Solheim said ..."
    const int begin = i > 0 ? names_[i - 1].last : 0;
    const int32_t sentence_begin = document_.sentences[sentence].begin;
    for (int at = name.first - 1, steps = 0;
         at >= begin && steps < 8 && words_[at].span.begin >= sentence_begin; --at, ++steps) {
      if (const int vote = VoteOf(words_[at], name.span.begin); vote != 0) return vote;
    }
    return 0;
  }

  void LearnGenders() {
    for (Candidate& candidate : candidates_) {
      const bool person =
          candidate.type == SpeakerType::kPerson || candidate.type == SpeakerType::kUnspecified;
      if (!person || candidate.gender != Gender::kUnknown || candidate.votes == 0) continue;
      candidate.gender = candidate.votes > 0 ? Gender::kFemale : Gender::kMale;
    }
  }

  // The person whose surname, or whose given name alone, this is; -1 where there is none.
  int ShortPerson(size_t i) const {
    const Name& name = names_[i];
    const bool maybe = name.type == SpeakerType::kPerson || name.type == SpeakerType::kOther ||
                       name.type == SpeakerType::kUnspecified ||
                       name.type == SpeakerType::kOrganization;
    if (!maybe) return -1;
    std::vector<int> fitting;
    for (const int index : Bounded(by_last_part_, name.parts.back())) {
      const Candidate& group = candidates_[index];
      const bool fits = group.type == SpeakerType::kPerson && Agree(group.gender, name.gender) &&
                        IsSuffixOf(name.parts, group.parts) && !IsRelativeOf(group, i);
      if (fits) fitting.push_back(index);
    }
    if (fitting.empty() && name.parts.size() == 1) {
      for (const int index : Bounded(by_first_part_, name.parts.front())) {
        if (name.parts.front().find('.') != std::string::npos) break;
        if (candidates_[index].type == SpeakerType::kPerson) fitting.push_back(index);
      }
      if (fitting.size() > 1) return -1;
    }
    return fitting.empty() ? -1 : BearerOf(i, std::move(fitting));
  }

  // "President Solheim" before Ingrid Solheim, without an office, is named at all is another
  // Solheim.
  bool IsRelativeOf(const Candidate& group, size_t i) const {
    return !names_[i].title.empty() && !group.titled && names_[i].parts.size() == 1 &&
           group.introduced > static_cast<int>(i);
  }

  // Whom of `fitting` the surname at i means.
  int BearerOf(size_t i, std::vector<int> fitting) const {
    const Name& name = names_[i];
    if (!name.title.empty())
      KeepIfAny(fitting, [this](int index) { return candidates_[index].titled; });
    const int vote = fitting.size() > 1 ? VoteOf(i) : 0;
    if (vote != 0) {
      const Gender gender = vote > 0 ? Gender::kFemale : Gender::kMale;
      KeepIfAny(fitting,
                [this, gender](int index) { return Agree(candidates_[index].gender, gender); });
    }
    const auto bearer = bearer_.find(name.parts.back());
    if (bearer != bearer_.end() && SentencesSince(bearer->second, i) <= kSentencesOfBearer &&
        std::find(fitting.begin(), fitting.end(), bearer->second) != fitting.end()) {
      return bearer->second;
    }
    return *std::max_element(fitting.begin(), fitting.end(),
                             [&](int a, int b) { return Prominence(a, i) < Prominence(b, i); });
  }

  // Drops from `indices` those that don't fit, where any does.
  template <typename Fits>
  static void KeepIfAny(std::vector<int>& indices, Fits fits) {
    const auto dropped = std::stable_partition(indices.begin(), indices.end(), fits);
    if (dropped != indices.begin()) indices.erase(dropped, indices.end());
  }

  // Who was just named comes first, once the article has used the surname alone or in one of the
  // sections that begin anew; otherwise whom the article names most.
  std::pair<int, int> Prominence(int index, size_t i) const {
    const bool near = SentencesSince(index, i) <= kSentencesOfBearer;
    const bool matters =
        bearer_.contains(names_[i].parts.back()) || sections_.At(names_[i].span.begin) > 0;
    return {near && matters ? 1 : 0, candidates_[index].named_clearly};
  }

  // How many sentences ago a candidate was last named; very many where it was not yet.
  int SentencesSince(int index, size_t i) const {
    const int latest = candidates_[index].latest;
    const bool before = latest >= 0 && sections_.At(names_[latest].span.begin) ==
                                           sections_.At(names_[i].span.begin);
    if (!before) return std::numeric_limits<int>::max();
    return SentenceAt(document_, names_[i].span.begin) -
           SentenceAt(document_, names_[latest].span.begin);
  }

  // A person whose surname this is but for one letter; -1 where there is none or more than one.
  int MisspelledPerson(const Name& name) const {
    const bool maybe = name.parts.size() == 1 && name.parts[0].size() >= kShortestSlip &&
                       (name.type == SpeakerType::kPerson ||
                        name.type == SpeakerType::kUnspecified || name.type == SpeakerType::kOther);
    if (!maybe || by_name_.contains(name.parts[0])) return -1;
    int found = -1;
    for (int steps = 0; steps < std::min<int>(kLookBack, static_cast<int>(candidates_.size()));
         ++steps) {
      const int index = static_cast<int>(candidates_.size()) - 1 - steps;
      const Candidate& group = candidates_[index];
      const bool fits = group.type == SpeakerType::kPerson && group.parts.size() > 1 &&
                        Agree(group.gender, name.gender) &&
                        IsSlipOf(group.parts.back(), name.parts[0]);
      if (!fits) continue;
      if (found >= 0) return -1;
      found = index;
    }
    return found;
  }

  // The organisation, government or group of this name, these initials or this last word; -1 where
  // there is none.
  int KnownOrganization(const Name& name) const {
    const std::string joined = Join(name.parts);
    const auto exact = by_name_.find(FullName(joined));
    if (exact != by_name_.end()) return exact->second;
    if (name.parts.size() > 1 || name.type == SpeakerType::kGovernment ||
        name.type == SpeakerType::kGroup) {
      return -1;
    }
    for (auto it = candidates_.rbegin(); it != candidates_.rend(); ++it) {
      if (it - candidates_.rbegin() >= kLookBack) break;
      if (it->type != SpeakerType::kOrganization || it->parts.size() < 2) continue;
      const int index = static_cast<int>(candidates_.rend() - it) - 1;
      if (it->initials == WithoutStops(joined)) return index;
      if (IsOrganizationWord(joined) && it->parts.back() == joined) return index;
      if (it->parts.front() == joined && name.type != SpeakerType::kOther) return index;
    }
    return -1;
  }

  // At most kLookBack entries of `key`, so that a text of one endlessly repeated surname stays
  // linear.
  using Index = absl::flat_hash_map<std::string, std::vector<int>>;
  std::vector<int> Bounded(const Index& index, const std::string& key) const {
    const auto found = index.find(key);
    if (found == index.end()) return {};
    const size_t count = std::min<size_t>(found->second.size(), kLookBack);
    return {found->second.begin(), found->second.begin() + count};
  }

  std::vector<Entity> Collect() {
    std::vector<Entity> entities;
    std::vector<int> place(candidates_.size(), -1);
    std::vector<std::map<std::string, int>> surfaces;
    for (size_t i = 0; i < names_.size(); ++i) {
      int& at = place[entity_of_[i]];
      if (at < 0) {
        at = static_cast<int>(entities.size());
        entities.push_back(MakeEntity(candidates_[entity_of_[i]]));
        surfaces.emplace_back();
      }
      entities[at].mentions.push_back({names_[i].span, MentionForm::kName});
      ++surfaces[at][Collapse(Surface(document_.text, names_[i].span))];
      if (entities[at].type == SpeakerType::kPerson) AddRoles(names_[i], entities[at]);
    }
    for (size_t i = 0; i < entities.size(); ++i) AddAliases(surfaces[i], entities[i]);
    return entities;
  }

  // The network now and then takes a lone surname for an organisation: most of its names decide.
  void SettleTypes() {
    for (size_t i = 0; i < names_.size(); ++i) {
      Candidate& candidate = candidates_[entity_of_[i]];
      if (names_[i].type == SpeakerType::kPerson) ++candidate.persons;
      if (names_[i].type == SpeakerType::kOrganization) --candidate.persons;
    }
    for (Candidate& candidate : candidates_) {
      if (candidate.parts.size() == 1 && candidate.type == SpeakerType::kOrganization &&
          candidate.persons > 1) {
        candidate.type = SpeakerType::kPerson;
      }
    }
  }

  static Entity MakeEntity(const Candidate& group) {
    Entity entity;
    entity.display_name = group.display_name;
    entity.type = group.type == SpeakerType::kUnspecified ? SpeakerType::kPerson : group.type;
    entity.gender = group.gender;
    return entity;
  }

  void AddRoles(const Name& name, Entity& entity) const {
    if (entity.roles.size() >= kMostRoles) return;
    const Span sentence = document_.sentences[SentenceAt(document_, name.span.begin)];
    for (const Span span : FindRoles(words_, name, sentence)) {
      const std::string role = Collapse(Surface(document_.text, span));
      const bool known =
          std::find(entity.roles.begin(), entity.roles.end(), role) != entity.roles.end();
      if (!known) entity.roles.push_back(role);
      if (entity.gender != Gender::kUnknown) continue;
      for (const Word& word : ReadWords(role)) {
        if (NounGender(word.lower) != Gender::kUnknown) entity.gender = NounGender(word.lower);
      }
    }
  }

  static void AddAliases(const std::map<std::string, int>& surfaces, Entity& entity) {
    std::vector<std::pair<int, std::string>> ranked;
    for (const auto& [surface, count] : surfaces) {
      if (surface != entity.display_name) ranked.emplace_back(-count, surface);
    }
    std::sort(ranked.begin(), ranked.end());
    for (auto& [count, surface] : ranked) entity.aliases.push_back(std::move(surface));
  }

  static constexpr int kLookBack = 64;
  static constexpr int kWordsToPronoun = 40;
  static constexpr size_t kMostRoles = 16;

  const Document& document_;
  const std::vector<Word>& words_;
  const Sections sections_;
  const std::vector<Name> names_;
  std::vector<int> entity_of_;  // of each name, in candidates_
  std::vector<Candidate> candidates_;
  Index by_last_part_;
  Index by_first_part_;
  absl::flat_hash_map<std::string, int> by_name_;
  absl::flat_hash_map<std::string, int> bearer_;  // whom a lone name referred to last
};

}  // namespace

std::vector<Entity> FindEntities(const Document& document, absl::Span<const NameMention> mentions) {
  const std::vector<Word> words = ReadWords(document.text);
  return Grouping(document, words, FindNames(document, words, mentions)).Group();
}

}  // namespace onrecord::ingest
