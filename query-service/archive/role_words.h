// What words of roles mean to the question whether two speakers of one name are the same: fields of
// work, countries, and words that say nothing about who it is.

#ifndef ONRECORD_QUERY_SERVICE_ARCHIVE_ROLE_WORDS_H_
#define ONRECORD_QUERY_SERVICE_ARCHIVE_ROLE_WORDS_H_

#include <string>
#include <string_view>

namespace onrecord::query {

// A field of work, as one bit.
enum class Field : unsigned {
  kNone = 0,
  kPolitics = 1u << 0,
  kSport = 1u << 1,
  kArts = 1u << 2,
  kScience = 1u << 3,
  kBusiness = 1u << 4,
  kLaw = 1u << 5,
  kSecurity = 1u << 6,
  kMedicine = 1u << 7,
  kReligion = 1u << 8,
  kMedia = 1u << 9,
  kTrade = 1u << 10,  // crafts, schools and everyday life: a farmer, a teacher, a student
};

// All words are folded (folded_words.h).

// The field of an occupation: kSport for "goalkeeper"; kNone where the word names none or could be
// of several, such as "president".
Field FieldOf(std::string_view word);

// Fields that one person is seen in at the same time or one after the other: of each one, those
// that go with it, itself among them.
unsigned FieldsAlong(Field field);

// Whether the word names an office that somebody holds at one place, organisation or country at a
// time, whatever its field: "president", "senator", "coach".
bool IsOffice(std::string_view word);

// Spellings of one office: "chairwoman" and "chair" give "chairman"; others give themselves.
std::string_view CanonicalOffice(std::string_view word);

// ISO 3166-1 code of the country that the word belongs to: "DE" for "german" and "germany"; "US"
// also for states of it. Empty where there is none.
std::string_view CountryOf(std::string_view word);

// Whether the word says that an office is not held now: "former", "ex".
bool IsFormer(std::string_view word);

// Whether the word tells nobody apart: "of", "university", "senior", "foreign".
bool IsGeneric(std::string_view word);

// Whether the word is a widespread given name, or a widespread family name.
bool IsCommonGivenName(std::string_view word);
bool IsCommonFamilyName(std::string_view word);

// Whether the word is one of the few family names that serve many people in East Asia, where it may
// stand first.
bool IsEastAsianFamilyName(std::string_view word);

}  // namespace onrecord::query

#endif  // ONRECORD_QUERY_SERVICE_ARCHIVE_ROLE_WORDS_H_
