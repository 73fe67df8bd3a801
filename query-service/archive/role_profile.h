// What the roles of a speaker say about who it is.

#ifndef ONRECORD_QUERY_SERVICE_ARCHIVE_ROLE_PROFILE_H_
#define ONRECORD_QUERY_SERVICE_ARCHIVE_ROLE_PROFILE_H_

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace onrecord::query {

// What is told by roles; of several articles, the sum. Words are folded.
struct RoleProfile {
  unsigned fields = 0;                // of work, bits of Field
  std::set<std::string> occupations;  // words that name such a field: "goalkeeper"
  std::set<std::string> countries;    // ISO codes
  std::set<std::string> names;        // of organisations and places: "leeds", "danske"
  std::set<std::string> topics;       // other words that tell something: "ferry"
  // Offices that are held now, each with the names beside it in the same role.
  std::map<std::string, std::set<std::string>> offices;

  // Whether it tells anything that another profile could share or contradict.
  bool IsEmpty() const {
    return fields == 0 && countries.empty() && names.empty() && topics.empty();
  }

  // Adds what `role` says of a speaker called `speaker_name`, whose own words tell nothing.
  void Add(std::string_view role, std::string_view speaker_name);
  void Add(const RoleProfile& other);
};

// What two profiles of speakers of one name say.
enum class Likeness {
  kContradicted,  // they are two: fields, countries, or the places of one office exclude each other
  kUnsettled,     // neither
  kSupported,     // they share what few of one name would
};

struct Comparison {
  Likeness likeness = Likeness::kUnsettled;
  int shared = 0;  // how much they share; 0 where not kSupported
};

Comparison Compare(const RoleProfile& a, const RoleProfile& b);

}  // namespace onrecord::query

#endif  // ONRECORD_QUERY_SERVICE_ARCHIVE_ROLE_PROFILE_H_
