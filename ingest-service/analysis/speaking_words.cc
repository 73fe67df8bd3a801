#include "ingest-service/analysis/speaking_words.h"

#include <algorithm>
#include <string_view>

#include "absl/algorithm/container.h"
#include "ingest-service/attribution/clause.h"
#include "ingest-service/entities/lexicon.h"
#include "ingest-service/entities/references.h"

namespace onrecord::ingest {
namespace {

bool IsSpeaker(SpeakerType type) {
  return type == SpeakerType::kPerson || type == SpeakerType::kOrganization ||
         type == SpeakerType::kGovernment || type == SpeakerType::kGroup ||
         type == SpeakerType::kUnnamed;
}

bool IsDocument(std::string_view lower) {
  constexpr std::string_view kDocuments[] = {"report",  "study",     "statement", "letter",
                                             "memo",    "document",  "filing",    "indictment",
                                             "survey",  "complaint", "lawsuit",   "affidavit",
                                             "article", "editorial", "poll",      "ruling"};
  return absl::c_linear_search(kDocuments, lower);
}

// Where the head of a noun phrase is over.
bool EndsHead(std::string_view lower) {
  constexpr std::string_view kPrepositions[] = {"of",  "in",   "at", "from",
                                                "for", "with", "on", "by"};
  return absl::c_linear_search(kPrepositions, lower);
}

}  // namespace

SpeakingWords::SpeakingWords(const std::vector<Word>& words, const std::vector<Entity>& entities)
    : words_(words) {
  for (const Entity& entity : entities) {
    for (const Mention& mention : entity.mentions) {
      names_.push_back({mention.span, IsSpeaker(entity.type)});
    }
  }
  absl::c_sort(names_, [](const Name& a, const Name& b) { return a.span < b.span; });
}

const SpeakingWords::Name* SpeakingWords::NameAt(Span span) const {
  const auto after =
      std::upper_bound(names_.begin(), names_.end(), span.begin,
                       [](int32_t begin, const Name& name) { return begin < name.span.begin; });
  if (after == names_.begin()) return nullptr;
  const Name& name = *std::prev(after);
  return name.span.Contains(span) ? &name : nullptr;
}

bool SpeakingWords::MaySpeak(Span phrase) const {
  const Word* head = nullptr;
  for (int i = FirstWordFrom(words_, phrase.begin);
       i < static_cast<int>(words_.size()) && words_[i].span.begin < phrase.end; ++i) {
    const Name* name = NameAt(words_[i].span);
    // "two of her advisers" are advisers.
    const bool quantifies =
        head != nullptr && OpensNounPhrase(head->lower) && words_[i].lower == "of";
    if (head != nullptr && name == nullptr && EndsHead(words_[i].lower) && !quantifies) break;
    if (words_[i].IsWord() && !quantifies) head = &words_[i];
  }
  if (head == nullptr) return false;
  if (IsPronoun(head->lower)) return true;
  if (const Name* name = NameAt(head->span)) return name->speaks;
  return DescribeNoun(head->lower).type != SpeakerType::kOther || IsDocument(Singular(head->lower));
}

}  // namespace onrecord::ingest
