// Which of the archive's speakers of one name an article speaks of.
//
// Somebody is the only known speaker of the name unless the roles contradict each other; among
// several, the one whose roles share most with the article's. Whoever cannot be told stays apart,
// as an identity of its own: a wrong merger is worse than a missed one. What is decided depends on
// what the archive holds, and on nothing else.

#ifndef ONRECORD_QUERY_SERVICE_ARCHIVE_NAMESAKES_H_
#define ONRECORD_QUERY_SERVICE_ARCHIVE_NAMESAKES_H_

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "query-service/archive/connection.h"
#include "query-service/archive/records.h"
#include "query-service/archive/role_profile.h"

namespace onrecord::query {

// The speakers of one article, one after the other, within a write transaction of `connection`,
// which must outlive it.
class Namesakes {
 public:
  Namesakes(Connection& connection, std::string_view article_id)
      : connection_(connection), article_id_(article_id) {}

  // The row of the identity that `speaker` has; nothing where it needs one of its own.
  // REQUIRES: IsFullName.
  absl::StatusOr<std::optional<int64_t>> Find(const SpeakerRecord& speaker);

  // An identity that nobody has yet for `speaker`, who needs one of its own.
  absl::StatusOr<std::string> NewIdentity(const SpeakerRecord& speaker);

  // `speaker` was decided to have the identity in `row`: what comes later in the article knows it.
  absl::Status Learn(const SpeakerRecord& speaker, int64_t row);

 private:
  // An identity of the name.
  struct Candidate {
    int64_t row = 0;
    int64_t root = 0;
    bool is_same_name = false;  // or else a variant
    bool has_articles = false;  // or is spoken of in this one
    bool is_split = false;      // made by an explicit split
  };
  // A speaker with those of its identities that have the name.
  struct Known {
    int64_t row = 0;  // the identity that best goes with the name
    bool is_same_name = false;
    bool has_articles = false;
    bool is_split = false;
  };

  absl::StatusOr<std::vector<Candidate>> Candidates(const SpeakerRecord& speaker);
  absl::StatusOr<std::optional<int64_t>> SplitInArticle(const std::vector<Candidate>& candidates);
  absl::StatusOr<RoleProfile> ProfileOf(int64_t root, std::string_view name);
  absl::StatusOr<std::optional<int64_t>> Choose(const SpeakerRecord& speaker,
                                                const std::map<int64_t, Known>& known);

  Connection& connection_;
  const std::string article_id_;
  std::set<int64_t> rows_in_article_;
  std::map<int64_t, RoleProfile> learnt_;  // by root
};

}  // namespace onrecord::query

#endif  // ONRECORD_QUERY_SERVICE_ARCHIVE_NAMESAKES_H_
