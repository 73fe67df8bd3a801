// What single words tell about entities: given names, titles, nouns that describe persons and
// organisations, countries. All look-ups take words in lower case (Word::lower). The lists are
// small, in the open (*.inc) and written for this reader; the first reading stands on them until
// trained heads replace it.

#ifndef ONRECORD_INGEST_SERVICE_ENTITIES_LEXICON_H_
#define ONRECORD_INGEST_SERVICE_ENTITIES_LEXICON_H_

#include <optional>
#include <string>
#include <string_view>

#include "ingest-service/entities/entities.h"

namespace onrecord::ingest {

// Whether both may be the same person.
inline bool Agree(Gender a, Gender b) {
  return a == b || a == Gender::kUnknown || b == Gender::kUnknown;
}

// The gender a given name tells, kUnknown for one given to women and men; nullopt where it is no
// given name.
std::optional<Gender> GivenNameGender(std::string_view lower);

// The gender that a title or a noun tells: "mrs.", "congressman", "woman".
Gender NounGender(std::string_view lower);

// A form of address or an office that may stand before a name: "sen.", "chancellor".
bool IsTitle(std::string_view lower);
// A form of address only, no office: "mr.", "mrs.".
bool IsHonorific(std::string_view lower);

// A word that makes a name an organisation's: "committee", "inc.", "university".
bool IsOrganizationWord(std::string_view lower);

// The same, but only beside other words: "clinics", "brothers".
bool IsBusinessWord(std::string_view lower);

// A word that makes a longer name a place's: "street", "county".
bool IsPlaceWord(std::string_view lower);

// A word that never is a name alone, even capitalised: "the", "after", "monday".
bool IsFunctionWord(std::string_view lower);

// A particle of surnames: "van", "al".
bool IsParticle(std::string_view lower);

// The full name of a country, capital or metonym that acts for a government: "germany", "the
// kremlin" without article.
bool IsGovernmentName(std::string_view lower);

// An adjective of a country, creed or party: "german", "republican".
bool IsDemonym(std::string_view lower);

// People by nation, creed or party, in the plural: "germans", "republicans".
bool IsPeople(std::string_view lower);

// "said", "argues": a verb that makes its subject somebody who speaks.
bool IsSpeechVerb(std::string_view lower);

// How a noun describes an entity that has no name.
struct NounDescription {
  SpeakerType type = SpeakerType::kUnspecified;  // kPerson where the noun means one person
  bool plural = false;
};

// What the head noun of a description says about its entity. Words in no list are judged by their
// ending; nouns that cannot speak for people come out as kOther.
NounDescription DescribeNoun(std::string_view lower);

// "officials" -> "official"; a word that is no plural comes back as it is.
std::string Singular(std::string_view lower);

// A shortened given name's long form, "bob" -> "robert"; the name itself where none is known.
std::string_view FormalGivenName(std::string_view lower);

}  // namespace onrecord::ingest

#endif  // ONRECORD_INGEST_SERVICE_ENTITIES_LEXICON_H_
