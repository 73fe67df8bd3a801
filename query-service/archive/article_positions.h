// What a change of an article did to its positions.

#ifndef ONRECORD_QUERY_SERVICE_ARCHIVE_ARTICLE_POSITIONS_H_
#define ONRECORD_QUERY_SERVICE_ARCHIVE_ARTICLE_POSITIONS_H_

#include <set>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "query-service/archive/changes.h"
#include "query-service/archive/connection.h"

namespace onrecord::query {

// The positions of an article at one time, and who takes them.
struct ArticlePositions {
  std::set<std::string> positions;  // ids
  std::set<std::string> speakers;   // ids of identities
};

// Those of an article as it is now; none where it is not there.
absl::StatusOr<ArticlePositions> ReadArticlePositions(Connection& connection,
                                                      std::string_view article_id);

// What became of `before`.
PositionChanges ChangesOf(const ArticlePositions& before, const ArticlePositions& after);

// As bytes, which are never empty, and back. DATA_LOSS: they are none.
std::string EncodePositionChanges(const PositionChanges& changes);
absl::StatusOr<PositionChanges> DecodePositionChanges(std::string_view bytes);

}  // namespace onrecord::query

#endif  // ONRECORD_QUERY_SERVICE_ARCHIVE_ARTICLE_POSITIONS_H_
