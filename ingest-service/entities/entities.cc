// Grouping names into entities. Full names of persons come first, so that "Merkel" in the headline
// finds the Angela Merkel of the third paragraph; everything else follows in the order of the text.
// A surname that two persons share goes by the gender of its title, then to the one whom the
// article last called so or named in full. Organisations are joined by their full name, their
// initials and their last word ("the Post").

#include "ingest-service/entities/entities.h"

#include <algorithm>
#include <map>

#include "absl/container/flat_hash_map.h"
#include "ingest-service/entities/lexicon.h"
#include "ingest-service/entities/names.h"
#include "ingest-service/entities/roles.h"

namespace onrecord::ingest {
namespace {

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

class Grouping {
 public:
  Grouping(const Document& document, const std::vector<Word>& words, std::vector<Name> names)
      : document_(document),
        words_(words),
        names_(std::move(names)),
        entity_of_(names_.size(), -1) {}

  std::vector<Entity> Group() {
    for (size_t i = 0; i < names_.size(); ++i) {
      if (IsFullPerson(names_[i])) entity_of_[i] = FullPerson(names_[i]);
    }
    for (size_t i = 0; i < names_.size(); ++i) {
      if (entity_of_[i] < 0) entity_of_[i] = EntityFor(names_[i]);
      // Once a bare surname has found its bearer, another's full name does not take it away.
      if (names_[i].parts.size() == 1) {
        latest_[names_[i].parts.back()] = entity_of_[i];
      } else {
        latest_.emplace(names_[i].parts.back(), entity_of_[i]);
      }
    }
    return Collect();
  }

 private:
  struct Candidate {
    std::vector<std::string> parts;  // of the fullest name
    std::string display_name;
    std::string initials;
    SpeakerType type = SpeakerType::kUnspecified;
    Gender gender = Gender::kUnknown;
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
    candidates_.push_back(std::move(group));
    const int index = static_cast<int>(candidates_.size()) - 1;
    by_last_part_[name.parts.back()].push_back(index);
    if (name.parts.size() > 1) by_first_part_[name.parts.front()].push_back(index);
    by_name_.emplace(Join(name.parts), index);
    return index;
  }

  void Refine(int index, const Name& name) {
    Candidate& group = candidates_[index];
    if (name.parts.size() > group.parts.size()) {
      group.parts = name.parts;
      group.display_name = Collapse(Surface(document_.text, name.span));
      group.initials = Initials(group.display_name);
      by_name_.emplace(Join(name.parts), index);
    }
    if (group.gender == Gender::kUnknown) group.gender = name.gender;
    const bool vague = group.type == SpeakerType::kUnspecified || group.type == SpeakerType::kOther;
    if (vague && name.type != SpeakerType::kUnspecified) group.type = name.type;
  }

  int FullPerson(const Name& name) {
    for (const int index : Bounded(by_last_part_, name.parts.back())) {
      const Candidate& group = candidates_[index];
      const bool same = group.parts.size() > 1 && Agree(group.gender, name.gender) &&
                        GivenNamesAgree(group.parts.front(), name.parts.front());
      if (same) {
        Refine(index, name);
        return index;
      }
    }
    return Add(name);
  }

  int EntityFor(const Name& name) {
    int index = ShortPerson(name);
    if (index < 0) index = KnownOrganization(name);
    if (index < 0) return Add(name);
    Refine(index, name);
    return index;
  }

  // The person whose surname, or whose given name alone, this is; -1 where there is none.
  int ShortPerson(const Name& name) const {
    const bool maybe = name.type == SpeakerType::kPerson || name.type == SpeakerType::kOther ||
                       name.type == SpeakerType::kUnspecified ||
                       name.type == SpeakerType::kOrganization;
    if (!maybe) return -1;
    std::vector<int> fitting;
    for (const int index : Bounded(by_last_part_, name.parts.back())) {
      const Candidate& group = candidates_[index];
      const bool fits = group.type == SpeakerType::kPerson && Agree(group.gender, name.gender) &&
                        IsSuffixOf(name.parts, group.parts);
      if (fits) fitting.push_back(index);
    }
    if (fitting.empty() && name.parts.size() == 1) {
      for (const int index : Bounded(by_first_part_, name.parts.front())) {
        if (candidates_[index].type == SpeakerType::kPerson) fitting.push_back(index);
      }
      if (fitting.size() > 1) return -1;
    }
    if (fitting.empty()) return -1;
    const auto latest = latest_.find(name.parts.back());
    if (latest != latest_.end()) {
      for (const int index : fitting) {
        if (index == latest->second) return index;
      }
    }
    return fitting.front();
  }

  // The organisation, government or group of this name, these initials or this last word; -1 where
  // there is none.
  int KnownOrganization(const Name& name) const {
    const std::string joined = Join(name.parts);
    const auto exact = by_name_.find(joined);
    if (exact != by_name_.end()) return exact->second;
    if (name.parts.size() > 1 || name.type == SpeakerType::kGovernment ||
        name.type == SpeakerType::kGroup) {
      return -1;
    }
    for (auto it = candidates_.rbegin(); it != candidates_.rend(); ++it) {
      if (it - candidates_.rbegin() >= kLookBack) break;
      if (it->type != SpeakerType::kOrganization || it->parts.size() < 2) continue;
      const int index = static_cast<int>(candidates_.rend() - it) - 1;
      if (it->initials == joined) return index;
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
  static constexpr size_t kMostRoles = 16;

  const Document& document_;
  const std::vector<Word>& words_;
  const std::vector<Name> names_;
  std::vector<int> entity_of_;  // of each name, in candidates_
  std::vector<Candidate> candidates_;
  Index by_last_part_;
  Index by_first_part_;
  absl::flat_hash_map<std::string, int> by_name_;
  absl::flat_hash_map<std::string, int> latest_;  // whom a last word referred to last
};

}  // namespace

std::vector<Entity> FindEntities(const Document& document) {
  const std::vector<Word> words = ReadWords(document.text);
  return Grouping(document, words, FindNames(document, words)).Group();
}

}  // namespace onrecord::ingest
