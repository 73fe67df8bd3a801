// Who is the same speaker in different articles.
//
// A named speaker is known by type and full name, letter case and width put aside and diacritics
// not: "Angela MERKEL" and "Angela Merkel" are one, "Jörg Müller" and "Jorg Muller" are two. A
// person with a single name word
// ("Merkel") may be anybody of that name, and who is never named at all may be anybody: they stay
// within their article.

#ifndef ONRECORD_QUERY_SERVICE_ARCHIVE_IDENTITY_H_
#define ONRECORD_QUERY_SERVICE_ARCHIVE_IDENTITY_H_

#include <string>
#include <string_view>

#include "query-service/archive/records.h"

namespace onrecord::query {

// The name as identity compares it: case-folded, compatibility forms unified, white space
// collapsed.
std::string NormalizedName(std::string_view display_name);

// What tells the speaker from all others of the archive. `occurrence` counts the speakers of one
// article that have the same name and type from 0; it matters only to those that stay within their
// article.
std::string SpeakerIdentity(std::string_view display_name, SpeakerType type,
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
