// What the reading of one article's sources knows so far: its entities, where they are named, what
// roles they have, and who spoke at which place.
//
// SpeakerResolver fills it; pronouns and descriptions are resolved against it.

#ifndef ONRECORD_INGEST_SERVICE_ENTITIES_SPEAKER_MEMORY_H_
#define ONRECORD_INGEST_SERVICE_ENTITIES_SPEAKER_MEMORY_H_

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "absl/types/span.h"
#include "ingest-service/entities/entities.h"
#include "ingest-service/entities/references.h"
#include "ingest-service/entities/sections.h"
#include "ingest-service/text/document.h"
#include "ingest-service/text/words.h"

namespace onrecord::ingest {

// How far back rules look, in mentions or turns, so that resolving stays near linear.
inline constexpr int kLookBack = 48;

// Whom a source or participant that begins at some offset was resolved to.
struct Turn {
  std::vector<int> entities;
  bool speaks = false;
};

// Not thread-safe. `document` must outlive it.
class SpeakerMemory {
 public:
  SpeakerMemory(const Document& document, std::vector<Entity> entities);

  const Document& document() const { return document_; }
  const std::vector<Word>& words() const { return words_; }
  const std::vector<Entity>& entities() const { return entities_; }
  // Where the entities that were found at first are named, in order.
  const std::vector<NamedSpan>& names() const { return names_; }
  // By the offset where the source or participant begins.
  const std::map<int32_t, Turn>& turns() const { return turns_; }

  // The first of names() that begins at or after `offset`.
  std::vector<NamedSpan>::const_iterator FirstNameFrom(int32_t offset) const;
  // Where `entity` is last named before `offset`, or first named from it on; -1 where it is not.
  int32_t LatestNaming(int entity, int32_t offset) const;
  int32_t NextNaming(int entity, int32_t offset) const;
  int TimesNamed(int entity) const { return static_cast<int>(naming_offsets(entity).size()); }

  bool InQuotation(int32_t offset) const { return ingest::InQuotation(document_, offset); }
  const Sections& sections() const { return sections_; }

  // Entities of whose role `lower` tells what they are, not whose or of what ("owner" of "owner of
  // the club"); in order, each once.
  absl::Span<const int> HoldersOf(std::string_view lower) const;
  // Entities whose display name ends in the word `lower`, a surname mostly; in order.
  absl::Span<const int> BearersOf(std::string_view lower) const;
  bool HasRoleWord(int entity, std::string_view lower) const;
  bool HasNameWord(int entity, std::string_view lower) const;

  // The entity described by `key`, the last of several; -1 where there is none.
  int Described(const std::string& key) const;
  // The last entity whose description had this head; -1 where there is none.
  int LatestOfHead(const std::string& head) const;
  // All of them, in order.
  absl::Span<const int> AllOfHead(const std::string& head) const;
  // Whether `entity` is described in the plural.
  bool IsPlural(int entity) const { return plural_.contains(entity); }

  // The entity of `key`, added with these properties where there is none.
  int Describe(const std::string& key, std::string display_name, SpeakerType type);
  void NoteHead(const std::string& head, int entity) { of_head_[head].push_back(entity); }
  void NotePlural(int entity) { plural_.insert(entity); }
  void NoteGender(int entity, Gender gender);
  void NoteAuthor(int entity) { entities_[entity].type = SpeakerType::kAuthor; }
  void NoteTurn(int32_t offset, const std::vector<int>& entities, bool speaks);
  void AddMention(int entity, Span span, MentionForm form) {
    entities_[entity].mentions.push_back({span, form});
  }

  // Hands over the entities, their mentions in order, each once.
  std::vector<Entity> Take();

 private:
  const std::vector<int32_t>& naming_offsets(int entity) const;
  void IndexEntity(int entity);

  const Document& document_;
  const std::vector<Word> words_;
  const Sections sections_;
  std::vector<Entity> entities_;
  std::vector<NamedSpan> names_;
  std::vector<std::vector<int32_t>> naming_offsets_;  // of the found entities
  std::vector<absl::flat_hash_set<std::string>> name_words_;
  std::vector<absl::flat_hash_set<std::string>> role_words_;
  absl::flat_hash_map<std::string, std::vector<int>> holders_;
  absl::flat_hash_map<std::string, std::vector<int>> bearers_;
  std::map<int32_t, Turn> turns_;
  absl::flat_hash_map<std::string, int> described_;
  absl::flat_hash_map<std::string, std::vector<int>> of_head_;
  absl::flat_hash_set<int> plural_;
};

}  // namespace onrecord::ingest

#endif  // ONRECORD_INGEST_SERVICE_ENTITIES_SPEAKER_MEMORY_H_
