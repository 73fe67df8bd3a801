// Roles change: a minister becomes a former minister, an economist a governor. So what differs
// contradicts only where one person can hardly be both: a footballer and a senator, a Dutch and a
// Belgian economist, the mayor of one town and the mayor of another. Words that every office uses
// count neither way. tests/accuracy/namesakes measures it.

#include "query-service/archive/role_profile.h"

#include <algorithm>
#include <optional>

#include "query-service/archive/folded_words.h"
#include "query-service/archive/role_words.h"

namespace onrecord::query {
namespace {

constexpr size_t kMinAcronymWords = 3;
constexpr size_t kMinTopicLetters = 4;

size_t CountShared(const std::set<std::string>& a, const std::set<std::string>& b) {
  return std::count_if(a.begin(), a.end(), [&](const std::string& word) { return b.count(word); });
}

bool AreApart(const std::set<std::string>& a, const std::set<std::string>& b) {
  return !a.empty() && !b.empty() && CountShared(a, b) == 0;
}

bool FieldsExclude(unsigned a, unsigned b) {
  return a != 0 && b != 0 && (FieldsAlong(static_cast<Field>(a)) & b) == 0;
}

// One office is held at two places.
bool OfficesExclude(const RoleProfile& a, const RoleProfile& b) {
  return std::any_of(a.offices.begin(), a.offices.end(), [&](const auto& held) {
    const auto other = b.offices.find(held.first);
    return other != b.offices.end() && AreApart(held.second, other->second);
  });
}

// "Federal Bureau of Investigation" is also "fbi".
std::string AcronymOf(const std::vector<FoldedWord>& words) {
  std::string acronym;
  for (const FoldedWord& word : words) {
    const bool is_of_name =
        !IsOffice(word.text) && FieldOf(word.text) == Field::kNone && CountryOf(word.text).empty();
    if (word.is_capital && is_of_name) acronym.push_back(word.text[0]);
  }
  return acronym.size() >= kMinAcronymWords ? acronym : "";
}

// A general is one where the word ends the role, as in "retired general"; a secretary general is
// not.
Field FieldAt(const std::vector<FoldedWord>& words, size_t i) {
  const bool is_rank = words[i].text == "general" && i + 1 == words.size() &&
                       (i == 0 || (!IsOffice(words[i - 1].text) &&
                                   FieldOf(CanonicalOffice(words[i - 1].text)) == Field::kNone));
  return is_rank ? Field::kSecurity : FieldOf(CanonicalOffice(words[i].text));
}

}  // namespace

void RoleProfile::Add(std::string_view role, std::string_view speaker_name) {
  const std::vector<FoldedWord> words = FoldWords(role);
  std::set<std::string> own;
  for (const FoldedWord& word : FoldWords(speaker_name)) own.insert(word.text);

  const bool is_former = std::any_of(words.begin(), words.end(),
                                     [](const FoldedWord& word) { return IsFormer(word.text); });
  std::set<std::string> held;
  std::set<std::string> names_here;
  for (size_t i = 0; i < words.size(); ++i) {
    const FoldedWord& word = words[i];
    if (own.count(word.text) > 0) continue;
    const std::string canonical(CanonicalOffice(word.text));
    const Field field = FieldAt(words, i);
    if (IsOffice(canonical)) held.insert(canonical);
    const std::string_view country = CountryOf(word.text);
    if (!country.empty()) {
      countries.insert(std::string(country));
      // A state is a place, too.
      if (country == "US") names_here.insert(word.text);
    } else if (field != Field::kNone) {
      fields |= static_cast<unsigned>(field);
      occupations.insert(canonical);
    } else if (IsGeneric(canonical)) {
      continue;
    } else if (word.is_capital) {
      names_here.insert(word.text);
    } else if (word.text.size() >= kMinTopicLetters) {
      topics.insert(word.text);
    }
  }
  for (const char* country_word : {"us", "usa", "states", "american", "america"}) {
    names_here.erase(country_word);
  }
  names.insert(names_here.begin(), names_here.end());
  const std::string acronym = AcronymOf(words);
  if (!acronym.empty()) names.insert(acronym);
  if (is_former) return;
  for (const std::string& office : held)
    offices[office].insert(names_here.begin(), names_here.end());
}

void RoleProfile::Add(const RoleProfile& other) {
  fields |= other.fields;
  occupations.insert(other.occupations.begin(), other.occupations.end());
  countries.insert(other.countries.begin(), other.countries.end());
  names.insert(other.names.begin(), other.names.end());
  topics.insert(other.topics.begin(), other.topics.end());
  for (const auto& [office, places] : other.offices) {
    offices[office].insert(places.begin(), places.end());
  }
}

Comparison Compare(const RoleProfile& a, const RoleProfile& b) {
  if (FieldsExclude(a.fields, b.fields)) return {Likeness::kContradicted, 0};
  // Topics of one may be names of the other: "the coast guard", "Coast Guard".
  const size_t names = CountShared(a.names, b.names) + CountShared(a.names, b.topics) +
                       CountShared(a.topics, b.names);
  if (names == 0 && (AreApart(a.countries, b.countries) || OfficesExclude(a, b))) {
    return {Likeness::kContradicted, 0};
  }
  const size_t common_country =
      CountShared(a.countries, b.countries) > 0 && (a.fields & b.fields) != 0;
  const size_t shared = 2 * names + CountShared(a.occupations, b.occupations) +
                        CountShared(a.topics, b.topics) + common_country;
  if (shared == 0) return {Likeness::kUnsettled, 0};
  return {Likeness::kSupported, static_cast<int>(shared)};
}

}  // namespace onrecord::query
