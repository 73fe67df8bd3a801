// What tells a speaker from all others of the archive, and the ids made of it.
//
// A named speaker is known by type and full name, letter case and width put aside; where several
// have that name, the others are told apart by the article that first spoke of them (namesakes.h).
// A person with a single name word ("Merkel") may be anybody of that name, and who is never named
// at all may be anybody: they stay within their article.

#ifndef ONRECORD_QUERY_SERVICE_ARCHIVE_IDENTITY_H_
#define ONRECORD_QUERY_SERVICE_ARCHIVE_IDENTITY_H_

#include <string>
#include <string_view>

#include "query-service/archive/records.h"

namespace onrecord::query {

// The name as identity compares it: case-folded, compatibility forms unified, white space
// collapsed.
std::string NormalizedName(std::string_view display_name);

// Of the first speaker of that type and full name.
std::string NamedIdentity(std::string_view display_name, SpeakerType type);

// Of one that stays within its article. `occurrence` counts the speakers of the article that have
// the same name and type from 0.
std::string ArticleIdentity(std::string_view display_name, SpeakerType type,
                            std::string_view article_id, int occurrence);

// A readable id for an identity: the name in lower-case ASCII, at most 48 characters of it, and
// `digits` hexadecimal digits of a hash ("angela-merkel-5f0c2a1b"); only the hash where no letter
// of the name has an ASCII form. The same on every run.
std::string SpeakerId(std::string_view display_name, std::string_view identity, int digits);

// How many digits an id begins with, and how many one has that would otherwise equal another's or
// that has no name.
inline constexpr int kIdDigits = 8;
inline constexpr int kLongIdDigits = 16;

}  // namespace onrecord::query

#endif  // ONRECORD_QUERY_SERVICE_ARCHIVE_IDENTITY_H_
