// Names as they tell who somebody is.

#ifndef ONRECORD_QUERY_SERVICE_ARCHIVE_FULL_NAME_H_
#define ONRECORD_QUERY_SERVICE_ARCHIVE_FULL_NAME_H_

#include <string>
#include <string_view>

#include "query-service/archive/records.h"

namespace onrecord::query {

// Whether such a name may be known in other articles: not for those who are never named nor for
// persons with a single name word, who may be anybody of that name.
bool IsFullName(std::string_view name, SpeakerType type);

// What names that may be the same one's have in common: the type and the words without case,
// diacritics and initials: "John R. Smith" and "John Smith" have the same.
std::string NameKey(std::string_view name, SpeakerType type);

// How two names with the same NameKey go together.
enum class NameMatch {
  kSame,     // but for case and white space
  kVariant,  // but for diacritics, hyphens, or initials that one of them leaves out
  kOther,    // they have different initials
};
NameMatch MatchNames(std::string_view a, std::string_view b);

// Whether many people bear that name, so that the name alone says little: "John Smith".
bool IsCommonName(std::string_view name);

}  // namespace onrecord::query

#endif  // ONRECORD_QUERY_SERVICE_ARCHIVE_FULL_NAME_H_
