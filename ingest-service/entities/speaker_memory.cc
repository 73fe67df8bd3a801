#include "ingest-service/entities/speaker_memory.h"

#include <algorithm>
#include <utility>

namespace onrecord::ingest {
namespace {

bool IsBehindOffice(std::string_view lower) {
  return lower == "of" || lower == "for" || lower == "at" || lower == "to" || lower == "in" ||
         lower == "with" || lower == "from" || lower == "on";
}

// The words of a role that tell the office: those behind its owner and before what it is of.
std::pair<int, int> Office(const std::vector<Word>& role) {
  const int size = static_cast<int>(role.size());
  int first = size > 1 && role[0].lower == "one" && role[1].lower == "of" ? 2 : 0;
  int last = first;
  while (last < size && !IsBehindOffice(role[last].lower)) ++last;
  for (int i = last - 2; i >= first; --i) {
    if (role[i].kind == WordKind::kPossessive) return {i + 1, last};
  }
  return {first, last};
}

}  // namespace

SpeakerMemory::SpeakerMemory(const Document& document, std::vector<Entity> entities)
    : document_(document),
      words_(ReadWords(document.text)),
      sections_(document, words_),
      entities_(std::move(entities)) {
  for (size_t i = 0; i < entities_.size(); ++i) IndexEntity(static_cast<int>(i));
  std::sort(names_.begin(), names_.end(),
            [](const NamedSpan& a, const NamedSpan& b) { return a.span < b.span; });
}

void SpeakerMemory::IndexEntity(int entity) {
  naming_offsets_.emplace_back();
  name_words_.emplace_back();
  role_words_.emplace_back();
  const std::vector<Word> name = ReadWords(entities_[entity].display_name);
  for (const Word& word : name) name_words_.back().insert(word.lower);
  if (!name.empty()) bearers_[name.back().lower].push_back(entity);
  for (const Mention& mention : entities_[entity].mentions) {
    naming_offsets_.back().push_back(mention.span.begin);
    names_.push_back({mention.span, entity});
  }
  for (const std::string& role : entities_[entity].roles) {
    const std::vector<Word> words = ReadWords(role);
    for (const Word& word : words) role_words_.back().insert(word.lower);
    const auto [first, last] = Office(words);
    for (int i = first; i < last; ++i) {
      std::vector<int>& holders = holders_[words[i].lower];
      if (holders.empty() || holders.back() != entity) holders.push_back(entity);
    }
  }
}

std::vector<NamedSpan>::const_iterator SpeakerMemory::FirstNameFrom(int32_t offset) const {
  return std::lower_bound(
      names_.begin(), names_.end(), offset,
      [](const NamedSpan& name, int32_t value) { return name.span.begin < value; });
}

const std::vector<int32_t>& SpeakerMemory::naming_offsets(int entity) const {
  static const auto* const none = new std::vector<int32_t>();
  return entity < static_cast<int>(naming_offsets_.size()) ? naming_offsets_[entity] : *none;
}

int32_t SpeakerMemory::LatestNaming(int entity, int32_t offset) const {
  const std::vector<int32_t>& offsets = naming_offsets(entity);
  const auto after = std::lower_bound(offsets.begin(), offsets.end(), offset);
  return after == offsets.begin() ? -1 : *std::prev(after);
}

int32_t SpeakerMemory::NextNaming(int entity, int32_t offset) const {
  const std::vector<int32_t>& offsets = naming_offsets(entity);
  const auto next = std::lower_bound(offsets.begin(), offsets.end(), offset);
  return next == offsets.end() ? -1 : *next;
}

absl::Span<const int> SpeakerMemory::HoldersOf(std::string_view lower) const {
  const auto found = holders_.find(std::string(lower));
  return found == holders_.end() ? absl::Span<const int>() : absl::MakeConstSpan(found->second);
}

absl::Span<const int> SpeakerMemory::BearersOf(std::string_view lower) const {
  const auto found = bearers_.find(std::string(lower));
  return found == bearers_.end() ? absl::Span<const int>() : absl::MakeConstSpan(found->second);
}

bool SpeakerMemory::HasRoleWord(int entity, std::string_view lower) const {
  return entity < static_cast<int>(role_words_.size()) &&
         role_words_[entity].contains(std::string(lower));
}

bool SpeakerMemory::HasNameWord(int entity, std::string_view lower) const {
  return entity < static_cast<int>(name_words_.size()) &&
         name_words_[entity].contains(std::string(lower));
}

int SpeakerMemory::Described(const std::string& key) const {
  const auto found = described_.find(key);
  return found == described_.end() ? -1 : found->second;
}

int SpeakerMemory::LatestOfHead(const std::string& head) const {
  const absl::Span<const int> all = AllOfHead(head);
  return all.empty() ? -1 : all.back();
}

absl::Span<const int> SpeakerMemory::AllOfHead(const std::string& head) const {
  const auto found = of_head_.find(head);
  return found == of_head_.end() ? absl::Span<const int>() : absl::MakeConstSpan(found->second);
}

int SpeakerMemory::Describe(const std::string& key, std::string display_name, SpeakerType type) {
  const auto [found, added] = described_.emplace(key, static_cast<int>(entities_.size()));
  if (added) {
    Entity entity;
    entity.display_name = std::move(display_name);
    entity.type = type;
    entities_.push_back(std::move(entity));
  }
  return found->second;
}

void SpeakerMemory::NoteGender(int entity, Gender gender) {
  if (entities_[entity].gender == Gender::kUnknown) entities_[entity].gender = gender;
}

void SpeakerMemory::NoteTurn(int32_t offset, const std::vector<int>& entities, bool speaks) {
  Turn& turn = turns_[offset];
  turn.entities = entities;
  turn.speaks |= speaks;
}

std::vector<Entity> SpeakerMemory::Take() {
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

}  // namespace onrecord::ingest
