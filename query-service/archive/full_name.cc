#include "query-service/archive/full_name.h"

#include <algorithm>
#include <vector>

#include "absl/strings/str_cat.h"
#include "query-service/archive/folded_words.h"
#include "query-service/archive/identity.h"
#include "query-service/archive/role_words.h"

namespace onrecord::query {
namespace {

bool IsInitial(const FoldedWord& word) { return word.text.size() == 1; }

// The words of a name and its initials. Initials are words where nothing else would be left but
// one: those of "J. Smith".
struct NameWords {
  explicit NameWords(std::string_view name) {
    std::vector<FoldedWord> all = FoldWords(name);
    const auto full = std::count_if(all.begin(), all.end(),
                                    [](const FoldedWord& word) { return !IsInitial(word); });
    for (FoldedWord& word : all) {
      if (full >= 2 && IsInitial(word)) {
        initials += word.text;
      } else {
        words.push_back(std::move(word.text));
      }
    }
  }

  std::vector<std::string> words;
  std::string initials;
};

}  // namespace

bool IsFullName(std::string_view name, SpeakerType type) {
  if (type == SpeakerType::kUnspecified || type == SpeakerType::kUnnamed ||
      type == SpeakerType::kAuthor) {
    return false;
  }
  const std::string normalized = NormalizedName(name);
  if (normalized.empty()) return false;
  return type != SpeakerType::kPerson || normalized.find(' ') != std::string::npos;
}

std::string NameKey(std::string_view name, SpeakerType type) {
  std::string key = absl::StrCat(static_cast<int>(type), "/");
  for (const std::string& word : NameWords(name).words) absl::StrAppend(&key, " ", word);
  return key;
}

NameMatch MatchNames(std::string_view a, std::string_view b) {
  if (NormalizedName(a) == NormalizedName(b)) return NameMatch::kSame;
  const std::string initials_of_a = NameWords(a).initials;
  const std::string initials_of_b = NameWords(b).initials;
  if (!initials_of_a.empty() && !initials_of_b.empty() && initials_of_a != initials_of_b) {
    return NameMatch::kOther;
  }
  return NameMatch::kVariant;
}

bool IsCommonName(std::string_view name) {
  const std::vector<std::string> words = NameWords(name).words;
  if (std::any_of(words.begin(), words.end(),
                  [](const std::string& word) { return IsEastAsianFamilyName(word); })) {
    return true;
  }
  return words.size() == 2 && IsCommonGivenName(words[0]) && IsCommonFamilyName(words[1]);
}

}  // namespace onrecord::query
