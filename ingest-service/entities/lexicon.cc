#include "ingest-service/entities/lexicon.h"

#include <algorithm>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "ingest-service/text/ends_with.h"

namespace onrecord::ingest {
namespace {

#include "ingest-service/entities/census_given_names.inc"
#include "ingest-service/entities/given_names.inc"
#include "ingest-service/entities/nouns.inc"

struct Country {
  std::string_view name;
  std::string_view demonym;
  std::string_view capital;
};

constexpr Country kCountries[] = {
#include "ingest-service/entities/countries.inc"
};

using WordSet = absl::flat_hash_set<std::string_view>;

// The entries of `list`, which are parted by any of `separators`.
WordSet Split(std::string_view list, std::string_view separators) {
  WordSet entries;
  for (size_t begin = list.find_first_not_of(separators); begin != std::string_view::npos;) {
    const size_t end = std::min(list.find_first_of(separators, begin), list.size());
    entries.insert(list.substr(begin, end - begin));
    begin = list.find_first_not_of(separators, end);
  }
  return entries;
}

WordSet ReadWordSet(std::string_view list) { return Split(list, " \n"); }

// Every list, read once. Never destroyed, so that look-ups are safe until the process ends.
struct Lists {
  WordSet female = ReadWordSet(kFemaleGivenNames);
  WordSet male = ReadWordSet(kMaleGivenNames);
  WordSet neutral = ReadWordSet(kNeutralGivenNames);
  WordSet honorifics = ReadWordSet(kHonorifics);
  WordSet offices = ReadWordSet(kOffices);
  WordSet persons = ReadWordSet(kPersons);
  WordSet groups = ReadWordSet(kGroups);
  WordSet unnamed = ReadWordSet(kUnnamedPersons);
  WordSet organizations = ReadWordSet(kOrganizations);
  WordSet businesses = ReadWordSet(kBusinesses);
  WordSet governments = ReadWordSet(kGovernments);
  WordSet documents = ReadWordSet(kDocuments);
  WordSet function_words = ReadWordSet(kFunctionWords);
  WordSet peoples = ReadWordSet(kPeoples);
  WordSet particles = ReadWordSet(kParticles);
  WordSet speech_verbs = ReadWordSet(kSpeechVerbs);
  WordSet government_names = Split(kMetonyms, "|\n");
  WordSet demonyms;

  Lists() {
    for (const std::string_view name : ReadWordSet(kCensusFemaleGivenNames)) female.insert(name);
    for (const std::string_view name : ReadWordSet(kCensusMaleGivenNames)) male.insert(name);
    for (const std::string_view party :
         {"republican", "democratic", "muslim", "christian", "jewish"}) {
      demonyms.insert(party);
    }
    for (const Country& country : kCountries) {
      government_names.insert(country.name);
      if (!country.capital.empty()) government_names.insert(country.capital);
      if (!country.demonym.empty()) demonyms.insert(country.demonym);
    }
  }
};

const Lists& AllLists() {
  static const Lists* const lists = new Lists();
  return *lists;
}

bool HasPersonEnding(std::string_view lower) {
  for (const std::string_view ending :
       {"man", "woman", "person", "er", "or", "ist", "ian", "eer", "ee"}) {
    if (lower.size() > ending.size() + 2 && EndsWith(lower, ending)) return true;
  }
  return false;
}

}  // namespace

std::optional<Gender> GivenNameGender(std::string_view lower) {
  const Lists& lists = AllLists();
  const bool female = lists.female.contains(lower);
  const bool male = lists.male.contains(lower);
  if (lists.neutral.contains(lower) || (female && male)) return Gender::kUnknown;
  if (female) return Gender::kFemale;
  if (male) return Gender::kMale;
  return std::nullopt;
}

Gender NounGender(std::string_view lower) {
  static const WordSet* const female =
      new WordSet(ReadWordSet("mrs. mrs ms. ms miss dame lady queen princess woman girl mother "
                              "daughter sister wife ex-wife widow aunt niece "
                              "grandmother actress congresswoman chairwoman businesswoman "
                              "councilwoman spokeswoman heiress stateswoman"));
  static const WordSet* const male = new WordSet(ReadWordSet(
      "mr. mr sir lord king prince pope man boy father son brother husband ex-husband uncle nephew "
      "grandfather actor "
      "congressman chairman businessman councilman spokesman statesman imam ayatollah"));
  if (female->contains(lower)) return Gender::kFemale;
  if (male->contains(lower)) return Gender::kMale;
  return Gender::kUnknown;
}

bool IsTitle(std::string_view lower) {
  return AllLists().honorifics.contains(lower) || AllLists().offices.contains(lower);
}

bool IsHonorific(std::string_view lower) {
  static const WordSet* const addresses =
      new WordSet(ReadWordSet("mr. mr mrs. mrs ms. ms miss messrs dr. dr sir dame lord lady hon."));
  return addresses->contains(lower);
}

bool IsOrganizationWord(std::string_view lower) { return AllLists().organizations.contains(lower); }
bool IsBusinessWord(std::string_view lower) {
  const WordSet& words = AllLists().businesses;
  return words.contains(lower) || words.contains(Singular(lower));
}
bool IsPlaceWord(std::string_view lower) {
  static const WordSet* const words = new WordSet(ReadWordSet(
      "street avenue road boulevard square river valley county island islands beach park airport "
      "lake mountain mountains bay coast hills heights plaza bridge harbor harbour desert ocean "
      "sea "
      "peninsula province"));
  return words->contains(lower);
}
bool IsFunctionWord(std::string_view lower) { return AllLists().function_words.contains(lower); }
bool IsParticle(std::string_view lower) { return AllLists().particles.contains(lower); }
bool IsGovernmentName(std::string_view lower) {
  return AllLists().government_names.contains(lower);
}
bool IsDemonym(std::string_view lower) { return AllLists().demonyms.contains(lower); }
bool IsPeople(std::string_view lower) { return AllLists().peoples.contains(lower); }
bool IsSpeechVerb(std::string_view lower) { return AllLists().speech_verbs.contains(lower); }

NounDescription DescribeNoun(std::string_view lower) {
  const Lists& lists = AllLists();
  const std::string singular = Singular(lower);
  const bool plural = singular != lower;
  if (lists.documents.contains(lower)) return {SpeakerType::kOther, plural};
  if (lists.groups.contains(lower) || lists.peoples.contains(lower)) {
    return {SpeakerType::kGroup, true};
  }
  if (lists.organizations.contains(lower) || lists.organizations.contains(singular)) {
    if (!lists.governments.contains(lower)) return {SpeakerType::kOrganization, plural};
  }
  if (lists.governments.contains(lower) || lists.governments.contains(singular)) {
    return {SpeakerType::kGovernment, plural};
  }
  if (plural && lists.unnamed.contains(singular)) return {SpeakerType::kUnnamed, true};
  const bool person = lists.persons.contains(singular) || lists.offices.contains(singular) ||
                      HasPersonEnding(singular);
  if (person) return {plural ? SpeakerType::kGroup : SpeakerType::kPerson, plural};
  return {SpeakerType::kOther, plural};
}

std::string Singular(std::string_view lower) {
  static const auto* const irregular = new absl::flat_hash_map<std::string_view, std::string_view>{
      {"people", "person"}, {"children", "child"}, {"wives", "wife"}, {"police", "police"}};
  const auto found = irregular->find(lower);
  if (found != irregular->end()) return std::string(found->second);
  if (EndsWith(lower, "men") && lower.size() > 4) {
    return std::string(lower.substr(0, lower.size() - 2)) + "an";
  }
  if (EndsWith(lower, "women") || lower == "men") {
    return std::string(lower.substr(0, lower.size() - 2)) + "an";
  }
  if (EndsWith(lower, "ies") && lower.size() > 4) {
    return std::string(lower.substr(0, lower.size() - 3)) + "y";
  }
  for (const std::string_view ending : {"sses", "ches", "shes", "xes"}) {
    if (EndsWith(lower, ending)) return std::string(lower.substr(0, lower.size() - 2));
  }
  const bool plural = lower.size() > 3 && EndsWith(lower, "s") && !EndsWith(lower, "ss") &&
                      !EndsWith(lower, "us") && !EndsWith(lower, "is");
  return std::string(plural ? lower.substr(0, lower.size() - 1) : lower);
}

std::string_view FormalGivenName(std::string_view lower) {
  static const auto* const formal = new absl::flat_hash_map<std::string_view, std::string_view>{
      {"bob", "robert"},     {"bobby", "robert"},    {"rob", "robert"},
      {"bill", "william"},   {"will", "william"},    {"mike", "michael"},
      {"jim", "james"},      {"jimmy", "james"},     {"joe", "joseph"},
      {"tom", "thomas"},     {"tim", "timothy"},     {"dick", "richard"},
      {"rick", "richard"},   {"dan", "daniel"},      {"dave", "david"},
      {"chuck", "charles"},  {"charlie", "charles"}, {"ted", "edward"},
      {"ed", "edward"},      {"don", "donald"},      {"ron", "ronald"},
      {"ken", "kenneth"},    {"steve", "steven"},    {"chris", "christopher"},
      {"matt", "matthew"},   {"tony", "anthony"},    {"greg", "gregory"},
      {"jeff", "jeffrey"},   {"sam", "samuel"},      {"ben", "benjamin"},
      {"nick", "nicholas"},  {"andy", "andrew"},     {"larry", "lawrence"},
      {"jerry", "gerald"},   {"pat", "patrick"},     {"pete", "peter"},
      {"phil", "philip"},    {"ray", "raymond"},     {"al", "albert"},
      {"alex", "alexander"}, {"liz", "elizabeth"},   {"beth", "elizabeth"},
      {"kate", "katherine"}, {"kathy", "katherine"}, {"sue", "susan"},
      {"debbie", "deborah"}, {"jen", "jennifer"},    {"jenny", "jennifer"},
      {"cindy", "cynthia"},  {"peggy", "margaret"},  {"maggie", "margaret"},
      {"becky", "rebecca"}};
  const auto found = formal->find(lower);
  return found == formal->end() ? lower : found->second;
}

}  // namespace onrecord::ingest
