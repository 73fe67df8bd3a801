#include "ingest-service/entities/roles.h"

#include <algorithm>
#include <iterator>

#include "ingest-service/entities/lexicon.h"

namespace onrecord::ingest {
namespace {

constexpr int kLongestRole = 14;  // words

bool IsArticle(const Word& word) {
  return word.lower == "the" || word.lower == "a" || word.lower == "an";
}

bool IsKin(std::string_view lower) {
  static constexpr std::string_view kKin[] = {
      "wife",   "husband", "ex-wife", "ex-husband", "son",   "daughter", "brother",
      "sister", "mother",  "father",  "widow",      "niece", "nephew",   "fiancee"};
  return std::find(std::begin(kKin), std::end(kKin), lower) != std::end(kKin);
}

bool IsRoleNoun(const Word& word) {
  return word.IsWord() &&
         ((IsTitle(Singular(word.lower)) && !IsHonorific(word.lower)) || IsKin(word.lower));
}

bool HasTitle(const std::vector<Word>& words, int first, int last) {
  return std::any_of(words.begin() + first, words.begin() + last, IsRoleNoun);
}

// "speaking" is no office, "acting" tells of one.
bool IsGerund(std::string_view lower) {
  static constexpr std::string_view kOfOffices[] = {"acting",    "managing", "founding", "sitting",
                                                    "marketing", "ruling",   "banking"};
  return lower.size() > 5 && lower.substr(lower.size() - 3) == "ing" &&
         std::find(std::begin(kOfOffices), std::end(kOfOffices), lower) == std::end(kOfOffices);
}

bool IsPossessive(const Word& word) {
  return word.lower == "his" || word.lower == "her" || word.lower == "their" ||
         word.lower == "its" || word.lower == "my";
}

Span SpanOf(const std::vector<Word>& words, int first, int last) {
  return {words[first].span.begin, words[last - 1].span.end};
}

// "retired Air Force general" before "Lloyd Newton": lower-case office words and what qualifies
// them, with any capitalised title that was read with the name.
Span RoleBefore(const std::vector<Word>& words, const Name& name, Span sentence) {
  const bool titled = !name.title.empty();
  const int end = titled ? FirstWordFrom(words, name.title.begin) : name.first;
  int first = end;
  while (first > 0 && end - first < 6) {
    const Word& word = words[first - 1];
    const bool qualifies = word.IsWord() && word.span.begin >= sentence.begin &&
                           !IsFunctionWord(word.lower) && !IsSpeechVerb(word.lower) &&
                           !IsGerund(word.lower) && !IsHonorific(word.lower);
    if (!qualifies) break;
    --first;
  }
  if (first < end && IsRoleNoun(words[end - 1])) {
    return {words[first].span.begin, titled ? name.title.end : words[end - 1].span.end};
  }
  return name.title;
}

// "port's director" of "the port's director, Maria Lindqvist".
Span RoleBeforeComma(const std::vector<Word>& words, const Name& name, Span sentence) {
  const int comma = name.first - 1;
  if (comma < 1 || !words[comma].Is(",")) return {};
  for (int first = comma - 1; first >= 0 && comma - first <= kLongestRole; --first) {
    if (words[first].span.begin < sentence.begin || words[first].Is(",")) return {};
    if (words[first].kind == WordKind::kPossessive && first > 0) {
      return HasTitle(words, first + 1, comma) ? SpanOf(words, first - 1, comma) : Span{};
    }
    if (!IsArticle(words[first]) && !IsPossessive(words[first])) continue;
    const bool role = first + 1 < comma && HasTitle(words, first + 1, comma);
    return role ? SpanOf(words, first + 1, comma) : Span{};
  }
  return {};
}

// Where a role that begins at `first` ends: at the end of its clause.
int EndOfRole(const std::vector<Word>& words, int first, Span sentence) {
  const int size = static_cast<int>(words.size());
  int last = first;
  while (last < size && words[last].span.end <= sentence.end && last - first < kLongestRole) {
    const Word& word = words[last];
    const bool ends = word.Is(",") || word.Is(".") || word.Is(";") || word.Is("(") ||
                      word.lower == "who" || word.lower == "whose" || IsSpeechVerb(word.lower);
    if (ends) break;
    ++last;
  }
  return last - first == kLongestRole ? first : last;
}

// "port's director" of "Maria Lindqvist, the port's director, said".
Span RoleAfter(const std::vector<Word>& words, const Name& name, Span sentence) {
  const int size = static_cast<int>(words.size());
  int first = name.last;
  if (first + 2 < size && words[first].Is("(")) {
    while (first < size && !words[first].Is(")") && first - name.last < 8) ++first;
    ++first;
  }
  if (first + 1 >= size || !words[first].Is(",")) return {};
  ++first;
  while (first < size &&
         (IsArticle(words[first]) || IsPossessive(words[first]) || words[first].lower == "who")) {
    if (words[first].lower == "who") return {};
    ++first;
  }
  const int last = EndOfRole(words, first, sentence);
  if (last == first || words[first].Is("\"") || IsGerund(words[first].lower)) return {};
  // The office must come early, before any "of" or "at" that says where it is held.
  const int head_limit = std::min(last, first + 6);
  return HasTitle(words, first, head_limit) && !GivenNameGender(words[first].lower)
             ? SpanOf(words, first, last)
             : Span{};
}

// "analyst at the port" of "Maria Lindqvist, a former pilot who's now an analyst at the port," and
// "pilot" of "Maria Lindqvist is a pilot".
Span RoleInClause(const std::vector<Word>& words, const Name& name, Span sentence) {
  const int size = static_cast<int>(words.size());
  int at = name.last;
  const bool relative = at < size && words[at].Is(",");
  if (relative) {
    const int limit = std::min(size, at + kLongestRole);
    while (at < limit && words[at].lower != "who") {
      if (words[at].span.begin >= sentence.end || IsSpeechVerb(words[at].lower)) return {};
      ++at;
    }
    if (at == limit) return {};
  }
  if (at < size && words[at].lower == "who") ++at;
  if (at >= size) return {};
  const bool copula = words[at].lower == "is" || words[at].lower == "was" ||
                      (relative && words[at].kind == WordKind::kPossessive);
  if (!copula) return {};
  ++at;
  while (at < size && (words[at].lower == "now" || words[at].lower == "also")) ++at;
  if (at + 1 >= size || !IsArticle(words[at])) return {};
  const int last = EndOfRole(words, at + 1, sentence);
  if (last == at + 1 || !HasTitle(words, at + 1, std::min(last, at + 7))) return {};
  return SpanOf(words, at + 1, last);
}

}  // namespace

std::vector<Span> FindRoles(const std::vector<Word>& words, const Name& name, Span sentence) {
  std::vector<Span> roles;
  for (const Span role : {RoleBeforeComma(words, name, sentence), RoleBefore(words, name, sentence),
                          RoleAfter(words, name, sentence), RoleInClause(words, name, sentence)}) {
    if (!role.empty()) roles.push_back(role);
  }
  return roles;
}

}  // namespace onrecord::ingest
